import Foundation
import SStar
import Testing

@testable import SStarExecution

@Suite struct ProgramCacheTests {
  /// How many compilations of 10 bytes there are when programs 0, 1, 2 and then 0 again are asked for.
  private func compilations(_ cache: ProgramCache) async throws -> Int {
    var last = 0
    for number in [0, 1, 2, 0] {
      let key = ProgramCache.Key(program: Program(language: "toy", source: "\(number)"), forks: false)
      let preparation = try await cache.preparation(of: key) { id in
        .failed(Execution(verdict: .compileError, exitStatus: Int32(id), output: Data(count: 10)))
      }
      if case .failed(let execution) = preparation { last = Int(execution.exitStatus ?? 0) }
    }
    return last
  }

  @Test func programsAreCompiledOnce() async throws {
    #expect(try await compilations(ProgramCache()) == 1)
  }

  @Test func theOldestAreForgottenBeyondTheCapacity() async throws {
    #expect(try await compilations(ProgramCache(capacity: 2)) == 4)
    #expect(try await compilations(ProgramCache(capacityBytes: 25)) == 4)
  }
}
