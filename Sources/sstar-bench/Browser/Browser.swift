import Foundation

/// A headless Chromium that opens files and says what it made of them.
final class Browser {
  /// How a page is looked at.
  struct Window {
    var width = 1200
    var height = 900
    var isDark = false
  }

  /// A page as it was opened.
  struct View {
    /// From the beginning of the navigation until the loaded page was painted.
    var openedSeconds: Double
    /// Elements of the document.
    var elements: Int
    /// Width of all of it, and of what the window shows of it: the wider one scrolls sideways.
    var contentWidth: Int
    var windowWidth: Int
    /// Messages of the console, of the page's policy too.
    var console: [String]
  }

  /// `SSTAR_TEST_CHROMIUM`, or what is in `PATH`; nil when there is none.
  static let executable: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["SSTAR_TEST_CHROMIUM"] { return path }
    return (environment["PATH"] ?? "").split(separator: ":").lazy
      .flatMap { folder in ["chromium", "chromium-browser"].map { "\(folder)/\($0)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private let pipe: DevToolsPipe
  private let session: String

  /// - Throws: ``BrowserError``
  init() throws {
    guard let executable = Self.executable else {
      throw BrowserError("no Chromium: install it, or name it in SSTAR_TEST_CHROMIUM")
    }
    pipe = try DevToolsPipe(executable: executable)
    let target = try pipe.call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String
    let attached = try pipe.call("Target.attachToTarget", ["targetId": target ?? "", "flatten": true])
    session = attached["sessionId"] as? String ?? ""
    for domain in ["Page", "Runtime", "Log"] { _ = try pipe.call("\(domain).enable", session: session) }
  }

  /// Opens a file and waits until it is painted.
  /// - Throws: ``BrowserError``
  func open(_ page: URL, in window: Window = Window()) throws -> View {
    let size: [String: Any] = [
      "width": window.width, "height": window.height, "deviceScaleFactor": 1, "mobile": false,
    ]
    _ = try pipe.call("Emulation.setDeviceMetricsOverride", size, session: session)
    let scheme = ["name": "prefers-color-scheme", "value": window.isDark ? "dark" : "light"]
    _ = try pipe.call("Emulation.setEmulatedMedia", ["features": [scheme]], session: session)
    pipe.forgetEvents()
    _ = try pipe.call("Page.navigate", ["url": page.absoluteString], session: session)
    try pipe.wait(for: "Page.loadEventFired")
    let numbers =
      try evaluate(
        """
        new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done([performance.now(), \
        document.getElementsByTagName("*").length, document.documentElement.scrollWidth, \
        document.documentElement.clientWidth]))))
        """) as? [Double] ?? []
    guard numbers.count == 4 else { throw BrowserError("\(page.path) was not painted") }
    return View(
      openedSeconds: numbers[0] / 1000, elements: Int(numbers[1]), contentWidth: Int(numbers[2]),
      windowWidth: Int(numbers[3]), console: console)
  }

  /// The value of an expression in the page, once it is there when it is a promise.
  /// - Throws: ``BrowserError``
  func evaluate(_ expression: String) throws -> Any? {
    let parameters: [String: Any] = [
      "expression": expression, "awaitPromise": true, "returnByValue": true,
    ]
    let answer = try pipe.call("Runtime.evaluate", parameters, session: session)
    if let failure = answer["exceptionDetails"] { throw BrowserError("\(failure)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  private var console: [String] {
    let kinds: Set = ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"]
    return pipe.events.filter { kinds.contains($0["method"] as? String ?? "") }.map { event in
      let parameters = event["params"] as? [String: Any] ?? [:]
      let entry = parameters["entry"] as? [String: Any]
      return entry?["text"] as? String ?? "\(parameters)"
    }
  }
}
