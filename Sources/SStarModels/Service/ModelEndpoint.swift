import Foundation

/// Where a model is served, and how it is talked to.
struct ModelEndpoint: Sendable {
  /// `provider/model`.
  var identifier: String
  /// Name of the model for the server.
  var model: String
  var provider: Provider
  /// Without a slash at the end of its path.
  var baseURL: String
  var key: String?

  /// Where calls are sent to.
  var callURL: String {
    guard var url = URLComponents(string: baseURL) else { return baseURL + format.path }
    url.percentEncodedPath += format.path
    return url.string ?? baseURL + format.path
  }

  /// A message without the key, which some servers repeat.
  func redacted(_ message: String) -> String {
    guard let key, key.count >= Self.shortestSecret else { return message }
    return message.replacing(key, with: "…")
  }

  /// Keys that are shorter are placeholders, and would be found in any text.
  private static let shortestSecret = 5

  var format: any WireFormat {
    switch provider.family {
    case .openAI: ChatCompletions()
    case .anthropic: AnthropicMessages()
    }
  }

  /// - Parameters:
  ///   - identifier: `provider/model`.
  ///   - baseURL: in place of the provider's own.
  ///   - environment: holds the keys.
  ///   - makesCalls: false for a model that no call is made to, which needs no key.
  /// - Throws: ``ModelSetupError``
  init(
    _ identifier: String, baseURL: String?, environment: [String: String], makesCalls: Bool = true
  ) throws(ModelSetupError) {
    let parts = identifier.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw .noProvider(identifier) }
    guard let provider = Provider.all.first(where: { $0.name == parts[0] }) else {
      throw .unknownProvider(String(parts[0]), model: identifier)
    }
    let base = baseURL ?? provider.baseURL
    guard let url = URL(string: base), ["http", "https"].contains(url.scheme?.lowercased()), url.host != nil
    else {
      throw .noURL(base)
    }
    self.identifier = identifier
    self.provider = provider
    model = String(parts[1])
    // A query stays behind the path, which each call goes on from.
    let path = base.prefix { $0 != "?" && $0 != "#" }
    let trimmed = String(path).trimmingSuffix("/")
    self.baseURL =
      (provider.family == .anthropic ? trimmed.trimmingSuffix("/v1") : trimmed) + base[path.endIndex...]
    key = provider.keyVariable.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    // A server of one's own mostly asks for no key.
    if let variable = provider.keyVariable, key == nil, baseURL == nil, makesCalls {
      throw .noKey(variable: variable, model: identifier)
    }
    if let key, !key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
      throw .strangeKey(variable: provider.keyVariable ?? "")
    }
  }
}

/// A vendor or a kind of server.
public struct Provider: Sendable, Hashable {
  /// What it speaks.
  enum Family: Sendable, Hashable {
    case openAI, anthropic
  }
  public let name: String
  public let baseURL: String
  /// Environment variable that holds the key; nil when none is needed.
  public let keyVariable: String?
  let family: Family

  private init(_ name: String, _ baseURL: String, key: String? = nil, _ family: Family = .openAI) {
    self.name = name
    self.baseURL = baseURL
    keyVariable = key
    self.family = family
  }

  /// Whether it speaks OpenAI's protocol.
  public var isOpenAICompatible: Bool { family == .openAI }

  /// All known providers; any other OpenAI-compatible server is `openai/…` with a base URL.
  public static let all: [Provider] = [
    Provider("openai", "https://api.openai.com/v1", key: "OPENAI_API_KEY"),
    Provider("anthropic", "https://api.anthropic.com", key: "ANTHROPIC_API_KEY", .anthropic),
    Provider("deepseek", "https://api.deepseek.com/v1", key: "DEEPSEEK_API_KEY"),
    Provider("together", "https://api.together.xyz/v1", key: "TOGETHER_API_KEY"),
    Provider("openrouter", "https://openrouter.ai/api/v1", key: "OPENROUTER_API_KEY"),
    Provider("groq", "https://api.groq.com/openai/v1", key: "GROQ_API_KEY"),
    Provider("mistral", "https://api.mistral.ai/v1", key: "MISTRAL_API_KEY"),
    Provider("ollama", "http://localhost:11434/v1"),
    Provider("vllm", "http://localhost:8000/v1"),
    Provider("sglang", "http://localhost:30000/v1"),
    Provider("llamacpp", "http://localhost:8080/v1"),
    Provider("litellm", "http://localhost:4000/v1"),
  ]
}

/// Why a model cannot be used, found out before any call.
public enum ModelSetupError: Error, Sendable, Hashable, CustomStringConvertible {
  case noProvider(String)
  case unknownProvider(String, model: String)
  case noURL(String)
  case noKey(variable: String, model: String)
  case strangeKey(variable: String)

  /// Whether it is the credentials that are missing.
  public var concernsCredentials: Bool {
    switch self {
    case .noKey, .strangeKey: true
    case .noProvider, .unknownProvider, .noURL: false
    }
  }

  public var description: String {
    let names = Provider.all.map(\.name).joined(separator: ", ")
    return switch self {
    case .noProvider(let model):
      "model '\(model)' names no provider: write `bundled` or provider/model, such as openai/gpt-4o-mini or "
        + "ollama/qwen2.5-coder:7b; providers: \(names)"
    case .unknownProvider(let name, let model):
      "model '\(model)': there is no provider '\(name)'; providers: \(names). Any OpenAI-compatible server is "
        + "openai/MODEL with --base-url"
    case .noURL(let text):
      "'\(ShownAddress.text(text))' is no base URL: it begins with http:// or https:// and names a host"
    case .noKey(let variable, let model):
      "\(model) needs a key: set \(variable), or pass --base-url for a server of your own"
    case .strangeKey(let variable): "\(variable) holds spaces or control characters, which no key has"
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    var text = self
    while text.hasSuffix(suffix) { text.removeLast(suffix.count) }
    return text
  }
}
