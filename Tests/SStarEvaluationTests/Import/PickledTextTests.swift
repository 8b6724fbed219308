import Foundation
import Testing

@testable import SStarEvaluation

@Suite("Pickles that hold one text")
struct PickledTextTests {
  private static let text = "[{\"input\": \"1\\n\", \"output\": \"ü€😀\"}]"

  private func read(_ base64: String) throws -> String {
    let bytes = try #require(Data(base64Encoded: base64))
    return String(decoding: try PickledText.read(Array(bytes)), as: UTF8.self)
  }

  @Test(
    "A text or bytes object of every protocol is read",
    arguments: [
      "Vlt7ImlucHV0IjogIjFcdTAwNWNuIiwgIm91dHB1dCI6ICL8XHUyMGFjXFUwMDAxZjYwMCJ9XQpwMAou",
      "WCkAAABbeyJpbnB1dCI6ICIxXG4iLCAib3V0cHV0IjogIsO84oKs8J+YgCJ9XXEALg==",
      "gAJYKQAAAFt7ImlucHV0IjogIjFcbiIsICJvdXRwdXQiOiAiw7zigqzwn5iAIn1dcQAu",
      "gANYKQAAAFt7ImlucHV0IjogIjFcbiIsICJvdXRwdXQiOiAiw7zigqzwn5iAIn1dcQAu",
      "gASVLQAAAAAAAACMKVt7ImlucHV0IjogIjFcbiIsICJvdXRwdXQiOiAiw7zigqzwn5iAIn1dlC4=",
      "gAWVLQAAAAAAAACMKVt7ImlucHV0IjogIjFcbiIsICJvdXRwdXQiOiAiw7zigqzwn5iAIn1dlC4=",
      "gAWVLQAAAAAAAABDKVt7ImlucHV0IjogIjFcbiIsICJvdXRwdXQiOiAiw7zigqzwn5iAIn1dlC4=",
      "gANDKVt7ImlucHV0IjogIjFcbiIsICJvdXRwdXQiOiAiw7zigqzwn5iAIn1dcQAu",
    ])
  func everyProtocol(pickle: String) throws {
    #expect(try read(pickle) == Self.text)
  }

  @Test(
    "A pickle that would call something is refused",
    arguments: [
      // os.system, by protocols 0, 2 and 4.
      "Y3Bvc2l4CnN5c3RlbQpwMAooVnRvdWNoIC90bXAvc3N0YXItcGlja2xlLXJhbgpwMQp0cDIKUnAzCi4=",
      "gAJjcG9zaXgKc3lzdGVtCnEAWBsAAAB0b3VjaCAvdG1wL3NzdGFyLXBpY2tsZS1yYW5xAYVxAlJxAy4=",
      "gASVNgAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjBt0b3VjaCAvdG1wL3NzdGFyLXBpY2tsZS1yYW6UhZRSlC4=",
    ])
  func calls(pickle: String) {
    #expect(throws: PickledText.Refusal.self) { try read(pickle) }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/sstar-pickle-ran"))
  }

  @Test(
    "Other values than one text are refused",
    arguments: [
      "gASVCwAAAAAAAACMAWGUjAFilIaULg==",  // a tuple of two texts
      "gASVDwAAAAAAAABdlCiMA2FhYZRoAWgBZS4=",  // a list that recalls its items
      "gAROLg==", "gARLAS4=", "gARdlC4=", "Lg==", "",
    ])
  func otherValues(pickle: String) {
    #expect(throws: PickledText.Refusal.self) { try read(pickle) }
  }

  @Test("Every single instruction but those of a text is refused")
  func everyInstruction() {
    let texts: Set<UInt8> = [0x8C, 0x43, 0x58, 0x42, 0x8D, 0x8E, 0x56]
    let idle: Set<UInt8> = [0x94, 0x71, 0x70, 0x72, 0x95]
    for code in UInt8.min...UInt8.max where !texts.contains(code) && !idle.contains(code) {
      #expect(throws: PickledText.Refusal.self, "instruction \(code)") {
        try PickledText.read([0x80, 4, 0x8C, 1, 0x61, code, 0, 0, 0, 0, 0, 0, 0, 0, 0x2E])
      }
    }
  }

  @Test("Nesting, and lengths beyond the end, cost nothing and are refused")
  func bombs() {
    for pickle in [
      [UInt8](repeating: 0x28, count: 1_000_000), [UInt8](repeating: 0x5D, count: 1_000_000),
      [0x80, 4, 0x8D] + [UInt8](repeating: 0xFF, count: 8) + [0x2E],
      [0x80, 4, 0x58, 0xFF, 0xFF, 0xFF, 0x7F, 0x61], [0x80, 4, 0x8C, 5, 0x61],
      [0x80, 9, 0x8C, 1, 0x61, 0x2E],
      [0x80, 4, 0x8C, 1, 0x61, 0x2E, 0x2E],
    ] {
      #expect(throws: PickledText.Refusal.self) { try PickledText.read(pickle) }
    }
  }

  @Test("A long memo without end is read in one pass")
  func memo() throws {
    let pickle = [0x80, 4, 0x8C, 1, 0x61] + [UInt8](repeating: 0x94, count: 1_000_000) + [0x2E]
    #expect(try PickledText.read(pickle) == [0x61])
  }
}
