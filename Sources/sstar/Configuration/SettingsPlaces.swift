import Foundation

/// Where settings are looked for besides the command line.
struct SettingsPlaces: Sendable {
  var environment: [String: String]
  /// The working directory.
  var directory: URL
  var home: URL

  /// Those of this process.
  static var current: SettingsPlaces {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
    return SettingsPlaces(
      environment: environment,
      directory: URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true),
      home: home ?? FileManager.default.homeDirectoryForCurrentUser)
  }

  /// Name of the working directory's file in messages.
  static let projectFile = "./sstar.yaml"

  /// The configuration files with the names that they have in messages, the first to be asked first.
  var files: [(url: URL, name: String)] {
    let user = base("XDG_CONFIG_HOME", ".config").appendingPathComponent("sstar/config.yaml")
    return [
      (directory.appendingPathComponent("sstar.yaml"), Self.projectFile), (user, abbreviated(user.path)),
    ]
  }

  /// The default of `cache-dir`.
  var cacheDirectory: String {
    abbreviated(base("XDG_CACHE_HOME", ".cache").appendingPathComponent("sstar").path)
  }

  /// A path of a setting: from the working directory, or from the home directory when it starts with `~/`.
  func directory(_ path: String) -> URL {
    if path == "~" { return home }
    if path.hasPrefix("~/") { return home.appendingPathComponent(String(path.dropFirst(2))) }
    return path.hasPrefix("/") ? URL(fileURLWithPath: path) : directory.appendingPathComponent(path)
  }

  /// The XDG specification wants relative paths ignored.
  private func base(_ variable: String, _ standard: String) -> URL {
    if let path = environment[variable], path.hasPrefix("/") { return URL(fileURLWithPath: path) }
    return home.appendingPathComponent(standard)
  }

  private func abbreviated(_ path: String) -> String {
    path.hasPrefix(home.path + "/") ? "~" + path.dropFirst(home.path.count) : path
  }
}
