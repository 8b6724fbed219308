import Foundation
import Glibc
import SStar

/// The default output validator of the ICPC problem package format.
///
/// Tokens are separated by white space (space, \t, \n, \v, \f, \r). With tolerances, a judge token that
/// parses as a floating-point number as a whole accepts any number within one of them; all other tokens
/// must be equal, ASCII letter case apart unless `caseSensitive`. With `spaceChangeSensitive` the white space
/// before, between and after tokens must be equal too, byte for byte. All other bytes, NUL included, are
/// ordinary parts of tokens.
struct TokenComparer {
  var rules: TokenComparison

  private typealias Bytes = UnsafeRawBufferPointer

  func compare(_ output: UnsafeRawBufferPointer, _ expected: UnsafeRawBufferPointer) -> ComparisonOutcome {
    var actual = Scanner(bytes: output)
    var judge = Scanner(bytes: expected)
    while true {
      let actualSpace = actual.skipSpace()
      let judgeSpace = judge.skipSpace()
      if rules.spaceChangeSensitive && !same(actualSpace, judgeSpace) {
        return .rejected("line \(judge.line): white space differs")
      }
      let judgeToken = judge.token()
      let actualToken = actual.token()
      if judgeToken.isEmpty && actualToken.isEmpty { return .accepted }
      if judgeToken.isEmpty {
        return .rejected("line \(actual.line): trailing output \(Self.shown(actualToken))")
      }
      if actualToken.isEmpty {
        return .rejected("line \(actual.line): the output ends where \(Self.shown(judgeToken)) is expected")
      }
      if !tokensAgree(actualToken, judgeToken) {
        return .rejected(
          "line \(actual.line): \(Self.shown(actualToken)) where \(Self.shown(judgeToken)) is expected")
      }
    }
  }

  private func same(_ first: Slice<UnsafeRawBufferPointer>, _ second: Slice<UnsafeRawBufferPointer>) -> Bool {
    first.count == second.count && first.elementsEqual(second)
  }

  private func tokensAgree(
    _ actual: Slice<UnsafeRawBufferPointer>, _ judge: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    if rules.caseSensitive ? same(actual, judge) : sameIgnoringCase(actual, judge) { return true }
    guard rules.absoluteTolerance != nil || rules.relativeTolerance != nil else { return false }
    guard let wanted = Self.number(judge), let got = Self.number(actual) else { return false }
    return Self.isWithin(got, of: wanted, rules)
  }

  /// Whether a number is near enough to the expected one.
  static func isWithin(_ actual: Double, of expected: Double, _ rules: TokenComparison) -> Bool {
    if actual == expected { return true }
    let difference = abs(actual - expected)
    guard difference.isFinite else { return false }
    if let tolerance = rules.absoluteTolerance, difference <= tolerance { return true }
    if let tolerance = rules.relativeTolerance, difference <= tolerance * abs(expected) { return true }
    return false
  }

  private func sameIgnoringCase(
    _ first: Slice<UnsafeRawBufferPointer>, _ second: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    guard first.count == second.count else { return false }
    for (a, b) in zip(first, second) where a != b {
      guard Self.lowercase(a) == Self.lowercase(b) else { return false }
    }
    return true
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
  }

  /// A finite number in the format's grammar: decimal digits with an optional sign, point and exponent, and
  /// nothing else. Hexadecimal numbers, `inf` and `nan` are words, as is a number beyond the largest double.
  private static func number(_ token: Slice<UnsafeRawBufferPointer>) -> Double? {
    guard isNumber(token) else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: token.count + 1, alignment: 1) { text -> Double? in
      text.copyBytes(from: token)
      text[token.count] = 0
      guard let start = text.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
      let value = strtod(start, nil)
      return value.isFinite ? value : nil
    }
  }

  /// `[+-]? (digits [. digits?] | . digits) ([eE] [+-]? digits)?`, the whole token.
  private static func isNumber(_ token: Slice<UnsafeRawBufferPointer>) -> Bool {
    var rest = token[...]
    func skipSign() {
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    }
    func skipDigits() -> Bool {
      let before = rest.startIndex
      rest = rest.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      return rest.startIndex > before
    }
    skipSign()
    var hasDigits = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      hasDigits = skipDigits() || hasDigits
    }
    guard hasDigits else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      skipSign()
      guard skipDigits() else { return false }
    }
    return rest.isEmpty
  }

  /// A token as shown to people: clipped, and without control characters.
  static func shown(_ token: some Collection<UInt8>) -> String {
    let clipped = token.prefix(40)
    let text = String(decoding: clipped, as: UTF8.self).unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }.joined()
    return "“\(text)\(token.count > clipped.count ? "…" : "")”"
  }

  fileprivate static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  private struct Scanner {
    let bytes: UnsafeRawBufferPointer
    var offset = 0
    var line = 1

    mutating func skipSpace() -> Slice<UnsafeRawBufferPointer> {
      let start = offset
      while offset < bytes.count, TokenComparer.isSpace(bytes[offset]) {
        if bytes[offset] == 0x0A { line += 1 }
        offset += 1
      }
      return bytes[start..<offset]
    }

    mutating func token() -> Slice<UnsafeRawBufferPointer> {
      let start = offset
      while offset < bytes.count, !TokenComparer.isSpace(bytes[offset]) { offset += 1 }
      return bytes[start..<offset]
    }
  }
}
