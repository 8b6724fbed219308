/// Resource limits of one execution.
public struct Limits: Sendable, Hashable, Codable {
  /// CPU time of all threads and processes together, in seconds; greater than zero.
  public var cpuSeconds: Double
  /// Elapsed time, in seconds. It only catches sleepers: CPU time decides otherwise.
  public var wallSeconds: Double
  /// Peak memory, in bytes.
  public var memoryBytes: Int
  /// Standard output, in bytes.
  public var outputBytes: Int
  /// Processes alive at once, the program's own included; threads do not count.
  public var processes: Int

  /// - Parameter wallSeconds: three times the CPU limit plus two seconds when nil.
  public init(
    cpuSeconds: Double = 2, wallSeconds: Double? = nil, memoryBytes: Int = 1 << 30,
    outputBytes: Int = 8 << 20, processes: Int = 1
  ) {
    self.cpuSeconds = cpuSeconds
    self.wallSeconds = wallSeconds ?? (3 * cpuSeconds + 2)
    self.memoryBytes = memoryBytes
    self.outputBytes = outputBytes
    self.processes = processes
  }
}
