import Crypto
import Foundation
import SStar

/// A model behind an HTTP interface.
public struct LiveModel: LanguageModel {
  /// How calls are made, beside what they ask.
  public struct Conduct: Sendable, Hashable {
    /// Calls in flight at most, 1 or more.
    public var concurrency = 64
    /// Samples that one request draws at most, where the server can; 1 or more.
    public var samplesPerRequest = 8
    /// Deadline of a call in seconds.
    public var timeout = 600.0
    /// Tries after the first, 0 or more.
    public var retries = 6

    public init() {}
  }

  /// Below this, servers cache no prompts.
  private static let shortestCachedPrompt = 1024
  /// A server that counts less than this share of the prompt has cut it.
  private static let credibleInputShare = 0.35

  let endpoint: ModelEndpoint
  let options: SamplingOptions
  let conduct: Conduct
  let service: any CompletionService
  let meter: CallMeter
  let state: ServerState
  let onNotice: @Sendable (String) -> Void
  let onLoss: @Sendable (LostCall) async -> Void

  public var identifier: String { endpoint.identifier }

  public var fingerprint: String {
    var decisive = self.options
    // How a reply travels says nothing about it.
    decisive.streams = false
    let options =
      (try? JSONEncoder.canonical.encode(decisive)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    // A digest: addresses and options may hold secrets.
    return SHA256.hash(
      data: Data("\(endpoint.provider.name)\n\(endpoint.baseURL)\n\(endpoint.model)\n\(options)".utf8)
    )
    .hexadecimal
  }

  /// What came of one call.
  private enum Outcome: Sendable {
    /// Samples that are to be drawn again: left out by the server, or blank for the first time.
    case drawn(delivered: Int, missing: [Range<Int>], blank: [Int])
    case failed(CallFailure)
    case exhausted(BudgetReached)
  }

  public func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery)
    async throws
  {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      let count = samples.count
      func start(_ samples: Range<Int>, takesBlanks: Bool = false) {
        for batch in batches(samples) {
          let call = CompletionCall(request: request, samples: batch, samplesOfDraw: count) {
            await deliver(.loss($0.usage))
          }
          group.addTask { try await outcome(call, takesBlanks: takesBlanks, deliver) }
        }
      }
      var rest = samples
      let first = leading(request, samples)
      start(rest.prefix(first))
      rest = rest.dropFirst(first)
      var failure: (any Error)?
      var delivered = 0
      while let outcome = try await group.next() {
        switch outcome {
        case .drawn(let count, let missing, let blank):
          delivered += count
          for samples in missing { start(samples) }
          for sample in blank { start(sample..<sample + 1, takesBlanks: true) }
        case .failed(let error):
          failure = failure ?? serviceError(error)
          // Calls in flight may still be served, and are paid for, unless none ever was.
          if error.isFatal, delivered == 0 { throw serviceError(error) }
        case .exhausted(let error): failure = failure ?? error
        }
        if failure == nil { start(rest) }
        rest = rest.suffix(0)
      }
      if let failure { throw failure }
    }
  }

  private func outcome(
    _ call: CompletionCall, takesBlanks: Bool, _ deliver: ReplyDelivery
  ) async throws -> Outcome {
    do {
      let completion = try await service.complete(call)
      var usable: [ModelReply] = []
      var missing: [Range<Int>] = []
      var blank: [Int] = []
      var lost: [LostCall] = []
      let blanks = takesBlanks ? [] : Self.blanks(completion)
      for (index, (sample, reply)) in replies(completion, call, blanks: blanks).enumerated() {
        guard let reply else {
          // Asked for together, unless that may be why they were not usable.
          if completion.defect == nil, let last = missing.last, last.upperBound == sample {
            missing[missing.count - 1] = last.lowerBound..<sample + 1
          } else {
            missing.append(sample..<sample + 1)
          }
          continue
        }
        if blanks.contains(index) {
          blank.append(sample)
          lost.append(
            LostCall(
              request: call.request, samples: sample..<sample + 1, reason: "an answer of nothing",
              isEstimated: completion.isEstimated, inputTokens: reply.usage.inputTokens,
              outputTokens: reply.usage.outputTokens, usd: reply.usage.usd))
        } else {
          usable.append(reply)
        }
      }
      if !usable.isEmpty { await deliver(.replies(usable)) }
      for call in lost {
        await onLoss(call)
        await deliver(.loss(call.usage))
      }
      return .drawn(delivered: usable.count, missing: missing, blank: blank)
    } catch let failure as CallFailure {
      return .failed(failure)
    } catch let error as BudgetReached {
      return .exhausted(error)
    }
  }

  /// Choices of nothing. That may be bad luck: they are worth one more call.
  private static func blanks(_ completion: Completion) -> Set<Int> {
    Set(
      completion.choices.filter { _, choice in
        choice.finish == .stop && !choice.isRefusal && choice.text.allSatisfy(\.isWhitespace)
      }.keys)
  }

  private func batches(_ samples: Range<Int>) -> [Range<Int>] {
    let size = max(1, min(conduct.samplesPerRequest, state.habits.mostChoices, endpoint.format.mostChoices))
    return stride(from: samples.lowerBound, to: samples.upperBound, by: size).map {
      $0..<min($0 + size, samples.upperBound)
    }
  }

  /// Samples whose answer the others wait for.
  private func leading(_ request: ModelRequest, _ samples: Range<Int>) -> Int {
    // The first call writes the prompt to the server's cache, the others read it.
    if warmsUp(request, samples) { return 1 }
    // Proxies lose the ends of choices that are streamed together; one request is enough to find out.
    let first = batches(samples).first?.count ?? 0
    return options.streams && first > 1 && !state.isChoicesProven ? first : samples.count
  }

  private func warmsUp(_ request: ModelRequest, _ samples: Range<Int>) -> Bool {
    endpoint.provider.family == .anthropic && request.role == .generate && samples.count > 1
      && meter.estimatedInput(request) >= Self.shortestCachedPrompt
  }

  /// A reply for each sample of a batch; nil for those that the server left out.
  private func replies(
    _ completion: Completion, _ call: CompletionCall, blanks: Set<Int>
  ) -> [(Int, ModelReply?)] {
    let tokens = completion.tokens ?? .init()
    checkInput(tokens.input, call.request)
    let lengths = completion.choices.mapValues { max(1, $0.size) }
    let total = max(1, lengths.values.reduce(0, +))
    let usable = completion.choices.keys.filter { !blanks.contains($0) }
    let first = usable.min() ?? completion.choices.keys.min()
    var outputLeft = tokens.output
    let usd = meter.amount(tokens).usd
    let last = completion.choices.keys.max()
    return call.samples.enumerated().map { index, sample in
      guard let choice = completion.choices[index] else { return (sample, nil) }
      // The call is counted once: its input and price with the first choice that is of use.
      let output = index == last ? outputLeft : tokens.output * (lengths[index] ?? 1) / total
      outputLeft -= output
      let usage = Usage(
        calls: index == first ? 1 : 0, inputTokens: index == first ? tokens.input : 0, outputTokens: output,
        usd: index == first ? usd : 0, estimatedCalls: index == first && completion.isEstimated ? 1 : 0)
      return (sample, ModelReply(sample: sample, text: choice.text, finish: choice.finish, usage: usage))
    }
  }

  private func checkInput(_ counted: Int, _ request: ModelRequest) {
    let expected = meter.estimatedInput(request)
    guard expected > 2000, counted > 100, Double(counted) < Self.credibleInputShare * Double(expected) else {
      return
    }
    onNotice(
      "\(identifier) counted \(counted) tokens of a prompt of about \(expected): the server may have cut it. "
        + "Raise its context length (Ollama: num_ctx).")
  }

  private func serviceError(_ failure: CallFailure) -> ModelServiceError {
    ModelServiceError(failure, endpoint: endpoint)
  }
}

extension JSONEncoder {
  /// The same bytes for the same value.
  static var canonical: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
