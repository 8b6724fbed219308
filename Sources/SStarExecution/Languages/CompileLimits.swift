extension LanguageDefinition {
  /// Limits of the compiler.
  struct CompileLimits: Sendable, Decodable {
    /// CPU time of all its processes together, in seconds; thrice as much and two seconds may elapse.
    var cpuSeconds: Double
    /// Memory of all its processes together, in MiB.
    var memoryMiB: Int
    /// Processes at once.
    var processes: Int
    /// Whether the address space is limited to that memory; false for compilers that reserve far more than
    /// they use, whose command should tell them `{heap_mib}` then.
    var limitsAddressSpace: Bool

    enum CodingKeys: String, CodingKey, CaseIterable {
      case cpuSeconds = "cpu_seconds"
      case memoryMiB = "memory_mib"
      case processes
      case limitsAddressSpace = "limits_address_space"
    }

    init(
      cpuSeconds: Double = 10, memoryMiB: Int = 2048, processes: Int = 32, limitsAddressSpace: Bool = true
    ) {
      self.cpuSeconds = cpuSeconds
      self.memoryMiB = memoryMiB
      self.processes = processes
      self.limitsAddressSpace = limitsAddressSpace
    }

    init(from decoder: any Decoder) throws {
      let defaults = CompileLimits()
      let values = try decoder.container(keyedBy: CodingKeys.self)
      cpuSeconds = try values.decodeIfPresent(Double.self, forKey: .cpuSeconds) ?? defaults.cpuSeconds
      memoryMiB = try values.decodeIfPresent(Int.self, forKey: .memoryMiB) ?? defaults.memoryMiB
      processes = try values.decodeIfPresent(Int.self, forKey: .processes) ?? defaults.processes
      limitsAddressSpace =
        try values.decodeIfPresent(Bool.self, forKey: .limitsAddressSpace) ?? defaults.limitsAddressSpace
    }
  }
}
