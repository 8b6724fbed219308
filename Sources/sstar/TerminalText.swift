/// Text of programs, models or packages made harmless for a terminal: control and format characters, which
/// could move the cursor or hide text, are shown as escapes; line feed and tab stay.
func terminalSafe(_ text: String) -> String {
  var safe = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control where scalar != "\n" && scalar != "\t", .format, .lineSeparator, .paragraphSeparator,
      .privateUse,
      .surrogate:
      safe += "\\u{\(String(scalar.value, radix: 16))}"
    default: safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

/// The same on one line, clipped.
func terminalLine(_ text: String, limit: Int = 120) -> String {
  let line = terminalSafe(text).replacing("\n", with: "⏎").replacing("\t", with: " ")
  return line.count > limit ? "\(line.prefix(limit))…" : line
}

/// A path, whole, so that it can be copied.
func terminalPath(_ path: String) -> String { terminalLine(path, limit: 4096) }
