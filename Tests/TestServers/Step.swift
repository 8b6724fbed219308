import Foundation

/// One thing a scripted server does in answer to a request.
enum Step: Sendable {
  /// Sends bytes as they are.
  case send(Data)
  /// Waits; ends early, with all that follows, when the client hangs up.
  case pause(Double)
  /// Ends the connection in order (FIN), wherever the answer is.
  case close
  /// Breaks the connection (RST).
  case reset
}

/// An event of a server-sent event stream.
struct StreamEvent: Sendable, ExpressibleByStringLiteral {
  /// What stands before `data:`: an `event:` line, as Anthropic sends, or none, as OpenAI does.
  var name: String?
  var data: String

  init(_ data: String, name: String? = nil) {
    self.name = name
    self.data = data
  }

  init(stringLiteral data: String) { self.init(data) }

  static let done: StreamEvent = "[DONE]"
}

/// How a client learns where a streamed body ends.
enum BodyFraming: Sendable {
  case chunked
  /// By the end of the connection.
  case untilClose
}

extension [Step] {
  /// A whole answer with a JSON body, or whatever text is given in its place.
  ///
  /// `.json(body) + [.close]` promises to keep the connection open and does not, as some servers do.
  static func json(
    status: Int = 200, headers: [String: String] = [:], keepAlive: Bool = true, _ body: String
  ) -> [Step] {
    let fields = ["content-type": "application/json", "content-length": "\(body.utf8.count)"]
    let head = Self.head(status: status, keepAlive: keepAlive, fields: fields, headers: headers)
    return [.send(head + Data(body.utf8))] + (keepAlive ? [] : [.close])
  }

  /// An event stream. With `splitEvery`, it leaves in pieces of so many bytes, which cut lines and
  /// characters; with a `gap` in seconds between them they also arrive so.
  static func sse(
    _ events: [StreamEvent], status: Int = 200, headers: [String: String] = [:],
    framing: BodyFraming = .chunked, keepAlive: Bool = true, lineEnd: String = "\n",
    splitEvery bytes: Int? = nil, gap: Double = 0
  ) -> [Step] {
    let text = events.map { event in
      (event.name.map { "event: \($0)\(lineEnd)" } ?? "") + "data: \(event.data)\(lineEnd)\(lineEnd)"
    }
    var pieces = text.map { Data($0.utf8) }
    if let bytes {
      let body = Data(text.joined().utf8)
      pieces = stride(from: 0, to: body.count, by: bytes).map { body[$0..<Swift.min($0 + bytes, body.count)] }
    }
    if framing == .chunked {
      pieces = pieces.map(chunk)
      // With the last event, so that a client which knows `[DONE]` never meets a request still under way.
      pieces.append((pieces.popLast() ?? Data()) + chunk(Data()))
    }
    let staysOpen = keepAlive && framing == .chunked
    var fields = ["content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache"]
    if framing == .chunked { fields["transfer-encoding"] = "chunked" }
    var steps: [Step] = [
      .send(head(status: status, keepAlive: staysOpen, fields: fields, headers: headers))
    ]
    for piece in pieces {
      if gap > 0 { steps.append(.pause(gap)) }
      steps.append(.send(piece))
    }
    return steps + (staysOpen ? [] : [.close])
  }

  /// The same without the last bytes of the answer, and then `fault`.
  func cut(last bytes: Int, then fault: Step) -> [Step] {
    var left = -bytes
    for case .send(let data) in self { left += data.count }
    var steps: [Step] = []
    for step in self where left > 0 {
      guard case .send(let data) = step else {
        steps.append(step)
        continue
      }
      steps.append(.send(data.prefix(left)))
      left -= data.count
    }
    return steps + [fault]
  }

  private static func chunk(_ data: Data) -> Data {
    Data("\(String(data.count, radix: 16))\r\n".utf8) + data + Data("\r\n".utf8)
  }

  private static func head(
    status: Int, keepAlive: Bool, fields: [String: String], headers: [String: String]
  ) -> Data {
    let given = headers.map { ($0.key.lowercased(), $0.value) }
    let all = fields.merging(["connection": keepAlive ? "keep-alive" : "close"]) { $1 }.merging(given) { $1 }
    let lines = all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
    return Data(("HTTP/1.1 \(status) Status\r\n" + lines.joined() + "\r\n").utf8)
  }
}
