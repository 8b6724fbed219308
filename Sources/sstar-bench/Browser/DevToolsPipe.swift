import Foundation
import Glibc

/// A browser that was started for us, and the DevTools protocol with it: JSON objects that end with a zero byte,
/// over two named pipes.
final class DevToolsPipe {
  private let process = Process()
  private let folder: URL
  private let toBrowser: Int32
  private let fromBrowser: Int32
  private var received: [UInt8] = []
  private var lastCall = 0
  /// What the browser said unasked.
  private(set) var events: [[String: Any]] = []

  /// - Throws: ``BrowserError``
  init(executable: String) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (input, output) = (folder.path + "/in", folder.path + "/out")
    guard mkfifo(input, 0o600) == 0, mkfifo(output, 0o600) == 0 else {
      throw BrowserError("named pipes cannot be made: \(String(cString: strerror(errno)))")
    }
    // For both directions, so that opening does not wait for the other side.
    toBrowser = Glibc.open(input, O_RDWR | O_CLOEXEC)
    fromBrowser = Glibc.open(output, O_RDWR | O_CLOEXEC)
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "exec 3<\"$0\" 4>\"$1\"; shift; exec \"$@\"", input, output, executable, "--headless",
      "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--remote-debugging-pipe", "--user-data-dir=\(folder.path)/profile", "about:blank",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    close(toBrowser)
    close(fromBrowser)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Calls a method and waits for its result.
  /// - Throws: ``BrowserError``
  func call(_ method: String, _ parameters: [String: Any] = [:], session: String? = nil) throws -> [String:
    Any]
  {
    lastCall += 1
    let id = lastCall
    var message: [String: Any] = ["id": id, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    try send(try JSONSerialization.data(withJSONObject: message))
    while true {
      let message = try next(for: method)
      guard message["id"] as? Int == id else {
        if message["id"] == nil { events.append(message) }
        continue
      }
      if let error = message["error"] as? [String: Any] {
        throw BrowserError("\(method): \(error["message"] ?? error)")
      }
      return message["result"] as? [String: Any] ?? [:]
    }
  }

  /// Waits for an event, which may have come already.
  /// - Throws: ``BrowserError``
  func wait(for method: String) throws {
    while !events.contains(where: { $0["method"] as? String == method }) {
      let message = try next(for: method)
      if message["id"] == nil { events.append(message) }
    }
  }

  /// Forgets the events so far.
  func forgetEvents() { events = [] }

  private func send(_ data: Data) throws {
    var rest = [UInt8](data) + [0]
    while !rest.isEmpty {
      let count = write(toBrowser, rest, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw BrowserError("the browser takes no commands") }
      rest.removeFirst(count)
    }
  }

  private func next(for method: String) throws -> [String: Any] {
    let deadline = ContinuousClock.now + .seconds(60)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var searched = 0
    while true {
      if let end = received[searched...].firstIndex(of: 0) {
        let message = Data(received[..<end])
        received.removeFirst(end + 1)
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      searched = received.count
      guard ContinuousClock.now < deadline, process.isRunning else {
        throw BrowserError("the browser \(process.isRunning ? "says nothing" : "ended") after \(method)")
      }
      var ready = pollfd(fd: fromBrowser, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 200) > 0 else { continue }
      let count = read(fromBrowser, &piece, piece.count)
      if count > 0 { received += piece[..<count] }
    }
  }
}

/// What went wrong with a browser.
struct BrowserError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
