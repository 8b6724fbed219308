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
    #expect(try records(text, byLines: true, chunk: chunk).count == 3)
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

  @Test(
    "A file of another kind is refused at once, with what it is",
    arguments: [
      ("readme.md", Data("# Problems\n\nMore.".utf8), "it begins with “# Problems”"),
      ("a.jsonl", Data([0x1F, 0x8B, 8, 0]), "is compressed by gzip; give it a name that ends in .gz"),
      ("a.jsonl.gz", Data("{}\n".utf8), "is not compressed by gzip"),
      ("cut.jsonl.gz", Data([0x1F, 0x8B, 8, 0]), "the compressed file ends early"),
      (
        "broken.jsonl.gz", Data([0x1F, 0x8B, 8] + Array(repeating: 0xFF, count: 40)), "broken compressed data"
      ),
      ("empty.jsonl", Data(), "holds no records"),
      ("cut.json", Data("[{},\n{\"a\":".utf8), "so the file is cut"),
    ])
  func otherKind(name: String, contents: Data, problem: String) async throws {
    let directory = try ImportDirectory()
    let file = try directory.write(contents, name)
    let error = await #expect(throws: PackageError.self) {
      try await SuiteImport(runner: nil).run([file], to: directory.output)
    }
    #expect(error?.problem.contains(problem) == true, "\(error?.description ?? "")")
    #expect(error?.file.hasPrefix(file.path) == true)
    #expect(!FileManager.default.fileExists(atPath: directory.output.path))
  }

  @Test("Files that are not there, and directories of other things, are told before anything is imported")
  func absent() async throws {
    let directory = try ImportDirectory()
    let file = try directory.write([SampleRecords.humanEval])
    let empty = directory.root.appendingPathComponent("empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    for (name, problem) in [
      ("absent.jsonl", "there is no such file"),
      ("empty", "is a directory without problems of the APPS format"),
    ] {
      let error = await #expect(throws: PackageError.self) {
        try await SuiteImport(runner: nil).run(
          [file, directory.root.appendingPathComponent(name)], to: directory.output
        ) { _ in Issue.record("a record was imported") }
      }
      #expect(error?.problem.contains(problem) == true, "\(error?.description ?? "")")
    }
  }

  @Test(
    "A line that is no object is told apart by its ends",
    arguments: [
      ("{\"a\": [", "begins with “{\"a\": [”, and is cut"),
      ("{a: 1}", "begins with “{a: 1}”, and is malformed"),
      ("null", "begins with “null”"),
    ])
  func lines(line: String, detail: String) {
    let skip = #expect(throws: ImportSkip.self) { try ImportRecord(parsing: Data(line.utf8)) }
    #expect(skip?.detail == detail)
  }

  @Test("A byte order mark before the first line is no part of it")
  func byteOrderMark() throws {
    #expect(try records("\u{FEFF}{}\n{}", byLines: true, chunk: 2) == ["1 {}", "2 {}"])
  }
}
