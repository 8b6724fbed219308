import Foundation
import Glibc

/// What programs must leave as it was.
struct HostState {
  /// Processes below the launchers.
  var descendants: Int
  var sharedMemory: String
  var residentBytes: Int
  var availableBytes: Int

  static func now(launchers: [Int32]) -> HostState {
    HostState(
      descendants: launchers.reduce(0) { $0 + countDescendants(of: $1) },
      sharedMemory: (try? String(contentsOfFile: "/proc/sysvipc/shm", encoding: .utf8)) ?? "",
      residentBytes: field("/proc/self/status", "VmRSS:"),
      availableBytes: field("/proc/meminfo", "MemAvailable:"))
  }

  private static func field(_ file: String, _ name: String) -> Int {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
  }

  /// Processes below another one.
  private static func countDescendants(of launcher: Int32) -> Int {
    var children: [Int32: [Int32]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let pid = Int32(name),
        let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { continue }
      let fields = text[text.index(after: end)...].split(separator: " ")
      guard fields.count > 1, fields[0] != "Z", let parent = Int32(fields[1]) else { continue }
      children[parent, default: []].append(pid)
    }
    func count(_ pid: Int32) -> Int { (children[pid] ?? []).reduce(0) { $0 + 1 + count($1) } }
    return count(launcher)
  }

  /// Those of the directories that are not empty.
  static func filled(_ directories: [String]) -> [String] {
    directories.filter { !((try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? []).isEmpty }
  }
}
