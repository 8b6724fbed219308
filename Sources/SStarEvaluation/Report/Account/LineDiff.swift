/// The difference of two texts, line by line.
struct LineDiff {
  enum Line: Hashable {
    case kept(String)
    case removed(String)
    case added(String)
    /// So many equal lines that are not shown.
    case skipped(Int)
  }

  /// Lines looked at of each text; the difference of two long texts that have little in common is slow.
  static let mostLines = 600

  let lines: [Line]
  /// Whether there was more text than was looked at.
  let isClipped: Bool

  /// - Parameter context: equal lines shown around a difference.
  init(from old: String, to new: String, context: Int = 3) {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    isClipped = max(before.count, after.count) > Self.mostLines
    let first = Array(before.prefix(Self.mostLines))
    lines = Self.folded(Self.merged(first, Array(after.prefix(Self.mostLines))), context: context)
  }

  private static func merged(_ before: [String], _ after: [String]) -> [Line] {
    var removed = Set<Int>()
    var added = Set<Int>()
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [Line] = []
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if old < before.count, removed.contains(old) {
        lines.append(.removed(before[old]))
        old += 1
      } else if new < after.count, added.contains(new) {
        lines.append(.added(after[new]))
        new += 1
      } else {
        lines.append(.kept(before[old]))
        old += 1
        new += 1
      }
    }
    return lines
  }

  /// Equal lines that are far from any difference become one line that counts them.
  private static func folded(_ lines: [Line], context: Int) -> [Line] {
    var isNear = [Bool](repeating: false, count: lines.count)
    for (index, line) in lines.enumerated() {
      if case .kept = line { continue }
      for near in max(0, index - context)...min(lines.count - 1, index + context) { isNear[near] = true }
    }
    var folded: [Line] = []
    for (line, isNear) in zip(lines, isNear) {
      if isNear {
        folded.append(line)
      } else if case .skipped(let count)? = folded.last {
        folded[folded.count - 1] = .skipped(count + 1)
      } else {
        folded.append(.skipped(1))
      }
    }
    return folded
  }
}
