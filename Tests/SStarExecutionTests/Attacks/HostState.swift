import Foundation
import Glibc

/// What programs must leave as it was.
struct HostState {
  /// Processes below the launchers.
  var descendants: Int
  /// Descriptors that the launchers and those processes have open.
  var descriptors: Int
  /// Ids of System V segments.
  var sharedMemory: Set<Substring>
  var residentBytes: Int
  /// Memory that is free or held by processes other than the launchers and those below.
  var availableBytes: Int

  static func now(launchers: [Int32]) -> HostState {
    let all = launchers + launchers.flatMap(descendants(of:))
    return HostState(
      descendants: all.count - launchers.count,
      descriptors: all.reduce(0) { $0 + (descriptors(of: $1) ?? 0) },
      sharedMemory: segments(),
      residentBytes: HostMemory.resident,
      availableBytes: HostMemory.available(without: all))
  }

  private static func segments() -> Set<Substring> {
    let text = (try? String(contentsOfFile: "/proc/sysvipc/shm", encoding: .utf8)) ?? ""
    // Below a header, the second column.
    return Set(
      text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: " ").dropFirst().first })
  }

  /// Processes below another one.
  private static func descendants(of launcher: Int32) -> [Int32] {
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
    func below(_ pid: Int32) -> [Int32] { (children[pid] ?? []).flatMap { [$0] + below($0) } }
    return below(launcher)
  }

  /// Processes on this machine that bear a name, in any namespace.
  static func processes(named name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { pid in
      Int32(pid) != nil
        && (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8))?.hasPrefix(name) == true
    }
  }

  /// Entries with that name in the places where everybody may write.
  static func files(named name: String) -> [String] {
    ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", NSHomeDirectory(), NSTemporaryDirectory()].filter {
      FileManager.default.fileExists(atPath: "\($0)/\(name)")
    }
  }

  /// Descriptors of our own process or of another one; nil where that cannot be seen.
  static func descriptors(of pid: Int32? = nil) -> Int? {
    try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid.map(String.init) ?? "self")/fd").count
  }

  /// Those of the directories that are not empty.
  static func filled(_ directories: [String]) -> [String] {
    directories.filter { !((try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? []).isEmpty }
  }
}
