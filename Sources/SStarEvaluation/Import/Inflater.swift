import CZlib

/// Decompresses gzip and zlib data piece by piece.
final class Inflater {
  /// Why data cannot be decompressed.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private static let pieceSize = 256 << 10

  private var stream = z_stream()
  private var piece = [UInt8](repeating: 0, count: pieceSize)
  /// Whether the data so far is complete.
  private(set) var isComplete = false

  init() throws {
    guard sstar_inflate_start(&stream) == Z_OK else { throw Failure(description: "no memory to decompress") }
  }

  deinit { inflateEnd(&stream) }

  /// Decompresses the next bytes of the data, and hands over what comes of them in pieces.
  /// - Throws: ``Failure``, or what `body` throws.
  func inflate(_ input: [UInt8], _ body: (ArraySlice<UInt8>) throws -> Void) throws {
    var input = input
    let count = input.count
    var consumed = 0
    while true {
      if isComplete {
        guard consumed < count else { return }
        // Files that were appended to each other are one file.
        guard inflateReset(&stream) == Z_OK else { throw Failure(description: "broken compressed data") }
        isComplete = false
      }
      let (status, produced) = step(&input, &consumed)
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        throw Failure(description: "broken compressed data")
      }
      if produced > 0 { try body(piece[..<produced]) }
      isComplete = status == Z_STREAM_END
      if consumed == count, produced < Self.pieceSize { return }
    }
  }

  private func step(_ input: inout [UInt8], _ consumed: inout Int) -> (status: Int32, produced: Int) {
    let offset = consumed
    var left = 0
    let result = input.withUnsafeMutableBufferPointer { source in
      piece.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress?.advanced(by: offset)
        stream.avail_in = UInt32(source.count - offset)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        let status = CZlib.inflate(&stream, Z_NO_FLUSH)
        left = Int(stream.avail_in)
        return (status, target.count - Int(stream.avail_out))
      }
    }
    consumed = input.count - left
    return result
  }

  /// All of a zlib or gzip text at once.
  /// - Throws: ``Failure`` when it is broken, incomplete or larger than `limit`.
  static func inflate(_ input: [UInt8], limit: Int) throws -> [UInt8] {
    let inflater = try Inflater()
    var output: [UInt8] = []
    try inflater.inflate(input) { piece in
      guard output.count + piece.count <= limit else {
        throw Failure(description: "decompresses to more than \(limit >> 20) MiB")
      }
      output += piece
    }
    guard inflater.isComplete else { throw Failure(description: "the compressed data ends early") }
    return output
  }
}
