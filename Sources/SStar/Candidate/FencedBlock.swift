/// A fenced block of a Markdown text.
struct FencedBlock: Sendable, Equatable {
  /// First word after the opening fence, in lower case; may be empty.
  var label: String
  var text: String
  /// Whether a closing fence follows.
  var isClosed: Bool

  /// The fenced blocks of `text`, in their order.
  ///
  /// An opening fence with a label inside an open block begins a new block: the earlier one was cut.
  static func all(in text: String) -> [FencedBlock] {
    var blocks: [FencedBlock] = []
    var open: (fence: Fence, label: String, lines: [Substring])?
    func close(_ isClosed: Bool) {
      guard let block = open else { return }
      blocks.append(FencedBlock(label: block.label, lines: block.lines, isClosed: isClosed))
      open = nil
    }
    for line in text.unixLines.split(separator: "\n", omittingEmptySubsequences: false) {
      if let fence = Fence(line) {
        if let block = open {
          if fence.closes(block.fence) {
            close(true)
            continue
          }
          if fence.character == block.fence.character, fence.isKnownLabel {
            close(false)
            open = (fence, fence.label, [])
            continue
          }
        } else if !fence.info.contains("`") {
          open = (fence, fence.label, [])
          continue
        }
      }
      let indentation = open?.fence.indentation ?? 0
      open?.lines.append(line.dropIndentation(indentation))
    }
    // What follows the last line break is no line of an unfinished block.
    if open?.lines.last?.isEmpty == true { open?.lines.removeLast() }
    close(false)
    return blocks
  }

  init(label: String, text: String, isClosed: Bool) {
    self.label = label
    self.text = text
    self.isClosed = isClosed
  }

  /// Some models put the label on the first line of the block.
  private init(label: String, lines: [Substring], isClosed: Bool) {
    var label = label
    var lines = lines[...]
    let first = lines.first.map { $0.trimmed.lowercased() } ?? ""
    if label.isEmpty, Fence.knownLabels.contains(first), lines.count > 1 {
      label = first
      lines = lines.dropFirst()
    }
    self.init(label: label, text: lines.map { $0 + "\n" }.joined(), isClosed: isClosed)
  }
}

/// A line that opens or closes a fenced block.
private struct Fence {
  static let knownLabels = LanguageHints.all.reduce(into: Set<String>()) { $0.formUnion($1.labels) }

  var character: Character
  var length: Int
  var indentation: Int
  var info: Substring

  init?(_ line: Substring) {
    let body = line.drop { $0 == " " || $0 == "\t" }
    guard let character = body.first, character == "`" || character == "~" else { return nil }
    let length = body.prefix { $0 == character }.count
    guard length >= 3 else { return nil }
    self.character = character
    self.length = length
    indentation = line.count - body.count
    info = body.dropFirst(length).trimmed
  }

  var label: String {
    let word = info.prefix { $0 != " " && $0 != "{" && $0 != ":" && $0 != "," }
    return word.lowercased()
  }

  var isKnownLabel: Bool { Self.knownLabels.contains(label) }

  func closes(_ opening: Fence) -> Bool {
    character == opening.character && length >= opening.length && info.isEmpty
  }
}

extension String {
  /// With line feeds only: Swift takes a carriage return and its line feed for one character.
  var unixLines: String {
    unicodeScalars.contains("\r") ? replacing("\r\n", with: "\n") : self
  }
}

extension Substring {
  fileprivate func dropIndentation(_ count: Int) -> Substring {
    var rest = self
    var left = count
    while left > 0, let first = rest.first, first == " " || first == "\t" {
      rest = rest.dropFirst()
      left -= 1
    }
    return rest
  }

  /// Without white space at both ends.
  var trimmed: Substring {
    var rest = drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return rest
  }
}
