import Foundation
import SStar
import SStarModels
import Testing

@testable import SStarEvaluation

@Suite struct RunDirectoryTests {
  private let parent = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-runs-\(UUID())")

  private func configuration(samples: Int = 4) -> RunConfiguration {
    RunConfiguration(
      settings: ["samples": "\(samples)", "model": "m"],
      models: [.init(identifier: "m", fingerprint: "f", roles: [.generate])], seed: 7,
      problem: Problem(
        id: "p", title: "P", statement: "?",
        publicTests: [TestCase(name: "sample/1", input: Data([0, 255]), expectedOutput: Data())],
        limits: Limits(cpuSeconds: 0.1)))
  }

  private let request = ModelRequest(
    role: .generate, problemID: "p", messages: [Message(.user, "hi")], seed: 5)

  private func key(_ sample: Int) -> CallKey {
    CallKey(fingerprint: "f", request: request, sample: sample)
  }

  private func record(_ run: RunDirectory, samples: Range<Int>) async throws {
    for sample in samples {
      let reply = ModelReply(
        sample: sample, text: "text \(sample)\u{0}π", usage: Usage(calls: 1, inputTokens: 2, usd: 0.5))
      try await run.record([KeyedReply(reply, key: key(sample))], request: request, model: "m")
    }
  }

  private func withRuns(_ body: () async throws -> Void) async throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    try await body()
  }

  @Test("a run that was taken up again has all replies, and knows what they cost")
  func resume() async throws {
    try await withRuns {
      let path: String
      do {
        let run = try RunDirectory(in: parent, label: "p/ü-m", configuration: configuration())
        path = run.path
        try await record(run, samples: 0..<3)
      }
      #expect(path.split(separator: "/").last?.contains("-p---m-") == true)
      let again = try RunDirectory(resuming: URL(fileURLWithPath: path), configuration: configuration())
      #expect(try await again.reply(for: key(2))?.text == "text 2\u{0}π")
      #expect(try await again.reply(for: key(3)) == nil)
      #expect(await again.spent.usd == 1.5)
      #expect(RunDirectory.latest(in: parent, configuration: configuration())?.path == path)
      #expect(RunDirectory.latest(in: parent, configuration: configuration(samples: 5)) == nil)
    }
  }

  @Test("a run that was cut at any byte goes on with the calls that were complete")
  func tornLines() async throws {
    try await withRuns {
      let path: String
      do {
        let run = try RunDirectory(in: parent, label: "p", configuration: configuration())
        path = run.path
        try await record(run, samples: 0..<3)
      }
      let events = URL(fileURLWithPath: path).appendingPathComponent("events.jsonl")
      let whole = try Data(contentsOf: events)
      for length in stride(from: 0, through: whole.count, by: 7) {
        try whole.prefix(length).write(to: events)
        let complete = whole.prefix(length).count { $0 == UInt8(ascii: "\n") }
        do {
          let run = try RunDirectory(resuming: URL(fileURLWithPath: path), configuration: nil)
          #expect(await run.spent.calls == complete)
          try await record(run, samples: 9..<10)
        }
        let again = try RunDirectory(resuming: URL(fileURLWithPath: path), configuration: nil)
        #expect(await again.spent.calls == complete + 1)
        #expect(try await again.reply(for: key(9)) != nil)
      }
    }
  }

  @Test("two processes cannot write one run, and any may read it")
  func lock() async throws {
    try await withRuns {
      let run = try RunDirectory(in: parent, label: "p", configuration: configuration())
      let directory = URL(fileURLWithPath: run.path)
      #expect(throws: RunError.self) { try RunDirectory(resuming: directory, configuration: nil) }
      try await record(run, samples: 0..<1)
      let reader = try RunDirectory(reading: directory)
      #expect(try await reader.reply(for: key(0)) != nil)
    }
  }

  @Test("a log that cannot be opened closes its descriptor once, and nobody else's")
  func descriptors() async {
    async let failures: Void = {
      // A device cannot be cut to a length.
      for _ in 0..<3000 { _ = try? EventLog("/dev/null") }
    }()
    var lost = 0
    for _ in 0..<3000 {
      let neighbour = open("/dev/null", O_RDONLY | O_CLOEXEC)
      sched_yield()
      if close(neighbour) != 0 { lost += 1 }
    }
    await failures
    #expect(lost == 0)
  }

  @Test("runs that begin in the same second get a directory each")
  func together() async throws {
    try await withRuns {
      let now = Date()
      let configuration = configuration()
      let paths = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<16 {
          group.addTask { [parent] in
            try RunDirectory(in: parent, label: "p", configuration: configuration, now: now).path
          }
        }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(paths.count == 16)
    }
  }

  @Test("other settings are refused, and the message says which")
  func differences() async throws {
    try await withRuns {
      let path = try RunDirectory(in: parent, label: "p", configuration: configuration()).path
      do {
        _ = try RunDirectory(resuming: URL(fileURLWithPath: path), configuration: configuration(samples: 8))
        Issue.record("the settings differ")
      } catch {
        #expect("\(error)".contains("samples: 4 then, 8 now"))
      }
    }
  }

  @Test("a damaged event is named with its line")
  func damage() async throws {
    try await withRuns {
      let path: String
      do {
        let run = try RunDirectory(in: parent, label: "p", configuration: configuration())
        path = run.path
        try await record(run, samples: 0..<2)
      }
      let events = URL(fileURLWithPath: path).appendingPathComponent("events.jsonl")
      let lines = try String(contentsOf: events, encoding: .utf8).split(separator: "\n")
      try Data("\(lines[0])\n{\"event\":\"unheard\"}\n\(lines[1])\n".utf8).write(to: events)
      do {
        _ = try RunDirectory(reading: URL(fileURLWithPath: path))
        Issue.record("the second line is no event")
      } catch {
        #expect("\(error)".contains("events.jsonl:2:"))
      }
    }
  }

  @Test("a blob that does not match its name is not believed")
  func blobs() async throws {
    try await withRuns {
      let run = try RunDirectory(in: parent, label: "p", configuration: configuration())
      let digest = try await run.store(Data("program".utf8))
      #expect(try await run.blob(digest) == Data("program".utf8))
      let file = URL(fileURLWithPath: run.path).appendingPathComponent("blobs/\(digest.prefix(2))/\(digest)")
      try Data("other".utf8).write(to: file)
      await #expect(throws: RunError.self) { try await run.blob(digest) }
      await #expect(throws: RunError.self) { try await run.blob("../../run.json") }
    }
  }

  @Test("a place where no directory can be made is named")
  func noPlace() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-file-\(UUID())")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(throws: RunError.self) { try RunDirectory(in: file, label: "p", configuration: configuration()) }
    #expect(throws: RunError.self) { try RunDirectory(reading: file) }
  }
}
