/// What stands for `{placeholders}` in the commands and environment of a language.
struct Placeholders {
  private var values: [String: String]
  private let sources: [String]

  /// - Parameters:
  ///   - main: name of the main file.
  ///   - program: directory of the installed program.
  ///   - memoryBytes: the memory limit.
  init(
    _ language: LanguageRegistry.Language, sources: [String] = [], main: String, program: String,
    memoryBytes: Int
  ) {
    let memoryMiB = memoryBytes >> 20
    let heapMiB = max(memoryMiB - language.definition.runtimeMemoryMiB, memoryMiB / 2, 1)
    values = language.tools.mapValues(\.path)
    values["toolchain"] = language.toolchain?.path
    values["main"] = Self.word(main)
    values["program"] = program
    values["heap_mib"] = String(heapMiB)
    self.sources = sources.map(Self.word)
  }

  /// A file's name as a word that no tool takes for an option, as `-x.c` would be, or for a file of options, as `@x.c`.
  private static func word(_ name: String) -> String {
    guard let first = name.utf8.first else { return name }
    let isPlain =
      first == UInt8(ascii: "_") || (first < 0x80 && UnicodeScalar(first).properties.isAlphabetic)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    return isPlain ? name : "./" + name
  }

  /// The words of a command; `{sources}` becomes a word a file.
  func fill(_ words: [String]) -> [String] {
    words.flatMap { $0 == "{sources}" ? sources : [fill($0)] }
  }

  private func fill(_ word: String) -> String {
    values.reduce(word) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
  }
}
