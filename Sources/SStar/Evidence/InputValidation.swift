import Foundation

/// Decides which inputs are valid, by validator programs (exit 42 valid, 43 not).
public struct InputValidation: Sendable {
  private static let accepts: Int32 = 42
  private static let rejects: Int32 = 43
  /// Share of validators that must accept an input.
  private static let quorum = 0.75
  private static let limits = Limits(cpuSeconds: 5)

  private let validators: [Program]
  private let executor: any Executor

  /// Whether any validator is left to ask.
  public var isAvailable: Bool { !validators.isEmpty }

  /// Takes every input for valid.
  static func none(_ executor: any Executor) -> InputValidation {
    InputValidation(validators: [], executor: executor)
  }

  /// Keeps the validators that accept all public inputs.
  public static func checked(
    _ validators: [Program], problem: Problem, executor: any Executor
  ) async throws -> InputValidation {
    var kept: [Program] = []
    for validator in validators {
      var acceptsAll = true
      for test in problem.publicInputTests where acceptsAll {
        acceptsAll = try await executor.run(validator, on: test.input, limits: limits).exitStatus == accepts
      }
      if acceptsAll { kept.append(validator) }
    }
    return InputValidation(validators: kept, executor: executor)
  }

  /// Whether enough validators accept the input; true when there are none.
  public func isValid(_ input: Data) async throws -> Bool {
    guard !validators.isEmpty else { return true }
    var accepting = 0
    var asked = 0
    for validator in validators {
      let status = try await executor.run(validator, on: input, limits: Self.limits).exitStatus
      guard status == Self.accepts || status == Self.rejects else { continue }
      asked += 1
      if status == Self.accepts { accepting += 1 }
    }
    return asked == 0 || Double(accepting) >= Self.quorum * Double(asked)
  }

  /// The valid ones among `inputs`, in order.
  public func valid(_ inputs: [Data]) async throws -> [Data] {
    try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
      for (index, input) in inputs.enumerated() {
        group.addTask { (index, try await isValid(input)) }
      }
      var valid = [Bool](repeating: false, count: inputs.count)
      for try await (index, isValid) in group { valid[index] = isValid }
      return zip(inputs, valid).filter(\.1).map(\.0)
    }
  }
}
