import Foundation
import Glibc
import Synchronization
import Testing

@testable import TestServers

/// A working directory with a problem, for runs against a server.
private final class Workplace {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(ModelServer.statement.utf8).write(to: directory.appendingPathComponent("add.md"))
  }

  deinit {
    try? FileManager.default.removeItem(at: directory)
  }

  func arguments(_ server: ScriptedServer, _ more: [String]) -> [String] {
    ["solve", "add.md", "-m", "openai/tiny", "--base-url", server.url + "/v1"] + more
  }

  func solve(
    _ server: ScriptedServer, _ more: String..., environment: [String: String] = [:]
  ) async throws -> CommandRun {
    try await run(arguments(server, more), environment: environment)
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> CommandRun {
    try await CommandRun(arguments, environment: environment, home: directory, workingDirectory: directory)
  }

  /// Run directories by name, which begins with the time.
  var runs: [URL] {
    let parent = directory.appendingPathComponent("runs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    return names.sorted().map { parent.appendingPathComponent($0) }
  }

  /// Calls in the events of a run.
  func calls(_ run: URL) -> Int {
    let file = run.appendingPathComponent("events.jsonl")
    guard let events = try? String(contentsOf: file, encoding: .utf8) else { return 0 }
    // A last line without its end does not count.
    return events.components(separatedBy: "\n").dropLast().count { $0.contains(#""event":"call""#) }
  }
}

@Suite("sstar solve with a live model", .enabled(if: CommandRun.canRunPrograms))
struct LiveSolveTests {
  @Test("the program comes from the server, and calls, tokens and dollars are told by role")
  func solves() async throws {
    let place = try Workplace()
    let prices = "prices:\n  openai/tiny: {input: 1, output: 10}\n"
    try Data(prices.utf8).write(to: place.directory.appendingPathComponent("sstar.yaml"))
    let server = try ModelServer.start()
    let run = try await place.solve(server, "-n", "4", "--json")
    #expect(run.status == 0)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["program"] as? String == ModelServer.right)
    let usage = try #require(document["usage"] as? [String: Any])
    #expect(usage["calls"] as? Int == server.exchanges.count)
    let calls = Double(server.exchanges.count)
    let choices = Double(server.exchanges.reduce(0) { $0 + ($1.json["n"] as? Int ?? 1) })
    let dollars = try #require(usage["usd"] as? Double)
    #expect(abs(dollars - (calls * 100 + choices * 300) / 1e6) < 1e-9)
    #expect(run.errors.contains("generate: 1 call, 100 + 120 tokens, $0.0013"))
    #expect(run.errors.contains("total: "))
  }

  @Test("what a lost call may have cost is told, and still known when the run goes on")
  func lostCalls() async throws {
    let place = try Workplace()
    let server = try ModelServer.start { exchange in
      exchange.number == 0 ? .json(status: 504, "{}") : nil
    }
    let run = try await place.solve(server, "-n", "2", "--json", "--cache", "off")
    func usage(_ run: CommandRun) throws -> [String: Any]? {
      let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return document?["usage"] as? [String: Any]
    }
    let first = try #require(try usage(run))
    #expect(first["lostCalls"] as? Int == 1)
    // Two samples of 8192 tokens at most.
    #expect(first["outputTokens"] as? Int ?? 0 > 16_000)
    #expect(run.errors.contains("1 lost call"))
    let resumed = try await place.solve(server, "-n", "2", "--json", "--cache", "off", "--resume")
    let second = try #require(try usage(resumed))
    #expect(second["lostCalls"] as? Int == 1)
    #expect(second["outputTokens"] as? Int == first["outputTokens"] as? Int)
  }

  @Test("a second identical run makes no call and gives the same program")
  func cached() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    let first = try await place.solve(server, "-n", "6")
    let calls = server.exchanges.count
    #expect(calls > 0)
    let second = try await place.solve(server, "-n", "6")
    #expect(server.exchanges.count == calls)
    #expect(second.output == first.output)
    #expect(second.errors.contains("6 recorded replies"))
    _ = try await place.solve(server, "-n", "6", "--cache", "off")
    #expect(server.exchanges.count == 2 * calls)
    let offline = try await place.solve(server, "-n", "6", "--cache", "replay-only")
    #expect(offline.output == first.output)
    #expect(server.exchanges.count == 2 * calls)
    let more = try await place.solve(server, "-n", "7", "--cache", "replay-only", "--seed", "9")
    #expect(more.status == 69)
    #expect(more.errors.contains("no recorded reply of openai/tiny"))
  }

  @Test(
    "after kill -9, --resume makes exactly the calls that are not recorded", arguments: [0.25, 0.6, 0.95])
  func killed(after seconds: Double) async throws {
    let options = ["-n", "8", "--samples-per-request", "1", "--concurrency", "3", "--cache", "off"]
    let undisturbed = try Workplace()
    let reference = try ModelServer.start()
    let wanted = try await undisturbed.run(undisturbed.arguments(reference, options))

    let place = try Workplace()
    let server = try ModelServer.start(delay: 0.1)
    let command = try RunningCommand(
      place.arguments(server, options), environment: [:], workingDirectory: place.directory)
    try await Task.sleep(for: .seconds(seconds))
    _ = await command.end(SIGKILL)
    let recorded = place.runs.first.map { place.calls($0) } ?? 0
    #expect(await isQuiet(server))
    let before = server.exchanges.count
    let resumed = try await place.run(place.arguments(server, options + ["--resume"]))
    #expect(resumed.output == wanted.output)
    #expect(server.exchanges.count - before == reference.exchanges.count - recorded)
    // Answers on their way to the record are in flight, too, while the next calls go out.
    #expect(before - recorded <= 2 * 3, "no more than the calls in flight are lost")
  }

  /// Waits until a dead client's connections are closed, also one that was still to be accepted.
  private func isQuiet(_ server: ScriptedServer) async -> Bool {
    var (looks, last) = (0, -1)
    return await server.waits { server in
      let count = server.exchanges.count
      looks = server.openConnections == 0 && count == last ? looks + 1 : 0
      last = count
      // 5 ms each.
      return looks == 60
    }
  }

  @Test("kill -9 as soon as one reply of an answer is recorded loses none of the others")
  func killedInsideOfAnAnswer() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    let options = ["-n", "64", "--samples-per-request", "64", "--cache", "off", "--jobs", "1"]
    let command = try RunningCommand(
      place.arguments(server, options), environment: [:], workingDirectory: place.directory)
    let end = ContinuousClock.now + .seconds(30)
    while place.runs.first.map({ place.calls($0) }) ?? 0 == 0, .now < end { usleep(200) }
    _ = await command.end(SIGKILL)
    let run = try #require(place.runs.first)
    #expect(place.calls(run) >= 64)
  }

  @Test("Ctrl-C exits with 130, says where the record is, and --resume goes on there")
  func interrupted() async throws {
    let place = try Workplace()
    let hangs = Mutex(true)
    let server = try ModelServer.start { exchange in
      // The fourth and the fifth call are in flight when the signal comes.
      exchange.number >= 3 && hangs.withLock { $0 } ? [.pause(60)] : nil
    }
    let options = ["-n", "6", "--samples-per-request", "1", "--concurrency", "2", "--cache", "off"]
    let command = try RunningCommand(
      place.arguments(server, options), environment: [:], workingDirectory: place.directory)
    #expect(await server.waits(60) { $0.exchanges.count == 5 })
    #expect(await command.end(SIGINT) == 130)
    #expect(command.errors.contains("add --resume to go on"))
    let run = try #require(place.runs.first)
    let recorded = place.calls(run)
    #expect(recorded == 3)
    #expect(await server.waits { $0.hangUps == [3, 4] })
    hangs.withLock { $0 = false }
    let resumed = try await place.run(place.arguments(server, options + ["--resume"]))
    #expect(resumed.status == 0)
    #expect(place.runs.count == 1)
  }

  @Test("a budget is never exceeded: exit 6 with what there is, and a larger one goes on")
  func budget() async throws {
    let place = try Workplace()
    let server = try ModelServer.start(tokens: 300)
    let options = ["-n", "8", "--samples-per-request", "1", "--max-tokens", "400", "--cache", "off"]
    let run = try await place.run(place.arguments(server, options + ["--max-total-tokens", "3000"]))
    #expect(run.status == 6)
    #expect(run.output == ModelServer.right)
    #expect(run.errors.contains("raise it and add --resume"))
    let before = server.exchanges.count
    #expect(before * 400 <= 3000)
    let resumed = try await place.run(place.arguments(server, options + ["--resume"]))
    #expect(resumed.status == 0)
    let reference = try ModelServer.start(tokens: 300)
    let fresh = try Workplace()
    _ = try await fresh.run(fresh.arguments(reference, options))
    #expect(server.exchanges.count == reference.exchanges.count)

    let nothing = try Workplace()
    let refused = try await nothing.run(nothing.arguments(server, options + ["--max-total-tokens", "10"]))
    #expect(refused.status == 6)
    #expect(refused.errors.contains("0 of 10 tokens"))
  }

  @Test("credentials: exit 77 after one call or none, and the message names the variable")
  func credentials() async throws {
    let place = try Workplace()
    let server = try ModelServer.start(key: "sk-right")
    let wrong = try await place.solve(server, "-n", "2", environment: ["OPENAI_API_KEY": "sk-wrong"])
    #expect(wrong.status == 77)
    #expect(wrong.errors.contains("Check the key in OPENAI_API_KEY"))
    #expect(!wrong.errors.contains("sk-wrong"))
    #expect(server.exchanges.count == 1)
    let none = try await place.solve(server, "-n", "2")
    #expect(none.status == 77)
    #expect(none.errors.contains("set OPENAI_API_KEY"))
    let unset = try await place.run(["solve", "add.md", "-m", "anthropic/claude"])
    #expect(unset.status == 77)
    #expect(unset.errors.contains("set ANTHROPIC_API_KEY"))
    let right = try await place.solve(server, "-n", "2", environment: ["OPENAI_API_KEY": "sk-right"])
    #expect(right.status == 0)
  }

  @Test("what makes no call needs no key: a plan, and replies that are all recorded")
  func noKey() async throws {
    let place = try Workplace()
    let plan = try await place.run(["solve", "add.md", "-m", "openai/gpt-4o", "--dry-run"])
    #expect(plan.status == 0)
    #expect(plan.output.contains("calls at most"))
    let replay = try await place.run(["solve", "add.md", "-m", "openai/gpt-4o", "--cache", "replay-only"])
    #expect(replay.status == 69)
    #expect(replay.errors.contains("no recorded reply of openai/gpt-4o"))
  }

  @Test("a server that is not there: exit 69 at once, with the address")
  func unreachable() async throws {
    let place = try Workplace()
    let port = try Loopback.freePort()
    let run = try await place.run(
      ["solve", "add.md", "-m", "openai/tiny", "--base-url", "http://127.0.0.1:\(port)/v1"])
    #expect(run.status == 69)
    #expect(run.errors.contains("127.0.0.1:\(port)"))
    #expect(run.errors.contains("Connection refused"))
  }

  @Test("each role asks its own model")
  func roles() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    let run = try await place.solve(
      server, "-n", "8", "--judge", "openai/wise", "--debug-model", "openai/patient", "--inputs-model",
      "openai/inventive")
    #expect(run.status == 0)
    var prompts: [String: [String]] = [:]
    for exchange in server.exchanges {
      let messages = exchange.json["messages"] as? [[String: Any]]
      prompts[exchange.json["model"] as? String ?? "", default: []].append(
        messages?.last?["content"] as? String ?? "")
    }
    #expect(prompts["wise"]?.allSatisfy { $0.contains("ANSWER: NEITHER") } == true)
    #expect(prompts["patient"]?.allSatisfy { $0.contains("The program fails") } == true)
    #expect(prompts["inventive"]?.isEmpty == false)
    #expect(prompts["tiny"]?.count == 1)
  }

  @Test("a dollar budget needs a price: exit 64, and how to give one")
  func unknownPrice() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    let run = try await place.solve(server, "--max-usd", "1")
    #expect(run.status == 64)
    #expect(run.errors.contains("prices:"))
    #expect(server.exchanges.isEmpty)
  }

  @Test("replay verifies the selection byte for byte, and notices a changed record")
  func replay() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    _ = try await place.solve(server, "-n", "8")
    let run = try #require(place.runs.first)
    server.stop()
    let verified = try await place.run(["replay", run.path, "--verify"])
    #expect(verified.status == 0)
    #expect(verified.output.contains("byte for byte"))
    #expect(try await place.run(["replay", run.path]).output == ModelServer.right)

    let events = run.appendingPathComponent("events.jsonl")
    let text = try String(contentsOf: events, encoding: .utf8)
    try Data(text.replacing(#""chosen":"s"#, with: #""chosen":"s9"#).utf8).write(to: events)
    #expect(try await place.run(["replay", run.path, "--verify"]).status == 1)
    let lines = text.split(separator: "\n")
    let without = lines.filter { !$0.contains(#""role":"generate""#) }.joined(separator: "\n") + "\n"
    try Data(without.utf8).write(to: events)
    #expect(try await place.run(["replay", run.path, "--verify"]).status == 69)
    #expect(try await place.run(["replay", place.directory.path]).status == 65)
  }

  @Test("--resume takes no word that follows for its run, and --resume=RUN is heeded wherever it stands")
  func resumeAnywhere() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    let arguments = place.arguments(server, ["-n", "1", "--rounds", "0"])
    let first = try await place.run(["solve", "--resume"] + arguments.dropFirst())
    #expect(first.status == 0)
    #expect(first.errors.contains("no earlier run with these settings"))
    let missing = try await place.run(["solve", "--resume=nowhere"] + arguments.dropFirst())
    #expect(missing.status == 65)
    #expect(missing.errors.contains("nowhere"))
    #expect(place.runs.count == 1)
  }

  @Test(
    "a run.json with numbers that no run has is an error of the data",
    arguments: [
      (#""samples" : "2""#, #""samples" : "-1""#),
      (#""samples" : "2""#, #""samples" : "9223372036854775807""#),
      (#""rounds" : "2""#, #""rounds" : "-5""#), (#""temperature" : "0.7""#, #""temperature" : "nan""#),
    ])
  func impossibleNumbers(old: String, new: String) async throws {
    let place = try Workplace()
    _ = try await place.solve(try ModelServer.start(), "-n", "2")
    let run = try #require(place.runs.first)
    let file = run.appendingPathComponent("run.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    try Data(changed.utf8).write(to: file)
    #expect(try await place.run(["replay", run.path]).status == 65)
  }

  @Test("other settings do not continue a run: exit 64 with what differs")
  func otherSettings() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    _ = try await place.solve(server, "-n", "2")
    let run = try #require(place.runs.first)
    let refused = try await place.solve(server, "-n", "3", "--resume=\(run.path)")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("samples: 2 then, 3 now"))
  }

  @Test("streaming is no other run: it takes the same replies, and goes on where it was not used")
  func streaming() async throws {
    let place = try Workplace()
    let server = try ModelServer.start()
    _ = try await place.solve(server, "-n", "3")
    let calls = server.exchanges.count
    let run = try #require(place.runs.first)
    #expect(try await place.solve(server, "-n", "3", "--stream", "--resume=\(run.path)").status == 0)
    #expect(try await place.solve(server, "-n", "3", "--stream").status == 0)
    #expect(server.exchanges.count == calls)
  }

  @Test("what a model writes cannot move the cursor or colour the terminal")
  func escapes() async throws {
    let place = try Workplace()
    let server = try ModelServer.start { exchange in
      guard exchange.text.contains("begins with") else { return nil }
      return .json(#"{"error": {"message": "bad \u001b[31mred\u0007 \u009b2J", "code": 404}}"#).map { $0 }
    }
    let run = try await place.solve(server, "-n", "1", "--retries", "0")
    #expect(run.status == 69)
    #expect(!run.errors.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{9B}"].contains($0) })
  }
}
