import Foundation
import Testing

@testable import SStarEvaluation

@Suite("Files of records")
struct ImportFileTests {
  private func records(_ text: String, byLines: Bool, chunk: Int) throws -> [String] {
    var splitter = RecordSplitter(byLines: byLines)
    var records: [String] = []
    var rest = Array(text.utf8)[...]
    while true {
      while let piece = try splitter.next(isLast: rest.isEmpty) {
        records.append("\(piece.line) \(String(decoding: piece.text, as: UTF8.self))")
      }
      if rest.isEmpty { return records }
      splitter.append(rest.prefix(chunk))
      rest = rest.dropFirst(chunk)
    }
  }

  @Test("Lines with their numbers, in pieces of any size", arguments: [1, 2, 7, 1000])
  func lines(chunk: Int) throws {
    #expect(
      try records("{\"a\":1}\n\n  \n{\"b\":2}\n{\"c\":3}", byLines: true, chunk: chunk) == [
        "1 {\"a\":1}", "4 {\"b\":2}", "5 {\"c\":3}",
      ])
  }

  @Test("The objects of a list with the lines that they begin on", arguments: [1, 2, 7, 1000])
  func list(chunk: Int) throws {
    let text = "[\n {\"a\": \"]},\\\"{\"},\n {\n\"b\": [[{}]]}, {\"c\":3}]\n"
    #expect(
      try records(text, byLines: false, chunk: chunk) == [
        "2 {\"a\": \"]},\\\"{\"}", "3 {\n\"b\": [[{}]]}", "4 {\"c\":3}",
      ])
    #expect(try records("{\n}\n{}", byLines: false, chunk: chunk) == ["1 {\n}", "3 {}"])
  }

  @Test(
    "A list of anything but objects, or without end, is refused", arguments: ["[1]", "hello", "[{", "[{}}"])
  func refused(text: String) {
    #expect(throws: RecordSplitter.Failure.self) { try records(text, byLines: false, chunk: 10) }
  }

  @Test("Parquet is refused with the way to convert it, an absent file by its name")
  func parquet() throws {
    let error = #expect(throws: PackageError.self) {
      _ = try ImportFile(URL(fileURLWithPath: "/nowhere/test.parquet"))
    }
    #expect(error?.description.contains("orient='records', lines=True") == true)
    let absent = #expect(throws: PackageError.self) {
      _ = try ImportFile(URL(fileURLWithPath: "/nowhere/test.jsonl"))
    }
    #expect(absent?.file == "/nowhere/test.jsonl")
  }
}
