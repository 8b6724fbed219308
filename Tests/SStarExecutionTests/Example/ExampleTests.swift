import Foundation
import SStarExecution
import Testing

/// The example in `Sandbox/README.md` is `Observe.swift`, and does what it says.
struct ExampleTests {
  @Test func theExampleObserves() async throws {
    let executions = try await observe()
    #expect(executions.map(\.verdict) == [.accepted, .accepted, .runTimeError])
    #expect(executions.map(\.outputText) == ["3\n", "42\n", ""])
    #expect(executions.allSatisfy { $0.cpuSeconds < 1 && $0.peakMemoryBytes > 0 })
  }

  @Test func theDocumentShowsTheExample() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let package = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let document = try String(
      contentsOf: package.appendingPathComponent("Sandbox/README.md"), encoding: .utf8)
    let example = try String(contentsOf: here.appendingPathComponent("Observe.swift"), encoding: .utf8)
    #expect(document.contains("```swift\n\(example)```\n"))
    #expect(example.split(separator: "\n").count <= 10)
  }
}
