import Foundation

/// Makes inputs for telling candidates apart.
public protocol InputSource: Sendable {
  /// Name for reports, such as `mutation`.
  var name: String { get }

  /// A batch of inputs; the same for the same batch number. Fewer than `count`, or none, when it has no more.
  /// - Throws: the model's or executor's error.
  func inputs(batch: Int, count: Int) async throws -> [Data]
}
