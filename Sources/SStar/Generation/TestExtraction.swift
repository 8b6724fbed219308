/// Finds public tests in the statement of a problem that comes without any, by one model call.
struct TestExtraction: Sendable {
  let client: ModelClient
  let seed: UInt64
  let events: @Sendable (SolverEvent) -> Void

  /// The problem with the tests that were found; unchanged when it has tests, or when no model answers.
  /// - Returns: also warnings: a solve goes on without tests, whatever went wrong.
  /// - Throws: `CancellationError`.
  func run(on problem: Problem) async throws -> (problem: Problem, warnings: [String]) {
    guard problem.publicTests.isEmpty, client.answers(.extractTests) else { return (problem, []) }
    // Copying leaves nothing to chance.
    let request = ModelRequest(
      role: .extractTests, problemID: problem.id, messages: ExtractTestsPrompt.messages(for: problem),
      temperature: 0, seed: seed)
    do {
      let findings = ExtractTestsPrompt.findings(in: try await client.reply(to: request), for: problem)
      events(.extractedTests(findings.tests.count))
      var problem = problem
      problem.publicTests = findings.tests
      return (problem, warnings(findings))
    } catch {
      try Task.checkCancellation()
      return (problem, ["\(Role.extractTests.rawValue): \(error)"])
    }
  }

  private func warnings(_ findings: ExtractTestsPrompt.Findings) -> [String] {
    let role = Role.extractTests.rawValue
    if findings.tests.isEmpty && findings.refused == 0 {
      return ["\(role): the model found no examples in the statement, so there are no public tests"]
    }
    guard findings.refused > 0 else { return [] }
    let end = findings.tests.isEmpty ? "; none is left, so there are no public tests" : ""
    return [
      "\(role): left out \(findings.refused) of the reply's examples: only what the statement holds word for "
        + "word is a test\(end)"
    ]
  }
}
