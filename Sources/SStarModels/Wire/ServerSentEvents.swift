import Foundation

/// One event of a `text/event-stream` (WHATWG HTML, §9.2).
struct ServerSentEvent: Sendable, Hashable {
  /// The `event:` field; empty when there is none.
  var name = ""
  var data = ""
}

/// Takes events out of a byte stream, however it is split.
struct ServerSentEventParser {
  /// No server sends lines as long; an endless one must not fill the memory.
  static let longestLine = 16 << 20

  private var line: [UInt8] = []
  private var event = ServerSentEvent()
  private var hasData = false
  private var lastWasReturn = false

  /// Reads more bytes.
  /// - Returns: the events that are now complete; nil when a line is longer than ``longestLine``.
  mutating func read(_ bytes: some Sequence<UInt8>) -> [ServerSentEvent]? {
    var events: [ServerSentEvent] = []
    for byte in bytes {
      let followsReturn = lastWasReturn
      lastWasReturn = byte == UInt8(ascii: "\r")
      switch byte {
      case UInt8(ascii: "\n") where followsReturn: continue
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if let event = endLine() { events.append(event) }
      default:
        guard line.count < Self.longestLine else { return nil }
        line.append(byte)
      }
    }
    return events
  }

  /// The event that the end of the stream completes, where a server leaves out the empty line after it.
  mutating func end() -> ServerSentEvent? {
    read([UInt8(ascii: "\n"), UInt8(ascii: "\n")])?.first
  }

  /// Characters are decoded a line at a time: a read may end inside of one.
  private mutating func endLine() -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    if line.isEmpty {
      defer {
        event = ServerSentEvent()
        hasData = false
      }
      return hasData ? event : nil
    }
    let text = String(decoding: line, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return nil }
    var value = text[text.index(after: colon)...]
    if value.first == " " { value = value.dropFirst() }
    switch text[..<colon] {
    case "data":
      event.data += hasData ? "\n" + value : String(value)
      hasData = true
    case "event": event.name = String(value)
    default: break  // Comments, which begin with a colon, and fields of no use here.
    }
    return nil
  }
}
