import Foundation

/// Changes a text input by its structure: numbers, words, lists and rows, with the counts that announce them.
struct TextMutation {
  let numbers: InterestingNumbers

  func mutated(_ input: Data, changes: Int, using random: inout SeededGenerator) -> Data? {
    guard var document = TextDocument(input) else { return nil }
    for _ in 0..<changes { change(&document, using: &random) }
    return document.data
  }

  private func change(_ document: inout TextDocument, using random: inout SeededGenerator) {
    let lengths = document.announcedLengths()
    let places = document.tokenPlaces.filter { place in !lengths.contains { $0.place == place } }
    if let length = lengths.randomElement(using: &random), Bool.random(using: &random) || places.isEmpty {
      resize(&document, length, using: &random)
    } else if let place = places.randomElement(using: &random) {
      changeToken(&document, at: place, lengths: lengths, using: &random)
    }
  }

  /// Lengthens or shortens what a count announces, and the count with it.
  private func resize(
    _ document: inout TextDocument, _ length: TextDocument.AnnouncedLength,
    using random: inout SeededGenerator
  ) {
    switch length.kind {
    case .tokens:
      var tokens = document.lines[length.line]
      change(list: &tokens, using: &random)
      document.lines[length.line] = tokens
      document.set(length.place, "\(tokens.count)")
    case .rows(let perRow):
      var rows = stride(from: length.line, to: document.lines.count, by: perRow).map {
        Array(document.lines[$0..<min($0 + perRow, document.lines.count)])
      }
      change(list: &rows, using: &random)
      document.lines.replaceSubrange(length.line..., with: rows.flatMap { $0 })
      document.set(length.place, "\(rows.count)")
    case .characters:
      let word = changed(word: document.lines[length.line][0], keepsLength: false, using: &random)
      document.lines[length.line][0] = word
      document.set(length.place, "\(word.count)")
    }
  }

  private func change<Element: Hashable>(list: inout [Element], using random: inout SeededGenerator) {
    guard !list.isEmpty else { return }
    switch Int.random(in: 0..<6, using: &random) {
    case 0 where list.count > 1: list.remove(at: Int.random(in: list.indices, using: &random))
    case 1:
      list.insert(
        list[Int.random(in: list.indices, using: &random)], at: Int.random(in: list.indices, using: &random))
    case 2: list = [list[Int.random(in: list.indices, using: &random)]]
    case 3: list.reverse()
    case 4: list = list.map { _ in list[0] }
    default: list.shuffle(using: &random)
    }
  }

  private func changeToken(
    _ document: inout TextDocument, at place: TextDocument.Place, lengths: [TextDocument.AnnouncedLength],
    using random: inout SeededGenerator
  ) {
    let token = document.lines[place.line][place.token]
    if let value = Int(token) {
      document.set(place, "\(numbers.replacement(for: value, using: &random))")
    } else if let value = Double(token), value.isFinite {
      let replaced = [0, 1, -value, value * 2, value + 0.5, value / 3].randomElement(using: &random) ?? value
      document.set(place, String(format: "%.\(decimals(token))f", replaced))
    } else {
      let keepsLength = lengths.contains { $0.kind == .characters && $0.line == place.line }
      document.set(place, changed(word: token, keepsLength: keepsLength, using: &random))
    }
  }

  private func decimals(_ token: String) -> Int {
    token.firstIndex(of: ".").map { token.distance(from: $0, to: token.endIndex) - 1 } ?? 0
  }

  /// A word over the same letters.
  private func changed(word: String, keepsLength: Bool, using random: inout SeededGenerator) -> String {
    var letters = Array(word)
    guard let first = letters.first else { return word }
    let alphabet = Array(Set(letters)).sorted()
    switch Int.random(in: 0..<(keepsLength ? 4 : 7), using: &random) {
    case 0:
      letters[Int.random(in: letters.indices, using: &random)] =
        alphabet.randomElement(using: &random) ?? first
    case 1: letters.reverse()
    case 2: letters = letters.map { _ in first }
    case 3: letters.shuffle(using: &random)
    case 4:
      letters.insert(
        alphabet.randomElement(using: &random) ?? first, at: Int.random(in: letters.indices, using: &random))
    case 5 where letters.count > 1: letters.remove(at: Int.random(in: letters.indices, using: &random))
    default: letters += letters
    }
    return String(letters)
  }
}
