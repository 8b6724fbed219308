import ArgumentParser
import Foundation
import Glibc
import SStar

/// `sstar prompt`: what a model is told.
struct PromptCommand: AsyncParsableCommand {
  private static let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")

  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Print the messages that a model gets in a role; ask and run nothing.",
    discussion: """
      Roles: \(roles).

      Prompts about programs show the package's own submissions, and placeholders in parentheses for what \
      they would print. Hidden tests are never part of a prompt.
      """)

  @Argument(
    help: "What the model is asked for, such as generate or judge.",
    completion: .list(Role.allCases.map(\.rawValue)))
  var role: String

  @Argument(help: "Problem package, Markdown statement (FILE.md), or - for a statement on standard input.")
  var problem: String

  @Option(help: flagHelp(\.language))
  var language: String?

  @Flag(help: "Print the messages as a JSON array.")
  var json = false

  func validate() throws {
    guard Role(rawValue: role) == nil else { return }
    throw ValidationError("There is no role '\(terminalLine(role))'; the roles are \(Self.roles).")
  }

  func run() async throws {
    try await runCancellable { try show() }
  }

  private func show() throws {
    guard let role = Role(rawValue: role) else { return }
    let reader = try SettingsReader(
      flags: [SettingTable.shared.language.flag(language)], places: .current)
    let language = try reader.value(\.language)
    let (package, warnings) = try ProblemArgument.load(problem)
    warnings.forEach { printError("warning: \(terminalSafe($0))") }
    let preview = PromptPreview(
      problem: package.problem, language: language, programs: package.submissions.map(\.program))
    let messages = preview.messages(for: role)
    let text = json ? try JSONOutput.text(messages, isPretty: true) + "\n" : Self.text(messages, of: role)
    let isSafe = json || isatty(STDOUT_FILENO) == 0
    try writeOutput(Data((isSafe ? text : terminalSafe(text)).utf8))
  }

  private static func text(_ messages: [Message], of role: Role) -> String {
    let name = "\(role.rawValue), version \(PromptPreview.version(of: role))"
    return messages.enumerated().map { index, message in
      let heading = "=== \(name): message \(index + 1) of \(messages.count), \(message.author.rawValue) ==="
      return "\(heading)\n\(message.text)\n"
    }.joined(separator: "\n")
  }
}
