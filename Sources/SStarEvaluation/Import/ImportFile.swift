import Foundation

/// The records of a file, one at a time: JSON Lines, or a JSON list of objects; both also compressed by gzip.
struct ImportFile {
  /// One record as it stands in the file.
  struct Piece: Sendable {
    var text: Data
    /// Line of its beginning, from 1.
    var line: Int
  }

  private static let chunkSize = 1 << 20
  /// Less, because it may become a thousand times as much.
  private static let compressedChunkSize = 64 << 10

  private let name: String
  private let handle: FileHandle
  private let inflater: Inflater?
  private var splitter: RecordSplitter
  private var isAtEnd = false

  /// - Throws: ``PackageError`` when it cannot be read or has another kind of contents.
  init(_ url: URL) throws {
    try Self.check(url)
    name = url.path
    let (base, isCompressed) = Self.kind(url)
    do {
      handle = try FileHandle(forReadingFrom: url)
    } catch {
      throw PackageError(file: url.path, problem: "cannot be read: \(error.localizedDescription)")
    }
    inflater = isCompressed ? try Inflater() : nil
    splitter = RecordSplitter(byLines: !base.hasSuffix(".json"))
  }

  /// The name without the suffix of compression.
  private static func kind(_ url: URL) -> (base: String, isCompressed: Bool) {
    let base = url.lastPathComponent.lowercased()
    return base.hasSuffix(".gz") ? (String(base.dropLast(3)), true) : (base, false)
  }

  /// - Throws: ``PackageError`` when a file is absent, or its name or beginning is of another kind.
  static func check(_ url: URL) throws {
    func refusal(_ problem: String) -> PackageError { PackageError(file: url.path, problem: problem) }
    let (base, isCompressed) = kind(url)
    for suffix in [".parquet", ".arrow", ".feather"] where base.hasSuffix(suffix) {
      throw refusal(
        "\(suffix) files are not read; convert it first, such as with Python: "
          + "pandas.read_\(suffix == ".parquet" ? "parquet" : "feather")(FILE)"
          + ".to_json('problems.jsonl', orient='records', lines=True)")
    }
    guard FileManager.default.fileExists(atPath: url.path) else { throw refusal("there is no such file") }
    // Others, such as pipes, can be read only once.
    guard try url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
    else { return }
    let start: Data
    do {
      start = try FileHandle(forReadingFrom: url).read(upToCount: 256) ?? Data()
    } catch {
      throw refusal("cannot be read: \(error.localizedDescription)")
    }
    guard start.contains(where: { $0 > 0x20 }) else { return }
    let isGzip = start.starts(with: [0x1F, 0x8B])
    if isCompressed, !isGzip {
      throw refusal("is not compressed by gzip; name it without .gz if it is plain text")
    }
    if !isCompressed, isGzip { throw refusal("is compressed by gzip; give it a name that ends in .gz") }
    let text = start.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    guard !isGzip, let first = text.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else {
      return
    }
    throw refusal(
      "is no file of JSON records: it begins with “\(ImportRecord.beginning(of: text))”; "
        + "give a .jsonl, .jsonl.gz or .json file")
  }

  /// The next record; nil at the end.
  /// - Throws: ``PackageError`` when the file cannot be read on.
  mutating func next() throws -> Piece? {
    do {
      while true {
        if let piece = try splitter.next(isLast: isAtEnd) { return piece }
        if isAtEnd { return nil }
        try readOn()
      }
    } catch let failure as Inflater.Failure {
      throw PackageError(file: name, problem: "\(failure); nothing was imported")
    } catch let failure as RecordSplitter.Failure {
      throw PackageError(file: "\(name):\(failure.line)", problem: "\(failure.problem); nothing was imported")
    }
  }

  private mutating func readOn() throws {
    let chunk: Data?
    do {
      chunk = try handle.read(upToCount: inflater == nil ? Self.chunkSize : Self.compressedChunkSize)
    } catch {
      throw PackageError(file: name, problem: "cannot be read: \(error.localizedDescription)")
    }
    guard let chunk, !chunk.isEmpty else {
      isAtEnd = true
      guard inflater?.isComplete ?? true else {
        throw PackageError(
          file: name,
          problem: "the compressed file ends early, so it is cut; fetch it again. Nothing was imported")
      }
      return
    }
    guard let inflater else {
      splitter.append(chunk)
      return
    }
    var splitter = splitter
    self.splitter = RecordSplitter(byLines: true)  // so that there is one owner of the buffer
    try inflater.inflate(Array(chunk)) { splitter.append($0) }
    self.splitter = splitter
  }
}
