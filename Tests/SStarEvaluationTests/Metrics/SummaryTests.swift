import Foundation
import SStar
import Testing

@testable import SStarEvaluation

/// Units made by hand.
enum SampleUnits {
  /// - Parameters:
  ///   - candidates: id, public tests passed of 2, and whether it is right; nil for no program.
  ///   - clusters: members.
  static func unit(
    _ name: String, problem: String? = nil, repetition: Int = 0, samples: Int = 2,
    status: RunEvent.UnitRecord.Status = .done, _ candidates: [(String, Int, Bool?)] = [],
    chosen: String? = nil, clusters: [[String]] = [], confidence: Double? = nil
  ) -> UnitOutcome {
    let record = RunEvent.UnitRecord(
      unit: name, problem: problem ?? name, repetition: repetition, status: status, samples: samples,
      rounds: 1,
      publicTests: 2, models: [], seed: 0, statement: "",
      usage: ["generate": Usage(calls: 2, outputTokens: 10, usd: 0.5)],
      warnings: [], wallSeconds: 1, cpuSeconds: 2)
    let rows = candidates.map { id, passed, right in
      RunEvent.CandidateRecord(
        problem: name, id: id, program: right.map { "\(id)\($0)" }, failure: right == nil ? "none" : nil,
        publicPassed: passed)
    }
    let grades = candidates.compactMap { id, _, right in
      right.map { right in
        RunEvent.GradeRecord(
          unit: name, program: "\(id)\(right)", verdict: right ? .accepted : .wrongAnswer, cpuSeconds: 0)
      }
    }
    let selection = chosen.map { chosen in
      RunEvent.SelectionRecord(
        problem: name, selector: "evidence", chosen: chosen, reason: .posterior, confidence: confidence,
        clusters: clusters.enumerated().map { .init(id: $0.offset, members: $0.element, posterior: 0.5) },
        inputs: 3, matches: 0)
    }
    return UnitOutcome(
      record: record, candidates: rows, selection: selection,
      grades: Dictionary(uniqueKeysWithValues: grades.map { ($0.program, $0) }))
  }

  static func summary(_ units: [UnitOutcome]) -> EvaluationSummary {
    let configuration = RunConfiguration(
      settings: ["contribution": "best"], models: [], seed: 1, problem: nil)
    return EvaluationSummary(EvaluationRecord(configuration: configuration, units: units))
  }
}

@Suite struct SummaryTests {
  @Test("each way to lose a right program is counted where it is lost, and the losses add up")
  func losses() throws {
    let units = [
      // Chosen rightly.
      SampleUnits.unit(
        "right", [("s0r0", 2, true), ("s1r0", 2, false)], chosen: "s0r0", clusters: [["s0r0"], ["s1r0"]]),
      // The right one was in another cluster.
      SampleUnits.unit(
        "chosen", [("s0r0", 2, true), ("s1r0", 2, false)], chosen: "s1r0", clusters: [["s1r0"], ["s0r0"]]),
      // The right one hides behind a wrong representative.
      SampleUnits.unit(
        "hidden", [("s0r0", 2, false), ("s1r0", 2, true)], chosen: "s0r0", clusters: [["s0r0", "s1r0"]]),
      // A repair broke what was right by the hidden tests, but passes more public tests.
      SampleUnits.unit(
        "filter", [("s0r0", 1, true), ("s0r1", 2, false), ("s1r0", 2, false)], chosen: "s0r1",
        clusters: [["s0r1", "s1r0"]]),
      // Nothing is right.
      SampleUnits.unit("none", [("s0r0", 2, false), ("s1r0", 0, nil)], chosen: "s0r0", clusters: [["s0r0"]]),
    ]
    let losses = try #require(SampleUnits.summary(units).losses)
    #expect(losses.coverage == 0.8)
    #expect(
      [losses.publicFilter, losses.clusters, losses.selection, losses.selected] == [0.2, 0.2, 0.2, 0.2])
  }

  @Test("errors count neither as right nor as wrong, and a model that wrote no program is wrong")
  func errors() {
    let summary = SampleUnits.summary([
      SampleUnits.unit("a", [("s0r0", 2, true), ("s1r0", 2, true)], chosen: "s0r0"),
      SampleUnits.unit("b", status: .noProgram), SampleUnits.unit("c", status: .error),
    ])
    #expect((summary.units, summary.counted, summary.errors) == (3, 2, 1))
    #expect(summary.passAt1?.value == 0.5)
    #expect(summary.passAtK == [0.5, 0.5])
  }

  @Test("pass@k counts first drafts of all samples, those without a program as wrong")
  func drafts() {
    let summary = SampleUnits.summary([
      SampleUnits.unit(
        "a", samples: 4,
        [("s0r0", 2, true), ("s1r0", 0, nil), ("s2r0", 0, false), ("s2r1", 2, true), ("s3r0", 0, false)],
        chosen: "s0r0")
    ])
    #expect(summary.passAtK == [0.25, 0.5, 0.75, 1])
    #expect(summary.rounds.map(\.shareRight) == [0.25, 0.5])
  }

  @Test("a problem that is solved in some repetitions only is flaky, and problems weigh alike")
  func repeats() {
    let right = [("s0r0", 2, true as Bool?)]
    let wrong = [("s0r0", 2, false as Bool?)]
    let summary = SampleUnits.summary([
      SampleUnits.unit("a#0", problem: "a", samples: 1, right, chosen: "s0r0"),
      SampleUnits.unit("a#1", problem: "a", repetition: 1, samples: 1, wrong, chosen: "s0r0"),
      SampleUnits.unit("b#0", problem: "b", samples: 1, right, chosen: "s0r0"),
      SampleUnits.unit("b#1", problem: "b", repetition: 1, samples: 1, right, chosen: "s0r0"),
    ])
    #expect(summary.flaky == ["a"])
    #expect(summary.passAt1?.value == 0.75)
    #expect(summary.problems == 2 && summary.units == 4)
    #expect(summary.consumption.usd == 2)
    #expect(summary.consumption.usdPerSolved == 2.0 / 3)
  }

  @Test("the same units give the same bytes")
  func bytes() throws {
    let units = [
      SampleUnits.unit(
        "a", [("s0r0", 2, true), ("s1r0", 1, false)], chosen: "s0r0", clusters: [["s0r0"]], confidence: 0.7)
    ]
    #expect(try SampleUnits.summary(units).encoded() == SampleUnits.summary(units).encoded())
  }
}
