import Foundation
import SStar

/// The collection of hostile and honest programs in `SSTAR_SHARED/attacks` (see its README).
struct AttackManifest: Decodable {
  struct Attack: Decodable, Sendable {
    struct Limits: Decodable {
      var cpu_s: Double
      var wall_s: Double
      var mem_mb: Int
      var stdout_kb: Int
    }
    struct Invariant: Decodable {
      var kind: String
      var paths: [String]?
      var mb: Int?
    }
    var id: String
    var file: String
    var lang: String
    var expect: [String]
    var forbid: [String]
    var stdin: String
    var expected_stdout: String
    var limits: Limits
    var runs: Int
    var invariants: [Invariant]

    var language: String {
      ["py": "python3", "cpp": "cpp", "c": "c", "js": "javascript", "swift": "swift", "java": "java"][lang]
        ?? lang
    }
  }

  var attacks: [Attack]

  static let directory: URL = {
    let shared = ProcessInfo.processInfo.environment["SSTAR_SHARED"] ?? "../shared"
    return URL(fileURLWithPath: shared).appendingPathComponent("attacks")
  }()

  /// The collection, or nil where it is absent.
  static let shared: AttackManifest? = {
    guard let data = try? Data(contentsOf: directory.appendingPathComponent("manifest.json")) else {
      return nil
    }
    return try? JSONDecoder().decode(AttackManifest.self, from: data)
  }()

  /// Verdict letters of the manifest for ours.
  static func letters(_ verdict: Verdict) -> String {
    switch verdict {
    case .accepted: "AC"
    case .wrongAnswer: "WA"
    case .runTimeError: "RE"
    case .timeLimitExceeded: "TLE"
    case .memoryLimitExceeded: "MLE"
    case .outputLimitExceeded: "OLE"
    case .compileError: "CE"
    case .sandboxViolation: "SV"
    case .judgeError: "IE"
    }
  }
}
