import Foundation
import Testing

@testable import sstar

@Suite("sstar doctor --explain-config")
struct ExplainConfigTests {
  private func explain(_ files: SettingsDirectory, _ flags: String...) async throws -> CommandRun {
    try await CommandRun(
      ["doctor", "--explain-config"] + flags, environment: files.environment, home: files.home,
      workingDirectory: files.project)
  }

  /// The cells of the line of a key.
  private func row(_ key: String, _ run: CommandRun) -> [String] {
    run.lines.first { $0.hasPrefix(key + "  ") }?.components(separatedBy: "  ").filter { !$0.isEmpty }
      .map { $0.trimmingCharacters(in: .whitespaces) } ?? []
  }

  @Test("Every setting has a line with its value and its source")
  func sources() async throws {
    let files = try SettingsDirectory(
      project: "# ours\nrounds: 3\nprices: {openai/a: {input: 1, output: 2}}\n", user: "samples: 4\n",
      environment: ["SSTAR_SEED": "9"])
    let run = try await explain(files, "--top-p", "0.5")
    #expect(run.status == 0, "\(run.errors)")
    #expect(row("rounds", run) == ["rounds", "3", "./sstar.yaml:2"])
    #expect(row("samples", run) == ["samples", "4", "~/.config/sstar/config.yaml:1"])
    #expect(row("seed", run) == ["seed", "9", "SSTAR_SEED"])
    #expect(row("top-p", run) == ["top-p", "0.5", "--top-p"])
    #expect(row("select", run) == ["select", "evidence", "default"])
    #expect(row("judge", run) == ["judge", "not set", "default"])
    #expect(
      row("prices: openai/a", run) == ["prices: openai/a", "input: 1.0, output: 2.0", "./sstar.yaml:3"])
    for setting in SettingTable.all { #expect(!row(setting.key, run).isEmpty, "\(setting.key)") }
  }

  @Test("No secret is printed: keys are set or not set, addresses and bodies are redacted")
  func secrets() async throws {
    let files = try SettingsDirectory(
      project: "extra-body: {user_token: hush-body}\n",
      environment: [
        "OPENAI_API_KEY": "hush-key", "OPENAI_BASE_URL": "http://me:hush-password@host:80/v1?key=hush-query",
      ])
    let run = try await explain(files)
    #expect(run.status == 0, "\(run.errors)")
    #expect(!(run.output + run.errors).contains("hush"))
    #expect(row("OPENAI_API_KEY", run) == ["OPENAI_API_KEY", "set", "environment"])
    #expect(row("ANTHROPIC_API_KEY", run) == ["ANTHROPIC_API_KEY", "not set", "default"])
    #expect(row("DEEPSEEK_API_KEY", run) == ["DEEPSEEK_API_KEY", "not set", "default"])
    #expect(row("base-url", run) == ["base-url", "http://…@host:80/v1?…", "OPENAI_BASE_URL"])
    files.environment["SSTAR_BASE_URL"] = "ftp://me:hush-password@host/?hush-query"
    files.environment["SSTAR_EXTRA_BODY"] = #"{"token": "hush-body""#
    let wrong = try await explain(files)
    #expect(wrong.status == 64)
    #expect(!(wrong.output + wrong.errors).contains("hush"))
  }

  @Test("Text of files cannot drive the terminal")
  func escapes() async throws {
    let files = try SettingsDirectory(
      project: "model: \"\\e[31mred\"\nprices: {\"\\ea\": {input: 1, output: 2}}\n")
    let run = try await explain(files)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("red") && !run.output.contains("\u{1B}"))
    try files.write("project/sstar.yaml", "\"\\e[31mred\": 1\n")
    #expect(try await !explain(files).errors.contains("\u{1B}"))
  }

  @Test("Settings that cannot be used are exit 64 for every command that reads them")
  func usage() async throws {
    let files = try SettingsDirectory(project: "sampels: 4\n")
    #expect(try await explain(files).status == 64)
    for command in [["doctor"], ["solve", "x"], ["judge", "a.py", "x"], ["suite", "validate", "x"]] {
      let run = try await CommandRun(command, home: files.home, workingDirectory: files.project)
      #expect(run.status == 64)
      #expect(run.errors == "error: ./sstar.yaml:1: unknown setting “sampels”; did you mean samples?\n")
    }
  }

  @Test("A file's value reaches the command; a flag overrides it")
  func solve() async throws {
    let files = try SettingsDirectory(project: "samples: 3\nrounds: 0\n")
    let problem = try ProblemDirectory(["add/submissions/accepted/a.py": "print(3)\n"])
    func plan(_ flags: String...) async throws -> String {
      try await CommandRun(
        ["solve", problem.path("add"), "--dry-run"] + flags, home: files.home, workingDirectory: files.project
      ).output
    }
    #expect(try await plan().contains("generate: 3\n"))
    #expect(try await plan("-n", "5").contains("generate: 5\n"))
  }
}
