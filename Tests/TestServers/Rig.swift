import Foundation

/// The rig of `SSTAR_SHARED`: an OpenAI and Anthropic server with capacity, latency, quirks and faults.
final class Rig: Sendable {
  /// Values of its settings by name, as in its README; `p` holds the probabilities of the faults.
  typealias Settings = [String: any Sendable]

  let port: UInt16
  private let process: ServerProcess

  /// Counters since the start or the last reset.
  struct Statistics: Decodable, Sendable {
    let requests: Int
    let inflight: Int
    let maxInflight: Int
    /// Busy slots, now and at most.
    let running: Int
    let maxRunning: Int
    let waiting: Int
    /// Different bodies, and those of them that got a whole answer.
    let distinct: Int
    let distinctOk: Int
    let connections: Int
    /// How late its own timers are.
    let meanLagMs: Double
  }

  /// What its report says of a client; see its README.
  struct Report: Decodable, Sendable {
    let requests: Int
    let distinctBodies: Int
    let ok: Int
    /// Bodies that were never answered, were answered twice, came back before they were to.
    let lost: Int
    let duplicatesOk: Int
    let earlyRetries: Int
    let retryAfterWaits: Int
    /// How often each fault was met.
    let faultsInjected: [String: Int]
  }

  /// What one request made it generate.
  struct Record: Decodable, Sendable {
    struct Sequence: Decodable, Sendable { let tokens: Int }
    let outcome: String
    private let promptTokens: Int?
    private let seq: [Sequence]?

    /// Input and output; none for requests that it turned away.
    var tokens: Int { seq.map { (promptTokens ?? 0) + $0.reduce(0) { $0 + $1.tokens } } ?? 0 }
  }

  /// Starts a rig and waits until it answers.
  static func start(_ settings: Settings = [:]) async throws -> Rig {
    guard isAvailable, let python else { throw SocketError(missing) }
    let defaults = try await run(python, ["-c", "import json, rig; print(json.dumps(rig.DEFAULTS))"])
    let process = try ServerProcess(
      { directory in
        let file = { directory.appendingPathComponent($0).path }
        return [
          python, folder.appendingPathComponent("rig.py").path, "serve", "--port", "0", "--bank", bank.path,
          "--config", file("config.json"), "--log", file("requests.jsonl"),
        ]
      },
      files: ["config.json": try data(settings), "defaults.json": defaults], environment: environment)
    try await process.waits(30) { process.log.contains("port=") }
    guard let port = process.log.firstMatch(of: /port=(\d+)/).flatMap({ UInt16($0.output.1) }) else {
      throw SocketError("the rig has not named its port: \(process.log)")
    }
    return Rig(port: port, process: process)
  }

  private init(port: UInt16, process: ServerProcess) { (self.port, self.process) = (port, process) }

  /// The address of the rig, without a slash at the end and without `/v1`.
  var url: String { "http://127.0.0.1:\(port)" }

  /// The records of its requests, for `rig.py report`.
  var log: URL { process.directory.appendingPathComponent("requests.jsonl") }

  func stats() async throws -> Statistics {
    let body = try await blocking { [port] in try LoopbackClient.request(port: port, "/rig/stats").body }
    return try Self.decoder.decode(Statistics.self, from: body)
  }

  /// What its own program makes of the log.
  func report() async throws -> Report {
    guard let python = Self.python else { throw SocketError(Self.missing) }
    let program = Self.folder.appendingPathComponent("report.py").path
    let output = try await Self.run(python, [program, log.path, "--json"])
    return try Self.decoder.decode(Report.self, from: output)
  }

  /// All requests that have ended.
  func records() throws -> [Record] {
    // The first line holds the settings.
    try Data(contentsOf: log).split(separator: UInt8(ascii: "\n")).dropFirst()
      .map { try Self.decoder.decode(Record.self, from: $0) }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  /// Empties log and counters and takes these settings; all others have their defaults again.
  func reset(_ settings: Settings = [:]) async throws {
    let file = process.directory.appendingPathComponent("defaults.json")
    var all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    // The rig keeps probabilities that a reset does not name.
    let given = settings["p"].flatMap { $0 as? [String: Double] } ?? [:]
    let probabilities = (all["p"] as? [String: Double] ?? [:]).merging(given) { $1 }
    all.merge(settings) { $1 }
    all["p"] = probabilities
    let body = try JSONSerialization.data(withJSONObject: ["config": all])
    let (status, text) = try await blocking { [port] in
      let response = try LoopbackClient.request(
        port: port, "/rig/reset", post: String(decoding: body, as: UTF8.self))
      return (response.status, response.text)
    }
    guard status == 200 else { throw SocketError("the rig refuses the settings: \(text)") }
  }

  /// Ends the rig.
  func stop() { process.stop() }
}

extension Rig {
  static let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["SSTAR_SHARED"] ?? "../shared"
  ).appendingPathComponent("rig").standardizedFileURL
  static let bank = folder.appendingPathComponent("banks/dev/bank.jsonl")

  private static let python = TestPrograms.find("python3", variable: "SSTAR_TEST_PYTHON")
  // The folder may be read-only or somebody else's.
  private static let environment = ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": folder.path]

  static let isAvailable: Bool = {
    guard let python, FileManager.default.fileExists(atPath: bank.path) else { return false }
    return (try? runNow(python, ["-c", "import aiohttp, sys; sys.exit(sys.version_info < (3, 11))"])) != nil
  }()
  static let missing =
    "needs \(folder.path)/rig.py (SSTAR_SHARED) and a Python 3.11 with aiohttp (SSTAR_TEST_PYTHON or python3)"

  private static func run(_ program: String, _ arguments: [String]) async throws -> Data {
    try await blocking { try runNow(program, arguments) }
  }

  private static func runNow(_ program: String, _ arguments: [String]) throws -> Data {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw SocketError("\(program) \(arguments) failed") }
    return output
  }

  private static func data(_ settings: Settings) throws -> Data {
    try JSONSerialization.data(withJSONObject: settings)
  }
}
