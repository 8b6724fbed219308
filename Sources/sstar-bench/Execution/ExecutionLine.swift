import Foundation
import SStar
import SStarExecution

/// All that are compared: those that this machine can run, with what they hold.
struct ExecutionLine {
  static let reference = "multiprocessing + exec, patched"
  static let bwrap = "bwrap --unshare-all + python3"
  static let bare = "posix_spawn, not isolated"

  var python: [Contestant] = []
  var cpp: [Contestant] = []
  private var sandbox: Sandbox
  private var checkers: [ReferenceChecker] = []
  private var directory: URL

  private init(sandbox: Sandbox, directory: URL) {
    self.sandbox = sandbox
    self.directory = directory
  }

  /// - Parameter python: the interpreter that all use.
  static func start(python: String) async throws -> ExecutionLine {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("sstar-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for (name, definition) in definitions(python: python) {
      try Data(definition.utf8).write(to: directory.appendingPathComponent("\(name).yaml"))
    }
    let sandbox = try await Sandbox.start(SandboxOptions(workers: 1, languageDirectories: [directory]))
    var line = ExecutionLine(sandbox: sandbox, directory: directory)
    try line.addPython(python)
    try line.addCPP()
    return line
  }

  func stop() async {
    checkers.forEach { $0.stop() }
    await sandbox.shutdown()
    try? FileManager.default.removeItem(at: directory)
  }

  /// Languages of the comparison: the interpreter that was asked for, and C++ without shared libraries.
  private static func definitions(python: String) -> [String: String] {
    [
      "python3": """
      name: Python 3
      extensions: [py]
      toolchain: [\(python)]
      fork_server: python
      run: ["{toolchain}", "-s", "-B", "{program}/{main}"]
      """,
      "static-cpp": """
      name: C++, static
      extensions: [cpp]
      toolchain: [g++]
      compile: ["{toolchain}", "-O2", "-static", "-o", "program", "{sources}"]
      artifacts: [program]
      run: ["{program}/program"]
      """,
    ]
  }

  private mutating func addPython(_ python: String) throws {
    self.python = [
      .sandboxed("fork server", sandbox) {
        Invocation(program: Program(language: "python3", source: TrivialProgram.python($0)))
      },
      .sandboxed("launcher + python3", sandbox) {
        // An argument keeps the program out of the fork server.
        Invocation(
          program: Program(language: "python3", source: TrivialProgram.python($0)), arguments: ["unused"])
      },
      .command("python3, not isolated") { [python, "-c", TrivialProgram.python($0)] },
    ]
    let references: [(String, ReferenceChecker.Manner)] = [
      ("multiprocessing + exec, a pipe", .pipe), ("multiprocessing + exec, a Manager", .manager),
      (Self.reference, .patched),
    ]
    for (name, manner) in references {
      let checker = try ReferenceChecker(python: python, manner: manner)
      checkers.append(checker)
      self.python.append(.checker(name, checker))
    }
    guard let bwrap = try? Toolchain.find(["bwrap"]) else { return }
    var command = [bwrap.path, "--unshare-all", "--die-with-parent", "--dev", "/dev", "--proc", "/proc"]
    let prefix = URL(fileURLWithPath: python).deletingLastPathComponent().deletingLastPathComponent().path
    for path in Set(["/usr", "/bin", "/lib", "/lib64", prefix]) { command += ["--ro-bind-try", path, path] }
    let confined = command + [python, "-c"]
    // It waits for none of the processes that it starts.
    self.python.append(.command(Self.bwrap, isAccounted: false) { confined + [TrivialProgram.python($0)] })
  }

  private mutating func addCPP() throws {
    guard let compiler = try? Toolchain.find(["g++"]), sandbox.languages.isUsable("static-cpp")
    else { return }
    // Compiling is no part of a test: two programs take turns, compiled before the first measurement.
    cpp = [
      .sandboxed("launcher", sandbox) {
        Invocation(program: Program(language: "static-cpp", source: TrivialProgram.cpp($0 % 2)))
      }
    ]
    let source = directory.appendingPathComponent("main.cpp")
    let program = directory.appendingPathComponent("program").path
    try Data(TrivialProgram.cpp(0).utf8).write(to: source)
    _ = try BareProcess.run([compiler.path, "-O2", "-static", "-o", program, source.path], input: Data())
    cpp.append(.command(Self.bare) { _ in [program] })
  }
}
