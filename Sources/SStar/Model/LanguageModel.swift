/// What a draw gives.
public enum ModelDelivery: Sendable {
  /// Replies that arrived together.
  case replies([ModelReply])
  /// What a call cost, or may have cost, that gave no reply of use.
  case loss(Usage)
}

/// Takes what a draw gives.
public typealias ReplyDelivery = @Sendable (ModelDelivery) async -> Void

/// A source of replies: a live model, the bundled one, or a recording.
public protocol LanguageModel: Sendable {
  /// `provider/model`, such as `openai/gpt-4o-mini` or `bundled`.
  var identifier: String { get }

  /// All that decides a reply beside the request: equal fingerprints and requests may share recorded replies.
  var fingerprint: String { get }

  /// Draws one reply for each sample index in `samples` and delivers them as soon as they are there: those that
  /// came with one answer together, so that they can be recorded together.
  ///
  /// Every index is delivered exactly once, or the call throws, after it has delivered all that it could get.
  /// A reply that had arrived is delivered even when the task is cancelled: it is paid for.
  func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery) async throws

  /// Whether the model has an answer to requests of this role at all; the bundled one is no judge.
  func answers(_ role: Role) -> Bool
}

extension LanguageModel {
  public var fingerprint: String { identifier }

  public func answers(_ role: Role) -> Bool { true }

  /// The same as a sequence. To stop reading it cancels the calls under way.
  public func replies(
    to request: ModelRequest, samples: Range<Int>
  ) -> AsyncThrowingStream<ModelReply, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try await draw(request, samples: samples) { delivery in
            guard case .replies(let replies) = delivery else { return }
            for reply in replies { continuation.yield(reply) }
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}

/// What a model call is for.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
  case generate
  case debug
  case writeInputs = "write_inputs"
  case writeGenerator = "write_generator"
  case writeValidator = "write_validator"
  case writeBruteForce = "write_brute_force"
  case judge
  case extractTests = "extract_tests"
}

/// One message of a conversation.
public struct Message: Sendable, Hashable, Codable {
  public enum Author: String, Sendable, Hashable, Codable {
    case system, user, assistant
  }
  public var author: Author
  public var text: String

  public init(_ author: Author, _ text: String) {
    self.author = author
    self.text = text
  }
}

/// A request to a model.
public struct ModelRequest: Sendable, Hashable, Codable {
  /// What the call is for.
  public var role: Role
  /// The problem that it concerns.
  public var problemID: String
  public var messages: [Message]
  /// Sampling temperature, 0…2.
  public var temperature: Double
  /// Largest number of tokens in a reply.
  public var maxTokens: Int
  /// Seed of sample 0; sample `i` uses `seed + i`.
  public var seed: UInt64
  /// The programs that the request is about: the one to debug, or the pair to judge. The bundled model
  /// reads them; live models only see `messages`.
  public var programs: [Program]

  public init(
    role: Role, problemID: String, messages: [Message], temperature: Double = 0.7, maxTokens: Int = 4096,
    seed: UInt64, programs: [Program] = []
  ) {
    self.role = role
    self.problemID = problemID
    self.messages = messages
    self.temperature = temperature
    self.maxTokens = maxTokens
    self.seed = seed
    self.programs = programs
  }
}

/// One reply of a model.
public struct ModelReply: Sendable, Hashable, Codable {
  /// Why the model stopped.
  public enum Finish: String, Sendable, Hashable, Codable {
    /// It was done.
    case stop
    /// It ran into the token limit; the text is cut.
    case length
  }
  /// Index of the sample that this reply is for.
  public var sample: Int
  public var text: String
  public var finish: Finish
  public var usage: Usage

  public init(sample: Int, text: String, finish: Finish = .stop, usage: Usage = Usage()) {
    self.sample = sample
    self.text = text
    self.finish = finish
    self.usage = usage
  }
}
