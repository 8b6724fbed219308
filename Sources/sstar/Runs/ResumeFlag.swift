import ArgumentParser

/// `--resume[=RUN]`. The run is never a word of its own, which could as well be the problem or the suite.
struct ResumeFlag: ParsableArguments {
  @Option(
    name: .customLong("resume"),
    help: ArgumentHelp(
      "Go on with an earlier run of the same settings and pay for nothing twice: --resume for the newest one, "
        + "--resume=RUN for that one.", valueName: "run"))
  var run: String?

  /// The arguments with the value that a bare `--resume` stands for.
  static func spelledOut(_ arguments: [String]) -> [String] {
    let options = arguments.prefix { $0 != "--" }
    return options.map { $0 == "--resume" ? "--resume=\(RunOpening.latest)" : $0 }
      + arguments.dropFirst(options.count)
  }
}
