import Foundation
import SStar
import Testing

@testable import SStarEvaluation

@Suite("A run whose texts are damaged") struct DamagedBlobTests {
  /// Cuts the files of some blobs to nothing.
  private func cut(_ run: RunDirectory, _ digests: [String]) throws {
    for digest in digests {
      try Data().write(
        to: URL(fileURLWithPath: run.path).appendingPathComponent("blobs/\(digest.prefix(2))/\(digest)"))
    }
  }

  @Test("is reported all the same, and each report says what is not there")
  func reports() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 6).make(in: directory)
      let units = await run.outcomes
      let chosen = try #require(units[0].chosen?.program)
      let witness = try #require(units[0].selection?.witness?.input)
      try cut(run, [chosen, witness, units[0].record.statement])
      let account = try await RunAccount(RunDirectory(reading: URL(fileURLWithPath: run.path)))
      let page = try await account.text(.html, in: directory)
      #expect(page.count("<details class=\"unit ") == 6)
      #expect(page.has("Chosen program, s0r0: not in the record any more"))
      #expect(page.has("<h4>Input</h4><p class=\"dim\">not in the record any more</p>"))
      #expect(page.has("The statement is not in the record any more."))
      #expect(page.has("One of the two programs is not in the record any more."))
      #expect(try await account.text(.junit, in: directory).has("tests=\"6\""))
      #expect(try await account.text(.markdown, in: directory).has("problem-5"))
    }
  }

  @Test("is chosen from again: without the lost programs, and without problems that lost their statements")
  func reselection() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 6).make(in: directory)
      let reselection = Reselection(run, executor: nil)
      let parameters = Reselection.Parameters(chooser: .selector(FirstSelector()))
      let before = try await reselection.result(parameters)
      #expect(before.complete == 1)
      #expect(before.units == 6)
      let units = await run.outcomes
      try cut(run, units[0].candidates.compactMap(\.program) + [units[1].record.statement])
      let after = try await reselection.result(parameters)
      #expect(after.units == 5)
      #expect(after.problems == 5)
      #expect(after.unreadable == 1)
      #expect(after.complete < 1)
      #expect(try await reselection.result(.init(chooser: .oracle)).unreadable == 0)
    }
  }

  @Test("heals when the same text is stored again, whatever is in its place")
  func healing() async throws {
    try await withTemporaryDirectory { directory in
      let run = try await SyntheticRun(problems: 0).make(in: directory)
      let text = Data("print(1)\n".utf8)
      for damaged in [Data(), Data(count: text.count), Data("print(2)\n".utf8)] {
        let digest = try await run.store(text)
        let file = URL(fileURLWithPath: run.path).appendingPathComponent(
          "blobs/\(digest.prefix(2))/\(digest)")
        try damaged.write(to: file)
        await #expect(throws: RunError.self) { try await run.blob(digest) }
        #expect(try await run.store(text) == digest)
        #expect(try await run.blob(digest) == text)
      }
      try await run.flushBlobs()
    }
  }

  @Test("public tests count as the run found them, also in records that have their number alone")
  func publicResults() throws {
    let tests = (1...3).map { TestCase(name: "sample/\($0)", input: Data(), expectedOutput: Data()) }
    var candidate = UnitOutcome.Candidate(
      id: .init(sample: 0, round: 0), program: "x", publicPassed: 2, passesPublicTests: false,
      publicVerdicts: [.accepted, .runTimeError, .accepted])
    #expect(
      UnitReplay.results(candidate, on: tests).map(\.verdict) == [.accepted, .runTimeError, .accepted])
    candidate.publicVerdicts = nil
    #expect(UnitReplay.results(candidate, on: tests).map(\.verdict) == [.accepted, .accepted, .wrongAnswer])
    #expect(UnitReplay.results(candidate, on: tests).map(\.test) == tests.map(\.name))
  }
}
