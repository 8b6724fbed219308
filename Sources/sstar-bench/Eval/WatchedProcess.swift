import Foundation
import Glibc

/// One run of a command, and how much memory it held meanwhile.
struct WatchedProcess {
  let status: Int32
  let wallSeconds: Double
  /// Of it and all that it started.
  let cpuSeconds: Double
  /// Resident bytes every tenth of a second; of the command alone.
  let residentBytes: [Int]
  /// The most that it ever had, as the kernel says.
  let peakBytes: Int

  /// - Parameter log: gets both of its outputs.
  static func run(_ executable: URL, _ arguments: [String], in directory: URL, log: URL) async throws
    -> WatchedProcess
  {
    try Data().write(to: log)
    let output = try FileHandle(forWritingTo: log)
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    let start = ContinuousClock.now
    let cpu = Self.childSeconds()
    try process.run()
    var samples: [Int] = []
    var peak = 0
    while process.isRunning {
      let status = Self.memory(process.processIdentifier)
      samples.append(status.resident)
      peak = max(peak, status.peak)
      try await Task.sleep(for: .milliseconds(100))
    }
    let wall = (ContinuousClock.now - start).components
    return WatchedProcess(
      status: process.terminationStatus, wallSeconds: Double(wall.seconds) + Double(wall.attoseconds) / 1e18,
      cpuSeconds: Self.childSeconds() - cpu, residentBytes: samples.filter { $0 > 0 }, peakBytes: peak)
  }

  /// The highest sample of each of `count` equal parts of the time.
  func parts(_ count: Int) -> [Int] {
    guard !residentBytes.isEmpty else { return [] }
    return (0..<count).map { part in
      let from = part * residentBytes.count / count
      let to = max(from + 1, (part + 1) * residentBytes.count / count)
      return residentBytes[from..<min(to, residentBytes.count)].max() ?? 0
    }
  }

  private static func memory(_ pid: Int32) -> (resident: Int, peak: Int) {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    func field(_ name: String) -> Int {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
      return (kilobytes ?? 0) * 1024
    }
    return (field("VmRSS"), field("VmHWM"))
  }

  /// CPU time of all processes that were waited for.
  private static func childSeconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
