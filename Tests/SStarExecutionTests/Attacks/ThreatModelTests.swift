import Foundation
import Testing

/// The table of threats in `Sandbox/README.md` says what is tried, and nothing else.
struct ThreatModelTests {
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The programs that each row names.
  private static func rows() throws -> [[String]] {
    let text = try String(contentsOf: package.appendingPathComponent("Sandbox/README.md"), encoding: .utf8)
    let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix("The threats") } ?? ""
    return section.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
      let programs = row.split(separator: "|").last ?? ""
      return programs.matches(of: /`([^`]+)`/).map { String($0.1) }
    }
  }

  @Test func everyRowNamesProgramsThatExist() throws {
    let rows = try Self.rows()
    #expect(rows.count > 10)
    for row in rows {
      #expect(!row.isEmpty)
      for program in row {
        let path = AttackManifest.ownDirectory.appendingPathComponent(program).path
        #expect(FileManager.default.fileExists(atPath: path), "\(program)")
      }
    }
  }

  @Test func everyProgramIsInOneRow() throws {
    let named = try Self.rows().flatMap { $0 }
    #expect(named.sorted() == (try AttackManifest.own()).attacks.map(\.file).sorted())
  }

  @Test func everyProgramSaysWhatIsExpectedOfIt() throws {
    let letters: Set = ["AC", "WA", "RE", "TLE", "MLE", "OLE", "CE", "SV"]
    for attack in try AttackManifest.own().attacks {
      #expect(!attack.expect.isEmpty && letters.isSuperset(of: attack.expect), "\(attack.id)")
      #expect(attack.expect.contains("AC") == attack.id.hasPrefix("control/"), "\(attack.id)")
    }
  }
}
