import Foundation
import SStar
import SStarExecution

/// Runs a reference solution on inputs, in the sandbox, for formats that have no expected outputs.
struct ReferenceOracle: Sendable {
  private static let limits = Limits(cpuSeconds: 120, memoryBytes: 4 << 30, outputBytes: 256 << 20)
  /// Reads one call's arguments a line, as the JSON text of a Python tuple; prints the results' `repr` likewise.
  private static let driver = """
    import json, sys

    names = {"__name__": "reference"}
    exec(compile(SOURCE, "reference", "exec"), names)
    function = names[ENTRY]
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        try:
            result = function(*eval(json.loads(line), {}))
            if isinstance(result, dict):
                result = dict(result)
            if TRUTH_ALONE and not isinstance(result, bool):
                result = result is not None
            text = repr(result)
        except Exception:
            text = None
        answers.write(json.dumps(text) + "\\n")
    answers.flush()

    """

  let runner: any InvocationRunner

  /// The results of the calls; nil for one that fails or whose result is no literal.
  /// - Parameter truthAlone: whether it only matters that there is a result.
  /// - Throws: ``ImportSkip`` when the solution cannot be run to the end, or what the runner throws.
  func results(
    of source: String, function: String, calls: [[PythonLiteral]], truthAlone: Bool
  ) async throws -> [PythonLiteral?] {
    let head = """
      SOURCE = \(PythonLiteral.string(Array(source.utf8)).source)
      ENTRY = "\(function)"
      TRUTH_ALONE = \(truthAlone ? "True" : "False")

      """
    let input = calls.reduce(into: Data()) { data, call in
      data += JSONValue.string(Array(PythonLiteral.tuple(call).source.utf8)).text + Data("\n".utf8)
    }
    let program = Program(language: "python3", source: head + Self.driver, name: "main.py")
    let execution = try await runner.run(Invocation(program: program, input: input, limits: Self.limits))
      .execution
    guard execution.verdict == .accepted else {
      let said = String(decoding: execution.errorOutput.suffix(300), as: UTF8.self)
      throw ImportSkip("the reference solution fails", "\(execution.detail) \(said)")
    }
    let lines = execution.output.split(separator: UInt8(ascii: "\n"))
    guard lines.count == calls.count else {
      throw ImportSkip("the reference solution fails", "\(lines.count) results for \(calls.count) calls")
    }
    return lines.map { line in
      guard case .string(let text)? = JSONValue(parsing: Data(line)) else { return nil }
      var parser = PythonParser(String(decoding: text, as: UTF8.self))
      let value = parser.expression()
      return parser.isAtEnd ? value : nil
    }
  }
}
