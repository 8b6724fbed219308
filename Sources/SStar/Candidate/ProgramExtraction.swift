import Foundation

extension Program {
  /// A candidate's source as the program that is run.
  init(candidate source: String, language: String, entryPoint: String?) {
    self.init(
      language: language, source: source, name: LanguageHints.of(language).fileName, entryPoint: entryPoint)
  }

  /// A candidate's source for `problem` as the program that is run.
  public init(candidate source: String, language: String, problem: Problem) {
    var entryPoint: String?
    if case .function(let signature) = problem.kind { entryPoint = signature.entryPoint }
    self.init(candidate: source, language: language, entryPoint: entryPoint)
  }
}

/// Takes the program out of a model's reply.
///
/// The last complete fenced block in the right language wins; a block that defines the wanted function
/// or reads standard input is preferred to a later example. Replies without fences are taken as they
/// are, without the prose around them.
public struct ProgramExtraction: Sendable {
  /// Languages that are accepted; the first one is that of blocks without a label.
  public var languages: [String]
  /// Function that the program must define; nil for a whole program.
  public var entryPoint: String?

  public init(languages: [String], entryPoint: String? = nil) {
    self.languages = languages
    self.entryPoint = entryPoint
  }

  /// The extraction for candidates of `problem`.
  public init(language: String, problem: Problem) {
    self.init(languages: [language])
    if case .function(let signature) = problem.kind { entryPoint = signature.entryPoint }
  }

  /// Why a reply gives no program. The description is what the user reads.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    case cutAtTokenLimit
    case emptyReply
    case unfinishedThoughts
    case noProgram(language: String)
    case entryPointMissing(String)

    public var description: String {
      switch self {
      case .cutAtTokenLimit: "the reply was cut at the token limit"
      case .emptyReply: "the reply is empty"
      case .unfinishedThoughts: "the reply ends inside its thoughts"
      case .noProgram(let language): "the reply holds no \(language) program"
      case .entryPointMissing(let name): "the program does not define `\(name)`"
      }
    }
  }

  /// The program in `reply`.
  /// - Throws: ``Failure``
  public func program(in reply: ModelReply) throws(Failure) -> Program {
    guard reply.finish != .length else { throw .cutAtTokenLimit }
    let text = try Self.answer(in: reply.text)
    let (language, source) = try source(in: text)
    if let entryPoint, !Self.defines(entryPoint, in: source) { throw .entryPointMissing(entryPoint) }
    return Program(candidate: source, language: language, entryPoint: entryPoint)
  }

  /// What models put around thoughts: most of them, and Kimi.
  private static let thoughtMarks = [("<think>", "</think>"), ("◁think▷", "◁/think▷")]

  /// The reply without the thoughts that some models put before it.
  static func answer(in text: String) throws(Failure) -> String {
    let text = text.unixLines
    var answer = text
    let ends = thoughtMarks.compactMap { text.range(of: $0.1, options: .backwards)?.upperBound }
    if let end = ends.max() {
      answer = String(text[end...])
    } else if thoughtMarks.contains(where: { Substring(text).trimmed.hasPrefix($0.0) }) {
      throw .unfinishedThoughts
    }
    if Substring(answer).trimmed.isEmpty { throw .emptyReply }
    return answer
  }

  private func source(in text: String) throws(Failure) -> (language: String, source: String) {
    let blocks = FencedBlock.all(in: text).filter { !Substring($0.text).trimmed.isEmpty }
    let complete = blocks.filter(\.isClosed)
    // A model that ended by itself may leave out the last fence.
    for group in [complete, blocks] {
      let labelled = group.compactMap { block in language(of: block).map { ($0, block.text) } }
      if let best = preferred(labelled) { return best }
      let unlabelled = group.filter { $0.label.isEmpty && looksLikeCode($0.text) }
        .map { (defaultLanguage, $0.text) }
      if let best = preferred(unlabelled) { return best }
    }
    if blocks.isEmpty, let source = unfenced(text) { return (defaultLanguage, source) }
    throw .noProgram(language: defaultLanguage)
  }

  private var defaultLanguage: String { languages.first ?? "python3" }

  private func language(of block: FencedBlock) -> String? {
    languages.first { LanguageHints.of($0).labels.contains(block.label) }
  }

  private func preferred(_ blocks: [(language: String, source: String)]) -> (
    language: String, source: String
  )? {
    let fitting = blocks.last { block in
      if let entryPoint { return Self.defines(entryPoint, in: block.source) }
      return LanguageHints.of(block.language).wholeProgram.contains { block.source.contains($0) }
    }
    return fitting ?? blocks.last
  }

  /// From the first line that looks like code to the last one that does not look like prose.
  private func unfenced(_ text: String) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard let start = lines.firstIndex(where: { opens($0) || reads($0) }) else { return nil }
    lines = lines[start...]
    // Prose after an empty line ends the program.
    let end = lines.indices.dropFirst().first { index in
      lines[index - 1].trimmed.isEmpty && Self.isProse(lines[index])
    }
    if let end { lines = lines[..<end] }
    while let last = lines.last, last.trimmed.isEmpty || Self.isProse(last) { lines = lines.dropLast() }
    return lines.isEmpty ? nil : lines.map { $0 + "\n" }.joined()
  }

  /// Blocks without a label may hold formulas, inputs or outputs as well.
  private func looksLikeCode(_ text: String) -> Bool {
    let markers = LanguageHints.of(defaultLanguage).wholeProgram
    return markers.contains { text.contains($0) } || text.split(separator: "\n").contains { opens($0) }
  }

  private func opens(_ line: Substring) -> Bool {
    LanguageHints.of(defaultLanguage).openings.contains { line.hasPrefix($0) }
  }

  /// Whether an unindented line such as `n = int(input())` begins a program.
  private func reads(_ line: Substring) -> Bool {
    guard let first = line.first, !first.isWhitespace, line.contains("=") || line.hasPrefix("print(") else {
      return false
    }
    return LanguageHints.of(defaultLanguage).wholeProgram.contains { line.contains($0) }
  }

  /// Unindented words without the signs of code.
  static func isProse(_ line: Substring) -> Bool {
    guard let first = line.first, first.isLetter || first == "*" else { return false }
    let codeSigns: Set<Character> = ["=", "(", "[", "{", ";", "}"]
    let words = line.split(separator: " ")
    let plain = words.count { $0.allSatisfy { $0.isLetter || ".,:'`-*!".contains($0) } }
    let isPlain = words.count >= 3 && plain * 4 >= words.count * 3
    return isPlain && !line.prefix { $0 != "`" }.contains(where: codeSigns.contains)
  }

  /// Whether `source` defines `name`, as a function, a method, a class or a value.
  static func defines(_ name: String, in source: String) -> Bool {
    let name = NSRegularExpression.escapedPattern(for: name)
    let keyword = "\\b(def|func|function|class)\\s+\(name)\\b"
    let assignment = "^\\s*((const|let|var)\\s+)?\(name)\\s*=[^=]"
    // Languages that name the result's type first.
    let typed = "^\\s*(?!return\\b|print\\b|await\\b)[A-Za-z_][\\w<>,:&*\\[\\]]*\\s+[&*]*\(name)\\s*\\("
    return source.range(of: "(?m)(\(keyword))|(\(assignment))|(\(typed))", options: .regularExpression) != nil
  }
}
