import Foundation
import Yams

/// How programs of one language are compiled and run: one YAML file in `Sandbox/Languages`.
///
/// In commands, `{toolchain}` stands for the program found for `toolchain`, `{sources}` for the names of
/// the source files, `{main}` for the main file, and `{program}` for the directory of the installed program.
public struct LanguageDefinition: Sendable, Decodable {
  /// Name for people, such as `Python 3`.
  public var name: String
  /// File name extensions without the dot.
  public var extensions: [String]
  /// Name under which the main file is stored; its own name when nil.
  public var source: String?
  /// Programs to look for on the search path; the first one found is used.
  public var toolchain: [String]
  /// Arguments that make the toolchain print its version.
  public var version: [String]
  /// Compiler command; none for interpreted languages.
  public var compile: [String]?
  /// Extensions of the files in `{sources}`; `extensions` when nil.
  public var compiles: [String]?
  /// Files that the compiler leaves behind and that are needed to run.
  public var artifacts: [String]
  /// Command that runs the program.
  public var run: [String]
  /// Script in `Sandbox/ForkServer` that can run programs of this language in forks.
  public var forkServer: String?
  /// Further host paths that the toolchain needs.
  public var readOnly: [String]
  /// Further environment variables, `NAME=value`.
  public var environment: [String]
  /// Whether the address space is limited; false for runtimes that reserve far more than they use.
  public var limitsAddressSpace: Bool
  /// Whether the toolchain must be able to read about itself in `/proc`, which only namespaces make safe.
  public var needsProc: Bool
  /// Threads that a program may have.
  public var threads: Int
  /// Files that a program may have open.
  public var descriptors: Int
  public var compileLimits: CompileLimits

  /// Limits of the compiler.
  public struct CompileLimits: Sendable, Decodable {
    /// CPU time of each of its processes, and two thirds of the elapsed time, in seconds.
    public var cpuSeconds: Double
    /// Memory of each of its processes, in MiB.
    public var memoryMiB: Int
    /// Processes at once.
    public var processes: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
      case cpuSeconds = "cpu_seconds"
      case memoryMiB = "memory_mib"
      case processes
    }

    public init(cpuSeconds: Double = 10, memoryMiB: Int = 2048, processes: Int = 32) {
      self.cpuSeconds = cpuSeconds
      self.memoryMiB = memoryMiB
      self.processes = processes
    }

    public init(from decoder: any Decoder) throws {
      let defaults = CompileLimits()
      let values = try decoder.container(keyedBy: CodingKeys.self)
      cpuSeconds = try values.decodeIfPresent(Double.self, forKey: .cpuSeconds) ?? defaults.cpuSeconds
      memoryMiB = try values.decodeIfPresent(Int.self, forKey: .memoryMiB) ?? defaults.memoryMiB
      processes = try values.decodeIfPresent(Int.self, forKey: .processes) ?? defaults.processes
    }
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, extensions, source, toolchain, version, compile, compiles, artifacts, run
    case forkServer = "fork_server"
    case readOnly = "read_only"
    case environment
    case limitsAddressSpace = "limits_address_space"
    case needsProc = "needs_proc"
    case threads, descriptors
    case compileLimits = "compile_limits"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func list(_ key: CodingKeys) throws -> [String] {
      try values.decodeIfPresent([String].self, forKey: key) ?? []
    }
    name = try values.decode(String.self, forKey: .name)
    extensions = try values.decode([String].self, forKey: .extensions)
    source = try values.decodeIfPresent(String.self, forKey: .source)
    toolchain = try values.decode([String].self, forKey: .toolchain)
    version = try list(.version)
    compile = try values.decodeIfPresent([String].self, forKey: .compile)
    compiles = try values.decodeIfPresent([String].self, forKey: .compiles)
    artifacts = try list(.artifacts)
    run = try values.decode([String].self, forKey: .run)
    forkServer = try values.decodeIfPresent(String.self, forKey: .forkServer)
    readOnly = try list(.readOnly)
    environment = try list(.environment)
    limitsAddressSpace = try values.decodeIfPresent(Bool.self, forKey: .limitsAddressSpace) ?? true
    needsProc = try values.decodeIfPresent(Bool.self, forKey: .needsProc) ?? false
    threads = try values.decodeIfPresent(Int.self, forKey: .threads) ?? 64
    descriptors = try values.decodeIfPresent(Int.self, forKey: .descriptors) ?? 64
    compileLimits =
      try values.decodeIfPresent(CompileLimits.self, forKey: .compileLimits) ?? CompileLimits()
  }

  /// Reads a definition and refuses keys that it does not know.
  /// - Throws: ``SandboxError/definition(file:reason:)``.
  static func load(_ file: URL) throws -> LanguageDefinition {
    do {
      let text = try String(contentsOf: file, encoding: .utf8)
      let known = Set(CodingKeys.allCases.map(\.rawValue))
      if let mapping = try Yams.load(yaml: text) as? [String: Any],
        let unknown = mapping.keys.sorted().first(where: { !known.contains($0) })
      {
        throw SandboxError.definition(
          file: file.path,
          reason: "unknown key `\(unknown)`; known are \(known.sorted().joined(separator: ", "))")
      }
      let definition = try YAMLDecoder().decode(LanguageDefinition.self, from: text)
      guard !definition.run.isEmpty, !definition.toolchain.isEmpty, !definition.extensions.isEmpty else {
        throw SandboxError.definition(
          file: file.path, reason: "`run`, `toolchain` and `extensions` may not be empty")
      }
      return definition
    } catch let error as SandboxError {
      throw error
    } catch let error as DecodingError {
      throw SandboxError.definition(file: file.path, reason: error.shortDescription)
    } catch {
      throw SandboxError.definition(file: file.path, reason: "\(error)")
    }
  }
}

extension DecodingError {
  /// The field and what is wrong with it, in a few words.
  var shortDescription: String {
    func field(_ context: Context) -> String {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "" : "`\(path)`: "
    }
    return switch self {
    case .keyNotFound(let key, let context): "\(field(context))key `\(key.stringValue)` is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      "\(field(context))\(context.debugDescription)"
    @unknown default: "\(self)"
    }
  }
}
