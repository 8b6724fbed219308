/// How well confidences match how often the choice is right.
public struct Calibration: Sendable, Hashable, Codable {
  /// Choices of similar confidence.
  public struct Bin: Sendable, Hashable, Codable {
    /// Bounds of the confidence: from, included, to, excluded but for 1.
    public var from: Double
    public var to: Double
    public var count: Int
    public var meanConfidence: Double
    public var shareRight: Double
  }
  /// Choices that had a confidence.
  public var count: Int
  /// Expected calibration error: mean distance of confidence and share, weighted by the bins' counts
  /// (Guo et al., arXiv 1706.04599, §2).
  public var expectedError: Double
  /// Mean squared distance of confidence and outcome (Brier, Monthly Weather Review 78, 1950).
  public var brierScore: Double
  public var bins: [Bin]

  /// Nil when there is no choice with a confidence.
  public init?(_ choices: [(confidence: Double, isRight: Bool)], bins count: Int = 10) {
    guard !choices.isEmpty else { return nil }
    self.count = choices.count
    let total = Double(choices.count)
    brierScore =
      choices.reduce(0.0) { sum, choice in
        let distance = choice.confidence - (choice.isRight ? 1 : 0)
        return sum + distance * distance
      } / total
    let groups = Dictionary(grouping: choices) { choice in
      min(count - 1, max(0, Int(choice.confidence * Double(count))))
    }
    bins = groups.sorted { $0.key < $1.key }.map { index, members in
      Bin(
        from: Double(index) / Double(count), to: Double(index + 1) / Double(count), count: members.count,
        meanConfidence: members.reduce(0) { $0 + $1.confidence } / Double(members.count),
        shareRight: Double(members.count(where: \.isRight)) / Double(members.count))
    }
    expectedError = bins.reduce(0) { $0 + abs($1.meanConfidence - $1.shareRight) * Double($1.count) } / total
  }
}
