/// Where a setting's value comes from.
enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
  case flag(String)
  case variable(String)
  case file(String, line: Int)
  case standard

  var description: String {
    switch self {
    case .flag(let name), .variable(let name): name
    case .file(let name, let line): "\(name):\(line)"
    case .standard: "default"
    }
  }
}

/// A setting that cannot be used: where it stands, what is wrong, what is allowed.
struct SettingsError: Error, Hashable, CustomStringConvertible {
  var place: String
  var problem: String

  var description: String { "\(place): \(problem)" }

  init(place: String, problem: String) {
    self.place = place
    self.problem = problem
  }

  init(_ origin: SettingOrigin, key: String, problem: String) {
    switch origin {
    // A flag is named like its key.
    case .flag: self.init(place: "\(origin)", problem: problem)
    default: self.init(place: "\(origin)", problem: "\(terminalLine(key)): \(problem)")
    }
  }

  /// A key that there is not.
  init(unknown key: String, at place: String, what: String, known: [String]) {
    let nearest = NearestName.of(key, in: known).map { "; did you mean \($0)?" } ?? ""
    self.init(place: place, problem: "unknown \(what) “\(terminalLine(key, limit: 60))”\(nearest)")
  }
}
