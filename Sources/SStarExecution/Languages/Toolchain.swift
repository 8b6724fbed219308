import Foundation
import Glibc

/// A compiler or interpreter found on this machine.
public struct Toolchain: Sendable, Hashable {
  /// The executable itself, links and wrapper scripts resolved.
  public var path: String
  /// The installation that it belongs to, when that is outside the system's own directories.
  public var prefix: String?

  /// Directories that every program may read: where the system keeps its programs and libraries.
  static let systemPaths = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc/ld.so.cache", "/etc/alternatives",
    "/etc/localtime",
  ]

  /// Looks for the first of `names` on the search path.
  /// - Parameter everyone: only where any user may reach it, as needed when programs run as another user
  ///   and see the host's own file system.
  public static func find(_ names: [String], everyone: Bool = false) -> Toolchain? {
    let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let directories = search.split(separator: ":").map(String.init)
    for name in names {
      let candidates = name.hasPrefix("/") ? [name] : directories.map { "\($0)/\(name)" }
      for candidate in candidates where access(candidate, X_OK) == 0 {
        guard let path = resolve(candidate), !everyone || isReachableByEveryone(path) else { continue }
        return Toolchain(path: path, prefix: prefix(of: path))
      }
    }
    return nil
  }

  /// Follows links, and asks wrapper scripts of Python version managers for the interpreter behind them.
  private static func resolve(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    let resolved = String(cString: real)
    guard let file = FileHandle(forReadingAtPath: resolved) else { return nil }
    defer { try? file.close() }
    guard (try? file.read(upToCount: 2)) == Data("#!".utf8) else { return keepsOwnName(path, resolved) }
    guard let answer = output(of: path, ["-c", "import os, sys; print(os.path.realpath(sys.executable))"]),
      answer.hasPrefix("/"), access(answer, X_OK) == 0
    else { return nil }
    return answer
  }

  /// Compilers that act by the name under which they are called keep it (`clang++` links to `clang`).
  private static func keepsOwnName(_ path: String, _ resolved: String) -> String {
    let name = (path as NSString).lastPathComponent
    let sibling = ((resolved as NSString).deletingLastPathComponent as NSString).appendingPathComponent(name)
    return access(sibling, X_OK) == 0 ? sibling : resolved
  }

  private static func prefix(of path: String) -> String? {
    if systemPaths.contains(where: { path.hasPrefix($0 + "/") }) { return nil }
    let directory = (path as NSString).deletingLastPathComponent
    let isBin = (directory as NSString).lastPathComponent == "bin"
    return isBin ? (directory as NSString).deletingLastPathComponent : directory
  }

  private static func isReachableByEveryone(_ path: String) -> Bool {
    var current = path
    while current != "/" {
      var status = stat()
      guard stat(current, &status) == 0, status.st_mode & 0o001 != 0 else { return false }
      current = (current as NSString).deletingLastPathComponent
    }
    return true
  }

  /// First line that a trusted program prints, or nil.
  static func output(of program: String, _ arguments: [String]) -> String? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }
}
