import Foundation
import Glibc

/// Reads the files of a package, and nothing outside of it: links may lead to other files of the package
/// only, and a pipe or device in place of a file is refused before it is opened.
struct PackageFiles {
  /// The package's directory without links; nil when links may lead anywhere.
  private let root: String?

  /// - Throws: ``PackageError`` when there is no such directory.
  init(root: URL) throws {
    guard let path = Self.realPath(root), Self.isDirectory(path) else {
      throw PackageError(file: root.path, problem: "no such directory; give the directory of a package")
    }
    self.root = path
  }

  /// Files of the user's own choice, wherever they are.
  init() {
    root = nil
  }

  /// Whether there is a directory, by itself or by a link within the package.
  /// - Throws: ``PackageError`` when a link leads out of the package or nowhere.
  func isDirectory(_ url: URL) throws -> Bool {
    guard let path = try place(of: url) else { return false }
    return Self.isDirectory(path)
  }

  /// The names in a directory, in name order and without those that begin with a dot; none when it is absent.
  /// - Throws: ``PackageError``.
  func names(in directory: URL) throws -> [String] {
    guard try isDirectory(directory) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory.path)
        .filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw PackageError(file: directory.path, problem: "cannot be read; check its permissions")
    }
  }

  /// The bytes of a file; nil when it is absent.
  /// - Throws: ``PackageError``.
  func contents(of url: URL) throws -> Data? {
    guard let path = try place(of: url) else { return nil }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw PackageError(file: url.path, problem: "is not a regular file")
    }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw PackageError(file: url.path, problem: "cannot be read; check its permissions")
    }
  }

  /// The text of a file; nil when it is absent.
  /// - Throws: ``PackageError``, also when it is not UTF-8.
  func text(of url: URL) throws -> String? {
    guard let data = try contents(of: url) else { return nil }
    guard let text = String(data: data, encoding: .utf8) else {
      throw PackageError(file: url.path, problem: "is not UTF-8 text; convert it")
    }
    return text
  }

  /// The path without links; nil when nothing is there.
  private func place(of url: URL) throws -> String? {
    guard let real = Self.realPath(url) else {
      var status = stat()
      guard lstat(url.path, &status) == 0 else { return nil }
      throw PackageError(file: url.path, problem: "is a link that leads nowhere; remove it")
    }
    guard let root, real != root, !real.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
      return real
    }
    throw PackageError(
      file: url.path, problem: "is a link that leads out of the package, to \(real); copy the file instead")
  }

  private static func realPath(_ url: URL) -> String? {
    guard let path = realpath(url.path, nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
