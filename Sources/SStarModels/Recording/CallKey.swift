import Crypto
import Foundation
import SStar

/// What identifies a reply: equal keys may share it.
///
/// The SHA-256 of the model's fingerprint (provider, address, model and sampling options), the messages, the
/// request's own parameters, the sample's index and seed, and the programs that a request is about. The
/// index counts because not every server knows seeds: identical requests are different draws.
public struct CallKey: Sendable, Hashable, Codable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  public let description: String

  public init(fingerprint: String, request: ModelRequest, sample: Int) {
    var request = request
    request.seed = request.seed &+ UInt64(sample)
    var hash = SHA256()
    hash.update(data: Data("call 1\n\(fingerprint.utf8.count)\n\(fingerprint)\n\(sample)\n".utf8))
    // Plain values encode without fail.
    hash.update(data: (try? JSONEncoder.canonical.encode(request)) ?? Data())
    description = hash.finalize().hexadecimal
  }

  public init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Digest {
  /// In lower-case hexadecimal digits.
  public var hexadecimal: String {
    var text = ""
    for byte in self {
      text += byte < 16 ? "0" : ""
      text += String(byte, radix: 16)
    }
    return text
  }
}
