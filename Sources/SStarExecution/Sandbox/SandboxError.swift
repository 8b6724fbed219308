/// Why programs cannot be run; never the fault of a program.
public enum SandboxError: Error, Sendable, CustomStringConvertible {
  /// A file that belongs to the installation is missing.
  case notInstalled(file: String, searched: [String])
  /// The launcher could not be started or ended unexpectedly.
  case launcher(String)
  /// The machine grants less than the minimum.
  case tooWeak(mode: SandboxMode, missing: String)
  /// No definition of the language, or its toolchain is not installed.
  case language(String, reason: String)
  /// A language definition that cannot be used.
  case definition(file: String, reason: String)
  /// Too little disk or memory, too many processes or open files.
  case resources(String)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notInstalled(let file, let searched):
      "sandbox: \(file) not found (searched \(searched.joined(separator: ", "))). "
        + "Keep the products of `swift build` together, or set SSTAR_LIBEXEC to their directory."
    case .launcher(let reason):
      "sandbox: the launcher failed: \(reason). `sstar doctor` shows what this machine grants."
    case .tooWeak(let mode, let missing):
      "sandbox: `--sandbox \(mode.rawValue)` is not possible here: \(missing). "
        + "Run `sstar doctor` for details; `--sandbox none` runs programs unprotected, "
        + "with your own rights: use it only for programs that you trust."
    case .language(let name, let reason):
      "language \(name): \(reason)"
    case .definition(let file, let reason):
      "\(file): \(reason)"
    case .resources(let reason):
      "sandbox: \(reason)"
    }
  }
}
