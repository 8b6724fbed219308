import Foundation

/// One request as the scripted server received it.
struct Exchange: Sendable {
  /// 0 for the first request that the server received whole.
  let number: Int
  let method: String
  let path: String
  /// By name in lower case.
  let headers: [String: String]
  let body: Data
  /// 0 for the first connection that the server accepted.
  let connection: Int
  /// Whether the connection has carried a request before this one.
  let isReused: Bool
  /// When it had arrived whole.
  let arrival: ContinuousClock.Instant

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as a JSON object; empty when it is none.
  var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
}
