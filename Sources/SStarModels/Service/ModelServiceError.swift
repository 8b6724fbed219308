import Foundation

/// Why a live model gave no reply, with what to do.
public struct ModelServiceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is to be mended.
  public enum Kind: Sendable, Hashable {
    /// The key is wrong, or the account has nothing left.
    case credentials
    /// The server is not there, or does not serve.
    case unavailable
    /// The server does not take the request.
    case refused
    /// The prompt does not fit the model's context.
    case tooLong
  }

  public let kind: Kind
  public let description: String

  init(_ failure: CallFailure, endpoint: ModelEndpoint) {
    let host =
      URLComponents(string: endpoint.baseURL).flatMap { url in
        url.host.map { host in url.port.map { "\(host):\($0)" } ?? host }
      } ?? endpoint.shownURL
    let status = failure.status.map { " (status \($0))" } ?? ""
    let said = "\(endpoint.identifier) at \(host)\(status): \(failure.message)"
    let key = endpoint.provider.keyVariable ?? "OPENAI_API_KEY"
    switch failure.kind {
    case .credentials:
      kind = .credentials
      description =
        endpoint.key == nil
        ? "\(said). The server asks for a key: set \(key)."
        : "\(said). Check the key in \(key), and that it may use this model."
    case .balance:
      kind = .credentials
      description = "\(said). The account has no balance or quota left: add to it, or use another model."
    case .unreachable:
      kind = .unavailable
      description =
        "\(said). Is the server running, and is the base URL right? (--base-url, now \(endpoint.shownURL))"
    case .refused:
      kind = .refused
      description =
        failure.status.map { [404, 405].contains($0) || (300..<400).contains($0) } ?? false
        ? "\(said). Check the model's name and the base URL \(endpoint.shownURL)"
          + "\(endpoint.provider.family == .openAI ? ", which mostly ends in /v1" : "")."
        : "\(said). The server does not take this request: check the model's name and the sampling options."
    case .tooLong:
      kind = .tooLong
      description =
        "\(said). The prompt does not fit the model's context: use --debug-context last or another model."
    case .timeout:
      kind = .unavailable
      description =
        "\(said), \(failure.tries == 1 ? "once" : "\(failure.tries) times"). "
        + "Raise --timeout, lower --max-tokens, or try --stream."
    case .disconnected, .busy, .server, .unusable:
      kind = .unavailable
      description =
        "\(said), after \(failure.tries == 1 ? "1 try" : "\(failure.tries) tries"). "
        + (failure.asksTooLong
          ? "The server asks to wait \(Self.duration(failure.retryAfter ?? 0)): try again then; "
          : "Try again later, or lower --concurrency; ")
        + "what was recorded is not paid for again."
    }
  }
}

extension ModelServiceError {
  private static func duration(_ seconds: Double) -> String {
    seconds < 600 ? String(format: "%.0f s", seconds) : String(format: "%.0f minutes", seconds / 60)
  }
}

extension ModelEndpoint {
  /// The base URL without what may be a secret.
  var shownURL: String { ShownAddress.text(baseURL) }
}
