import ArgumentParser
import Foundation
import SStar
import SStarExecution

/// `sstar doctor`: what this machine grants.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Show which sandbox layers and languages this machine offers.",
    discussion: "Exits with 69 when untrusted programs cannot be run safely here.")

  @Flag(help: "Print every setting, its value and where the value comes from, and examine nothing.")
  var explainConfig = false

  // Hidden, as they are of use with --explain-config only.
  @OptionGroup(title: "Method", visibility: .hidden)
  var method: MethodFlags

  @OptionGroup(title: "Models", visibility: .hidden)
  var models: ModelFlags

  @OptionGroup(title: "Sandbox")
  var sandbox: SandboxFlags

  func run() async throws {
    try await runCancellable {
      if explainConfig { try explain() } else { try await examine() }
    }
  }

  private func explain() throws {
    let places = SettingsPlaces.current
    let reader = try SettingsReader(
      flags: method.values + models.values + sandbox.values, places: places)
    print(try SettingsExplanation.text(reader, environment: places.environment), terminator: "")
  }

  private func examine() async throws {
    let options = try SandboxOptions.resolve(sandbox)
    try await Sandbox.withSandbox(options) { sandbox in
      print("sandbox: \(options.mode.rawValue), \(options.workers) workers")
      for (layer, text) in Self.layers {
        print("  \(sandbox.report.layers.contains(layer) ? "yes" : "no ")  \(text)")
      }
      print(
        "  Landlock interface: \(sandbox.report.landlockABI == 0 ? "none" : "version \(sandbox.report.landlockABI)")"
      )
      if !sandbox.report.notes.isEmpty { print("  note: \(terminalSafe(sandbox.report.notes))") }
      let verdict = try await Self.trial(sandbox)
      print("  trial program: \(verdict)")
      print("languages:")
      for language in sandbox.languages.all {
        print("  \(terminalSafe(Self.line(language)))")
      }
      if !sandbox.report.layers.meetMinimum {
        printError("warning: programs run with your own rights; use this for trusted programs only")
      }
    }
  }

  /// Id and name, then version and path, or why it cannot be used.
  static func line(_ language: LanguageRegistry.Language) -> String {
    let id = language.id.padding(toLength: max(12, language.id.count), withPad: " ", startingAt: 0)
    guard let toolchain = language.toolchain else {
      return "no   \(id) \(language.name): \(language.unusable ?? "not installed")"
    }
    let version = language.versionText.map { "\($0), " } ?? ""
    return "yes  \(id) \(language.name): \(version)\(toolchain.path)"
  }

  private static let layers: [(SandboxLayers, String)] = [
    (.noNewPrivileges, "no_new_privs"), (.seccomp, "seccomp: harmless system calls only"),
    (.landlock, "Landlock: files by path, no TCP, no signals to outside"),
    (.namespaces, "namespaces: own processes, mounts, network, IPC and root"),
    (.userNamespace, "user namespace"), (.separateUser, "a user of its own for candidates"),
    (.controlGroup, "cgroup v2: the kernel limits memory, beside the watch on resident memory"),
  ]

  /// Whether a program really runs: through the fork server when there is Python.
  private static func trial(_ sandbox: Sandbox) async throws -> String {
    guard sandbox.languages.isUsable("python3") else { return "skipped: Python 3 is not installed" }
    let program = Program(language: "python3", source: "print(int(input()) + 1)\n")
    let execution = try await sandbox.run(Invocation(program: program, input: Data("41\n".utf8))).execution
    guard execution.verdict == .accepted, execution.output == Data("42\n".utf8) else {
      throw SandboxError.launcher(
        "the trial program ended with \(execution.verdict.rawValue) \(execution.detail)")
    }
    return "ok"
  }
}
