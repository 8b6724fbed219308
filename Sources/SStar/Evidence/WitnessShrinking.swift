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
  /// Structure of text inputs; without it they stay as they are.
  let shape: InputShape?
  /// Inputs tried at most.
  var attempts = 120
  /// CPU time of all tries together: those that time out are dear.
  var cpuSeconds = 8.0

  /// - Parameter original: an input on which the two programs differ.
  func shrink(_ original: Data, winner: Program, other: Program) async throws -> Witness {
    var best = original
    var left = attempts
    var cpu = 0.0
    var improved = true
    while improved, left > 0, cpu < cpuSeconds {
      improved = false
      for make in candidates(for: best) where left > 0 && cpu < cpuSeconds {
        guard let smaller = make(), isSmaller(smaller, than: best) else { continue }
        left -= 1
        guard try await validation.isValid(smaller) else { continue }
        let first = try await matrix.execution(of: winner, on: smaller)
        let second = try await matrix.execution(of: other, on: smaller)
        cpu += first.cpuSeconds + second.cpuSeconds
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

  private func candidates(for input: Data) -> [() -> Data?] {
    var smaller = SmallerInputs()
    if case .function = problem.kind {
      JSONShrinking.add(to: &smaller, from: input)
    } else if let shape {
      ShapeShrinking.add(to: &smaller, from: input, shape: shape)
    }
    return smaller.makers
  }
}

/// Smaller versions of one input, made when they are tried: large inputs have many, and each is large.
struct SmallerInputs {
  /// Versions at most, of one input and of one list in it.
  private static let most = 400
  static let mostOfOneList = 24

  private(set) var makers: [() -> Data?] = []

  /// Whether no more are wanted.
  var isFull: Bool { makers.count >= Self.most }

  mutating func add(_ make: @escaping () -> Data?) {
    if !isFull { makers.append(make) }
  }

  /// Pieces whose removal is worth a try: halves, quarters and so on, down to single elements.
  static func pieces(of count: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var size = count / 2
    while size > 0, pieces.count < mostOfOneList {
      for start in stride(from: 0, to: count, by: size) where pieces.count < mostOfOneList {
        pieces.append(start..<min(start + size, count))
      }
      size /= 2
    }
    return pieces
  }

  /// Numbers closer to zero.
  static func smaller(than value: Int) -> [Int] {
    let steps = [0, 1, value / 10, value / 2, value - value / 4, value - value / 16, value - value.signum()]
    return steps.filter { $0.magnitude < value.magnitude }
  }
}
