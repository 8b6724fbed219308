import Foundation
import SStar

/// A collection of hostile and honest programs, and what must come of each.
struct AttackManifest {
  struct Attack: Decodable, Sendable {
    struct Limits: Decodable {
      var cpu_s: Double
      var wall_s: Double
      var mem_mb: Int
      var stdout_kb: Int
      /// Processes at once; one when nil.
      var processes: Int?
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

    /// Whether it claims to succeed where nothing confines it, without harm to the machine.
    var succeedsUnconfined: Bool { invariants.contains { $0.kind == AttackManifest.succeedsUnconfined } }
  }

  static let succeedsUnconfined = "succeeds_unconfined"

  /// Where the programs lie.
  var directory: URL
  var attacks: [Attack]

  /// The collection in `SSTAR_SHARED/attacks` (see its README), or nil where it is absent.
  static let shared: AttackManifest? = {
    struct Contents: Decodable { var attacks: [Attack] }
    let shared = ProcessInfo.processInfo.environment["SSTAR_SHARED"] ?? "../shared"
    let directory = URL(fileURLWithPath: shared).appendingPathComponent("attacks")
    guard let data = try? Data(contentsOf: directory.appendingPathComponent("manifest.json")),
      let contents = try? JSONDecoder().decode(Contents.self, from: data)
    else { return nil }
    return AttackManifest(directory: directory, attacks: contents.attacks)
  }()

  /// Letters of the manifest for a verdict.
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
