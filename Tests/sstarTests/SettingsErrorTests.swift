import Foundation
import Testing

@testable import sstar

@Suite("Settings that cannot be used")
struct SettingsErrorTests {
  @Test(
    "An unknown key is told with file, line and the nearest known key",
    arguments: [
      ("# mine\nsampels: 4\n", "./sstar.yaml:2: unknown setting “sampels”; did you mean samples?"),
      ("max_tokens: 4\n", "./sstar.yaml:1: unknown setting “max_tokens”; did you mean max-tokens?"),
      ("rounds: 1\n\nprice: {}\n", "./sstar.yaml:3: unknown setting “price”; did you mean prices?"),
      (
        "prices:\n  a:\n    input: 1\n    ouput: 2\n",
        "./sstar.yaml:4: unknown key of a price “ouput”; did you mean output?"
      ),
    ])
  func unknownKey(_ yaml: String, _ sentence: String) throws {
    #expect(try SettingsDirectory(project: yaml).complaint() == sentence)
  }

  @Test("An unknown variable is told with the nearest known one; the project's own are none")
  func unknownVariable() throws {
    let own = [
      "SSTAR_SHARED", "SSTAR_TEST_SANDBOX", "SSTAR_OPENAI_TEST_URL", "SSTAR_OPENAI_TEST_MODEL",
      "SSTAR_OPENAI_TEST_KEY",
    ]
    let files = try SettingsDirectory(environment: own.reduce(into: [:]) { $0[$1] = "x" })
    #expect(files.complaint() == "")
    files.environment["SSTAR_SAMPELS"] = "3"
    #expect(files.complaint() == "environment: unknown variable “SSTAR_SAMPELS”; did you mean SSTAR_SAMPLES?")
  }

  @Test("A value of the wrong type is told with its source, the key, the value and what is allowed")
  func wrongType() throws {
    let expected = "expected a whole number from 1 to 10000, found “many”"
    let files = try SettingsDirectory(user: "\nsamples: many\n")
    #expect(files.complaint() == "~/.config/sstar/config.yaml:2: samples: \(expected)")
    try files.write("project/sstar.yaml", "samples: many\n")
    #expect(files.complaint() == "./sstar.yaml:1: samples: \(expected)")
    try files.write("project/sstar.yaml", "{}")
    try files.write("home/.config/sstar/config.yaml", "{}")
    files.environment = ["SSTAR_SAMPLES": "many"]
    #expect(files.complaint() == "SSTAR_SAMPLES: samples: \(expected)")
    #expect(files.complaint(["-n", "many"]).contains("--samples: \(expected)"))
  }

