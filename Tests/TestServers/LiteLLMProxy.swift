import Foundation

/// A real LiteLLM proxy whose models need no provider.
final class LiteLLMProxy: Sendable {
  /// The only key that it accepts; others get 401.
  static let key = "sk-loopback-0123456789abcdef"

  let port: UInt16
  private let process: ServerProcess

  /// The address of the proxy, without a slash at the end and without `/v1`.
  var url: String { "http://127.0.0.1:\(port)" }

  /// What the proxy has printed.
  var log: String { process.log }

  /// The proxy that the tests share, with `Model.all`. It is started at the first use.
  static var shared: LiteLLMProxy {
    get async throws { try await starting.value }
  }
  private static let starting = Task { try await start(.all) }

  /// Starts a proxy and waits until it answers.
  static func start(_ models: [Model]) async throws -> LiteLLMProxy {
    let proxy = try LiteLLMProxy(models)
    try await proxy.process.waits(170) {
      // While it starts, it accepts connections and does not answer.
      let status = try? await blocking {
        try LoopbackClient.request(port: proxy.port, "/health/liveliness").status
      }
      return status == 200
    }
    return proxy
  }

  private init(_ models: [Model]) throws {
    guard let executable = Self.executable else { throw SocketError(Self.missing) }
    let port = try Loopback.freePort()
    let configuration = Configuration(models: models)
    process = try ServerProcess(
      { directory in
        [
          executable, "--config", directory.appendingPathComponent("config.yaml").path, "--host", "127.0.0.1",
          "--port", "\(port)", "--telemetry", "False",
        ]
      },
      files: [
        // JSON is YAML, too.
        "config.yaml": try JSONEncoder().encode(configuration), "keys.py": Data(Configuration.keyCheck.utf8),
      ],
      // Without it the proxy asks the Internet for prices and waits.
      environment: ["LITELLM_LOCAL_MODEL_COST_MAP": "True"])
    self.port = port
  }

  /// Ends the proxy.
  func stop() { process.stop() }

  private static let executable = TestPrograms.find("litellm", variable: "SSTAR_TEST_LITELLM")

  static let isAvailable = executable != nil
  static let missing =
    "needs LiteLLM: pip install 'litellm[proxy]', then SSTAR_TEST_LITELLM=path/of/litellm or PATH"
}

extension LiteLLMProxy {
  /// A model of the proxy.
  struct Model: Sendable {
    /// What requests call it.
    var name: String
    /// `provider/model`, which decides what parameters LiteLLM lets pass.
    var provider = "openai/mock"
    /// The answer, or the name of one of the errors that LiteLLM can raise in its place.
    var answer: String?
    /// Seconds until the answer.
    var delay: Double?
    /// The server that is asked when there is no answer here, with its `/v1`.
    var upstream: String?

    /// Answers a program in a fenced block.
    static let text = Model(name: "text", answer: "Read n.\n\n```python\nprint(int(input()) ** 2)\n```\n")
    /// The same as an Anthropic model, to which LiteLLM passes no `n` (400).
    static let claude = Model(name: "claude", provider: "anthropic/mock", answer: text.answer)
    /// Answers after a second.
    static let slow = Model(name: "slow", answer: "Late.", delay: 1)
    /// 429 without a hint when to come back.
    static let rateLimited = Model(name: "rate-limited", answer: "litellm.RateLimitError")
    /// 500.
    static let internalError = Model(name: "internal-error", answer: "litellm.InternalServerError")
    /// 400, as for a prompt that is too long.
    static let contextOverflow = Model(name: "context-overflow", answer: "litellm.ContextWindowExceededError")
    /// 529 for chat completions; `/v1/messages` knows no such mock and answers a text.
    static let overloaded = Model(name: "overloaded", answer: "Exception: mock_streaming_error")
  }
}

extension [LiteLLMProxy.Model] {
  static var all: Self {
    [.text, .claude, .slow, .rateLimited, .internalError, .contextOverflow, .overloaded]
  }
}

/// The file that the proxy reads.
private struct Configuration: Encodable {
  struct Parameters: Encodable {
    var model: String
    var api_key = "none"
    var api_base: String?
    var mock_response: String?
    var mock_delay: Double?
  }
  struct Entry: Encodable {
    var model_name: String
    var litellm_params: Parameters
  }
  struct General: Encodable {
    // It refuses to start without this one, even when `custom_auth` decides.
    var master_key = LiteLLMProxy.key
    var custom_auth = "keys.check"
  }

  var model_list: [Entry]
  var general_settings = General()
  // By default one failure makes the next requests for the model fail, too, for some seconds.
  var router_settings = ["disable_cooldowns": true]
  var litellm_settings = ["num_retries": 0]

  init(models: [LiteLLMProxy.Model]) {
    model_list = models.map { model in
      Entry(
        model_name: model.name,
        litellm_params: Parameters(
          model: model.provider, api_base: model.upstream, mock_response: model.answer,
          mock_delay: model.delay))
    }
  }

  /// Without a database, LiteLLM answers a wrong key with 400 and a missing one with 500. This makes it
  /// answer 401 as it does with one.
  static let keyCheck = """
    from litellm.proxy._types import ProxyException, UserAPIKeyAuth

    async def check(request, api_key: str):
        if api_key != "\(LiteLLMProxy.key)":
            raise ProxyException("Authentication Error, invalid key", type="auth_error", param="key", code=401)
        return UserAPIKeyAuth(api_key=api_key)
    """
}
