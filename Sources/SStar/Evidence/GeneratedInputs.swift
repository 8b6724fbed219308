import Foundation

/// Inputs from generator programs, written by the model or part of the package.
///
/// A generator reads a line `MODE SEED` and prints one input.
public struct GeneratedInputs: InputSource {
  public let name = "generator"
  private static let modes = [
    "small", "edge", "adversarial", "small", "small", "edge", "adversarial", "large",
  ]
  private static let limits = Limits(cpuSeconds: 5, outputBytes: 1 << 20)

  private let generators: [Program]
  private let executor: any Executor
  private let seed: UInt64

  public init(generators: [Program], executor: any Executor, seed: UInt64) {
    self.generators = generators
    self.executor = executor
    self.seed = seed
  }

  public func inputs(batch: Int, count: Int) async throws -> [Data] {
    guard !generators.isEmpty else { return [] }
    return try await withThrowingTaskGroup(of: (Int, Data?).self) { group in
      for index in 0..<count {
        let number = batch * count + index
        let generator = generators[number % generators.count]
        let mode = Self.modes[number % Self.modes.count]
        let line = "\(mode) \(seed % 1_000_000 + UInt64(number))\n"
        group.addTask {
          let execution = try await executor.run(generator, on: Data(line.utf8), limits: Self.limits)
          return (index, execution.verdict == .accepted && !execution.output.isEmpty ? execution.output : nil)
        }
      }
      var found: [(Int, Data)] = []
      for try await (index, input) in group {
        if let input { found.append((index, input)) }
      }
      return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
