import Foundation
import Testing

@testable import SStarEvaluation

@Suite("Decompression")
struct InflaterTests {
  private func bytes(_ base64: String) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: base64)))
  }

  @Test("What Python's zlib wrote is read, whatever the pieces")
  func zlib() throws {
    let input = try bytes("eJzLSM3JyVfIGCWJIAHnqm4p")
    #expect(try Inflater.inflate(input, limit: 1000) == Array(String(repeating: "hello ", count: 50).utf8))
    let inflater = try Inflater()
    var output: [UInt8] = []
    for byte in input { try inflater.inflate([byte]) { output += $0 } }
    #expect(output.count == 300 && inflater.isComplete)
  }

  @Test("gzip files that were appended to each other are one")
  func members() throws {
    let input = try bytes(
      "H4sIAAAAAAACA0vLLCou4QIAKrNKxwYAAAAfiwgAAAAAAAIDK05Nzs9L4QIAfsAPBgcAAAA=")
    #expect(try Inflater.inflate(input, limit: 100) == Array("first\nsecond\n".utf8))
  }

  @Test("Broken, cut and too large data is refused")
  func refused() throws {
    let input = try bytes("eJzLSM3JyVfIGCWJIAHnqm4p")
    #expect(throws: Inflater.Failure.self) { try Inflater.inflate(Array(input.dropLast(6)), limit: 1000) }
    #expect(throws: Inflater.Failure.self) { try Inflater.inflate(input, limit: 299) }
    #expect(throws: Inflater.Failure.self) { try Inflater.inflate(Array("no gzip".utf8), limit: 1000) }
    #expect(throws: Inflater.Failure.self) { try Inflater.inflate([], limit: 1000) }
  }
}
