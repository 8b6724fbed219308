import Foundation
import Yams

/// How programs of one language are compiled and run: one YAML file in `Sandbox/Languages`, whose README
/// describes the keys and the placeholders in commands.
struct LanguageDefinition: Sendable, Decodable {
  /// Name for people, such as `Python 3`.
  var name: String
  /// File name extensions without the dot; none for a language whose files are those of another one.
  var extensions: [String]
  /// Name under which the main file is stored; its own name when nil.
  var source: String?
  /// Programs to look for on the search path; the first one found is used.
  var toolchain: [String]
  /// Arguments that make a proxy, such as those of version managers, print the executable behind it or the
  /// directory of its installation.
  var locate: [String]
  /// Further programs that are needed, by placeholder: looked for beside the toolchain, then on the search path.
  var tools: [String: [String]]
  /// Arguments that make the toolchain print its version.
  var version: [String]
  /// Compiler command; none for interpreted languages.
  var compile: [String]?
  /// Extensions of the files in `{sources}`; `extensions` when nil.
  var compiles: [String]?
  /// Files that the compiler is given besides the program's, by name.
  var compileFiles: [String: String]
  /// Files that the compiler leaves behind and that are needed to run; the sources when empty.
  var artifacts: [String]
  /// Command that runs the program.
  var run: [String]
  /// Directory in `Sandbox/ForkServer` whose scripts can run programs of this language in forks.
  var forkServer: String?
  /// Further host paths that the toolchain needs.
  var readOnly: [String]
  /// Further environment variables, `NAME=value`, of the compiler and of programs.
  var environment: [String]
  /// Whether the address space is limited closely; false for runtimes that reserve far more than they use.
  var limitsAddressSpace: Bool
  /// What the runtime needs for itself, in MiB: kept off the memory limit in `{heap_mib}`.
  var runtimeMemoryMiB: Int
  /// What the runtime writes to standard error when it fails for want of memory.
  var outOfMemory: [String]
  /// Whether the toolchain must be able to read about itself in `/proc`, which only namespaces make safe.
  var needsProc: Bool
  /// Threads that a program may have.
  var threads: Int
  /// Files that a program may have open.
  var descriptors: Int
  var compileLimits: CompileLimits

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, extensions, source, toolchain, locate, tools, version, compile, compiles, artifacts, run
    case compileFiles = "compile_files"
    case forkServer = "fork_server"
    case readOnly = "read_only"
    case environment
    case limitsAddressSpace = "limits_address_space"
    case runtimeMemoryMiB = "runtime_memory_mib"
    case outOfMemory = "out_of_memory"
    case needsProc = "needs_proc"
    case threads, descriptors
    case compileLimits = "compile_limits"
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func list(_ key: CodingKeys) throws -> [String] {
      try values.decodeIfPresent([String].self, forKey: key) ?? []
    }
    name = try values.decode(String.self, forKey: .name)
    extensions = try values.decode([String].self, forKey: .extensions)
    source = try values.decodeIfPresent(String.self, forKey: .source)
    toolchain = try values.decode([String].self, forKey: .toolchain)
    locate = try list(.locate)
    tools = try values.decodeIfPresent([String: [String]].self, forKey: .tools) ?? [:]
    version = try list(.version)
    compile = try values.decodeIfPresent([String].self, forKey: .compile)
    compiles = try values.decodeIfPresent([String].self, forKey: .compiles)
    compileFiles = try values.decodeIfPresent([String: String].self, forKey: .compileFiles) ?? [:]
    artifacts = try list(.artifacts)
    run = try values.decode([String].self, forKey: .run)
    forkServer = try values.decodeIfPresent(String.self, forKey: .forkServer)
    readOnly = try list(.readOnly)
    environment = try list(.environment)
    limitsAddressSpace = try values.decodeIfPresent(Bool.self, forKey: .limitsAddressSpace) ?? true
    runtimeMemoryMiB = try values.decodeIfPresent(Int.self, forKey: .runtimeMemoryMiB) ?? 0
    outOfMemory = try list(.outOfMemory)
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
      if let mapping = try Yams.load(yaml: text) as? [String: Any] {
        try refuseUnknownKeys(of: mapping, known: CodingKeys.allCases.map(\.rawValue), in: file)
        if let limits = mapping[CodingKeys.compileLimits.rawValue] as? [String: Any] {
          let known = CompileLimits.CodingKeys.allCases.map(\.rawValue)
          try refuseUnknownKeys(of: limits, known: known, in: file)
        }
      }
      let definition = try YAMLDecoder().decode(LanguageDefinition.self, from: text)
      guard !definition.run.isEmpty, !definition.toolchain.isEmpty else {
        throw SandboxError.definition(file: file.path, reason: "`run` and `toolchain` may not be empty")
      }
      guard !definition.extensions.isEmpty || definition.source != nil else {
        throw SandboxError.definition(file: file.path, reason: "without `extensions` it needs a `source`")
      }
      guard definition.descriptors >= 3 else {
        throw SandboxError.definition(
          file: file.path, reason: "`descriptors` must be at least 3: a program has its standard streams")
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

  private static func refuseUnknownKeys(of mapping: [String: Any], known: [String], in file: URL) throws {
    guard let unknown = mapping.keys.sorted().first(where: { !known.contains($0) }) else { return }
    throw SandboxError.definition(
      file: file.path,
      reason: "unknown key `\(unknown)`; known are \(known.sorted().joined(separator: ", "))")
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
