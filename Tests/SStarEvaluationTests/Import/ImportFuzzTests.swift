import Foundation
import Testing

@testable import SStarEvaluation

@Suite("Damaged data")
struct ImportFuzzTests {
  private static nonisolated(unsafe) let samples = [
    SampleRecords.humanEval, SampleRecords.humanEvalLoop, SampleRecords.mbpp, SampleRecords.sanitized,
    SampleRecords.evalPlus, SampleRecords.mbppPlus, SampleRecords.apps, SampleRecords.appsFunction,
    SampleRecords.codeContests, SampleRecords.liveCodeBench,
  ]

  @Test("Every record is imported or named with its reason, whatever is in it")
  func records() async throws {
    let directory = try ImportDirectory()
    var mutator = RecordMutator(seed: 1)
    var text = "{}\n"
    let count = 120
    for index in 1..<count {
      text += try mutator.line(of: Self.samples[index % Self.samples.count], id: index) + "\n"
    }
    let file = try directory.write(Data(text.utf8), "all.jsonl")
    let report = try await SuiteImport(runner: nil).run([file], to: directory.output)
    #expect(
      Set(report.imported.map(\.source) + report.skipped.map(\.source))
        == Set((1...count).map { "all.jsonl:\($0)" }))
    #expect(report.imported.count + report.skipped.count == count)
    #expect(report.skipped.allSatisfy { !$0.reason.isEmpty })
    #expect(report.imported.allSatisfy { $0.hiddenTests > 0 })
    #expect(report.imported.count > count / 10)
  }

  @Test("Every record becomes a problem with tests or is refused, whatever is in it")
  func problems() async throws {
    var mutator = RecordMutator(seed: 3)
    for index in 0..<2500 {
      let line = try mutator.line(of: Self.samples[index % Self.samples.count], id: index)
      do {
        let record = try ImportRecord(parsing: Data(line.utf8))
        for format in ImportFormat(of: record).map({ [$0] }) ?? ImportFormat.allCases {
          _ = try await format.problem(record, oracle: nil)
        }
      } catch is ImportSkip {}
    }
  }

  @Test("Compressed data and pickles are read or refused")
  func binary() throws {
    var mutator = RecordMutator(seed: 5)
    let text = "\(SampleRecords.liveCodeBench["private_test_cases"] ?? "")"
    let compressed = Array(try #require(Data(base64Encoded: text)))
    let pickle = try Inflater.inflate(compressed, limit: 1 << 20)
    for _ in 0..<1000 {
      do { _ = try Inflater.inflate(mutator.scratched(compressed), limit: 1 << 20) } catch is Inflater.Failure
      {}
      do { _ = try PickledText.read(mutator.scratched(pickle)) } catch {}
    }
  }

  @Test("A list of records is read or refused, wherever it is damaged")
  func lists() throws {
    var mutator = RecordMutator(seed: 6)
    let text = Array("[{\"a\": [1, \"]\\\"\"]},\n {\"b\": {}}]\n".utf8)
    for _ in 0..<1000 {
      var splitter = RecordSplitter(byLines: false)
      splitter.append(mutator.scratched(text))
      do { while try splitter.next(isLast: true) != nil {} } catch {}
    }
  }
}
