import Foundation

/// Type-aware mutations of the public inputs; costs no tokens.
public struct MutatedInputs: InputSource {
  public let name = "mutation"

  private let seeds: [Data]
  private let isFunction: Bool
  private let numbers: InterestingNumbers
  /// Structure of each public input: that of all of them where they have one in common.
  private let shapes: [InputShape?]
  private let problemID: String
  private let seed: UInt64

  public init(problem: Problem, seed: UInt64) {
    seeds = problem.publicInputTests.map(\.input)
    if case .function = problem.kind { isFunction = true } else { isFunction = false }
    numbers = InterestingNumbers(statement: problem.statement)
    let common = InputShape(of: problem)
    let isText = !isFunction
    shapes = seeds.map { isText ? common ?? ShapeInference.shape(of: [$0]) : nil }
    problemID = problem.id
    self.seed = seed
  }

  public func inputs(batch: Int, count: Int) async throws -> [Data] {
    guard !seeds.isEmpty else { return [] }
    var random = SeededGenerator(seed: seed, problem: problemID, purpose: "mutation \(batch)")
    return (0..<count).compactMap { index in
      let place = (batch * count + index) % seeds.count
      let original = seeds[place]
      // One change finds off-by-ones, several find rare combinations.
      let changes = [1, 1, 2, 4][index % 4]
      return isFunction
        ? JSONMutation(numbers: numbers).mutated(original, changes: changes, using: &random)
        : shapes[place].flatMap {
          ShapeMutation(shape: $0, numbers: numbers).mutated(original, changes: changes, using: &random)
        }
    }
  }
}

/// Values at which programs tend to differ.
struct InterestingNumbers: Sendable {
  private static let everywhere = [
    0, 1, -1, 2, 3, 10, 99, 100, 1000, 1 << 31 - 1, 1 << 31, (1 << 31) + 1, (1 << 53) - 1, (1 << 53) + 1,
    1_000_000_000,
    1_000_000_007, 999_999_999_999_999_999, 1_000_000_000_000_000_000,
  ]

  /// Bounds of the statement, ascending; may be empty.
  let bounds: [Int]

  init(statement: String) {
    bounds = StatementNumbers(statement).bounds
  }

  /// A value near `original`, at a bound, or special; within the statement's bounds where it has any.
  func replacement(for original: Int, using random: inout SeededGenerator) -> Int {
    let value: Int
    switch Int.random(in: 0..<8, using: &random) {
    case 0: value = original &+ 1
    case 1: value = original &- 1
    case 2: value = original &* 2
    case 3: value = Int.random(in: 0...10, using: &random)
    case 4:
      value = (bounds.randomElement(using: &random) ?? original) &+ Int.random(in: -1...1, using: &random)
    case 5: value = nearSquare(using: &random)
    case 6: value = 0 &- original
    default: value = Self.everywhere.randomElement(using: &random) ?? original
    }
    return clamped(value, like: original)
  }

  private func nearSquare(using random: inout SeededGenerator) -> Int {
    let largest = Double(max(0, min(bounds.last ?? 1_000_000, 4_000_000_000_000_000_000))).squareRoot()
    let root = Int.random(in: 0...max(1, Int(largest)), using: &random)
    return root &* root &+ Int.random(in: -1...1, using: &random)
  }

  /// Keeps a value between the statement's outermost bounds, and its sign where no negative bound is given.
  private func clamped(_ value: Int, like original: Int) -> Int {
    guard let low = bounds.first, let high = bounds.last, low < high else {
      return original >= 0 && value < 0 ? -(value + 1) : value
    }
    return min(max(value, min(low, original)), max(high, original))
  }
}
