import Foundation
import Glibc

/// The head of an HTTP/1.1 request or response.
struct HTTPHead {
  /// The words of the first line: method, path, version, or version, status, reason.
  let start: [String]
  /// By name in lower case; values of a repeated name are joined with `, `.
  let headers: [String: String]

  init?(_ data: Data) {
    var lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\r\n")
    start = lines.removeFirst().split(separator: " ", maxSplits: 2).map(String.init)
    guard start.count >= 2 else { return nil }
    var headers: [String: String] = [:]
    for line in lines where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers.merge([line[..<colon].lowercased(): value]) { "\($0), \($1)" }
    }
    self.headers = headers
  }
}

/// Reads HTTP/1.1 messages from a socket.
struct HTTPReader {
  let descriptor: Int32
  /// Received, not yet consumed.
  private var buffer = Data()

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next head, or nil when the peer ended the connection before it.
  mutating func head() throws -> HTTPHead? {
    let end = Data("\r\n\r\n".utf8)
    while buffer.range(of: end) == nil {
      guard try fill() else {
        guard buffer.isEmpty else { throw SocketError("the connection ended inside a head") }
        return nil
      }
    }
    let range = buffer.range(of: end) ?? buffer.endIndex..<buffer.endIndex
    guard let head = HTTPHead(buffer[..<range.lowerBound]) else { throw SocketError("malformed head") }
    buffer.removeSubrange(..<range.upperBound)
    return head
  }

  /// The body that belongs to a head; `untilEnd` when one without a length lasts as long as the connection.
  mutating func body(of head: HTTPHead, untilEnd: Bool) throws -> Data {
    if head.headers["transfer-encoding"]?.lowercased() == "chunked" { return try chunks() }
    if let length = head.headers["content-length"].flatMap({ Int($0) }) { return try take(length) }
    guard untilEnd else { return Data() }
    while try fill() {}
    return try take(buffer.count)
  }

  private mutating func chunks() throws -> Data {
    var body = Data()
    while true {
      guard let size = Int(try line().prefix { $0 != ";" }, radix: 16) else {
        throw SocketError("malformed chunk")
      }
      body += try take(size)
      guard size > 0 else { break }
      _ = try line()
    }
    while try !line().isEmpty {}  // trailers
    return body
  }

  private mutating func line() throws -> String {
    let end = Data("\r\n".utf8)
    while true {
      if let range = buffer.range(of: end) {
        defer { buffer.removeSubrange(..<range.upperBound) }
        return String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
      }
      guard try fill() else { throw SocketError("the connection ended inside a chunk") }
    }
  }

  private mutating func take(_ count: Int) throws -> Data {
    while buffer.count < count {
      guard try fill() else {
        throw SocketError("the connection ended after \(buffer.count) of \(count) bytes")
      }
    }
    defer { buffer = Data(buffer.dropFirst(count)) }
    return Data(buffer.prefix(count))
  }

  /// Receives more; false at the end of the connection.
  private mutating func fill() throws -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &bytes, bytes.count, 0)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw SocketError.system("recv") }
      buffer.append(contentsOf: bytes.prefix(count))
      return count > 0
    }
  }
}
