import Foundation
import Glibc

/// A system call on a socket that failed, or a peer that did not keep to the protocol.
struct SocketError: Error, CustomStringConvertible {
  let description: String

  init(_ what: String) { description = what }

  /// With the reason of the last system call.
  static func system(_ call: String) -> SocketError {
    SocketError("\(call): \(String(cString: strerror(errno)))")
  }
}

/// Sockets of 127.0.0.1. None is inherited by programs that are started later.
enum Loopback {
  /// A listening socket on a port that the kernel picks.
  static func listen() throws -> (socket: Int32, port: UInt16) {
    let descriptor = try makeSocket()
    var port: UInt16 = 0
    let failed = withAddress(port: 0) { address, size in
      // The longest queue the kernel grants: hundreds of clients connect at once.
      guard Glibc.bind(descriptor, address, size) == 0, Glibc.listen(descriptor, Int32.max) == 0 else {
        return true
      }
      var size = size
      guard getsockname(descriptor, address, &size) == 0 else { return true }
      port = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt16(bigEndian: $0.pointee.sin_port)
      }
      return false
    }
    guard !failed else {
      defer { close(descriptor) }
      throw SocketError.system("listen")
    }
    return (descriptor, port)
  }

  /// A socket that is connected to a port of this machine. A read that waits longer than `patience` fails.
  static func connect(port: UInt16, patience: Int = 30) throws -> Int32 {
    let descriptor = try makeSocket()
    guard withAddress(port: port, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      defer { close(descriptor) }
      throw SocketError.system("connect to port \(port)")
    }
    var timeout = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    sendAtOnce(descriptor)
    return descriptor
  }

  /// A port that nobody uses at this moment, for servers that must be told one.
  static func freePort() throws -> UInt16 {
    let (descriptor, port) = try listen()
    close(descriptor)
    return port
  }

  /// The next connection of a listening socket; nil when it was shut down.
  static func accept(_ listener: Int32) -> Int32? {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      if descriptor < 0 && (errno == EINTR || errno == ECONNABORTED) { continue }
      guard descriptor >= 0 else { return nil }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      sendAtOnce(descriptor)
      return descriptor
    }
  }

  /// Every write becomes a packet of its own.
  static func sendAtOnce(_ descriptor: Int32) {
    var yes: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Whether all bytes went out; not when the peer is gone.
  static func send(_ data: Data, to descriptor: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.send(
          descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  private static func makeSocket() throws -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, type, 0)
    guard descriptor >= 0 else { throw SocketError.system("socket") }
    return descriptor
  }

  private static func withAddress<Result>(
    port: UInt16, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
