import SStarExecution

func observe() async throws -> [Execution] {
  let program = Program(language: "python3", source: "print(sum(map(int, input().split())))")
  let limits = Limits(cpuSeconds: 1, memoryBytes: 256 << 20)
  return try await Sandbox.withSandbox { sandbox in
    try await sandbox.run(program, on: ["1 2", "40 2", "a b"], limits: limits)
  }
}
