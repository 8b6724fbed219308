import Foundation

/// A text input as lines of tokens, with the counts that announce how much follows.
struct TextDocument {
  /// A token's position.
  struct Place: Hashable {
    var line: Int
    var token: Int
  }

  /// A number that says how long something after it is.
  struct AnnouncedLength: Hashable {
    enum Kind: Hashable {
      /// The tokens of the line `line`.
      case tokens
      /// The rest of the lines from `line` on, so many of them for each row.
      case rows(linesPerRow: Int)
      /// The letters of the one word in line `line`.
      case characters
    }
    var place: Place
    var kind: Kind
    /// First line of what is announced.
    var line: Int
  }

  /// Larger inputs are left alone: mutating them costs more than it finds.
  private static let largest = 64 << 10

  /// Tokens by line; an empty line has none.
  var lines: [[String]]

  init?(_ data: Data) {
    guard data.count <= Self.largest, let text = String(data: data, encoding: .utf8) else { return nil }
    var lines = text.unixLines.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split { $0 == " " || $0 == "\t" }.map(String.init)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  var data: Data {
    Data(lines.map { $0.joined(separator: " ") + "\n" }.joined().utf8)
  }

  var tokenPlaces: [Place] {
    lines.indices.flatMap { line in lines[line].indices.map { Place(line: line, token: $0) } }
  }

  mutating func set(_ place: Place, _ token: String) {
    lines[place.line][place.token] = token
  }

  /// All numbers that equal the count of what follows them.
  func announcedLengths() -> [AnnouncedLength] {
    var found: [AnnouncedLength] = []
    for place in tokenPlaces {
      guard let value = Int(lines[place.line][place.token]), value > 0 else { continue }
      let next = place.line + 1
      guard next < lines.count else { continue }
      let rest = lines.count - next
      if lines[next].count == value, value > 1 || rest == 1 {
        found.append(AnnouncedLength(place: place, kind: .tokens, line: next))
      } else if lines[next].count == 1, lines[next][0].count == value, Int(lines[next][0]) == nil {
        found.append(AnnouncedLength(place: place, kind: .characters, line: next))
      } else if rest % value == 0, rest / value <= 3, value > 1 || rest <= 3 {
        found.append(AnnouncedLength(place: place, kind: .rows(linesPerRow: rest / value), line: next))
      }
    }
    return found
  }
}
