import SStarEvaluation

/// Text of programs, models or packages made harmless for a terminal, whose cursor it could move.
func terminalSafe(_ text: String) -> String { VisibleText.visible(text) }

/// The same on one line, clipped.
func terminalLine(_ text: String, limit: Int = 120) -> String {
  let line = terminalSafe(text).replacing("\n", with: "⏎").replacing("\t", with: " ")
  return line.count > limit ? "\(line.prefix(limit))…" : line
}

/// A path, whole, so that it can be copied.
func terminalPath(_ path: String) -> String { terminalLine(path, limit: 4096) }
