import Foundation
import SStar
import SStarExecution

/// Runs the reference solution of a package that was just written on all its tests.
struct ReferenceCheck {
  let runner: any InvocationRunner
  let concurrency: Int

  struct Outcome {
    /// Nil when there is no reference solution that can be run.
    var isConfirmed: Bool?
    /// Public tests that the reference fails, while it passes all hidden ones: the statement errs.
    var wrongExamples: [String] = []
    var warnings: [String] = []
  }

  func check(_ directory: URL) async throws -> Outcome {
    let package = try ProblemPackageLoader.load(directory)
    let hidden = try HiddenTests(package: directory).load()
    guard
      let reference = package.submissions.first(where: {
        $0.folder == "accepted" && $0.program.language == "python3"
      })
    else { return Outcome() }
    let executor = PackageExecutor(runner: runner, outputValidator: nil)
    let judgement = try await SubmissionJudge(executor: executor, concurrency: concurrency).judge(
      reference.program, problem: package.problem, hiddenTests: hidden)
    let failed = judgement.items.filter { $0.result.verdict != .accepted }
    guard let hiddenFailure = failed.first(where: \.hidden) else {
      return Outcome(
        isConfirmed: true, wrongExamples: failed.map(\.result.test),
        warnings: failed.map { "\($0.result.test) left out: the reference solution fails this example" })
    }
    let result = hiddenFailure.result
    return Outcome(
      isConfirmed: false,
      warnings: ["the reference solution fails \(result.test): \(result.verdict.rawValue) \(result.message)"])
  }

  /// Removes examples that are wrong.
  static func remove(_ tests: [String], from package: URL) throws {
    for test in tests {
      for suffix in ["in", "ans", "py"] {
        let url = package.appendingPathComponent("data/\(test).\(suffix)")
        if FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
      }
    }
  }
}
