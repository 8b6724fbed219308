import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Sends calls over HTTP; a try each, except for what the server's refusals teach.
struct HTTPCompletionService: CompletionService {
  /// No answer is as long; an endless one must not fill the memory.
  private static let longestBody = 64 << 20
  private static let longestErrorBody = 1 << 16
  /// A connection that the server had closed before fails as soon as something is sent; one that breaks later
  /// breaks while the server works.
  private static let timeToNoticeClosedConnection = Duration.seconds(1)
  /// How long the end of a stream is waited for after its answer.
  private static let patienceWithEnd = Duration.seconds(1)
  /// Refusals in a row that each teach something.
  private static let mostLessons = 12

  let endpoint: ModelEndpoint
  let options: SamplingOptions
  let client: HTTPClient
  /// Deadline of a call in seconds, from the request to the end of the answer.
  let timeout: Double
  let state: ServerState

  func complete(_ call: CompletionCall) async throws -> Completion {
    for _ in 0..<Self.mostLessons {
      let habits = state.habits
      let call = call.with(call.samples.prefix(habits.mostChoices))
      let body = endpoint.format.encodedBody(call, model: endpoint.model, options: options, habits: habits)
      do {
        let completion = try await withDeadline(seconds: timeout) { try await exchange(body, call) }
        state.noteReached()
        if completion.defect == nil || options.streams {
          state.learn(
            choices: options.streams && completion.choices.count < call.samples.count
              ? 1 : completion.choices.count, of: call.samples.count)
        }
        return completion
      } catch var failure as CallFailure {
        failure.message = endpoint.redacted(failure.message)
        if failure.kind != .unreachable { state.noteReached() }
        guard
          state.learn(
            from: failure, body: JSON(body) ?? JSON(nil), choices: call.samples.count, tried: habits)
        else { throw failure }
      }
    }
    throw CallFailure(.refused, "the server refuses every form of the request")
  }

  private func exchange(_ body: Data, _ call: CompletionCall) async throws -> Completion {
    var request = HTTPClientRequest(url: endpoint.callURL)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(
      name: "Accept", value: options.streams ? "text/event-stream, application/json" : "application/json")
    request.headers.add(name: "User-Agent", value: "sstar")
    for (name, value) in endpoint.format.headers(key: endpoint.key) {
      request.headers.add(name: name, value: value)
    }
    request.body = .bytes(body, length: .known(Int64(body.count)))
    let response: HTTPClientResponse
    let start = ContinuousClock.now
    do {
      response = try await client.execute(request, deadline: .distantFuture)
    } catch {
      var failure = try Self.failure(error, isConnected: false)
      failure.isDeadConnection =
        failure.kind == .disconnected && ContinuousClock.now - start < Self.timeToNoticeClosedConnection
      throw failure
    }
    guard response.status == .ok else { throw await Self.refusal(response) }
    do {
      let type = response.headers.first(name: "content-type")?.lowercased() ?? ""
      // Some servers ignore `stream`, and some stream unasked.
      return type.contains("event-stream")
        ? try await readStream(response.body, count: call.samples.count)
        : try await readWhole(response.body, count: call.samples.count)
    } catch {
      var failure = try Self.failure(error, isConnected: true)
      failure.answerBegan = true
      throw failure
    }
  }

  private func readWhole(_ body: HTTPClientResponse.Body, count: Int) async throws -> Completion {
    var data = Data()
    for try await part in body {
      guard data.count + part.readableBytes <= Self.longestBody else {
        throw CallFailure(.unusable, "the answer is longer than \(Self.longestBody >> 20) MiB")
      }
      data.append(contentsOf: part.readableBytesView)
    }
    guard let reply = JSON(data), reply.isObject else {
      throw CallFailure(
        .unusable, "the answer is no JSON object: \(String(decoding: data.prefix(80), as: UTF8.self))")
    }
    return try endpoint.format.completion(from: reply, count: count)
  }

  /// An answer as soon as it is there.
  private final class Answer: Sendable {
    let completion = Mutex<Completion?>(nil)
  }

  /// Reads until the answer is done. The end of the body is worth a moment, since the connection can be used
  /// again then; a server that keeps it open all the same does not hold up, nor spoil, the answer.
  private func readStream(_ body: HTTPClientResponse.Body, count: Int) async throws -> Completion {
    let answer = Answer()
    let (isDone, signal) = AsyncStream<Void>.makeStream()
    return try await withThrowingTaskGroup(of: Completion?.self) { group in
      group.addTask {
        defer { signal.finish() }
        return try await readEvents(body, count: count) { completion in
          answer.completion.withLock { $0 = completion }
          signal.yield()
        }
      }
      group.addTask {
        for await _ in isDone {
          try? await Task.sleep(for: Self.patienceWithEnd)
          return answer.completion.withLock { $0 }
        }
        return nil
      }
      defer { group.cancelAll() }
      while let completion = try await group.next() {
        if let completion { return completion }
      }
      throw CancellationError()
    }
  }

