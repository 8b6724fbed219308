/// How an output is compared with the expected one.
public enum OutputComparison: Sendable, Hashable, Codable {
  /// Token by token, as the default output validator of the problem package format defines it.
  case tokens(TokenComparison)
  /// Structural equality of two JSON values; numbers within the tolerances.
  case json(TokenComparison)
  /// The package's own output validator decides.
  case validator

  /// Tokens, case-insensitive, no float tolerance.
  public static let `default` = OutputComparison.tokens(TokenComparison())
}

/// The flags of the default output validator (ICPC problem package format, "Default Output Validator").
public struct TokenComparison: Sendable, Hashable, Codable {
  /// Whether letter case matters.
  public var caseSensitive: Bool
  /// Whether white space matters, byte for byte.
  public var spaceChangeSensitive: Bool
  /// Largest accepted |expected − actual| for a floating-point token; nil when not given.
  public var absoluteTolerance: Double?
  /// Largest accepted |expected − actual| / |expected| for a floating-point token; nil when not given.
  public var relativeTolerance: Double?

  public init(
    caseSensitive: Bool = false, spaceChangeSensitive: Bool = false,
    absoluteTolerance: Double? = nil, relativeTolerance: Double? = nil
  ) {
    self.caseSensitive = caseSensitive
    self.spaceChangeSensitive = spaceChangeSensitive
    self.absoluteTolerance = absoluteTolerance
    self.relativeTolerance = relativeTolerance
  }
}
