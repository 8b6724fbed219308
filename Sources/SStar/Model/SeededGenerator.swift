/// Random numbers that depend on nothing but a seed (SplitMix64, Steele, Lea and Flood 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  /// The numbers for one purpose on one problem: independent of all other purposes.
  public init(seed: UInt64, problem: String, purpose: String) {
    state = Self.seed(seed, problem: problem, purpose: purpose)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A seed for one purpose on one problem.
  public static func seed(_ seed: UInt64, problem: String, purpose: String) -> UInt64 {
    // FNV-1a over both names, which a zero byte keeps apart.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array(problem.utf8) + [0] + Array(purpose.utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return mix(seed &+ mix(hash))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
