/// How the time limit of a package that gives none follows from its accepted submissions.
struct TimeLimitRule: Sendable, Hashable {
  /// What the slowest accepted submission's time is multiplied by.
  var multiplier: Double
  /// Time limits are multiples of this many seconds.
  var resolution = 1.0

  private enum Default {
    static let legacyMultiplier = 5.0
    static let multiplier = 2.0
  }

  init(multiplier: Double, resolution: Double = 1) {
    self.multiplier = multiplier
    self.resolution = resolution
  }

  /// The multipliers of `problem.yaml`, else those of the format.
  /// - Throws: ``PackageError``.
  init(_ fields: YAMLFields, _ format: PackageFormat) throws {
    let limits = try fields.mapping("limits")
    switch format {
    case .legacy:
      multiplier = try limits?.positive("time_multiplier", largest: 1000) ?? Default.legacyMultiplier
    case .version2023:
      let multipliers = try limits?.mapping("time_multipliers")
      multiplier = try multipliers?.positive("ac_to_time_limit", largest: 1000) ?? Default.multiplier
      resolution = try limits?.positive("time_resolution", largest: 1000) ?? 1
    }
  }

  /// - Parameter slowest: CPU time of the slowest accepted submission on its slowest test, in seconds.
  func limit(slowest: Double) -> Double {
    max(1, (slowest * multiplier / resolution).rounded(.up)) * resolution
  }
}
