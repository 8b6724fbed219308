import Foundation

/// Finds a structure that all examples share, by trying the most telling explanations first.
struct ShapeInference {
  /// Parts tried at most, rows at most one in another, and parts of a row at most.
  private static let mostSteps = 8000
  /// Those for the parts of one kind of row; short rows come first, so that long ones may be missed.
  private static let mostRowSteps = 200
  private static let deepestRows = 2
  private static let mostRowParts = 3
  private static let mostParts = 12
  /// Longer examples teach no more.
  private static let mostLines = 400

  /// What is tried, from the strictest on.
  private enum Pass: CaseIterable {
    /// No two runs of rows with the same count: they may be one with longer rows.
    case strict
    case plain
    /// A line may be a list whose length nothing tells: it explains everything, and so little.
    case free
  }

  private let pass: Pass
  /// Parts at most this time.
  private let most: Int
  private var steps = 0
  private var variables = 0

  /// - Returns: nil when the examples have no structure in common, or there are none.
  static func shape(of examples: [Data], statement: String = "") -> InputShape? {
    let inputs = examples.compactMap { InputShape.lines(of: $0) }
    guard !inputs.isEmpty, inputs.count == examples.count,
      inputs.allSatisfy({ !$0.isEmpty && $0.count <= mostLines })
    else { return nil }
    // The fewest parts explain best.
    for (pass, most) in Pass.allCases.flatMap({ pass in (1...mostParts).map { (pass, $0) } }) {
      var inference = ShapeInference(pass: pass, most: most)
      guard let parts = inference.search(inputs.map { ShapeReader(lines: $0) }, after: []) else { continue }
      var shape = InputShape(parts: parts)
      shape.parts =
        ShapeTraits(
          shape, examples: examples.compactMap { shape.parse($0) }, statement: statement
        ).parts
      return shape
    }
    return nil
  }

  private init(pass: Pass, most: Int) {
    self.pass = pass
    self.most = most
  }

  private mutating func search(_ readers: [ShapeReader], after parts: [InputShape.Part]) -> [InputShape.Part]?
  {
    if readers.allSatisfy(\.isAtEnd) { return parts }
    guard parts.count < most else { return nil }
    for part in options(readers, depth: 0) {
      if pass == .strict, case .rows(let count, _) = part, Self.hasRows(of: count.variable, in: parts) {
        continue
      }
      guard let next = advanced(readers, by: part) else { continue }
      if let found = search(next, after: parts + [part]) { return found }
    }
    return nil
  }

  private static func hasRows(of variable: Int, in parts: [InputShape.Part]) -> Bool {
    parts.contains { part in
      if case .rows(let count, _) = part { return count.variable == variable }
      return false
    }
  }

  private mutating func advanced(_ readers: [ShapeReader], by part: InputShape.Part) -> [ShapeReader]? {
    steps += 1
    guard steps < Self.mostSteps else { return nil }
    var next = readers
    for index in next.indices where next[index].read(part) == nil { return nil }
    return next
  }

