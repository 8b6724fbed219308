import ArgumentParser
import AsyncHTTPClient
import Foundation
import Glibc

/// The load rig of the shared folder, as a process of its own.
final class RigServer: Sendable {
  let url: String
  private let process: Process

  /// - Throws: `ValidationError` when the rig is not there or does not start.
  static func start() async throws -> RigServer {
    let environment = ProcessInfo.processInfo.environment
    let shared = URL(fileURLWithPath: environment["SSTAR_SHARED"] ?? "../shared").appendingPathComponent(
      "rig")
    guard FileManager.default.fileExists(atPath: shared.appendingPathComponent("rig.py").path) else {
      throw ValidationError(
        "there is no \(shared.path)/rig.py: set SSTAR_SHARED, or name a server with --base-url")
    }
    let port = Int.random(in: 20_000..<30_000)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      environment["SSTAR_TEST_PYTHON"] ?? "python3", shared.appendingPathComponent("rig.py").path, "serve",
      "--port", "\(port)", "--bank", shared.appendingPathComponent("banks/dev/bank.jsonl").path,
      "--set", "slots=4096", "--set", "ttft=1.0", "--set", "tpot=0.01",
      "--log", "/dev/null",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let server = RigServer(process, "http://127.0.0.1:\(port)")
    for _ in 0..<100 {
      let health = HTTPClientRequest(url: "http://127.0.0.1:\(port)/health")
      if let answer = try? await HTTPClient.shared.execute(health, timeout: .seconds(1)), answer.status == .ok
      {
        return server
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    server.stop()
    throw ValidationError("the rig did not start: it needs Python 3.11 with aiohttp (SSTAR_TEST_PYTHON)")
  }

  private init(_ process: Process, _ address: String) {
    self.process = process
    url = address + "/v1"
  }

  func stop() {
    // It inherits a signal mask that may block SIGTERM.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