  /// - Parameter onDone: given the answer as soon as it is complete.
  private func readEvents(
    _ body: HTTPClientResponse.Body, count: Int, onDone: (Completion) -> Void
  ) async throws -> Completion {
    var parser = ServerSentEventParser()
    var reader = endpoint.format.streamReader(count: count)
    var answer: Completion?
    var size = 0
    do {
      for try await part in body {
        // What follows the end of the answer is no part of it.
        if answer != nil { continue }
        size += part.readableBytes
        guard size <= Self.longestBody, let events = parser.read(part.readableBytesView) else {
          throw CallFailure(.unusable, "the stream is longer than \(Self.longestBody >> 20) MiB")
        }
        for event in events where !reader.isDone { try reader.read(event) }
        guard reader.isDone else { continue }
        let completion = try reader.completion()
        answer = completion
        onDone(completion)
      }
      if answer == nil, let event = parser.end() { try reader.read(event) }
    } catch {
      // What happens to the connection after the end of the answer does not matter.
      guard answer != nil else { throw error }
    }
    return try answer ?? reader.completion()
  }

  private static func refusal(_ response: HTTPClientResponse) async -> CallFailure {
    var data = Data()
    // The status says enough when the body breaks off.
    do {
      for try await part in response.body {
        data.append(contentsOf: part.readableBytesView)
        if data.count > longestErrorBody { break }
      }
    } catch {}
    return ErrorReply.failure(
      status: Int(response.status.code), header: { response.headers.first(name: $0) }, body: data)
  }

  /// - Throws: `CancellationError` when the task is cancelled.
  private static func failure(_ error: any Error, isConnected: Bool) throws -> CallFailure {
    try Task.checkCancellation()
    if let failure = error as? CallFailure { return failure }
    if error is CancellationError { throw error }
    switch error {
    case is NIOConnectionError: return CallFailure(.unreachable, connectionProblem(error))
    case let error as HTTPClientError:
      if [.connectTimeout, .tlsHandshakeTimeout].contains(error) {
        return CallFailure(.unreachable, connectionProblem(error))
      }
      let isOurs = [.invalidURL, .emptyHost, .emptyScheme].contains(error)
      return isOurs
        ? CallFailure(.refused, "the base URL is no http or https URL")
        : CallFailure(.disconnected, "the connection broke: \(error)")
    case let error as IOError:
      let words = String(cString: strerror(error.errnoCode))
      let broke = isConnected || [ECONNRESET, EPIPE].contains(error.errnoCode)
      return broke
        ? CallFailure(.disconnected, "the connection broke: \(words)") : CallFailure(.unreachable, words)
    case ChannelError.connectTimeout: return CallFailure(.unreachable, connectionProblem(error))
    // The pool hands out a connection that the server closes at that moment.
    case is ChannelError: return CallFailure(.disconnected, "the connection broke: \(error)")
    case HTTPParserError.invalidEOFState:
      return CallFailure(.disconnected, "the connection broke inside of the answer's head")
    case is HTTPParserError where !isConnected:
      return CallFailure(.unreachable, "what answers there does not speak HTTP (\(error))")
    default:
      return CallFailure(isConnected ? .disconnected : .unreachable, "\(error)")
    }
  }

  private static func connectionProblem(_ error: any Error) -> String {
    guard let error = error as? NIOConnectionError else { return "no connection in time" }
    if let failure = error.connectionErrors.first?.error as? IOError {
      return String(cString: strerror(failure.errnoCode))
    }
    if error.dnsAError != nil || error.dnsAAAAError != nil { return "host \(error.host) is not known" }
    return error.connectionErrors.first.map { "\($0.error)" }
      ?? "no connection to \(error.host):\(error.port)"
  }
}

/// - Throws: what `body` throws; ``CallFailure`` of kind `timeout` when it takes longer.
private func withDeadline<Result: Sendable>(
  seconds: Double, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: .seconds(seconds))
      throw CallFailure(.timeout, "no complete answer within \(Int(seconds.rounded(.up))) s")
    }
    defer { group.cancelAll() }
    do {
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    } catch {
      // An answer that was complete by then counts, even if its connection was not at its end.
      group.cancelAll()
      if let result = try? await group.next() { return result }
      throw error
    }
  }
}
