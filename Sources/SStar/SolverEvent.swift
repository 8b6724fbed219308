/// Something that happened while a problem is being solved, for live progress.
public enum SolverEvent: Sendable {
  /// The model was asked for the examples of a statement without public tests: how many it found.
  case extractedTests(Int)
  /// A candidate was made and run on the public tests.
  case candidate(Candidate)
  /// A sample needs no more rounds.
  case sampleDone(Int)
  /// A program was run on a public test.
  case test
  /// Candidates were run on synthesized inputs: how many inputs and clusters there are now.
  case clusters(inputs: Int, clusters: Int)
  /// A model gave a reply.
  case reply(Role, Usage)
  /// A pair of clusters was put before the judge.
  case match
}
