import Foundation
import SStar

/// All units of a run that came to their end.
public struct EvaluationRecord: Sendable {
  public var configuration: RunConfiguration
  /// In the order of their names.
  public var units: [UnitOutcome]
  /// By all processes that worked on the run, for whatever came of it.
  public var spent: Usage

  init(configuration: RunConfiguration, units: [UnitOutcome], spent: Usage = Usage()) {
    self.configuration = configuration
    self.units = units
    self.spent = spent
  }

  public init(_ run: RunDirectory) async {
    configuration = run.configuration
    units = await run.outcomes
    spent = await run.spent
  }
}
