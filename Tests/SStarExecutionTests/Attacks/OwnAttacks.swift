import Foundation

/// The programs in `Programs/<category>/`, each of which says in comments at its top what must come of it:
///
/// ```
/// # expect: WA TLE           verdicts that are allowed
/// # expected: text           output that would be accepted; 12 when absent (the task is to add 5 and 7)
/// # cpu: 2                   seconds; likewise `wall`; `memory` in MiB, `output` in KiB, `processes`
/// # language: wide           not the one of its file name: see `AttackStage.plantLanguages`
/// # runs: 2                  how often; all runs must print the same
/// # unconfined: succeeds     it prints PWNED when nothing confines it, and harms nothing
/// ```
///
/// A program that got through prints a line that starts with `PWNED`; one that was held prints `held`.
extension AttackManifest {
  /// `SSTAR_TEST_ATTACKS` names another place, for tests that run away from the package.
  static let ownDirectory: URL = {
    let chosen = ProcessInfo.processInfo.environment["SSTAR_TEST_ATTACKS"].map(URL.init(fileURLWithPath:))
    return chosen
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Programs")
  }()

  static func own() throws -> AttackManifest {
    var attacks: [Attack] = []
    let files = FileManager.default
    for category in try files.contentsOfDirectory(atPath: ownDirectory.path).sorted() {
      let directory = ownDirectory.appendingPathComponent(category)
      for name in try files.contentsOfDirectory(atPath: directory.path).sorted() {
        let text = try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
        attacks.append(Attack(file: "\(category)/\(name)", header: header(of: text)))
      }
    }
    return AttackManifest(directory: ownDirectory, attacks: attacks)
  }

  /// The `key: value` comments at the top.
  private static func header(of text: String) -> [String: String] {
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") {
      guard let match = line.firstMatch(of: /^(#|\/\/) ([a-z]+): (.+)$/) else { break }
      values[String(match.2)] = String(match.3)
    }
    return values
  }

  /// The program as it is handed in: nothing tells it what is expected of it.
  static func withoutHeader(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.firstMatch(of: /^(#|\/\/) ([a-z]+): (.+)$/) != nil }.joined(separator: "\n")
  }
}

extension AttackManifest.Attack {
  fileprivate init(file: String, header: [String: String]) {
    func number(_ key: String, _ standard: Double) -> Double { header[key].flatMap(Double.init) ?? standard }
    let cpu = number("cpu", 2)
    let runs = Int(number("runs", 1))
    var kinds = ["scratch_empty_after"]
    if runs > 1 { kinds.append("all_runs_same_output") }
    if header["unconfined"] == "succeeds" { kinds.append(AttackManifest.succeedsUnconfined) }
    self.init(
      id: file, file: file, lang: header["language"] ?? (file as NSString).pathExtension,
      expect: header["expect"]?.split(separator: " ").map(String.init) ?? [], forbid: [], stdin: "5 7\n",
      expected_stdout: header["expected"] ?? "12\n",
      limits: Limits(
        cpu_s: cpu, wall_s: number("wall", 2 * cpu + 2), mem_mb: Int(number("memory", 256)),
        stdout_kb: Int(number("output", 1024)), processes: Int(number("processes", 1))),
      runs: runs, invariants: kinds.map { Invariant(kind: $0) })
  }
}
