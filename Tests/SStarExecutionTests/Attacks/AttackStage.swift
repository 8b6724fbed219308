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
  private let datagrams: [Int32]
  /// Another process of our user, which must stay as it is.
  private let victim: Process
  /// A name for what an attack leaves anywhere.
  let marker = "m\(UInt32.random(in: 1_000_000...9_999_999))"
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
    datagrams = [
      Self.listen(path: directory.appendingPathComponent("log").path, abstract: false, SOCK_DGRAM),
      Self.listen(path: abstractName + "-log", abstract: true, SOCK_DGRAM),
    ]
    // As other users would find them: what confines a program must not be the mode of a file.
    chmod(directory.path, 0o755)
    chmod(directory.appendingPathComponent("socket").path, 0o777)
    chmod(directory.appendingPathComponent("log").path, 0o777)
    victim = Process()
    victim.executableURL = URL(fileURLWithPath: "/bin/sleep")
    victim.arguments = ["3600"]
    victim.environment = ["ATTACK_SECRET": secret]
    try victim.run()
    try Self.plantLanguages(in: directory)
  }

  deinit {
    ([tcp, udp, unix, abstract] + datagrams).forEach { close($0) }
    kill(victim.processIdentifier, SIGKILL)
    victim.waitUntilExit()
    try? FileManager.default.removeItem(at: directory)
  }

  /// The source with its placeholders filled in.
  func fill(_ source: String) -> String {
    let values = [
      "{CANARY_FILE}": directory.appendingPathComponent("canary").path, "{CANARY_DIR}": directory.path,
      "{CANARY_HOME}": directory.appendingPathComponent("home").path, "{TCP_PORT}": "\(tcpPort)",
      "{UDP_PORT}": "\(udpPort)", "{LISTEN_PORT}": "18999",
      "{UNIX_PATH}": directory.appendingPathComponent("socket").path, "{ABSTRACT}": abstractName,
      "{EXPECT_CANARY}": "EXPECT-CANARY-5a7e", "{MARKER}": marker, "{VICTIM}": "\(victim.processIdentifier)",
      "{UNIX_DATAGRAM}": directory.appendingPathComponent("log").path,
      "{ABSTRACT_DATAGRAM}": abstractName + "-log",
      "{TOOL_FILE}": directory.appendingPathComponent("toolchain/tool").path,
    ]
    return values.reduce(source) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
  }

  /// Whether nothing has arrived at any listener.
  var isSilent: Bool {
    [tcp, unix, abstract].allSatisfy { accept($0, nil, nil) < 0 }
      && (datagrams + [udp]).allSatisfy { recv($0, nil, 0, Int32(MSG_PEEK)) < 0 }
  }

  /// Languages of our own: one whose toolchain's files are in sight, and belong to our user; and `wide`, C with the
  /// address space of runtimes that reserve much.
  var languages: URL { directory.appendingPathComponent("languages") }

  private static func plantLanguages(in directory: URL) throws {
    for name in ["languages", "toolchain"] {
      try FileManager.default.createDirectory(
        at: directory.appendingPathComponent(name), withIntermediateDirectories: false)
    }
    let toolchain = directory.appendingPathComponent("toolchain")
    try Data("tool".utf8).write(to: toolchain.appendingPathComponent("tool"))
    let definition = """
      name: Attacked
      extensions: [attacked]
      toolchain: [/bin/true]
      run: ["{toolchain}"]
      read_only: ["\(toolchain.path)"]
      """
    try Data(definition.utf8).write(to: directory.appendingPathComponent("languages/attacked.yaml"))
    let wide = """
      name: C without a limit on its address space
      extensions: []
      source: main.c
      toolchain: [gcc, clang]
      compile: ["{toolchain}", "-O2", "-o", "program", "{main}"]
      artifacts: [program]
      run: ["{program}/program"]
      limits_address_space: false
      """
    try Data(wide.utf8).write(to: directory.appendingPathComponent("languages/wide.yaml"))
  }

  /// Whether the other process runs as it did.
  var victimIsUnharmed: Bool {
    victim.isRunning && getpriority(__priority_which_t(0), UInt32(victim.processIdentifier)) == nice
      && getpriority(__priority_which_t(0), 0) == nice
  }

  private let nice = getpriority(__priority_which_t(0), 0)

  /// Contents and modes of the canaries.
  var canaries: [String] {
    ["canary", "home/.atk_canary", "toolchain/tool", "home", ""].map { name in
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

  private static func listen(path: String, abstract: Bool, _ type: __socket_type = SOCK_STREAM) -> Int32 {
    let fd = socket(
      AF_UNIX, Int32(type.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
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
