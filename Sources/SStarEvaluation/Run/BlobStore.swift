import Crypto
import Foundation
import Glibc
import SStarModels

/// Texts and programs of a run, each in a file that is named by the SHA-256 of its contents.
struct BlobStore: Sendable {
  let directory: URL

  /// - Returns: the digest, in hexadecimal digits.
  /// - Throws: ``RunError``
  func store(_ data: Data) throws(RunError) -> String {
    let digest = Self.digest(data)
    let file = file(digest)
    var status = stat()
    // Another size shows that a crash has cut it.
    if stat(file.path, &status) == 0, Int(status.st_size) == data.count { return digest }
    let folder = file.deletingLastPathComponent().path
    // It may exist already.
    mkdir(folder, 0o777)
    let draft = "\(file.path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: draft, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    guard writeFully(data, to: descriptor), rename(draft, file.path) == 0
    else {
      let reason = String(cString: strerror(errno))
      unlink(draft)
      throw .cannotWrite(path: file.path, reason: reason)
    }
    return digest
  }

  static func digest(_ data: Data) -> String {
    SHA256.hash(data: data).hexadecimal
  }

  /// - Throws: ``RunError`` when it is missing or damaged.
  func data(_ digest: String) throws(RunError) -> Data {
    let isName = digest.count == 64 && digest.allSatisfy(\.isHexDigit)
    guard isName, let data = try? Data(contentsOf: file(digest)),
      Self.digest(data) == digest
    else { throw .missingBlob(path: directory.path, digest: digest) }
    return data
  }

  private func file(_ digest: String) -> URL {
    directory.appendingPathComponent(String(digest.prefix(2))).appendingPathComponent(digest)
  }
}

/// Writes all of `data`; false, with `errno` set, when that fails.
func writeFully(_ data: Data, to descriptor: Int32) -> Bool {
  var rest = data[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = rest.dropFirst(count)
  }
  return true
}
