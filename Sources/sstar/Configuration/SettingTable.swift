import Foundation
import SStar
import SStarExecution
import SStarModels

/// All settings. Flags, variables, keys of files, checks and explanations are made from this table.
struct SettingTable: Sendable {
  // Method. More samples than anybody pays for are a mistake.
  let samples = Setting("samples", .integer(1...10_000), default: "16", "Samples drawn in parallel.")
  let rounds = Setting(
    "rounds", .integer(0...100), default: "2", "Debugging rounds for a sample that fails public tests.")
  let select = Setting<SelectorArgument>(
    "select", .choice, default: "evidence", "How the program is chosen.")
  let debugContext = Setting<DebugPrompt.Context>(
    "debug-context", .choice, default: "all", "Earlier rounds that a repair sees.")
  let contribution = Setting<Genealogy.Contribution>(
    "contribution", .choice, default: "best", "The round that stands for a sample.")
  let seed = Setting<UInt64>("seed", .integer(0...(.max)), default: "0", "Seed of all random choices.")
  let language = Setting("language", .text, default: "python3", "Language id of the program.")
  let temperature = Setting("temperature", .number(0...2), default: "0.7", "Sampling temperature, 0 to 2.")

  // Models.
  let model = Setting(
    "model", .text, default: "bundled", "Model; `bundled` draws from the package's own submissions.")
  let judge = Setting<String?>(optional: "judge", .text, "Model that judges; as --model when not given.")
  let inputsModel = Setting<String?>(
    optional: "inputs-model", .text, "Model that writes inputs; as --model when not given.")
  let debugModel = Setting<String?>(
    optional: "debug-model", .text, "Model that debugs; as --model when not given.")
  let baseURL = Setting<URL?>(
    optional: "base-url", .webAddress, "Address of an OpenAI-compatible server, for openai/ models.")
  let anthropicBaseURL = Setting<URL?>(
    optional: "anthropic-base-url", .webAddress, "Address of the Anthropic API, for anthropic/ models.")
  let maxTokens = Setting(
    "max-tokens", .integer(1...10_000_000), default: "8192", "Output tokens of a reply at most.")
  let topP = Setting<Double?>(
    optional: "top-p", .number(0...1), "Nucleus sampling: share of probability that is sampled from.")
  let stop = Setting("stop", .texts, default: "[]", "Text that ends a reply; may be repeated.")
  let logitBias = Setting<String?>(
    optional: "logit-bias", .numbers(-100...100, of: "token"), "JSON object from token to bias.")
  let extraBody = Setting<String?>(
    optional: "extra-body", .object("a mapping, or the text of a JSON object", shown: Redaction.object),
    "JSON object that is merged into the body of requests.")
  let foldSystem = Setting(
    "fold-system", .truth, default: "false", "Put the system message into the user message.")
  let sendTemperature = Setting<Bool?>(
    optional: "send-temperature", .truth,
    "Send the temperature, which some models do not take (default: to OpenAI-compatible servers).")
  let stream = Setting("stream", .truth, default: "false", "Receive replies as they are written.")
  let samplesPerRequest = Setting(
    "samples-per-request", .integer(1...128), default: "8", "Samples that one request asks for at most.")
  let concurrency = Setting(
    "concurrency", .integer(1...4096), default: "64", "Calls in flight at once, for each model.")
  let timeout = Setting(
    "timeout", .positive(atMost: 86_400), default: "600", "Seconds after which a call is given up.")
  let retries = Setting("retries", .integer(0...100), default: "6", "Tries of a call after the first.")

  // Budget.
  let maxUSD = Setting<Double?>(
    optional: "max-usd", .positive(atMost: 1_000_000), "US dollars after which no call is made.")
  let maxTotalTokens = Setting<Int?>(
    optional: "max-total-tokens", .integer(1...1_000_000_000_000), "Tokens after which no call is made.")

  // Recording.
  let cache = Setting<CacheMode>("cache", .choice, default: "readwrite", "Use of recorded replies.")
  let cacheDirectory = Setting<String?>(
    optional: "cache-dir", .text, "Directory of recorded replies (default: $XDG_CACHE_HOME/sstar).")
  let runs = Setting("runs", .text, default: "runs", "Directory that gets a directory for each run.")

  // Sandbox.
  let sandbox = Setting<SandboxMode>(
    "sandbox", .choice, default: "auto",
    "Confinement: auto is the strongest that is granted; none is for trusted programs only.")
  let jobs = Setting<Int?>(
    optional: "jobs", .integer(1...1024), "Programs that run at once (default: all processors).")

  static let shared = SettingTable()

  /// In the order above.
  static let all = Mirror(reflecting: shared).children.compactMap { $0.value as? any AnySetting }
}
