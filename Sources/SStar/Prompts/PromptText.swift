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

  static func languageName(_ language: String) -> String {
    ["python3": "Python 3", "cpp": "C++", "c": "C", "javascript": "JavaScript (Node.js)", "swift": "Swift"][
      language]
      ?? language
  }

  static func label(_ language: String) -> String {
    language == "python3" ? "python" : language
  }

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
      The function returns its answer. It is called by a test; read no standard input and print nothing.
      """
    }
  }

  /// What an input looks like to a program that writes or checks inputs.
  static func inputFormat(of problem: Problem) -> String {
    switch problem.kind {
    case .standardIO:
      "An input is the text that a solution reads from standard input, in the format that the problem states."
    case .function(let signature):
      """
      An input holds the arguments of `\(signature.entryPoint)`: one JSON value a line, a line for each \
      argument in order.
      """
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
    let tests = problem.publicTests.prefix(limit).map { test in
      "Input:\n\(fenced(test.input))\nExpected output:\n\(fenced(test.expectedOutput))"
    }
    return "\n\n# Examples\n\n" + tests.joined(separator: "\n\n")
  }

  /// What a program did on an input: its output, or how it failed.
  static func outcome(of execution: Execution) -> String {
    if execution.verdict == .accepted || execution.verdict == .wrongAnswer {
      return "Output:\n\(fenced(execution.output))"
    }
    let error = execution.errorOutput.isEmpty ? "" : "\nStandard error:\n\(fenced(execution.errorOutput))"
    return "Failed: \(describe(execution))\(error)"
  }

  static func describe(_ execution: Execution) -> String {
    let words = execution.verdict.rawValue.replacingOccurrences(of: "_", with: " ")
    return execution.detail.isEmpty ? words : "\(words) (\(execution.detail))"
  }

  static func seconds(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
