import Foundation
import SStarModels

/// Which models are asked, how, for how much, and what is recorded.
struct ModelSettings: Sendable {
  var model: String
  var judge: String?
  var inputsModel: String?
  var debugModel: String?
  var baseURL: URL?
  var anthropicBaseURL: URL?
  /// Output tokens of a reply at most.
  var maxTokens: Int
  var topP: Double?
  var stop: [String]
  /// Text of a JSON object from token to number.
  var logitBias: String?
  /// Text of a JSON object.
  var extraBody: String?
  var foldSystem: Bool
  var sendTemperature: Bool?
  var stream: Bool
  var samplesPerRequest: Int
  var concurrency: Int
  var timeout: Duration
  /// Tries after the first.
  var retries: Int
  var maxUSD: Double?
  var maxTotalTokens: Int?
  var cache: CacheMode
  var cacheDirectory: URL
  var runs: URL
  /// By model.
  var prices: [String: Price]

  /// - Throws: ``SettingsError``.
  init(_ reader: SettingsReader, places: SettingsPlaces) throws {
    model = try reader.value(\.model)
    judge = try reader.value(\.judge)
    inputsModel = try reader.value(\.inputsModel)
    debugModel = try reader.value(\.debugModel)
    baseURL = try reader.value(\.baseURL)
    anthropicBaseURL = try reader.value(\.anthropicBaseURL)
    maxTokens = try reader.value(\.maxTokens)
    topP = try reader.value(\.topP)
    stop = try reader.value(\.stop)
    logitBias = try reader.value(\.logitBias)
    extraBody = try reader.value(\.extraBody)
    try Self.check(extraBody, reader)
    foldSystem = try reader.value(\.foldSystem)
    sendTemperature = try reader.value(\.sendTemperature)
    stream = try reader.value(\.stream)
    samplesPerRequest = try reader.value(\.samplesPerRequest)
    concurrency = try reader.value(\.concurrency)
    timeout = .seconds(try reader.value(\.timeout))
    retries = try reader.value(\.retries)
    maxUSD = try reader.value(\.maxUSD)
    maxTotalTokens = try reader.value(\.maxTotalTokens)
    cache = try reader.value(\.cache)
    cacheDirectory = places.directory(try reader.value(\.cacheDirectory) ?? places.cacheDirectory)
    runs = places.directory(try reader.value(\.runs))
    prices = reader.prices.mapValues(\.price)
  }

  /// Keys of a request that the budget and the reading of answers rest on, and the flags that set them.
  private static let ownKeys = [
    ("max_tokens", "--max-tokens"), ("max_completion_tokens", "--max-tokens"),
    ("n", "--samples and --samples-per-request"), ("best_of", "--samples"), ("stream", "--stream"),
  ]

  private static func check(_ extraBody: String?, _ reader: SettingsReader) throws {
    guard let object = extraBody.flatMap(JSONText.object) else { return }
    for (key, flag) in ownKeys where object.keys.contains(key) {
      let setting = SettingTable.shared.extraBody
      throw SettingsError(
        reader.text(setting)?.origin ?? .standard, key: setting.key,
        problem: "“\(key)” cannot be given here; set it with \(flag)")
    }
  }
}
