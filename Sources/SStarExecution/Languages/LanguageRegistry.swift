import Foundation
import Glibc

/// The languages that this machine can run.
public struct LanguageRegistry: Sendable {
  /// A definition with the toolchain found for it.
  public struct Language: Sendable {
    /// What programs name it by, such as `python3`; the name of its definition's file.
    public var id: String
    var definition: LanguageDefinition
    /// Name for people, such as `Python 3`.
    public var name: String { definition.name }
    /// File name extensions without the dot, in lower case; none where another language has them.
    public var extensions: [String] { definition.extensions }
    /// Whether it can run function problems and assertions, besides whole programs.
    public var runsFunctions: Bool { definition.forkServer != nil }
    /// Nil where it cannot be used.
    public var toolchain: Toolchain?
    /// The definition's further tools, by placeholder.
    var tools: [String: Toolchain] = [:]
    /// Why it cannot be used; nil where it can.
    public var unusable: String?
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
        languages[id] = Language(id: id, definition: definition, everyone: everyone, hasProc: hasProc)
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

  /// - Throws: ``SandboxError/language(_:reason:)`` when it is unknown or cannot be used.
  func usable(_ id: String) throws -> (language: Language, toolchain: Toolchain) {
    guard let language = languages[id] else {
      throw SandboxError.language(
        id, reason: "no such language; known are \(languages.keys.sorted().joined(separator: ", "))")
    }
    guard let toolchain = language.toolchain else {
      throw SandboxError.language(id, reason: language.unusable ?? "not installed")
    }
    return (language, toolchain)
  }
}

extension LanguageRegistry.Language {
  fileprivate init(id: String, definition: LanguageDefinition, everyone: Bool, hasProc: Bool) {
    self.init(id: id, definition: definition)
    do {
      let toolchain = try Toolchain.find(
        definition.toolchain, locate: definition.locate, everyone: everyone)
      for (name, programs) in definition.tools {
        tools[name] = try Toolchain.find(programs, nearby: [toolchain.directory], everyone: everyone)
      }
      if hasProc || !definition.needsProc {
        self.toolchain = toolchain
      } else {
        unusable = "\(toolchain.path) needs /proc, which only a sandbox with namespaces can show"
      }
    } catch {
      unusable = error.description
    }
  }

  /// What the toolchain says of its version, or nil.
  public var versionText: String? {
    guard let toolchain, !definition.version.isEmpty else { return nil }
    return Toolchain.lines(of: toolchain.path, definition.version)?.first
  }

  /// Where its programs find others in the jail.
  var searchPath: [String] {
    let own = ([toolchain].compactMap { $0 } + tools.values).map(\.directory)
    return Set(own).subtracting(Toolchain.systemSearchPath).sorted() + Toolchain.systemSearchPath
  }

  /// What programs must be able to read outside the system's own directories; nothing where it is unusable.
  var readOnlyPaths: [String] {
    guard let toolchain else { return [] }
    return ([toolchain] + tools.values).compactMap(\.prefix) + definition.readOnly.flatMap(Self.paths)
  }

  /// The existing paths of a pattern such as `/etc/java-*`.
  private static func paths(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { String(cString: $0) } }
  }
}