  /// Parts that the readers could read next, the most telling first.
  private mutating func options(_ all: [ShapeReader], depth: Int) -> [InputShape.Part] {
    // Those at their end can only read what is announced as empty.
    let readers = all.filter { !$0.isAtEnd }
    guard steps < Self.mostSteps, !readers.isEmpty else { return [] }
    let lines = readers.map { $0.lines[$0.line] }
    let widths = lines.map(\.count)
    let counts = counts(readers)
    let kind = kind(of: lines.flatMap { $0 })
    var telling: [InputShape.Part] = []
    var weak: [InputShape.Part] = []
    if depth < Self.deepestRows {
      for count in counts where count.factor == 1 && count.offset <= 0 {
        let expected = readers.map { count.value($0.environment) ?? 0 }
        guard expected.contains(where: { $0 > 1 }) else { continue }
        let inside = zip(readers, expected).filter { $0.1 > 0 }.map(\.0)
        telling += rowParts(inside, depth: depth + 1).map { .rows(count, $0) }
      }
    }
    for count in counts where readers.map({ count.value($0.environment) }) == widths.map({ $0 }) {
      let list = InputShape.Part.list(count, kind, .any)
      let isLatest = count.variable == counts.first?.variable && count.factor == 1 && count.offset == 0
      let longest = widths.max() ?? 0
      // Rows of a few fields are more common than rows that are lists.
      let isTelling =
        Set(widths).count > 1 || longest > (depth == 0 ? 2 : 4) || (depth == 0 && isLatest && longest > 1)
      if isTelling { telling.append(list) } else { weak.append(list) }
    }
    let isPrefixed = lines.allSatisfy { line in line.first.flatMap { Int($0) } == line.count - 1 }
    if isPrefixed, Set(widths).count > 1 || widths.contains(where: { $0 > 2 }) {
      telling.append(.prefixed(self.kind(of: lines.flatMap { $0.dropFirst() })))
    } else if isPrefixed {
      weak.append(.prefixed(kind))
    }
    var fixed: [InputShape.Part] = []
    if Set(widths).count == 1, let width = widths.first, width > 0 {
      fixed.append(.fields((0..<width).map { column in field(readers, lines.map { $0[column] }, counts) }))
    }
    return telling + fixed + weak + (pass == .free ? [.list(nil, kind, .any)] : [])
  }

  /// Parts of which a row could consist, short ones first.
  private mutating func rowParts(_ readers: [ShapeReader], depth: Int) -> [[InputShape.Part]] {
    var found: [[InputShape.Part]] = []
    var open: [(parts: [InputShape.Part], readers: [ShapeReader])] = [([], readers)]
    let limit = steps + Self.mostRowSteps
    for _ in 0..<Self.mostRowParts {
      var longer: [(parts: [InputShape.Part], readers: [ShapeReader])] = []
      for (parts, readers) in open where steps < limit {
        for part in options(readers, depth: depth) where steps < limit {
          guard let next = advanced(readers, by: part) else { continue }
          longer.append((parts + [part], next))
        }
      }
      found += longer.map(\.parts)
      open = longer
    }
    return found
  }

  /// Counts that all readers could tell, the latest field first, plain ones first.
  private func counts(_ readers: [ShapeReader]) -> [InputShape.Count] {
    guard let first = readers.first else { return [] }
    let variables = first.environment.keys.sorted(by: >).filter { variable in
      readers.allSatisfy { $0.environment[variable] != nil }
    }
    return [(1, 0), (1, -1), (2, 0), (1, 1)].flatMap { factor, offset in
      variables.map { InputShape.Count(variable: $0, factor: factor, offset: offset) }
    }
  }

  private mutating func field(
    _ readers: [ShapeReader], _ tokens: [String], _ counts: [InputShape.Count]
  ) -> InputShape.Field {
    variables += 1
    var field = InputShape.Field(kind: kind(of: tokens), variable: variables)
    if field.kind == .word {
      field.length = counts.first { count in
        count.factor == 1 && count.offset == 0
          && zip(readers, tokens).allSatisfy { count.value($0.environment) == $1.count }
      }
    } else if tokens.allSatisfy({ $0.count > 1 }) {
      // Digits whose number is announced, such as a binary string, are a word.
      let length = counts.first { count in
        count.factor == 1 && count.offset == 0
          && zip(readers, tokens).allSatisfy { count.value($0.environment) == $1.count }
      }
      if let length, tokens.contains(where: { $0.count > 2 }) {
        field.kind = .word
        field.length = length
      }
    }
    return field
  }

  private func kind(of tokens: [String]) -> InputShape.Kind {
    if tokens.allSatisfy(InputShape.Kind.integer.accepts) { return .integer }
    return tokens.allSatisfy(InputShape.Kind.real.accepts) ? .real : .word
  }
}

extension InputShape {
  /// The structure of the public inputs; nil for functions, and when the inputs have none in common.
  init?(of problem: Problem) {
    guard case .standardIO = problem.kind,
      let shape = ShapeInference.shape(
        of: problem.publicInputTests.map(\.input), statement: problem.statement)
    else { return nil }
    self = shape
  }
}
