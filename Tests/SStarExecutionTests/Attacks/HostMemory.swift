import Foundation
import Glibc

/// What the kernel tells of memory, in bytes.
enum HostMemory {
  /// What is free or held by processes other than `ours`: what they take and give back meanwhile does not change it.
  static func available(without ours: [Int32]) -> Int {
    let others =
      field("AnonPages:", of: "/proc/meminfo")
      - ours.reduce(0) { $0 + field("RssAnon:", of: "/proc/\($1)/status") }
    return field("MemAvailable:", of: "/proc/meminfo") + keptForProcessors + others
  }

  /// What our own process holds.
  static var resident: Int { field("VmRSS:", of: "/proc/self/status") }

  /// Pages that processes gave back, which the kernel keeps at hand for each processor and does not count as free:
  /// up to an eighth of the memory, for many seconds.
  private static var keptForProcessors: Int {
    lines(of: "/proc/zoneinfo").filter { $0.first == "count:" }.reduce(0) { $0 + (Int($1[1]) ?? 0) }
      * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  private static func field(_ name: Substring, of file: String) -> Int {
    (lines(of: file).first { $0[0] == name }.flatMap { Int($0[1]) } ?? 0) << 10
  }

  /// Words of each line that has some besides its name.
  private static func lines(of file: String) -> [[Substring]] {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { $0.split { $0 == " " || $0 == "\t" } }.filter { $0.count > 1 }
  }
}
