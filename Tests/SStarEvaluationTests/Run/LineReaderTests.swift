import Foundation
import Testing

@testable import SStarEvaluation

@Suite struct LineReaderTests {
  @Test("lines of any length are read with their places, and a last one without its end is none")
  func lines() async throws {
    try await withTemporaryDirectory { directory in
      // Lines that end before, at and behind the end of a piece, and one of several pieces.
      let piece = 1 << 18
      let lengths = [0, 5, piece - 8, 0, 1, piece - 1, piece, 3 * piece + 17, 2]
      let lines = lengths.enumerated().map { Data(repeating: UInt8(0x61 + $0.offset), count: $0.element) }
      var contents = Data()
      var offsets: [Int] = []
      for line in lines {
        offsets.append(contents.count)
        contents += line + Data("\n".utf8)
      }
      let file = directory.appendingPathComponent("lines")
      try (contents + Data("torn".utf8)).write(to: file)
      let reader = try LineReader(file.path)
      var found: [Data] = []
      var places: [Int] = []
      while let (line, offset) = try reader.next() {
        found.append(line)
        places.append(offset)
      }
      #expect(found.map(\.count) == lengths)
      #expect(found == lines)
      #expect(places == offsets)
    }
  }

  @Test("a file that is not there is named")
  func missing() throws {
    #expect(throws: RunError.cannotRead(path: "/nowhere/events.jsonl", reason: "cannot be read")) {
      try LineReader("/nowhere/events.jsonl")
    }
  }
}
