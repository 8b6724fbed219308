import Foundation
import Testing

@testable import SStar

/// Replies of real models, where the shared data directory is present.
@Suite struct ExtractionOnRealTurnsTests {
  private static let shared = ProcessInfo.processInfo.environment["SSTAR_SHARED"] ?? "../shared"
  private static var turns: String { "\(shared)/data/dev/turns/llm_turns.jsonl.gz" }

  private struct Turn: Decodable {
    var response: String
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: turns),
      "no recorded turns: set SSTAR_SHARED to a directory that holds data/dev/turns/llm_turns.jsonl.gz"))
  func almostEveryReplyGivesAProgramWithoutFences() throws {
    let turns = try Self.read(Self.turns)
    let extraction = ProgramExtraction(languages: ["python3"])
    let programs = turns.compactMap { try? extraction.program(in: ModelReply(sample: 0, text: $0.response)) }
    #expect(Double(programs.count) >= 0.95 * Double(turns.count))
    #expect(programs.allSatisfy { !$0.source.contains("```") })
  }

  private static func read(_ path: String) throws -> [Turn] {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Turn.self, from: $0) }
  }
}
