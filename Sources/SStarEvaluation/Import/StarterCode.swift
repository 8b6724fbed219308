import Foundation

/// A statement of a problem that gives the beginning of the program.
enum StarterCode {
  /// The statement with the code after it; the code's annotations use names that nobody imports.
  static func statement(_ text: String, _ code: String) -> String {
    let code = code.trimmingCharacters(in: .newlines)
    guard !code.isEmpty else { return text }
    return """
      \(text)

      The program begins so, after the imports of all that it uses, such as `from typing import List`:

      ```python
      \(code)
      ```

      """
  }
}
