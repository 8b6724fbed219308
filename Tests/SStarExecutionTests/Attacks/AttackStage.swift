import Foundation
import Glibc

/// The host side of an attack: canaries that must stay as they are, and listeners that must hear nothing.
final class AttackStage: Sendable {
  let directory: URL
  let secret = "CANARY-\(UInt64.random(in: .min ... .max))"
  private let tcp: Int32
  private let udp: Int32
  private let unix: Int32
  private let abstract: Int32
  let tcpPort: UInt16
  let udpPort: UInt16
  let abstractName: String

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent(
      "attack-\(getpid())-\(UInt32.random(in: 0...99999))")
    try FileManager.default.createDirectory(
      at: directory.appendingPathComponent("home"), withIntermediateDirectories: true)
    try Data(secret.utf8).write(to: directory.appendingPathComponent("canary"))
    try Data(secret.utf8).write(to: directory.appendingPathComponent("home/.atk_canary"))
    setenv("ATK_CANARY_SECRET", secret, 1)
    setenv("OPENAI_API_KEY", secret, 1)
    abstractName = "sstar-attack-\(getpid())-\(UInt32.random(in: 0...99999))"
    (tcp, tcpPort) = Self.listen(Int32(SOCK_STREAM.rawValue))
    (udp, udpPort) = Self.listen(Int32(SOCK_DGRAM.rawValue))
    unix = Self.listen(path: directory.appendingPathComponent("socket").path, abstract: false)
    abstract = Self.listen(path: abstractName, abstract: true)
  }

  deinit {
    [tcp, udp, unix, abstract].forEach { close($0) }
    try? FileManager.default.removeItem(at: directory)
  }

  /// The source with its placeholders filled in.
  func fill(_ source: String) -> String {
    let values = [
      "{CANARY_FILE}": directory.appendingPathComponent("canary").path, "{CANARY_DIR}": directory.path,
      "{CANARY_HOME}": directory.appendingPathComponent("home").path, "{TCP_PORT}": "\(tcpPort)",
      "{UDP_PORT}": "\(udpPort)", "{LISTEN_PORT}": "18999",
      "{UNIX_PATH}": directory.appendingPathComponent("socket").path, "{ABSTRACT}": abstractName,
      "{EXPECT_CANARY}": "EXPECT-CANARY-5a7e",
    ]
    return values.reduce(source) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
  }

  /// Whether nothing has arrived at any listener.
  var isSilent: Bool {
    [tcp, unix, abstract].allSatisfy { accept($0, nil, nil) < 0 }
      && [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
        count = max(0, recv(udp, buffer.baseAddress, 64, 0))
      }.isEmpty
  }

  /// Contents and modes of the canaries.
  var canaries: [String] {
    ["canary", "home/.atk_canary"].map { name in
      let path = directory.appendingPathComponent(name).path
      var status = stat()
      stat(path, &status)
      let contents = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
      return
        "\(name) \(contents ?? "gone") \(status.st_mode) \(status.st_uid) \(status.st_nlink) \(status.st_mtim.tv_sec)"
    }
  }

  private static func listen(_ type: Int32) -> (Int32, UInt16) {
    let fd = socket(AF_INET, type | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = Glibc.bind(fd, generic, size)
        _ = Glibc.listen(fd, 8)
        _ = getsockname(fd, generic, &size)
      }
    }
    return (fd, UInt16(bigEndian: address.sin_port))
  }

  private static func listen(path: String, abstract: Bool) -> Int32 {
    let fd = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = (abstract ? [0] : []) + Array(path.utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes.prefix($0.count - 1)) }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (abstract ? 0 : 1))
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = Glibc.bind(fd, generic, size)
        _ = Glibc.listen(fd, 8)
      }
    }
    return fd
  }
}
