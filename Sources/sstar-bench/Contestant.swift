import Foundation
import SStar
import SStarExecution

/// One way to run a candidate's tests.
struct Contestant: Sendable {
  var name: String
  /// Runs candidate number `candidate` on that many tests; throws when an answer is wrong.
  var run: @Sendable (_ candidate: Int, _ tests: Int) async throws -> Void
  var stop: @Sendable () async -> Void = {}

  struct WrongAnswer: Error {
    var contestant: String
    var detail: String
  }

  /// Those that this machine can run.
  static func all() async throws -> [Contestant] {
    let sandbox = try await Sandbox.start(SandboxOptions(workers: 1))
    var all = [forkServer(sandbox), interpreterEach(sandbox)]
    if let python = sandbox.languages.all.first(where: { $0.id == "python3" })?.toolchain {
      all.append(command("bare python3", [python.path, "-c"]))
      if let bwrap = try? Toolchain.find(["bwrap"]) {
        var arguments = [
          bwrap.path, "--unshare-all", "--die-with-parent", "--dev", "/dev", "--proc", "/proc",
        ]
        for path in ["/usr", "/bin", "/lib", "/lib64", python.prefix ?? "/usr"] {
          arguments += ["--ro-bind-try", path, path]
        }
        all.append(command("bwrap --unshare-all + python3", arguments + [python.path, "-c"]))
      }
    }
    return all
  }

  private static func source(_ candidate: Int) -> String {
    "# candidate \(candidate)\na, b = map(int, input().split())\nprint(a + b)\n"
  }

  private static func forkServer(_ sandbox: Sandbox) -> Contestant {
    Contestant(
      name: "fork server",
      run: { candidate, tests in
        let program = Program(language: "python3", source: source(candidate))
        for test in 0..<tests { try await check("fork server", sandbox, Invocation(program: program), test) }
      },
      stop: { await sandbox.shutdown() })
  }

  private static func interpreterEach(_ sandbox: Sandbox) -> Contestant {
    Contestant(
      name: "launcher + python3",
      run: { candidate, tests in
        // An argument keeps the program out of the fork server.
        let invocation = Invocation(
          program: Program(language: "python3", source: source(candidate)), arguments: ["unused"])
        for test in 0..<tests { try await check("launcher + python3", sandbox, invocation, test) }
      })
  }

  private static func check(
    _ name: String, _ sandbox: Sandbox, _ invocation: Invocation, _ test: Int
  ) async throws {
    var invocation = invocation
    invocation.input = Data("\(test) 1\n".utf8)
    let execution = try await sandbox.run(invocation).execution
    guard execution.verdict == .accepted, execution.output == Data("\(test + 1)\n".utf8) else {
      throw WrongAnswer(contestant: name, detail: "\(execution.verdict) \(execution.detail)")
    }
  }

  private static func command(_ name: String, _ command: [String]) -> Contestant {
    Contestant(
      name: name,
      run: { candidate, tests in
        for test in 0..<tests {
          let process = Process()
          process.executableURL = URL(fileURLWithPath: command[0])
          process.arguments = command.dropFirst() + [source(candidate)]
          let input = Pipe()
          let output = Pipe()
          process.standardInput = input
          process.standardOutput = output
          try process.run()
          try input.fileHandleForWriting.write(contentsOf: Data("\(test) 1\n".utf8))
          try input.fileHandleForWriting.close()
          let answer = try output.fileHandleForReading.readToEnd() ?? Data()
          process.waitUntilExit()
          guard answer == Data("\(test + 1)\n".utf8) else {
            throw WrongAnswer(contestant: name, detail: String(decoding: answer, as: UTF8.self))
          }
        }
      })
  }
}
