import Foundation
import Glibc
import Synchronization

/// An HTTP/1.1 server on loopback that answers each request as a test says, faults included.
///
/// It has a thread for each connection, so the script may block, but not for ever.
/// It ends with its last reference.
final class ScriptedServer: Sendable {
  typealias Script = @Sendable (Exchange) -> [Step]

  let port: UInt16
  private let log: ServerLog
  private let listener: Int32
  private let threads = DispatchGroup()

  /// Starts to serve.
  init(_ script: @escaping Script) throws {
    let (listener, port) = try Loopback.listen()
    let log = ServerLog()
    (self.listener, self.port, self.log) = (listener, port, log)
    let threads = threads
    Self.start(in: threads) {
      // Ends when `stop` shuts the listener down.
      while let descriptor = Loopback.accept(listener) {
        guard let number = log.opened(descriptor) else {
          close(descriptor)
          break
        }
        Self.start(in: threads) {
          var connection = ScriptedConnection(descriptor: descriptor, number: number, log: log)
          connection.serve(script)
          log.closed(descriptor)
        }
      }
    }
  }

  deinit {
    stop()
    close(listener)
  }

  /// The address of the server, without a slash at the end.
  var url: String { "http://127.0.0.1:\(port)" }

  /// All requests so far, in order of arrival.
  var exchanges: [Exchange] { log.state.withLock { $0.exchanges } }

  /// Numbers of the requests whose client left before the whole answer was sent.
  var hangUps: Set<Int> { log.state.withLock { $0.hangUps } }

  /// The largest number of requests that were being answered at the same time. A request whose client
  /// leaves counts until the server has noticed.
  var peakConcurrency: Int { log.state.withLock { $0.peak } }

  /// How many connections were accepted.
  var connections: Int { log.state.withLock { $0.connections } }

  /// How many connections are open.
  var openConnections: Int { log.state.withLock { $0.open.count } }

  /// Waits until the server is in some state, such as having seen a hang-up; false after so many seconds.
  func waits(_ seconds: Double = 30, until condition: (ScriptedServer) -> Bool) async -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while !condition(self) {
      guard ContinuousClock.now < end else { return false }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return true
  }

  /// Ends all connections and waits for the threads. Further connections are refused.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    log.stop()
    threads.wait()
  }

  private static func start(in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
    group.enter()
    let thread = Thread {
      body()
      group.leave()
    }
    thread.stackSize = 512 << 10
    thread.start()
  }
}

/// What the threads of a scripted server know together.
final class ServerLog: Sendable {
  struct State {
    var exchanges: [Exchange] = []
    var hangUps: Set<Int> = []
    var active = 0
    var peak = 0
    var connections = 0
    var open: Set<Int32> = []
    var stopped = false
  }
  let state = Mutex(State())

  /// The number of a new connection; nil after the stop.
  func opened(_ descriptor: Int32) -> Int? {
    state.withLock { state in
      guard !state.stopped else { return nil }
      state.open.insert(descriptor)
      state.connections += 1
      return state.connections - 1
    }
  }

  func closed(_ descriptor: Int32) {
    // Under the lock, so that `stop` never meets a descriptor which is somebody else's by now.
    state.withLock { state in
      state.open.remove(descriptor)
      close(descriptor)
    }
  }

  func began(_ exchange: (Int) -> Exchange) -> Exchange {
    state.withLock { state in
      let exchange = exchange(state.exchanges.count)
      state.exchanges.append(exchange)
      state.active += 1
      state.peak = max(state.peak, state.active)
      return exchange
    }
  }

  func ended() { state.withLock { $0.active -= 1 } }

  func hungUp(_ exchange: Exchange) {
    // A stop looks like a hang-up and is none.
    state.withLock { state in
      if !state.stopped { state.hangUps.insert(exchange.number) }
    }
  }

  func stop() {
    state.withLock { state in
      state.stopped = true
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }
}
