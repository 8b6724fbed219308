import Foundation
import Testing

@testable import TestServers

@Suite("sstar eval when calls fail", .enabled(if: CommandRun.canRunPrograms))
struct EvalFailureTests {
  private static let options = ["-n", "4", "--samples-per-request", "1", "--problems-at-once", "2"]

  private func run(_ place: SuitePlace, _ server: ScriptedServer, _ more: [String]) async throws -> CommandRun
  {
    try await CommandRun(
      place.live(server, Self.options + more), home: place.directory, workingDirectory: place.directory)
  }

  private func results(_ place: SuitePlace) throws -> NSArray {
    (try place.summary(try #require(place.runs.first))["results"] as? [[String: Any]] ?? []) as NSArray
  }

  @Test("a budget that ends in the middle: what was cut short counts as not solved yet, not as solved worse")
  func budget() async throws {
    let reference = try SuitePlace()
    let calm = try ModelServer.start()
    #expect(try await run(reference, calm, []).status == 0)
    // From the first call that does not fit to the last: each time another call is the one that is refused.
    for share in [0.3, 0.55, 0.8] {
      let place = try SuitePlace()
      let server = try ModelServer.start()
      let all = calm.exchanges.count * 130
      let tokens = Int(Double(all) * share) + 2000
      let cut = try await run(place, server, ["--max-tokens", "400", "--max-total-tokens", "\(tokens)"])
      #expect(cut.status == 6, "\(tokens) of \(all) tokens")
      let summary = try place.summary(try #require(place.runs.first))
      #expect(summary["errors"] as? Int == 0)
      #expect(summary["counted"] as? Int ?? 3 < 3)
      let resumed = try await run(place, server, ["--max-tokens", "400", "--resume"])
      #expect(resumed.status == 0)
      #expect(try results(place) == results(reference))
      #expect(server.exchanges.count == calm.exchanges.count)
    }
  }

  @Test("a server that fails while programs are debugged makes an error, never a result")
  func failingDebugging() async throws {
    let place = try SuitePlace(["add-a"])
    let server = try ModelServer.start { exchange in
      let messages = exchange.json["messages"] as? [[String: Any]] ?? []
      let prompt = messages.last?["content"] as? String ?? ""
      return prompt.contains("The program fails") ? .json(status: 500, #"{"error": "down"}"#) : nil
    }
    let failed = try await run(place, server, ["--retries", "0"])
    #expect(failed.status == 5)
    #expect(failed.errors.contains("status 500"))
    let summary = try place.summary(try #require(place.runs.first))
    #expect(summary["counted"] as? Int == 0)
    #expect(summary["errors"] as? Int == 1)
  }

  @Test(
    "a server that is not there ends it at once with exit 69, and leaves nothing that a resume would skip")
  func absentServer() async throws {
    let place = try SuitePlace()
    let port = try Loopback.freePort()
    let options = [
      "eval", "suite", "-m", "openai/tiny", "--base-url", "http://127.0.0.1:\(port)/v1", "--cache", "off",
    ]
    let run = try await CommandRun(options, home: place.directory, workingDirectory: place.directory)
    #expect(run.status == 69)
    #expect(run.errors.components(separatedBy: "Connection refused").count == 2)
    let events = try place.events(try #require(place.runs.first))
    #expect(!events.contains { $0["event"] as? String == "problem" })
  }
}
