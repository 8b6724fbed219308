import Foundation
import SStar

/// Takes replies from a recording where it has them, and records the others before it hands them on.
public struct RecordedModel: LanguageModel {
  private let base: any LanguageModel
  private let run: (any ReplyStore)?
  private let cache: ReplyCache?
  private let mode: CacheMode
  private let onTrouble: @Sendable (String) -> Void

  /// - Parameters:
  ///   - run: the record of this run; its replies were paid for in this run.
  ///   - cache: replies of other runs; used as `mode` says.
  ///   - onTrouble: told when a reply could not be recorded; it is used all the same.
  public init(
    _ base: any LanguageModel, run: (any ReplyStore)?, cache: ReplyCache?, mode: CacheMode,
    onTrouble: @escaping @Sendable (String) -> Void
  ) {
    self.base = base
    self.run = run
    self.cache = mode == .off ? nil : cache
    self.mode = mode
    self.onTrouble = onTrouble
  }

  public var identifier: String { base.identifier }
  public var fingerprint: String { base.fingerprint }
  public func answers(_ role: Role) -> Bool { base.answers(role) }

  public func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery)
    async throws
  {
    var missing: [Range<Int>] = []
    for sample in samples {
      if let reply = try await recorded(request, sample) {
        await deliver(.replies([reply]))
      } else if let last = missing.last, last.upperBound == sample {
        missing[missing.count - 1] = last.lowerBound..<sample + 1
      } else {
        missing.append(sample..<sample + 1)
      }
    }
    if mode == .replayOnly, let first = missing.first {
      throw ReplayError(role: request.role, sample: first.lowerBound, model: identifier)
    }
    try await withThrowingTaskGroup(of: (any Error)?.self) { group in
      for range in missing {
        group.addTask {
          do {
            try await base.draw(request, samples: range) { delivery in
              if case .replies(let replies) = delivery {
                // All that one answer held, before anybody waits for a disk or acts on the first of them.
                await record(replies, request)
                await flush()
              }
              await deliver(delivery)
            }
            return nil
          } catch {
            // The others go on: what they give is paid for.
            return error
          }
        }
      }
      var failure: (any Error)?
      for try await error in group { failure = failure ?? error }
      if let failure { throw failure }
    }
  }

  private func recorded(_ request: ModelRequest, _ sample: Int) async throws -> ModelReply? {
    let key = CallKey(fingerprint: fingerprint, request: request, sample: sample)
    if var reply = try await run?.reply(for: key) {
      reply.sample = sample
      return reply
    }
    guard var reply = await cache?.reply(for: key) else { return nil }
    reply.sample = sample
    reply.usage = Usage(recordedReplies: 1)
    await record([KeyedReply(reply, key: key)], request, intoCache: false)
    await flush()
    return reply
  }

  private func record(_ replies: [ModelReply], _ request: ModelRequest) async {
    let keyed = replies.map { reply in
      KeyedReply(reply, key: CallKey(fingerprint: fingerprint, request: request, sample: reply.sample))
    }
    await record(keyed, request, intoCache: mode == .readwrite)
  }

  private func record(_ replies: [KeyedReply], _ request: ModelRequest, intoCache: Bool) async {
    do {
      try await run?.record(replies, request: request, model: identifier)
    } catch {
      onTrouble("replies cannot be recorded in the run, and would be paid for again: \(reason(error))")
    }
    // A run that is full must not keep a reply out of the cache.
    guard intoCache else { return }
    do {
      let telling = replies.filter { !$0.reply.text.allSatisfy(\.isWhitespace) }
      try await cache?.record(telling, request: request, model: identifier)
    } catch {
      onTrouble("replies cannot be kept in the cache of all runs: \(reason(error))")
    }
  }

  /// In words that do not differ from file to file, so that they are told once.
  private func reason(_ error: any Error) -> String {
    if let system = (error as? CocoaError)?.underlying as? POSIXError {
      return String(cString: strerror(system.code.rawValue))
    }
    return error is CocoaError ? error.localizedDescription : "\(error)"
  }
}

extension RecordedModel {
  private func flush() async {
    do {
      try await run?.flush()
    } catch {
      onTrouble("the record may not survive a power failure: \(error)")
    }
  }
}

/// A reply is wanted that no recording has, and no call may be made.
public struct ReplayError: Error, Sendable, Hashable, CustomStringConvertible {
  public var role: Role
  public var sample: Int
  public var model: String

  public var description: String {
    "no recorded reply of \(model) for \(role.rawValue), sample \(sample), and replaying makes no calls; "
      + "use --cache readwrite to make them"
  }
}
