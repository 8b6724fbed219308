import Foundation
import Glibc

/// What is at the other end of an output stream.
struct Terminal: Sendable {
  /// Whether a person watches: a terminal that can move its cursor, outside continuous integration.
  let isInteractive: Bool
  /// Whether colours are wanted.
  let hasColour: Bool
  private let descriptor: Int32

  /// - Parameter environment: `CI`, `NO_COLOR` and `TERM` are respected.
  init(_ descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.descriptor = descriptor
    let isCI = !(environment["CI"] ?? "").isEmpty && environment["CI"] != "false"
    isInteractive = isatty(descriptor) == 1 && environment["TERM"] != "dumb" && !isCI
    hasColour = isInteractive && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Columns of the window; 80 when unknown.
  var width: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// An SGR colour; plain where colours are not wanted.
  func coloured(_ text: String, _ colour: Colour) -> String {
    hasColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Colour: Int {
    case bold = 1
    case dim = 2
    case green = 32
    case yellow = 33
  }
}

/// A path as it is told: relative to the working directory when it lies below it.
func shownPath(_ path: String) -> String {
  let here = FileManager.default.currentDirectoryPath + "/"
  return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
}
