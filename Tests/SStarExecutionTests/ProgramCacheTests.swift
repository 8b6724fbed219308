import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarExecution

/// Each program is prepared once, as long as it is in use.
struct ProgramCacheTests {
  private let made = Made()

  private final class Made: Sendable {
    private let list = Mutex<[String]>([])
    func note(_ source: String) { list.withLock { $0.append(source) } }
    var all: [String] { list.withLock { $0 } }
  }

  private func ask(_ cache: ProgramCache, _ source: String, bytes: Int = 10) async throws {
    let key = ProgramCache.Key(program: Program(language: "none", source: source), forks: false)
    _ = try await cache.preparation(of: key) { [made] _ in
      made.note(source)
      return .failed(Execution(verdict: .compileError, errorOutput: Data(count: bytes)))
    }
  }

  @Test func aProgramThatIsUsedStaysAndTheOthersGo() async throws {
    let cache = ProgramCache(programs: 8)
    for number in 0..<100 {
      try await ask(cache, "often")
      try await ask(cache, "once \(number)")
    }
    #expect(made.all.filter { $0 == "often" }.count == 1)
    #expect(await cache.count <= 8)
  }

  @Test func largeProgramsAreForgottenSooner() async throws {
    let cache = ProgramCache(programs: 1000, bytes: 1 << 20)
    for number in 0..<50 { try await ask(cache, "\(number)", bytes: 100_000) }
    #expect(await cache.count <= 10)
  }

  @Test func aFailureOfOursIsNotKept() async throws {
    let cache = ProgramCache()
    let key = ProgramCache.Key(program: Program(language: "none", source: "x"), forks: false)
    var verdicts: [Verdict] = []
    for verdict in [Verdict.judgeError, .compileError, .accepted] {
      let preparation = try await cache.preparation(of: key) { _ in .failed(Execution(verdict: verdict)) }
      guard case .failed(let execution) = preparation else { continue }
      verdicts.append(execution.verdict)
    }
    #expect(verdicts == [.judgeError, .compileError, .compileError])
  }
}
