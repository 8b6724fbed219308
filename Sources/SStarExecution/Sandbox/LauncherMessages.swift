import Foundation
import SStar

/// The binary messages of `Sandbox/Launcher/protocol.h`; all integers in native byte order.
enum LauncherMessages {
  static let version: UInt32 = 2
  static let requestMagic: UInt32 = 0x5241_5453
  static let responseMagic: UInt32 = 0x5341_5453
  static let helloSize = 32
  static let responseSize = 48

  /// A request to run or install a program.
  struct Request {
    enum Operation: UInt32 {
      case install = 1
      case run = 2
    }
    var operation: Operation
    /// Mode of the fork server, or nil to execute `arguments`.
    var forkServerMode: ForkServerMode?
    var isCompile = false
    var isInMemory = false
    var arguments: [String] = []
    var environment: [String] = []
    var files: [Program.File] = []
    var directories: [String] = []
    var collect: [String] = []
    var input = Data()
    var limits = Limits()
    var threads = 64
    var descriptors = 64
    /// RLIMIT_DATA, RLIMIT_AS; 0 for none.
    var dataBytes = 0
    var addressSpaceBytes = 0
    var stackBytes = 256 << 20
    var fileBytes = 64 << 20
    var scratchBytes = 256 << 20

    static let keptErrorBytes = 64 << 10
    /// Messages that were left in are no mistake; contest systems throw them away.
    static let errorLimitBytes = 1 << 30

    func encoded() -> Data {
      var payload = Data()
      for text in arguments + environment { payload.appendBlob(Data(text.utf8)) }
      for file in files {
        payload.appendBlob(Data(file.name.utf8))
        payload.appendBlob(file.contents)
      }
      for text in directories + collect { payload.appendBlob(Data(text.utf8)) }
      payload.appendBlob(input)

      var message = Data(capacity: 152 + payload.count)
      let flags: UInt32 = (isCompile ? 1 : 0) | (isInMemory ? 2 : 0)
      for value in [
        LauncherMessages.requestMagic, operation.rawValue, forkServerMode == nil ? 0 : 1,
        forkServerMode?.rawValue ?? 0, flags, UInt32(arguments.count), UInt32(environment.count),
        UInt32(files.count), UInt32(directories.count), UInt32(collect.count),
        UInt32(clamping: limits.processes), UInt32(clamping: threads), UInt32(clamping: descriptors), 0,
      ] {
        message.appendInteger(value)
      }
      for value in [
        nanoseconds(limits.cpuSeconds), nanoseconds(limits.wallSeconds), UInt64(clamping: limits.memoryBytes),
        UInt64(clamping: dataBytes), UInt64(clamping: addressSpaceBytes), UInt64(clamping: stackBytes),
        UInt64(clamping: limits.outputBytes), UInt64(Self.keptErrorBytes), UInt64(Self.errorLimitBytes),
        UInt64(clamping: fileBytes), UInt64(clamping: scratchBytes), UInt64(payload.count),
      ] {
        message.appendInteger(value)
      }
      message.append(payload)
      return message
    }

    private func nanoseconds(_ seconds: Double) -> UInt64 {
      UInt64(min(max(seconds, 0.001), 1e9) * 1e9)
    }
  }

  /// What the fork server does with the installed program (see `Sandbox/ForkServer/python`).
  enum ForkServerMode: UInt32 {
    case compile = 0
    case main = 1
    case function = 2
    case assertions = 3
  }

  /// The fixed part of a response.
  struct ResponseHeader {
    var failed: Bool
    /// Whether the jail now has the code of the program that it compiled, installed and loaded.
    var isCompiled: Bool
    var waitStatus: Int32
    var exceeded: Exceeded
    var cpuSeconds: Double
    var wallSeconds: Double
    var peakBytes: Int
    var payloadSize: Int

    init?(_ bytes: Data) {
      var reader = ByteReader(bytes)
      guard reader.integer(UInt32.self) == LauncherMessages.responseMagic,
        let outcome = reader.integer(UInt32.self), let status = reader.integer(Int32.self),
        let limits = reader.integer(UInt32.self), let cpu = reader.integer(UInt64.self),
        let wall = reader.integer(UInt64.self), let peak = reader.integer(UInt64.self),
        let size = reader.integer(UInt64.self)
      else { return nil }
      failed = outcome == 1
      isCompiled = outcome == 2
      waitStatus = status
      exceeded = Exceeded(rawValue: limits)
      cpuSeconds = Double(cpu) / 1e9
      wallSeconds = Double(wall) / 1e9
      peakBytes = Int(clamping: peak)
      payloadSize = Int(clamping: size)
    }
  }

  /// The limits that an execution went beyond.
  struct Exceeded: OptionSet {
    let rawValue: UInt32
    static let cpu = Exceeded(rawValue: 1)
    static let wall = Exceeded(rawValue: 2)
    static let memory = Exceeded(rawValue: 4)
    static let output = Exceeded(rawValue: 8)
    static let scratch = Exceeded(rawValue: 16)
  }

  /// A whole response.
  struct Response {
    var header: ResponseHeader
    var output: Data
    var error: Data
    /// Contents of the collected paths, nil where there is no such file.
    var collected: [Data?]
  }
}

/// Reads integers and length-prefixed blobs from bytes in native byte order.
struct ByteReader {
  private let bytes: Data
  private var offset: Int

  init(_ bytes: Data) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var isAtEnd: Bool { offset == bytes.endIndex }

  mutating func integer<T: FixedWidthInteger>(_: T.Type) -> T? {
    let size = MemoryLayout<T>.size
    guard bytes.endIndex - offset >= size else { return nil }
    let value = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: offset - bytes.startIndex, as: T.self)
    }
    offset += size
    return value
  }

  /// The next blob; nil at the end or when it is marked as absent (`isAbsent`).
  mutating func blob() -> (data: Data?, valid: Bool) {
    guard let size = integer(UInt64.self) else { return (nil, false) }
    if size == .max { return (nil, true) }
    guard size <= UInt64(bytes.endIndex - offset) else { return (nil, false) }
    let end = offset + Int(size)
    defer { offset = end }
    return (bytes.subdata(in: offset..<end), true)
  }
}

extension Data {
  mutating func appendInteger<T: FixedWidthInteger>(_ value: T) {
    Swift.withUnsafeBytes(of: value) { append(contentsOf: $0) }
  }

  mutating func appendBlob(_ blob: Data) {
    appendInteger(UInt64(blob.count))
    append(blob)
  }
}
