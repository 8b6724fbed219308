import Foundation
import Glibc

/// One connection of a scripted server.
struct ScriptedConnection {
  /// `POLLRDHUP`, a GNU extension that Swift does not import.
  private static let hangUp: Int16 = 0x2000

  private let descriptor: Int32
  private let number: Int
  private let log: ServerLog
  private var reader: HTTPReader
  private var requests = 0

  init(descriptor: Int32, number: Int, log: ServerLog) {
    (self.descriptor, self.number, self.log) = (descriptor, number, log)
    reader = HTTPReader(descriptor: descriptor)
  }

  /// Answers requests until one side ends the connection.
  mutating func serve(_ script: ScriptedServer.Script) {
    while let exchange = receive() {
      guard perform(script(exchange), for: exchange) else { return }
      if exchange.headers["connection"]?.lowercased() == "close" { return }
    }
  }

  private mutating func receive() -> Exchange? {
    do {
      guard let head = try reader.head() else { return nil }
      if head.headers["expect"]?.lowercased() == "100-continue" {
        _ = Loopback.send(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8), to: descriptor)
      }
      let body = try reader.body(of: head, untilEnd: false)
      let (connection, isReused) = (number, requests > 0)
      requests += 1
      return log.began { number in
        Exchange(
          number: number, method: head.start[0], path: head.start[1], headers: head.headers, body: body,
          connection: connection, isReused: isReused, arrival: .now)
      }
    } catch {
      _ = Loopback.send(
        Data("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n\(error)\n".utf8), to: descriptor)
      return nil
    }
  }

  /// Whether the connection is to stay open.
  private func perform(_ steps: [Step], for exchange: Exchange) -> Bool {
    // The client may act on the last byte before this thread goes on: nothing is under way any more then.
    let last = steps.lastIndex { step in
      switch step {
      case .send, .pause: true
      case .close, .reset: false
      }
    }
    var isActive = true
    defer { if isActive { log.ended() } }
    for (index, step) in steps.enumerated() {
      switch step {
      case .send(let data):
        if index == last {
          log.ended()
          isActive = false
        }
        guard Loopback.send(data, to: descriptor) else {
          log.hungUp(exchange)
          return false
        }
      case .pause(let seconds):
        guard clientStays(seconds) else {
          log.hungUp(exchange)
          return false
        }
      case .close:
        return false
      case .reset:
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        return false
      }
    }
    return true
  }

  /// Waits; false as soon as the client hangs up.
  private func clientStays(_ seconds: Double) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let left = end - .now
      guard left > .zero else { return true }
      var poller = pollfd(fd: descriptor, events: Self.hangUp, revents: 0)
      let milliseconds = left / .milliseconds(1)
      if poll(&poller, 1, Int32(min(milliseconds.rounded(.up), 1e9))) > 0 { return false }
    }
  }
}
