import AsyncHTTPClient
import SStar

/// Makes live models that share one HTTP client.
public struct LiveModels: Sendable {
  private let client: HTTPClient
  private let environment: [String: String]

  /// Runs `body` with models that live as long as it does.
  /// - Parameter concurrency: calls in flight at most, of all models together: they may share a host.
  public static func withModels<Result: Sendable>(
    concurrency: Int, environment: [String: String],
    _ body: @Sendable (LiveModels) async throws -> Result
  ) async throws -> Result {
    var configuration = HTTPClient.Configuration()
    // Servers in use close idle connections after 5 s; ours are closed before.
    configuration.connectionPool.idleTimeout = .seconds(3)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(8, concurrency)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout.connect = .seconds(15)
    configuration.redirectConfiguration = .disallow
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let result: Result
    do {
      result = try await body(LiveModels(client: client, environment: environment))
    } catch {
      try? await client.shutdown()
      throw error
    }
    // What was drawn is not lost for a connection that does not close.
    try? await client.shutdown()
    return result
  }

  private init(client: HTTPClient, environment: [String: String]) {
    self.client = client
    self.environment = environment
  }

  /// - Parameters:
  ///   - identifier: `provider/model`.
  ///   - baseURL: in place of the provider's own.
  ///   - makesCalls: false for a model whose replies are all recorded, or that only stands in a plan; it needs
  ///     no key.
  ///   - price: nil when it is not known; the model's calls then count as free.
  ///   - onNotice: told what the user should know, such as a prompt that the server cut.
  ///   - onLoss: told of every failed try that may have cost something, before anything else is done.
  /// - Throws: ``ModelSetupError``
  public func model(
    _ identifier: String, baseURL: String? = nil, makesCalls: Bool = true,
    options: SamplingOptions = SamplingOptions(),
    conduct: LiveModel.Conduct = LiveModel.Conduct(), budget: Budget = Budget(), price: Price? = nil,
    onNotice: @escaping @Sendable (String) -> Void = { _ in },
    onLoss: @escaping @Sendable (LostCall) async -> Void = { _ in }
  ) throws(ModelSetupError) -> LiveModel {
    let endpoint = try ModelEndpoint(
      identifier, baseURL: baseURL, environment: environment, makesCalls: makesCalls)
    let format = endpoint.format
    let state = ServerState(habits: ServerHabits(mostChoices: format.mostChoices, model: endpoint.model))
    let meter = CallMeter(price: price, options: options)
    let http = HTTPCompletionService(
      endpoint: endpoint, options: options, client: client, timeout: conduct.timeout, state: state)
    let budgeted = BudgetedService(base: http, budget: budget, meter: meter, onLoss: onLoss)
    let limited = LimitedService(base: budgeted, limit: ConcurrencyLimit(most: conduct.concurrency))
    let retrying = RetryingService(base: limited, retries: conduct.retries, state: state)
    return LiveModel(
      endpoint: endpoint, options: options, conduct: conduct, service: retrying, meter: meter, state: state,
      onNotice: onNotice, onLoss: onLoss)
  }
}
