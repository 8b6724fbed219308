import Foundation
import SStar
import SStarEvaluation
import SStarModels

/// The settings that decide what a run gives, as `run.json` has them. What only decides how fast or how dear
/// it is may change when a run is continued.
enum RunSettings {
  static func recorded(_ settings: Settings) -> [String: String] {
    let (method, models) = (settings.method, settings.models)
    let values: [String: String?] = [
      "samples": "\(method.samples)", "rounds": "\(method.rounds)", "select": "\(method.select.rawValue)",
      "debug-context": method.debugContext.rawValue, "contribution": method.contribution.rawValue,
      "seed": "\(method.seed)", "language": method.language, "temperature": "\(method.temperature)",
      "model": models.model, "judge": models.judge, "inputs-model": models.inputsModel,
      "debug-model": models.debugModel,
      "base-url": models.baseURL.map { Redaction.address($0.absoluteString) },
      "anthropic-base-url": models.anthropicBaseURL.map { Redaction.address($0.absoluteString) },
      "max-tokens": "\(models.maxTokens)", "top-p": models.topP.map { "\($0)" },
      "stop": models.stop.isEmpty ? nil : "\(models.stop)", "logit-bias": models.logitBias,
      "extra-body": models.extraBody.map(Redaction.object), "fold-system": "\(models.foldSystem)",
      "send-temperature": models.sendTemperature.map { "\($0)" },
    ]
    return values.compactMapValues { $0 }
  }

  /// The solver's part of a recorded run's settings.
  /// - Throws: ``RunError`` when one is missing or unknown.
  static func configuration(_ run: RunConfiguration, path: String) throws -> Solver.Configuration {
    func value<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value {
      guard let value = run.settings[name].flatMap(parse) else {
        throw RunError.cannotRead(
          path: path, reason: "the setting `\(name)` of run.json is missing, unknown or out of range")
      }
      return value
    }
    var configuration = Solver.Configuration()
    configuration.generation.samples = try value("samples") { SettingTable.shared.samples.parse($0) }
    configuration.generation.rounds = try value("rounds") { SettingTable.shared.rounds.parse($0) }
    configuration.generation.debugContext = try value("debug-context") { DebugPrompt.Context(rawValue: $0) }
    configuration.generation.contribution = try value("contribution") { Genealogy.Contribution(rawValue: $0) }
    configuration.generation.temperature = try value("temperature") {
      SettingTable.shared.temperature.parse($0)
    }
    configuration.selector = try value("select") { SelectorArgument(rawValue: $0)?.selector }
    configuration.language = try value("language") { $0 }
    configuration.seed = try value("seed") { UInt64($0) }
    return configuration
  }
}
