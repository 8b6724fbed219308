import Foundation

/// A headless browser that opens a file and says what it made of it.
struct Chromium {
  /// The document after parsing, as markup.
  let dom: String
  /// Messages of the console.
  let console: [String]

  func count(_ text: String) -> Int { dom.components(separatedBy: text).count - 1 }

  /// `SSTAR_TEST_CHROMIUM`, or what is in `PATH`.
  static let path: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["SSTAR_TEST_CHROMIUM"] { return path }
    return (environment["PATH"] ?? "").split(separator: ":").lazy
      .flatMap { folder in ["chromium", "chromium-browser"].map { "\(folder)/\($0)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  static func open(_ page: URL) async throws -> Chromium {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chromium-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files rather than pipes: nothing has to be read while it runs.
    func file(_ name: String) throws -> URL {
      let url = folder.appendingPathComponent(name)
      try Data().write(to: url)
      return url
    }
    let (output, errors) = (try file("out"), try file("err"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "chromium")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
      "--user-data-dir=\(folder.path)/profile", "--dump-dom", page.absoluteString,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    let log = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    return Chromium(
      dom: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      console: log.split(separator: "\n").map(String.init).filter { $0.contains("CONSOLE") })
  }
}