  @Test(
    "A value out of range, or of another shape, is told",
    arguments: [
      ("temperature: 2.01", "temperature: expected a number from 0 to 2, found “2.01”"),
      ("temperature: .nan", "temperature: expected a number from 0 to 2, found “.nan”"),
      ("timeout: 0", "timeout: expected a number greater than 0 and at most 86400, found “0”"),
      ("samples-per-request: 129", "samples-per-request: expected a whole number from 1 to 128, found “129”"),
      ("samples: [1]", "samples: expected a whole number from 1 to 10000, found a list"),
      ("samples: {a: 1}", "samples: expected a whole number from 1 to 10000, found a mapping"),
      ("cache: replay", "cache: expected one of off, read, readwrite, replay-only, found “replay”"),
      ("stream: maybe", "stream: expected true or false, found “maybe”"),
      ("base-url: localhost", "base-url: expected an http or https address, found “localhost”"),
      (
        "logit-bias: {a: 101}",
        #"logit-bias: expected a mapping from token to a number from -100 to 100, found “{"a":101}”"#
      ),
      (
        "logit-bias: {a: true}",
        #"logit-bias: expected a mapping from token to a number from -100 to 100, found “{"a":true}”"#
      ),
      ("prices: {a: {input: 1}}", "prices: a: both input and output are needed"),
      (
        "prices: {a: {input: -1, output: 1}}",
        "prices: a: input: expected a number from 0 to 100000, found “-1”"
      ),
    ])
  func outOfRange(_ yaml: String, _ sentence: String) throws {
    #expect(
      try SettingsDirectory(project: "rounds: 1\n\(yaml)\n").complaint() == "./sstar.yaml:2: \(sentence)")
  }

  @Test(
    "A file that is no YAML mapping is told with the line",
    arguments: [
      ("\n- a\n", "./sstar.yaml:2: expected a mapping from setting to value"),
      ("samples: 1\nstop: [a\n", "./sstar.yaml:3: is not valid YAML"),
      ("samples: 1\nsamples: 2\n", "./sstar.yaml:1: a mapping has the same key twice: samples"),
      ("samples: 1\n---\nsamples: 2\n", "./sstar.yaml:2: is not valid YAML"),
    ])
  func malformed(_ yaml: String, _ sentence: String) throws {
    #expect(try SettingsDirectory(project: yaml).complaint().hasPrefix(sentence))
  }

  @Test("A directory, or bytes that are no text, in place of a file are told")
  func unreadable() throws {
    let files = try SettingsDirectory()
    try files.write("project/sstar.yaml/x", "")
    #expect(files.complaint() == "./sstar.yaml: is no file; expected a YAML file with settings")
    let other = try SettingsDirectory(project: "")
    try Data("samples: 1\n\u{FF}".utf8.dropLast()).write(
      to: other.project.appendingPathComponent("sstar.yaml"))
    #expect(other.complaint() == "./sstar.yaml:2: is not UTF-8 text")
  }

  @Test(
    "Keys of a request that have a flag of their own are no extra, and the flag is named",
    arguments: [
      ("max_tokens", "--max-tokens"), ("max_completion_tokens", "--max-tokens"),
      ("n", "--samples and --samples-per-request"), ("best_of", "--samples"), ("stream", "--stream"),
    ])
  func ownKeys(_ key: String, _ flag: String) throws {
    #expect(
      try SettingsDirectory(project: "extra-body: {\(key): 4}\n").complaint()
        == "./sstar.yaml:1: extra-body: “\(key)” cannot be given here; set it with \(flag)")
    #expect(try SettingsDirectory(project: "extra-body: {top_k: 4}\n").complaint() == "")
  }

  @Test(
    "A file of the working directory sends no key elsewhere and does not lift the sandbox",
    arguments: [
      "base-url: https://evil.example/v1", "base-url: http://127.0.0.1.evil.example/v1",
      "base-url: http://127.evil/v1", "base-url: http://localhost@evil.example/v1",
      "anthropic-base-url: http://localhost", "sandbox: none",
    ])
  func untrusted(_ yaml: String) throws {
    let key = String(yaml.prefix { $0 != ":" })
    let files = try SettingsDirectory(project: "\(yaml)\n")
    let complaint = files.complaint()
    #expect(complaint.hasPrefix("./sstar.yaml:1: \(key): a file of the working directory could"))
    #expect(complaint.contains("use --\(key), SSTAR_"))
    #expect(try SettingsDirectory(user: "\(yaml)\n").complaint() == "")
    // What is not used does no harm.
    let value = key == "sandbox" ? "auto" : "http://mine/v1"
    files.environment = ["SSTAR_" + key.uppercased().replacing("-", with: "_"): value]
    #expect(files.complaint() == "")
  }

  @Test(
    "A server on this machine may be named by a file of the working directory",
    arguments: ["localhost", "127.0.0.1", "127.1.2.3:8000", "[::1]:8000", "LOCALHOST"])
  func loopback(_ host: String) throws {
    #expect(try SettingsDirectory(project: "base-url: http://\(host)/v1\nsandbox: auto\n").complaint() == "")
  }

  @Test("Aliases of aliases do not expand without end")
  func aliases() throws {
    var yaml = "extra-body:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "  a\(level): &a\(level) [\(items)]\n"
    }
    #expect(try SettingsDirectory(project: yaml).complaint().contains("is too large"))
  }
}
