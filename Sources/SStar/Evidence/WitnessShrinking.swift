import Foundation

/// A distinguishing input, made small, with what the winner and another candidate do on it.
public struct Witness: Sendable, Hashable, Codable {
  public var input: Data
  /// The winner's output, or how it failed.
  public var winnerOutput: String
  public var otherOutput: String
}

/// Makes a distinguishing input smaller by delta debugging (Zeller and Hildebrandt, IEEE TSE 2002): drops
/// lines, list elements and rows, and moves numbers towards zero, as long as the two programs still differ.
struct WitnessShrinking {
  let problem: Problem
  let matrix: ExecutionMatrix
  let executor: any Executor
  let validation: InputValidation
  /// Inputs tried at most.
  var attempts = 120

  /// - Parameter original: an input on which the two programs differ.
  func shrink(_ original: Data, winner: Program, other: Program) async throws -> Witness {
    var best = original
    var left = attempts
    var improved = true
    while improved, left > 0 {
      improved = false
      for smaller in candidates(for: best) where left > 0 && isSmaller(smaller, than: best) {
        left -= 1
        guard try await validation.isValid(smaller) else { continue }
        let first = try await matrix.execution(of: winner, on: smaller)
        let second = try await matrix.execution(of: other, on: smaller)
        // The winner must answer: an input that breaks it shows nothing in its favour.
        guard first.verdict == .accepted, differ(first, second) else { continue }
        best = smaller
        improved = true
        break
      }
    }
    let first = try await matrix.execution(of: winner, on: best)
    let second = try await matrix.execution(of: other, on: best)
    return Witness(input: best, winnerOutput: Self.shown(first), otherOutput: Self.shown(second))
  }

  private func differ(_ first: Execution, _ second: Execution) -> Bool {
    first.verdict != second.verdict
      || (first.verdict == .accepted && !executor.outputsAgree(first.output, second.output, for: problem))
  }

  private static func shown(_ execution: Execution) -> String {
    execution.verdict == .accepted
      ? String(decoding: execution.output.prefix(4096), as: UTF8.self)
      : "(\(execution.verdict.rawValue)\(execution.detail.isEmpty ? "" : ": \(execution.detail)"))"
  }

  private func isSmaller(_ first: Data, than second: Data) -> Bool {
    first.count < second.count || (first.count == second.count && first.lexicographicallyPrecedes(second))
  }

  private func candidates(for input: Data) -> [Data] {
    if case .function = problem.kind { return JSONShrinking.smaller(input) }
    guard let document = TextDocument(input) else { return [] }
    return TextShrinking.smaller(document)
  }
}

/// Smaller versions of a text input, biggest steps first.
enum TextShrinking {
  static func smaller(_ document: TextDocument) -> [Data] {
    var results: [Data] = []
    for length in document.announcedLengths() {
      let (unit, count) = extent(of: length, in: document)
      for size in sizes(count) {
        for start in stride(from: 0, to: count, by: size) where size < count {
          var copy = document
          remove(start..<min(start + size, count), unit: unit, of: length, in: &copy)
          results.append(copy.data)
        }
      }
    }
    for place in document.tokenPlaces.prefix(60) {
      guard let value = Int(document.lines[place.line][place.token]) else { continue }
      for smaller in [0, 1, value / 10, value / 2, value - value.signum()] where abs(smaller) < abs(value) {
        var copy = document
        copy.set(place, "\(smaller)")
        results.append(copy.data)
      }
    }
    return results
  }

  private static func sizes(_ count: Int) -> [Int] {
    var sizes: [Int] = []
    var size = count / 2
    while size > 0 {
      sizes.append(size)
      size /= 2
    }
    return sizes
  }

  private static func extent(
    of length: TextDocument.AnnouncedLength, in document: TextDocument
  ) -> (unit: Int, count: Int) {
    switch length.kind {
    case .tokens: (1, document.lines[length.line].count)
    case .characters: (1, document.lines[length.line][0].count)
    case .rows(let lines): (lines, (document.lines.count - length.line) / lines)
    }
  }

  private static func remove(
    _ range: Range<Int>, unit: Int, of length: TextDocument.AnnouncedLength, in document: inout TextDocument
  ) {
    var left = 0
    switch length.kind {
    case .tokens:
      document.lines[length.line].removeSubrange(range)
      left = document.lines[length.line].count
    case .characters:
      var letters = Array(document.lines[length.line][0])
      letters.removeSubrange(range)
      document.lines[length.line][0] = String(letters)
      left = letters.count
    case .rows:
      let first = length.line + range.lowerBound * unit
      document.lines.removeSubrange(first..<(length.line + range.upperBound * unit))
      left = (document.lines.count - length.line) / unit
    }
    document.set(length.place, "\(left)")
  }
}

/// Smaller versions of a function's arguments.
enum JSONShrinking {
  static func smaller(_ input: Data) -> [Data] {
    let lines = String(decoding: input, as: UTF8.self).split(separator: "\n").map(String.init)
    let values = lines.compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
    }
    guard values.count == lines.count else { return [] }
    return values.indices.flatMap { index in
      smaller(value: values[index]).prefix(60).compactMap { value in
        var copy = values
        copy[index] = value
        return JSONMutation.encoded(copy)
      }
    }
  }

  private static func smaller(value: Any) -> [Any] {
    switch value {
    case let list as [Any]:
      let halves: [Any] =
        list.count > 1 ? [Array(list.prefix(list.count / 2)), Array(list.suffix(list.count / 2))] : []
      let without = list.indices.map { index -> Any in
        var copy = list
        copy.remove(at: index)
        return copy
      }
      let inner = list.indices.flatMap { index in
        smaller(value: list[index]).map { item -> Any in
          var copy = list
          copy[index] = item
          return copy
        }
      }
      return halves + without + inner
    case let text as String:
      let letters = Array(text)
      return letters.indices.map { index -> Any in
        var copy = letters
        copy.remove(at: index)
        return String(copy)
      }
    case let number as NSNumber:
      guard let integer = Int(exactly: number.doubleValue), abs(integer) > 1 else { return [] }
      return [0, 1, integer / 10, integer / 2, integer - integer.signum()]
    default: return []
    }
  }
}
