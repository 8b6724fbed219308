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

  private let name: String
  private let handle: FileHandle
  private let inflater: Inflater?
  private var splitter: RecordSplitter
  private var isAtEnd = false

  /// - Throws: ``PackageError`` when it cannot be read or has another kind of contents.
  init(_ url: URL) throws {
    name = url.path
    var base = url.lastPathComponent.lowercased()
    let isCompressed = base.hasSuffix(".gz")
    if isCompressed { base.removeLast(3) }
    for suffix in [".parquet", ".arrow", ".feather"] where base.hasSuffix(suffix) {
      throw PackageError(
        file: url.path,
        problem: "\(suffix) files are not read; convert it first, such as with Python: "
          + "pandas.read_\(suffix == ".parquet" ? "parquet" : "feather")(FILE)"
          + ".to_json('problems.jsonl', orient='records', lines=True)")
    }
    do {
      handle = try FileHandle(forReadingFrom: url)
    } catch {
      throw PackageError(file: url.path, problem: "cannot be read; give a .jsonl, .jsonl.gz or .json file")
    }
    inflater = isCompressed ? try Inflater() : nil
    splitter = RecordSplitter(byLines: !base.hasSuffix(".json"))
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
      throw PackageError(file: name, problem: failure.description)
    } catch let failure as RecordSplitter.Failure {
      throw PackageError(file: "\(name):\(failure.line)", problem: failure.problem)
    }
  }

  private mutating func readOn() throws {
    let chunk: Data?
    do {
      chunk = try handle.read(upToCount: Self.chunkSize)
    } catch {
      throw PackageError(file: name, problem: "cannot be read: \(error.localizedDescription)")
    }
    guard let chunk, !chunk.isEmpty else {
      isAtEnd = true
      guard inflater?.isComplete ?? true else {
        throw PackageError(file: name, problem: "the compressed file ends early; fetch it again")
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
