import SStarExecution

/// One sandbox a mode for all tests, so that each program is compiled once and toolchains are looked for once.
actor SharedSandboxes {
  static let shared = SharedSandboxes()
  private var sandboxes: [SandboxMode: Task<Sandbox?, any Error>] = [:]

  /// Nil where this machine does not grant the mode.
  func sandbox(_ mode: SandboxMode) async throws -> Sandbox? {
    if let known = sandboxes[mode] { return try await known.value }
    let start = Task<Sandbox?, any Error> {
      do {
        return try await Sandbox.start(SandboxOptions(mode: mode, workers: 1))
      } catch SandboxError.tooWeak {
        return nil
      }
    }
    sandboxes[mode] = start
    return try await start.value
  }
}
