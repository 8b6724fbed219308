import Foundation
import Glibc

/// What this process and its descendants hold of the machine at one moment.
struct Footprint: Sendable {
  /// Resident memory of this process, in bytes.
  var residentBytes = 0
  /// The same of all descendants: launchers, resident interpreters.
  var descendantBytes = 0
  /// Open descriptors of this process and of all descendants.
  var descriptors = 0
  /// Threads of this process.
  var threads = 0
  var descendants = 0
  var zombies = 0
  /// Bytes below the directory for temporary files and in the jails' own file systems.
  var scratchBytes = 0

  static func now(temporary: String) -> Footprint {
    var result = Footprint()
    let own = Int(getpid())
    let processes = ProcessTable.now()
    for process in processes.descendants(of: own) {
      let child = process.pid
      result.descendants += 1
      if process.state == "Z" { result.zombies += 1 }
      result.descendantBytes += residentBytes(child)
      result.descriptors += entries("/proc/\(child)/fd")
      result.scratchBytes += usedBytes("/proc/\(child)/root/box") + usedBytes("/proc/\(child)/root/program")
    }
    result.residentBytes = residentBytes(own)
    result.descriptors += entries("/proc/self/fd")
    result.threads = entries("/proc/self/task")
    let names = FileManager.default.enumerator(atPath: temporary)?.allObjects as? [String] ?? []
    result.scratchBytes += names.reduce(0) { $0 + size("\(temporary)/\($1)") }
    return result
  }

  private static func residentBytes(_ pid: Int) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8)) ?? ""
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0)
      * sysconf(Int32(_SC_PAGESIZE))
  }

  private static func entries(_ directory: String) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: directory).count) ?? 0
  }

  /// What a file system of its own has in it; 0 where there is none, or where we may not look.
  private static func usedBytes(_ path: String) -> Int {
    var space = statvfs()
    var root = statvfs()
    guard statvfs(path, &space) == 0, statvfs("/", &root) == 0, space.f_fsid != root.f_fsid else { return 0 }
    return Int(space.f_blocks - space.f_bfree) * Int(space.f_frsize)
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_blocks) * 512 : 0
  }
}

/// All processes of the machine by their parent.
struct ProcessTable {
  struct Entry {
    var pid: Int
    var state: Substring
    /// CPU time, with that of the children it waited for.
    var cpuSeconds: Double
  }

  private var own: Entry?
  private var children: [Int: [Entry]] = [:]

  static func now() -> ProcessTable {
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    var table = ProcessTable()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for pid in names.compactMap({ Int($0) }) {
      guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { continue }
      let fields = text[text.index(after: end)...].split(separator: " ")
      guard fields.count > 14, let parent = Int(fields[1]) else { continue }
      let time = fields[11..<15].compactMap { Double($0) }.reduce(0, +)
      let entry = Entry(pid: pid, state: fields[0], cpuSeconds: time / ticks)
      table.children[parent, default: []].append(entry)
      if pid == Int(getpid()) { table.own = entry }
    }
    return table
  }

  func descendants(of pid: Int) -> [Entry] {
    var found: [Entry] = []
    var pending = [pid]
    while let pid = pending.popLast() {
      found += children[pid] ?? []
      pending += (children[pid] ?? []).map(\.pid)
    }
    return found
  }

  /// CPU time of this process and of all descendants, in seconds.
  var cpuSeconds: Double {
    (own?.cpuSeconds ?? 0) + descendants(of: Int(getpid())).reduce(0) { $0 + $1.cpuSeconds }
  }
}
