import Foundation
import SStar

/// All units of a run that came to their end.
public struct EvaluationRecord: Sendable {
  public var configuration: RunConfiguration
  /// In the order of their names.
  public var units: [UnitOutcome]

  init(configuration: RunConfiguration, units: [UnitOutcome]) {
    self.configuration = configuration
    self.units = units
  }

  public init(_ run: RunDirectory) async {
    configuration = run.configuration
    units = await run.outcomes
  }
}
