import Foundation

@testable import sstar

/// A working directory and a home directory of their own, with an environment that is empty.
final class SettingsDirectory {
  private let root: URL
  var environment: [String: String] = [:]

  init(project: String? = nil, user: String? = nil, environment: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString)")
    self.environment = environment
    try FileManager.default.createDirectory(
      at: root.appendingPathComponent("project"), withIntermediateDirectories: true)
    if let project { try write("project/sstar.yaml", project) }
    if let user { try write("home/.config/sstar/config.yaml", user) }
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  var home: URL { root.appendingPathComponent("home") }
  var project: URL { root.appendingPathComponent("project") }

  var places: SettingsPlaces {
    SettingsPlaces(environment: environment, directory: project, home: home)
  }

  func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  func write(_ name: String, _ text: String) throws {
    let file = root.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// All settings with these flags.
  func resolve(_ method: [String] = [], models: [String] = [], sandbox: [String] = []) throws -> Settings {
    try Settings.resolve(
      method: try MethodFlags.parse(method), models: try ModelFlags.parse(models),
      sandbox: try SandboxFlags.parse(sandbox), places: places)
  }

  /// The sentence of the error that resolving ends with; empty when it does not.
  func complaint(_ method: [String] = []) -> String {
    do {
      _ = try resolve(method)
      return ""
    } catch {
      return "\(error)"
    }
  }
}
