import Foundation
import Glibc

/// A compiler or interpreter found on this machine.
public struct Toolchain: Sendable, Hashable {
  /// The executable itself, links and proxies resolved.
  public var path: String
  /// The installation that it belongs to, when that is outside the system's own directories.
  public var prefix: String?

  /// Directories that every program may read: where the system keeps its programs and libraries.
  static let systemPaths = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc/ld.so.cache", "/etc/alternatives",
    "/etc/localtime",
  ]

  /// Where programs are looked for in the jail, after the toolchain's own directory.
  static let systemSearchPath = ["/usr/local/bin", "/usr/bin", "/bin"]

  /// Why none can be used. The description is what the user reads.
  public enum Missing: Error, CustomStringConvertible {
    /// None of these programs is on the search path.
    case notInstalled([String])
    /// Programs run as another user and see the host's own file system.
    case notForEveryone(String)
    /// A proxy that does not tell what is behind it.
    case proxy(String)

    /// The reason in a few words.
    public var description: String {
      switch self {
      case .notInstalled(let names): "\(names.joined(separator: " or ")) is not installed"
      case .notForEveryone(let path): "\(path) is closed to the user that programs run as in this sandbox"
      case .proxy(let path): "\(path) does not tell which installation it stands for"
      }
    }
  }

  /// Looks for the first of `names`.
  /// - Parameters:
  ///   - locate: arguments that make a proxy tell what is behind it.
  ///   - nearby: directories to look in before the search path.
  ///   - everyone: only where any user may reach it.
  /// - Throws: ``Missing``.
  public static func find(
    _ names: [String], locate: [String] = [], nearby: [String] = [], everyone: Bool = false
  ) throws(Missing) -> Toolchain {
    let search = ProcessInfo.processInfo.environment["PATH"].map { $0.split(separator: ":").map(String.init) }
    let directories = nearby + (search ?? systemSearchPath)
    var reason = Missing.notInstalled(names)
    for name in names {
      let candidates = name.hasPrefix("/") ? [name] : directories.map { "\($0)/\(name)" }
      for candidate in candidates where isExecutableFile(candidate) {
        guard let path = resolve(candidate, locate) else {
          reason = .proxy(candidate)
          continue
        }
        guard !everyone || isReachableByEveryone(path) else {
          reason = .notForEveryone(path)
          continue
        }
        return Toolchain(path: path, prefix: prefix(of: path))
      }
    }
    throw reason
  }

  var directory: String { (path as NSString).deletingLastPathComponent }

  private static func isExecutableFile(_ path: String) -> Bool {
    var status = stat()
    return access(path, X_OK) == 0 && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Follows links, and asks what is a script or bears another name for the executable behind it.
  private static func resolve(_ path: String, _ locate: [String]) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    let resolved = String(cString: real)
    let name = (path as NSString).lastPathComponent
    guard !locate.isEmpty, isScript(resolved) || !(resolved as NSString).lastPathComponent.hasPrefix(name)
    else { return keepsOwnName(name, resolved) }
    guard let answer = lines(of: path, locate)?.last, answer.hasPrefix("/") else { return nil }
    return [answer, "\(answer)/bin/\(name)", "\(answer)/\(name)"].first(where: isExecutableFile)
  }

  private static func isScript(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 2)) == Data("#!".utf8)
  }

  /// Compilers that act by the name under which they are called keep it (`clang++` links to `clang`).
  private static func keepsOwnName(_ name: String, _ resolved: String) -> String {
    let sibling = ((resolved as NSString).deletingLastPathComponent as NSString).appendingPathComponent(name)
    return isExecutableFile(sibling) ? sibling : resolved
  }

  /// The directory that an executable's libraries lie in, as far as programs may see it: where that is a home,
  /// or holds other things than the toolchain, only the executable itself.
  static func prefix(of path: String, home: String = NSHomeDirectory()) -> String? {
    if systemPaths.contains(where: { path.hasPrefix($0 + "/") }) { return nil }
    let directory = (path as NSString).deletingLastPathComponent
    let isBin = (directory as NSString).lastPathComponent == "bin"
    let prefix = isBin ? (directory as NSString).deletingLastPathComponent : directory
    let holdsOthers =
      "\(home)/".hasPrefix(prefix == "/" ? "/" : "\(prefix)/") || sharedDirectories.contains(prefix)
      || (prefix as NSString).deletingLastPathComponent == "/home" || prefix == "\(home)/.local"
    return holdsOthers ? path : prefix
  }

  /// Where much else lies beside a toolchain.
  private static let sharedDirectories: Set = [
    "/opt", "/home", "/root", "/srv", "/var", "/tmp", "/var/tmp", "/mnt", "/media", "/run", "/etc", "/data",
  ]

  private static func isReachableByEveryone(_ path: String) -> Bool {
    var current = path
    while current != "/" {
      var status = stat()
      guard stat(current, &status) == 0, status.st_mode & 0o001 != 0 else { return false }
      current = (current as NSString).deletingLastPathComponent
    }
    return true
  }

  /// What a trusted program prints, or nil when it fails.
  static func lines(of program: String, _ arguments: [String]) -> [String]? {
    // A process that is started meanwhile may not inherit an end, as it would hold it open.
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { return nil }
    let reader = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let writer = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = writer
    process.standardError = writer
    guard (try? process.run()) != nil else { return nil }
    try? writer.close()
    let data = (try? reader.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
