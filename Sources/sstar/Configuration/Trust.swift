import Foundation
import SStarExecution

/// What the working directory's file may not decide: it comes with whatever was downloaded or cloned, and must not
/// send keys somewhere else, nor lift the sandbox.
enum Trust {
  /// - Returns: why the value is refused, and how to give it all the same; nil for one that is not.
  static func complaint(_ key: String, _ text: String, _ origin: SettingOrigin) -> String? {
    guard case .file(SettingsPlaces.projectFile, _) = origin else { return nil }
    let table = SettingTable.shared
    switch key {
    case table.baseURL.key where !isLoopback(text):
      return refusal(table.baseURL, "could send your key anywhere")
    case table.anthropicBaseURL.key: return refusal(table.anthropicBaseURL, "could send your key anywhere")
    case table.sandbox.key where text == SandboxMode.none.rawValue:
      return refusal(table.sandbox, "could lift the sandbox")
    default: return nil
    }
  }

  private static func refusal(_ setting: any AnySetting, _ danger: String) -> String {
    "a file of the working directory \(danger); use \(setting.flag), \(setting.variable) or your own "
      + "configuration file"
  }

  /// Whether an address stays on this machine.
  private static func isLoopback(_ address: String) -> Bool {
    guard let host = URLComponents(string: address)?.host?.lowercased() else { return false }
    if ["localhost", "::1", "[::1]"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
