import Crypto
import Foundation
import SStar

/// Gives packages their directories' names: safe on every file system, and the same in every import.
struct PackageNames {
  private static let longest = 80

  /// Names taken, with the ids that have them.
  private var taken: [String: String] = [:]

  /// - Throws: ``ImportSkip`` when the same problem came before.
  mutating func name(for origin: ProblemOrigin) throws -> String {
    var name = Self.slug(origin.id)
    if name.first?.isLetter != true { name = name.isEmpty ? origin.format : "\(origin.format)-\(name)" }
    let isCut = name.count > Self.longest
    if isCut || Self.slug(origin.id).isEmpty {
      name = "\(name.prefix(Self.longest))-\(Self.mark(of: origin.id))"
    }
    if let other = taken[name] {
      guard other != origin.id else { throw ImportSkip("duplicate", "\(origin.id) came before") }
      name += "-\(Self.mark(of: origin.id))"
      guard taken[name] == nil else { throw ImportSkip("duplicate", "\(origin.id) came before") }
    }
    taken[name] = origin.id
    return name
  }

  /// Gives a name back, because its problem was not imported.
  mutating func free(_ name: String) { taken[name] = nil }

  /// Lower-case ASCII letters and digits, with one hyphen for all else between them.
  private static func slug(_ id: String) -> String {
    id.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }

  /// A few characters that stand for a text.
  static func mark(of id: String) -> String {
    String(SHA256.hash(data: Data(id.utf8)).hexadecimal.prefix(8))
  }
}
