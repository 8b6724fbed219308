import Foundation
import SStar
import SStarModels

/// A line of `events.jsonl`; its field `event` says which.
public enum RunEvent: Sendable {
  case call(Call)
  case lostCall(Lost)
  case candidate(CandidateRecord)
  case execution(ExecutionRecord)
  case selection(SelectionRecord)
  case grade(GradeRecord)
  case start(StartRecord)
  case unit(UnitRecord)

  /// A reply of a model.
  public struct Call: Sendable, Codable {
    public var key: CallKey
    public var problem: String
    public var role: Role
    public var model: String
    public var sample: Int
    /// Blob: the request's messages and parameters.
    public var request: String
    /// What the model wrote. It stands here, not in a blob, so that a reply is in the record with one write.
    public var text: String
    public var finish: ModelReply.Finish
    public var usage: Usage
    /// ISO 8601.
    public var time: String
  }

  /// A call that may have cost something and gave nothing.
  public struct Lost: Sendable, Codable {
    public var problem: String
    public var role: Role
    public var sample: Int
    public var reason: String
    public var tokens: Int
    /// Those of `tokens` that are output.
    public var outputTokens: Int?
    public var usd: Double
    /// Whether the worst case is counted, because the server did not say.
    public var isEstimated: Bool
    public var time: String

    var usage: Usage {
      let output = min(max(0, outputTokens ?? 0), max(0, tokens))
      return Usage(
        inputTokens: tokens - output, outputTokens: output, usd: usd, estimatedCalls: isEstimated ? 1 : 0,
        lostCalls: 1)
    }
  }

  /// A program drawn from a model, or the reason why there is none.
  public struct CandidateRecord: Sendable, Codable {
    public var problem: String
    public var id: String
    public var parent: String?
    /// Blob.
    public var program: String?
    public var failure: String?
    public var publicPassed: Int
    /// On each public test, in their order; nil in older records.
    public var publicVerdicts: [Verdict]?
  }

  /// What was observed when a program ran.
  public struct ExecutionRecord: Sendable, Codable {
    /// SHA-256 of program, input, limits and, for a judgement, test.
    public var key: String
    public var verdict: Verdict
    public var detail: String?
    public var exitStatus: Int32?
    /// Standard output: a short text itself, anything else as a blob.
    public var output: String?
    public var outputBlob: String?
    public var errorBlob: String?
    public var cpuSeconds: Double
    public var wallSeconds: Double
    public var peakMemoryBytes: Int
    /// Message of the comparison.
    public var message: String?
  }

  /// Which candidate was chosen, and why.
  public struct SelectionRecord: Sendable, Codable, Hashable {
    public struct Cluster: Sendable, Codable, Hashable {
      public var id: Int
      public var members: [String]
      public var posterior: Double
    }
    public struct WitnessRecord: Sendable, Codable, Hashable {
      /// Blob.
      public var input: String
      public var winnerOutput: String
      public var otherOutput: String
    }
    public var problem: String
    public var selector: String
    public var chosen: String
    public var reason: Selection.Reason
    public var confidence: Double?
    public var clusters: [Cluster]
    public var inputs: Int
    public var matches: Int
    public var witness: WitnessRecord?
  }

  /// A unit was taken up; what an earlier attempt at it found is void, but its calls, executions and grades.
  public struct StartRecord: Sendable, Codable, Hashable {
    public var unit: String
  }

  /// How a program fared on the hidden tests.
  public struct GradeRecord: Sendable, Codable, Hashable {
    public var unit: String
    /// Blob.
    public var program: String
    public var verdict: Verdict
    /// The first test that is not accepted; its name alone.
    public var failedTest: String?
    public var cpuSeconds: Double
    /// SHA-256 of the tests, their validator and the limits; nil in older records.
    public var tests: String?
  }

  /// One problem, once, has come to its end.
  public struct UnitRecord: Sendable, Codable, Hashable {
    /// How it ended.
    public enum Status: String, Sendable, Codable {
      /// A candidate was selected, and all programs are graded.
      case done
      /// The model gave no program at all: nothing is right.
      case noProgram = "no_program"
      /// The infrastructure failed: nothing is said about the model.
      case error
    }
    public var unit: String
    public var problem: String
    /// 0 for the first of the repeats.
    public var repetition: Int
    public var status: Status
    /// Why, for other statuses than `done`.
    public var reason: String?
    public var samples: Int
    public var rounds: Int
    public var publicTests: Int
    public var models: [RunConfiguration.Model]
    public var seed: UInt64
    /// Blob: the problem as the solver saw it.
    public var statement: String
    /// SHA-256 of the package's files, without the contents of hidden tests; nil in older records.
    public var package: String?
    public var usage: [String: Usage]
    public var warnings: [String]
    /// From its start to its end, waiting included.
    public var wallSeconds: Double
    /// Of the programs that were run for it, grading included.
    public var cpuSeconds: Double
  }

  /// Name in the field `event`.
  var name: String {
    switch self {
    case .call: "call"
    case .lostCall: "lost_call"
    case .candidate: "candidate"
    case .execution: "exec"
    case .selection: "select"
    case .grade: "grade"
    case .start: "start"
    case .unit: "problem"
    }
  }
}

extension RunEvent: Codable {
  private enum Key: String, CodingKey {
    case event
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .event)
    switch self {
    case .call(let event): try event.encode(to: encoder)
    case .lostCall(let event): try event.encode(to: encoder)
    case .candidate(let event): try event.encode(to: encoder)
    case .execution(let event): try event.encode(to: encoder)
    case .selection(let event): try event.encode(to: encoder)
    case .grade(let event): try event.encode(to: encoder)
    case .start(let event): try event.encode(to: encoder)
    case .unit(let event): try event.encode(to: encoder)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(String.self, forKey: .event) {
    case "call": self = .call(try Call(from: decoder))
    case "lost_call": self = .lostCall(try Lost(from: decoder))
    case "candidate": self = .candidate(try CandidateRecord(from: decoder))
    case "exec": self = .execution(try ExecutionRecord(from: decoder))
    case "select": self = .selection(try SelectionRecord(from: decoder))
    case "grade": self = .grade(try GradeRecord(from: decoder))
    case "start": self = .start(try StartRecord(from: decoder))
    case "problem": self = .unit(try UnitRecord(from: decoder))
    case let name:
      throw DecodingError.dataCorruptedError(
        forKey: .event, in: container, debugDescription: "there is no event `\(name)`")
    }
  }

  /// One line, without its end; the same bytes for the same event.
  public var line: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Events are plain values; infinite numbers are the only ones that JSON has no form for.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return (try? encoder.encode(self)) ?? Data()
  }

  init(line: Data) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self = try decoder.decode(RunEvent.self, from: line)
  }
}
