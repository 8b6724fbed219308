import Foundation
import SStarModels
import Testing

@testable import sstar

@Suite("Settings")
struct SettingsTests {
  @Test("A flag goes before the environment, the project's file, the user's file and the default")
  func precedence() throws {
    let files = try SettingsDirectory(
      project: "samples: 3\n", user: "samples: 2\n", environment: ["SSTAR_SAMPLES": "4"])
    #expect(try files.resolve(["-n", "5"]).method.samples == 5)
    #expect(try files.resolve().method.samples == 4)
    files.environment = [:]
    #expect(try files.resolve().method.samples == 3)
    try files.write("project/sstar.yaml", "rounds: 1\n")
    #expect(try files.resolve().method.samples == 2)
    try files.write("home/.config/sstar/config.yaml", "# nothing\n")
    #expect(try files.resolve().method.samples == 16)
    #expect(try files.resolve().method.rounds == 1)
  }

  @Test("Without any source, all settings have their documented defaults")
  func defaults() throws {
    let files = try SettingsDirectory()
    let settings = try files.resolve()
    #expect(settings.method.select == .evidence && settings.method.temperature == 0.7)
    #expect(settings.method.language == "python3" && settings.method.seed == 0)
    let models = settings.models
    #expect(models.model == "bundled" && models.judge == nil && models.baseURL == nil)
    #expect(models.maxTokens == 8192 && models.stop.isEmpty && models.topP == nil)
    #expect(models.sendTemperature == nil && !models.foldSystem && !models.stream)
    #expect(models.samplesPerRequest == 8 && models.concurrency == 64 && models.retries == 6)
    #expect(models.timeout == .seconds(600) && models.maxUSD == nil && models.maxTotalTokens == nil)
    #expect(models.cache == .readwrite && models.prices.isEmpty)
    #expect(models.cacheDirectory.path == files.path("home/.cache/sstar"))
    #expect(models.runs.path == files.path("project/runs"))
    #expect(settings.sandbox.mode == .auto)
  }

  @Test("Every setting of the table can be given as a flag that bears its name")
  func flags() throws {
    let flags = MethodFlags.parsed.values + ModelFlags.parsed.values + SandboxFlags.parsed.values
    #expect(flags.map(\.setting.key) == SettingTable.all.map(\.key))
    let help = MethodFlags.helpMessage() + ModelFlags.helpMessage() + SandboxFlags.helpMessage()
    for setting in SettingTable.all {
      #expect(help.contains("\(setting.flag) ") || help.contains("\(setting.flag)/"), "\(setting.key)")
    }
  }

  @Test("Every default is allowed")
  func standards() {
    for setting in SettingTable.all {
      if let standard = setting.standard { #expect(setting.accepts(standard), "\(setting.key)") }
    }
  }

  @Test("Variables of other tools stand in for ours, before the files; empty ones do not count")
  func fallbacks() throws {
    let files = try SettingsDirectory(
      user: "base-url: http://file/v1\n",
      environment: ["OPENAI_BASE_URL": "http://other/v1", "ANTHROPIC_BASE_URL": "http://anthropic"])
    #expect(try files.resolve().models.baseURL?.host == "other")
    #expect(try files.resolve().models.anthropicBaseURL?.host == "anthropic")
    files.environment["SSTAR_BASE_URL"] = "http://ours/v1"
    #expect(try files.resolve().models.baseURL?.host == "ours")
    files.environment = ["SSTAR_BASE_URL": "", "OPENAI_BASE_URL": ""]
    #expect(try files.resolve().models.baseURL?.host == "file")
  }

  @Test("XDG_CONFIG_HOME and XDG_CACHE_HOME are honoured when they are absolute")
  func directories() throws {
    let files = try SettingsDirectory(user: "samples: 2\n")
    try files.write("xdg/sstar/config.yaml", "samples: 7\n")
    files.environment = ["XDG_CONFIG_HOME": files.path("xdg"), "XDG_CACHE_HOME": files.path("cache")]
    #expect(try files.resolve().method.samples == 7)
    #expect(try files.resolve().models.cacheDirectory.path == files.path("cache/sstar"))
    files.environment = ["XDG_CONFIG_HOME": "xdg"]
    #expect(try files.resolve().method.samples == 2)
    #expect(
      try files.resolve(models: ["--cache-dir", "~/c"]).models.cacheDirectory.path == files.path("home/c"))
  }

  @Test("Lists, mappings and truths are written as YAML or as text")
  func structures() throws {
    let files = try SettingsDirectory(
      project: """
        stop: [END, "a, b"]
        extra-body:
          reasoning: {effort: off, budget: 1.50, on: true, none: ~, id: "7"}
        logit-bias: {"50256": -100}
        fold-system: yes
        """)
    let models = try files.resolve().models
    #expect(models.stop == ["END", "a, b"] && models.foldSystem)
    #expect(
      models.extraBody == #"{"reasoning":{"effort":"off","budget":1.50,"on":true,"none":null,"id":"7"}}"#)
    #expect(models.logitBias == #"{"50256":-100}"#)
    #expect(try files.resolve(models: ["--no-fold-system"]).models.foldSystem == false)
    #expect(try files.resolve(models: ["--stop", "-x", "--stop", "[]"]).models.stop == ["-x", "[]"])
    files.environment = ["SSTAR_STOP": #"["a","b"]"#, "SSTAR_EXTRA_BODY": #"{"a": 1}"#]
    #expect(try files.resolve().models.stop == ["a", "b"])
    #expect(try files.resolve().models.extraBody == #"{"a": 1}"#)
    files.environment = ["SSTAR_STOP": "a, b"]
    #expect(try files.resolve().models.stop == ["a, b"])
  }

  @Test("Prices come from both files, model by model; the project's go first")
  func prices() throws {
    let files = try SettingsDirectory(
      project: "prices:\n  openai/a: {input: 0.15, output: 0.60, cached-input: 0.075}\n",
      user: "prices: {openai/a: {input: 9, output: 9}, ollama/b: {input: 0, output: 0}}\n")
    #expect(
      try files.resolve().models.prices == [
        "openai/a": Price(input: 0.15, output: 0.6, cachedInput: 0.075),
        "ollama/b": Price(input: 0, output: 0),
      ])
  }

  @Test("Connections are counted by models: they may share a host")
  func identifiers() throws {
    let models = try SettingsDirectory().resolve(models: ["-m", "openai/a", "--judge", "openai/b"]).models
    #expect(models.identifiers == ["openai/a", "openai/b"])
  }

  @Test("A key without a value leaves the setting to the next source")
  func absent() throws {
    let files = try SettingsDirectory(project: "samples:\njudge: ~\nprices:\n", user: "samples: 2\n")
    #expect(try files.resolve().method.samples == 2)
  }
}

extension SettingFlags {
  fileprivate static var parsed: Self {
    // Nothing is required, so this cannot fail.
    (try? Self.parse([])) ?? Self()
  }
}
