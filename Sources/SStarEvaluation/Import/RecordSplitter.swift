import Foundation

/// Cuts a stream of text into records: lines, or the objects of a JSON list, without parsing them.
struct RecordSplitter {
  struct Failure: Error {
    var line: Int
    var problem: String
  }

  /// A larger record is a mistake, or none that there is memory for.
  static let largest = 1 << 30
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var byLines: Bool
  /// Whether anything but white space was met.
  private var hasBegun = false
  private var buffer: [UInt8] = []
  /// Where the unread part begins, and how far it is looked through.
  private var start = 0
  private var scanned = 0
  private var line = 1
  private var lineOfStart = 1
  private var depth = 0
  private var isInList = false
  private var isInText = false
  private var isEscaped = false

  /// - Parameter byLines: how to read a text that does not begin as a list, which is one whatever its name.
  init(byLines: Bool) {
    self.byLines = byLines
  }

  mutating func append(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      buffer.removeFirst(start)
      scanned -= start
      start = 0
    }
    buffer += bytes
  }

  /// The next record; nil when it is not complete yet, or at the end of the stream.
  mutating func next(isLast: Bool) throws(Failure) -> ImportFile.Piece? {
    if !hasBegun, let first = buffer[start...].first(where: { $0 > 0x20 && !Self.byteOrderMark.contains($0) })
    {
      hasBegun = true
      if first == UInt8(ascii: "[") { byLines = false }
    }
    let piece = byLines ? nextLine(isLast: isLast) : try nextObject()
    if let piece { return piece }
    if scanned - start > Self.largest {
      throw Failure(line: lineOfStart, problem: "the record is larger than \(Self.largest >> 20) MiB")
    }
    if isLast, depth > 0 {
      throw Failure(line: lineOfStart, problem: "the record that begins here never ends, so the file is cut")
    }
    return nil
  }

  private mutating func nextLine(isLast: Bool) -> ImportFile.Piece? {
    while scanned < buffer.count || (isLast && start < scanned) {
      if scanned < buffer.count, buffer[scanned] != UInt8(ascii: "\n") {
        scanned += 1
        if scanned < buffer.count || !isLast { continue }
      }
      var text = buffer[start..<scanned]
      if line == 1, text.starts(with: Self.byteOrderMark) { text = text.dropFirst(3) }
      let piece = ImportFile.Piece(text: Data(text), line: line)
      if scanned < buffer.count { scanned += 1 }
      line += 1
      start = scanned
      if text.contains(where: { $0 > 0x20 }) { return piece }
    }
    return nil
  }

  private mutating func nextObject() throws(Failure) -> ImportFile.Piece? {
    while scanned < buffer.count {
      let byte = buffer[scanned]
      scanned += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where depth > 0: isInText = true
      case UInt8(ascii: "[") where depth == 0 && !isInList: isInList = true
      case UInt8(ascii: "]") where depth == 0 && isInList: isInList = false
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 0 {
          start = scanned - 1
          lineOfStart = line
        }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          defer { start = scanned }
          return ImportFile.Piece(text: Data(buffer[start..<scanned]), line: lineOfStart)
        }
        if depth < 0 { throw Failure(line: line, problem: "a bracket too many; expected a list of objects") }
      case 0...0x20, UInt8(ascii: ","), 0xEF, 0xBB, 0xBF: break  // and the byte order mark
      default:
        guard depth > 0 else { throw Failure(line: line, problem: "expected a list of JSON objects") }
      }
    }
    if depth == 0 { start = scanned }
    return nil
  }
}
