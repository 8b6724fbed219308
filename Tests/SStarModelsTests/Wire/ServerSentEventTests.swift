import Foundation
import Testing

@testable import SStarModels

@Suite struct ServerSentEventTests {
  private let stream = Data(
    ": hello\r\nevent: delta\r\ndata: {\"text\":\"π 🙂\"}\r\n\r\n\n\ndata: one\ndata:two\nid: 7\n\rdata: [DONE]\n\n"
      .utf8)
  private let events = [
    ServerSentEvent(name: "delta", data: "{\"text\":\"π 🙂\"}"),
    ServerSentEvent(name: "", data: "one\ntwo"), ServerSentEvent(name: "", data: "[DONE]"),
  ]

  @Test("events come out the same however the bytes are split, also inside of a character", arguments: 1...9)
  func splits(size: Int) {
    var parser = ServerSentEventParser()
    var found: [ServerSentEvent] = []
    for start in stride(from: 0, to: stream.count, by: size) {
      found += parser.read(stream[start..<min(start + size, stream.count)]) ?? []
    }
    #expect(found == events)
  }

  @Test("comments alone are no event, and an event is not told before its empty line")
  func incomplete() {
    var parser = ServerSentEventParser()
    #expect(parser.read(Data(": keep-alive\n\n: keep-alive\n\ndata: x\n".utf8)) == [])
    #expect(parser.read(Data("\n".utf8)) == [ServerSentEvent(data: "x")])
  }

  @Test("a line without end is given up, not kept in memory")
  func endless() {
    var parser = ServerSentEventParser()
    let part = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
    let results = (0..<17).map { _ in parser.read(part) == nil }
    #expect(results.first == false)
    #expect(results.last == true)
  }
}
