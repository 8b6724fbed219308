import ArgumentParser

/// The command line of SStar.
@main
struct SStarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sstar",
    abstract:
      "Better programs from language models, by test-time compute: sample, debug, and choose by running.",
    subcommands: [
      SolveCommand.self, EvalCommand.self, JudgeCommand.self, PromptCommand.self, ReplayCommand.self,
      ReselectCommand.self, ReportCommand.self, ExplainCommand.self, SuiteCommand.self, DoctorCommand.self,
    ])

  static func main() async {
    await main(ResumeFlag.spelledOut(Array(CommandLine.arguments.dropFirst())))
  }
}
