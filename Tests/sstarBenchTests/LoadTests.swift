import Foundation
import SStar
import SStarExecution
import Testing

@testable import sstar_bench

/// A short `sstar-bench load`: limits on a machine that is busy with other work.
@Suite(.serialized) struct LoadTests {
  @Test(arguments: [SandboxMode.namespaces, .landlock])
  func onABusyMachineHonestProgramsPassAndEndlessOnesEndInTime(mode: SandboxMode) async throws {
    let options = SandboxOptions(mode: mode)
    do {
      let measurement = try await Sandbox.withSandbox(options) { sandbox in
        let spinners = try Spinners(4 * ProcessInfo.processInfo.activeProcessorCount)
        defer { spinners.stop() }
        return try await LoadMeasurement.run(sandbox, jobs: options.workers, honest: 20, loops: 1)
      }
      #expect(measurement.failed.map(\.description) == [])
      #expect(measurement.unrecognized.map(\.description) == [])
      #expect(measurement.late.map(\.description) == [])
      #expect(!measurement.endless.isEmpty)
    } catch SandboxError.tooWeak {}
  }

  @Test func aSoakThatHoldsMoreAndMoreIsNotFlat() {
    let flat = (0..<8).map { _ in Footprint(residentBytes: 50 << 20, descriptors: 90) }
    #expect(SoakGrowth(flat).isFlat)
    let leaking = (0..<8).map { Footprint(residentBytes: 50 << 20, descriptors: 90 + 100 * $0) }
    #expect(SoakGrowth(leaking).sentence.contains("descriptors grew from"))
  }
}
