import Foundation

/// A line that introduces an input or an output: `### Sample Input 1`, `**Input:**`, `Example output`,
/// `Input: 3 4`.
struct StatementLabel {
  enum Part {
    case input, output
  }

  let part: Part
  /// Whether it names itself an example.
  let isExample: Bool
  /// The text after the colon.
  let inline: String

  /// - Parameter rules: characters that may be drawn around a heading, beside those of Markdown.
  init?(_ line: String, rules: String = "") {
    let decoration = CharacterSet(charactersIn: " \t#*_")
    let stripped = line.trimmingCharacters(in: decoration.union(CharacterSet(charactersIn: rules)))
    let colon = stripped.firstIndex(of: ":")
    let head = colon.map { stripped[..<$0] } ?? stripped[...]
    guard head.count < 40 else { return nil }
    let fillers: Set<String> = [
      "sample", "samples", "example", "examples", "test", "case", "for", "data", "the",
    ]
    let words = head.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let rest = words.filter { !fillers.contains($0) && Int($0) == nil }
    guard rest.count == 1 else { return nil }
    switch rest[0] {
    case "input": part = .input
    case "output": part = .output
    default: return nil
    }
    isExample = words.contains { ["sample", "example", "examples", "samples"].contains($0) }
    inline = colon.map { stripped[stripped.index(after: $0)...].trimmingCharacters(in: decoration) } ?? ""
  }
}
