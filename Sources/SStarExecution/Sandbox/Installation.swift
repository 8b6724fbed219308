import Foundation
import SandboxFiles

/// Where the parts of the sandbox lie on this machine: the launcher, fork servers, language definitions.
struct Installation: Sendable {
  /// The `sstar-launcher` executable.
  var launcher: URL
  /// Directory with the language definitions (`*.yaml`).
  var languages: URL
  /// Directory with the fork servers.
  var forkServers: URL

  /// Looks in `SSTAR_LIBEXEC`, beside the running executable, and in `../libexec/sstar` from there.
  /// - Throws: ``SandboxError/notInstalled(file:searched:)``.
  static func find(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Installation
  {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = executable.deletingLastPathComponent()
    var places = [beside, beside.deletingLastPathComponent().appendingPathComponent("libexec/sstar")]
    if let chosen = environment["SSTAR_LIBEXEC"], !chosen.isEmpty {
      places.insert(URL(fileURLWithPath: chosen, isDirectory: true), at: 0)
    }
    func find(_ name: String) throws -> URL {
      for place in places {
        let url = place.appendingPathComponent(name)
        if FileManager.default.fileExists(atPath: url.path) { return url }
      }
      throw SandboxError.notInstalled(file: name, searched: places.map(\.path))
    }
    let resources = try find(SandboxFiles.directoryName)
    return Installation(
      launcher: try find("sstar-launcher"),
      languages: resources.appendingPathComponent("Languages"),
      forkServers: resources.appendingPathComponent("ForkServer"))
  }
}
