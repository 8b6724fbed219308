import Foundation
import SStar
import Synchronization
import Testing

@testable import SStarModels

@Suite struct RecordedModelTests {
  /// A store in memory.
  private actor Store: ReplyStore {
    var replies: [CallKey: ModelReply] = [:]
    var isFull = false
    func fill() { isFull = true }
    func reply(for key: CallKey) -> ModelReply? { replies[key] }
    /// Replies that were recorded when it was asked to flush.
    var flushes: [Int] = []
    func flush() { flushes.append(replies.count) }
    func record(_ new: [KeyedReply], request: ModelRequest, model: String) throws {
      if isFull { throw CancellationError() }
      for item in new { replies[item.key] = item.reply }
    }
  }

  /// A model that counts its calls.
  private final class Counter: Sendable {
    private let count = Mutex(0)
    var calls: Int { count.withLock { $0 } }
    var model: ScriptedModel {
      ScriptedModel { _, sample in
        self.count.withLock { $0 += 1 }
        return "reply \(sample)"
      }
    }
  }

  private let request = ModelRequest(
    role: .generate, problemID: "p", messages: [Message(.user, "hi")], seed: 5)

  private func texts(_ model: RecordedModel, _ samples: Range<Int>) async throws -> [Int: String] {
    var texts: [Int: String] = [:]
    for try await reply in model.replies(to: request, samples: samples) { texts[reply.sample] = reply.text }
    return texts
  }

  @Test("a recorded reply is not asked for again, and only the missing ones are")
  func missingOnly() async throws {
    let (counter, store) = (Counter(), Store())
    let model = RecordedModel(counter.model, run: store, cache: nil, mode: .off) { _ in }
    _ = try await texts(model, 2..<4)
    #expect(counter.calls == 2)
    let all = try await texts(model, 0..<6)
    #expect(counter.calls == 6)
    #expect(all == [0: "reply 0", 1: "reply 1", 2: "reply 2", 3: "reply 3", 4: "reply 4", 5: "reply 5"])
  }

  @Test("a second run takes all replies from the cache, at no cost")
  func cache() async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-cache-\(UUID())")
    defer { try? FileManager.default.removeItem(at: directory) }
    let counter = Counter()
    let cache = ReplyCache(directory: directory)
    let first = RecordedModel(counter.model, run: Store(), cache: cache, mode: .readwrite) { _ in }
    let replies = try await texts(first, 0..<3)
    let second = RecordedModel(counter.model, run: Store(), cache: cache, mode: .replayOnly) { _ in }
    #expect(try await texts(second, 0..<3) == replies)
    #expect(counter.calls == 3)
    for try await reply in second.replies(to: request, samples: 0..<1) {
      #expect(reply.usage == Usage(recordedReplies: 1))
    }
    await #expect(throws: ReplayError.self) { try await texts(second, 0..<4) }
    let off = RecordedModel(counter.model, run: nil, cache: cache, mode: .off) { _ in }
    _ = try await texts(off, 0..<3)
    #expect(counter.calls == 6)
  }

  @Test("`read` leaves the cache as it is")
  func readOnly() async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-cache-\(UUID())")
    let model = RecordedModel(Counter().model, run: nil, cache: ReplyCache(directory: directory), mode: .read)
    { _ in }
    _ = try await texts(model, 0..<1)
    #expect(!FileManager.default.fileExists(atPath: directory.path))
  }

  @Test("empty answers are not cached")
  func empties() async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-cache-\(UUID())")
    defer { try? FileManager.default.removeItem(at: directory) }
    let cache = ReplyCache(directory: directory)
    let model = RecordedModel(ScriptedModel { _, _ in " \n" }, run: nil, cache: cache, mode: .readwrite) {
      _ in
    }
    _ = try await texts(model, 0..<1)
    let key = CallKey(fingerprint: model.fingerprint, request: request, sample: 0)
    #expect(await cache.reply(for: key) == nil)
  }

  @Test("a reply that cannot be recorded is used all the same, and the trouble is told")
  func fullDisk() async throws {
    let store = Store()
    await store.fill()
    let sentences = Sentences()
    let model = RecordedModel(Counter().model, run: store, cache: nil, mode: .off) { sentences.add($0) }
    #expect(try await texts(model, 0..<2).count == 2)
    #expect(sentences.count == 2)
  }

  /// A model that has all samples in one answer.
  private struct OneAnswer: LanguageModel {
    let identifier = "one"
    func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery) async throws {
      await deliver(.replies(samples.map { ModelReply(sample: $0, text: "reply \($0)") }))
    }
  }

  @Test("all replies of one answer are recorded before the first is flushed or used")
  func together() async throws {
    let store = Store()
    let model = RecordedModel(OneAnswer(), run: store, cache: nil, mode: .off) { _ in }
    #expect(try await texts(model, 0..<64).count == 64)
    #expect(await store.flushes == [64])
  }

  @Test("a full run keeps no reply out of the cache, a cache that cannot be written none out of the run")
  func oneOfTwo() async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("sstar-cache-\(UUID())")
    defer { try? FileManager.default.removeItem(at: directory) }
    let (store, sentences) = (Store(), Sentences())
    await store.fill()
    let cache = ReplyCache(directory: directory)
    let model = RecordedModel(Counter().model, run: store, cache: cache, mode: .readwrite) {
      sentences.add($0)
    }
    _ = try await texts(model, 0..<1)
    let key = CallKey(fingerprint: model.fingerprint, request: request, sample: 0)
    #expect(await cache.reply(for: key)?.text == "reply 0")
    #expect(sentences.different.count == 1)

    let (other, troubles) = (Store(), Sentences())
    let nowhere = ReplyCache(directory: URL(fileURLWithPath: "/dev/null"))
    let second = RecordedModel(Counter().model, run: other, cache: nowhere, mode: .readwrite) {
      troubles.add($0)
    }
    _ = try await texts(second, 0..<3)
    #expect(await other.replies.count == 3)
    // The same sentence for each, whatever its file.
    #expect(troubles.different.count == 1)
    #expect(troubles.different.first?.contains("cache") == true)
    #expect(troubles.different.first?.contains("NS") == false)
  }

  private final class Sentences: Sendable {
    var different: Set<String> { all.withLock { Set($0) } }
    private let all = Mutex<[String]>([])
    func add(_ text: String) { all.withLock { $0.append(text) } }
    var count: Int { all.withLock { $0.count } }
  }

  @Test("keys differ in whatever decides a reply, and in nothing else")
  func keys() {
    func key(_ change: (inout ModelRequest) -> Void = { _ in }, sample: Int = 0, model: String = "m")
      -> CallKey
    {
      var request = request
      change(&request)
      return CallKey(fingerprint: model, request: request, sample: sample)
    }
    let different = [
      key(), key(sample: 1), key(model: "other"), key({ $0.temperature = 0.1 }), key({ $0.maxTokens = 7 }),
      key({ $0.seed = 6 }), key({ $0.messages.append(Message(.user, "more")) }), key({ $0.role = .debug }),
    ]
    #expect(Set(different).count == different.count)
    #expect(key() == key())
  }
}
