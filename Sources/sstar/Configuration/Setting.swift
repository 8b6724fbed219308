import ArgumentParser

/// One setting: its key (also the flag's name), what values it takes, and its default.
///
/// Every source holds text, which is read here alone; so a value means the same wherever it stands.
struct Setting<Value: Sendable>: AnySetting {
  let key: String
  let form: ValueForm
  let allowed: String
  let choices: [String]
  let standard: String?
  let help: String
  let shown: @Sendable (String) -> String
  /// The value of a text, or of no text at all; nil when that is not allowed.
  let parse: @Sendable (String?) -> Value?

  /// A setting that always has a value.
  init(_ key: String, _ kind: ValueKind<Value>, default standard: String, _ help: String) {
    self.init(key, kind, standard: standard, help) { $0.flatMap(kind.parse) }
  }

  /// A setting that may have no value.
  init<Wrapped>(optional key: String, _ kind: ValueKind<Wrapped>, _ help: String) where Value == Wrapped? {
    self.init(key, kind, standard: nil, help) { text in
      guard let text else { return .some(nil) }
      return kind.parse(text).map(Optional.some)
    }
  }

  private init<Kind>(
    _ key: String, _ kind: ValueKind<Kind>, standard: String?, _ help: String,
    parse: @escaping @Sendable (String?) -> Value?
  ) {
    self.key = key
    form = kind.form
    allowed = kind.allowed
    choices = kind.choices
    shown = kind.shown
    self.standard = standard
    self.help = help
    self.parse = parse
  }

  func accepts(_ text: String) -> Bool { parse(text) != nil }
}

/// What settings of all types have.
protocol AnySetting: Sendable {
  var key: String { get }
  var form: ValueForm { get }
  /// The values that it takes, as a noun phrase.
  var allowed: String { get }
  var choices: [String] { get }
  /// The default; nil for none, or for one that depends on the machine.
  var standard: String? { get }
  var help: String { get }
  /// A value's text as it may be printed, its secrets left out.
  var shown: @Sendable (String) -> String { get }
  func accepts(_ text: String) -> Bool
}

extension AnySetting {
  var flag: String { "--\(key)" }

  var variable: String {
    EnvironmentNames.prefix + key.uppercased().replacing("-", with: "_")
  }

  /// The flag's help; flags have no defaults of their own, which would hide the value of a file.
  var flagHelp: ArgumentHelp {
    var remarks: [String] = []
    if !choices.isEmpty { remarks.append("values: \(choices.joined(separator: ", "))") }
    if let standard, form == .scalar { remarks.append("default: \(standard)") }
    return ArgumentHelp(
      stringLiteral: remarks.isEmpty ? help : "\(help) (\(remarks.joined(separator: "; ")))")
  }

  var completion: CompletionKind? { choices.isEmpty ? nil : .list(choices) }

  /// What is wrong with a text that is not accepted.
  func complaint(_ text: String) -> String { "expected \(allowed), found \(shown(text))" }
}
