import Foundation

/// The languages that this machine can run.
public struct LanguageRegistry: Sendable {
  /// A definition with the toolchain found for it.
  public struct Language: Sendable {
    public var id: String
    public var definition: LanguageDefinition
    /// Nil where it is not installed.
    public var toolchain: Toolchain?
  }

  private let languages: [String: Language]

  /// Reads all `*.yaml` files; a later directory overrides an earlier one. The file's name is the id.
  /// - Parameters:
  ///   - everyone: only toolchains that any user may reach.
  ///   - hasProc: whether programs may read `/proc`.
  /// - Throws: ``SandboxError/definition(file:reason:)``.
  init(directories: [URL], everyone: Bool, hasProc: Bool) throws {
    var languages: [String: Language] = [:]
    for directory in directories {
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      } catch {
        throw SandboxError.definition(file: directory.path, reason: "cannot be read as a directory")
      }
      for name in names.sorted() where name.hasSuffix(".yaml") {
        let definition = try LanguageDefinition.load(directory.appendingPathComponent(name))
        let id = String(name.dropLast(".yaml".count))
        let isPossible = hasProc || !definition.needsProc
        let toolchain = isPossible ? Toolchain.find(definition.toolchain, everyone: everyone) : nil
        languages[id] = Language(id: id, definition: definition, toolchain: toolchain)
      }
    }
    self.languages = languages
  }

  /// All definitions, by id.
  public var all: [Language] { languages.values.sorted { $0.id < $1.id } }

  /// Whether the toolchain of a language is installed.
  public func isUsable(_ id: String) -> Bool { languages[id]?.toolchain != nil }

  /// The language of a file name, by its extension.
  public func language(forFileName name: String) -> String? {
    let suffix = (name as NSString).pathExtension.lowercased()
    return all.first { $0.definition.extensions.contains(suffix) }?.id
  }

  /// - Throws: ``SandboxError/language(_:reason:)`` when it is unknown or not installed.
  func usable(_ id: String) throws -> (definition: LanguageDefinition, toolchain: Toolchain) {
    guard let language = languages[id] else {
      throw SandboxError.language(
        id, reason: "no such language; known are \(languages.keys.sorted().joined(separator: ", "))")
    }
    guard let toolchain = language.toolchain else {
      let names = language.definition.toolchain.joined(separator: " or ")
      throw SandboxError.language(id, reason: "\(names) is not installed, or not usable in this sandbox")
    }
    return (language.definition, toolchain)
  }
}

extension LanguageRegistry.Language {
  /// What the toolchain says of its version, or nil.
  public var versionText: String? {
    guard let toolchain, !definition.version.isEmpty else { return nil }
    return Toolchain.output(of: toolchain.path, definition.version)
  }
}
