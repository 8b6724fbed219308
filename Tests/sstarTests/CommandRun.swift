import Foundation

/// One run of the built `sstar`, which is beside the test bundle.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `sstar` and waits until it has ended.
  init(_ arguments: String..., input: String = "") async throws {
    try await self.init(arguments, input: input)
  }

  /// - Parameters:
  ///   - environment: variables besides those that every run gets.
  ///   - home: a home directory; an empty one when nil.
  ///   - workingDirectory: an empty one when nil.
  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:], home: URL? = nil,
    workingDirectory: URL? = nil
  ) async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    // Files rather than pipes: nothing has to be read while it runs.
    func file(_ name: String, _ contents: String = "") throws -> URL {
      let url = directory.appendingPathComponent(name)
      try Data(contents.utf8).write(to: url)
      return url
    }
    let (inputFile, outputFile, errorFile) = (try file("in", input), try file("out"), try file("err"))
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = Self.isolated(home: home ?? directory).merging(environment) { $1 }
    process.currentDirectoryURL = workingDirectory ?? directory
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
  }

  /// Lines of the output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("sstar")

  /// The environment without settings: those of whoever runs the tests must not change what is tested.
  static func isolated(home: URL) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !["SSTAR_", "OPENAI_", "ANTHROPIC_", "XDG_"].contains { name.hasPrefix($0) } || name == "SSTAR_LIBEXEC"
    }
    environment["HOME"] = home.path
    return environment
  }

  /// Whether programs can be run here: `sstar doctor` says so.
  static let canRunPrograms: Bool = {
    let process = Process()
    process.executableURL = executable
    process.arguments = ["doctor"]
    process.environment = isolated(home: FileManager.default.temporaryDirectory)
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}
