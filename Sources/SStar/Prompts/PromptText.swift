import Foundation

/// Pieces that several prompts share.
enum PromptText {
  /// Longest part of an input, output or error shown in a prompt, in characters.
  static let longestExcerpt = 2000

  /// `text` in a fenced block that nothing inside it can close.
  static func fenced(_ text: String, label: String = "") -> String {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(label)\n\(text)\(text.isEmpty || text.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  static func fenced(_ data: Data) -> String {
    fenced(excerpt(data))
  }

  /// Beginning and end of a long text, with a note of what was left out.
  static func excerpt(_ data: Data, limit: Int = longestExcerpt) -> String {
    // A character takes at most four bytes in UTF-8 here; the bound only keeps huge outputs cheap.
    guard data.count > limit else { return String(decoding: data, as: UTF8.self) }
    let head = String(decoding: data.prefix(limit * 3 / 4), as: UTF8.self)
    let tail = String(decoding: data.suffix(limit / 4), as: UTF8.self)
    return "\(head)\n[… \(data.count - limit * 3 / 4 - limit / 4) bytes left out …]\n\(tail)"
  }

  static func languageName(_ language: String) -> String { LanguageHints.of(language).name }

  static func label(_ language: String) -> String { LanguageHints.of(language).labels.first ?? language }

  /// How the program gets its input and gives its answer.
  static func interface(of problem: Problem, language: String) -> String {
    switch problem.kind {
    case .standardIO:
      """
      Write a complete \(languageName(language)) program. It reads the whole input from standard input and \
      writes the answer, and nothing else, to standard output, exactly in the format that the problem asks for.
      """
    case .function(let signature):
      """
      Write \(languageName(language)) code that defines this function, with exactly this name and these parameters:
      \(fenced(signature.signature, label: label(language)))
      The function returns its answer. It is called by a test; read no standard input and print nothing. In \
      tests and examples, \(argumentFormat(signature)), and an output is the JSON of the result.
      """
    }
  }

  /// What an input looks like to a program that writes or checks inputs.
  static func inputFormat(of problem: Problem) -> String {
    switch problem.kind {
    case .standardIO:
      "An input is the text that a solution reads from standard input, in the format that the problem states."
    case .function(let signature):
      "An input of `\(signature.entryPoint)` is no call: \(argumentFormat(signature))."
    }
  }

  private static func argumentFormat(_ signature: FunctionSignature) -> String {
    "an input holds the arguments of `\(signature.entryPoint)`, one JSON value a line, a line for each in order"
  }

  /// What an expected output looks like.
  static func outputFormat(of problem: Problem) -> String {
    switch problem.kind {
    case .standardIO: "An output is the text that a solution then writes to standard output."
    case .function: "An output is the JSON of the function's result."
    }
  }

  /// The statement and its limits.
  static func statement(of problem: Problem) -> String {
    """
    # Problem

    \(fenced(problem.statement, label: "markdown"))

    Limits: \(seconds(problem.limits.cpuSeconds)) of CPU time and \(problem.limits.memoryBytes >> 20) MiB \
    of memory for each input.
    """
  }

  /// The first public tests; the statement usually shows them, function problems need not.
  static func examples(of problem: Problem, limit: Int = 4) -> String {
    guard !problem.publicTests.isEmpty else { return "" }
    return "\n\n# Examples\n\n" + problem.publicTests.prefix(limit).map(shown).joined(separator: "\n\n")
  }

  /// A test with its answer.
  static func shown(_ test: TestCase) -> String {
    test.isAssertions
      ? "Assertions that must hold:\n\(fenced(excerpt(test.input), label: "python"))"
      : "Input:\n\(fenced(test.input))\nExpected output:\n\(fenced(test.expectedOutput))"
  }

  /// The first public tests, unless the statement shows them all.
  static func unstatedExamples(of problem: Problem) -> String {
    // A statement on standard input carries its examples; a function's tests are told.
    if case .function = problem.kind { return examples(of: problem) }
    let shown = problem.publicTests.allSatisfy { test in
      problem.statement.contains(Substring(String(decoding: test.input, as: UTF8.self)).trimmed)
    }
    return shown ? "" : examples(of: problem)
  }

  /// What a program did on an input: its output, or how it failed. The same behaviour gives the same text.
  static func outcome(of execution: Execution) -> String {
    if execution.verdict == .accepted || execution.verdict == .wrongAnswer {
      return "Output:\n\(fenced(withoutObjectAddresses(excerpt(execution.output))))"
    }
    let text = withoutProcessNumbers(String(decoding: execution.errorOutput, as: UTF8.self))
    let error = text.isEmpty ? "" : "\nStandard error:\n\(fenced(Data(text.utf8)))"
    return "Failed: \(describe(execution))\(error)"
  }

  /// How a program failed: in the words of its verdict, with exit status, signal or limit.
  static func describe(_ execution: Execution) -> String {
    let words = execution.verdict.rawValue.replacingOccurrences(of: "_", with: " ")
    // A failure of ours says nothing of the program and may hold anything.
    return execution.detail.isEmpty || execution.verdict == .judgeError
      ? words : "\(words) (\(withoutProcessNumbers(execution.detail)))"
  }

  /// Standard error without what changes from run to run: addresses, and the process ids that sanitizers
  /// print.
  static func withoutProcessNumbers(_ text: String) -> String {
    text.replacing(/0[xX][0-9a-fA-F]{6,}/, with: "0x…").replacing(/==[0-9]+==/, with: "==…==")
  }

  /// An output without the addresses of objects, as Python prints them. Other hexadecimal numbers may be
  /// answers.
  static func withoutObjectAddresses(_ text: String) -> String {
    text.replacing(#/ at 0x[0-9a-fA-F]{6,}>/#, with: " at 0x…>")
  }

  static func seconds(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
