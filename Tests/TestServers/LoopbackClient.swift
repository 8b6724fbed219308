import Foundation
import Glibc

/// A blocking HTTP client of one connection, to look at servers without the client under test.
final class LoopbackClient {
  struct Response {
    let status: Int
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON object; empty when it is none.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
  }

  private let descriptor: Int32
  private var reader: HTTPReader

  init(port: UInt16) throws {
    descriptor = try Loopback.connect(port: port)
    reader = HTTPReader(descriptor: descriptor)
  }

  deinit { close(descriptor) }

  /// Sends one request over the connection, which stays open if the server leaves it open: a GET, or a
  /// POST of JSON.
  func request(_ path: String, headers: [String: String] = [:], post body: String? = nil) throws -> Response {
    var head = "\(body == nil ? "GET" : "POST") \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
    try send(Data((head + "\r\n" + (body ?? "")).utf8))
    return try response()
  }

  /// Sends bytes as they are.
  func send(_ data: Data) throws {
    guard Loopback.send(data, to: descriptor) else { throw SocketError.system("send") }
  }

  /// Reads the next response.
  func response() throws -> Response {
    guard let head = try reader.head() else { throw SocketError("the connection ended without a response") }
    guard let status = Int(head.start[1]) else { throw SocketError("malformed status") }
    return Response(status: status, headers: head.headers, body: try reader.body(of: head, untilEnd: true))
  }

  /// One request over a connection of its own.
  static func request(
    port: UInt16, _ path: String, headers: [String: String] = [:], post body: String? = nil
  ) throws -> Response {
    let headers = headers.merging(["Connection": "close"]) { given, _ in given }
    return try LoopbackClient(port: port).request(path, headers: headers, post: body)
  }
}
