/// Where an imported problem is from, as its source tells it.
public struct ProblemOrigin: Sendable, Hashable, Codable {
  /// The format that it was imported from, such as `livecodebench`.
  public var format: String
  /// Its name there, such as `HumanEval/3`.
  public var id: String
  public var difficulty: String?
  /// The site that first had it, such as `leetcode`.
  public var platform: String?
  public var contest: String?
  /// Day of the contest, `YYYY-MM-DD`: a model whose training ended later may have seen the problem.
  public var date: String?
  public var url: String?
  public var tags: [String] = []

  public init(format: String, id: String) {
    self.format = format
    self.id = id
  }
}
