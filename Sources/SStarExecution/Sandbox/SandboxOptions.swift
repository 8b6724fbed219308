import Foundation

/// How far programs are confined.
public enum SandboxMode: String, Sendable, CaseIterable {
  /// The strongest that this machine grants; refuses below the minimum.
  case auto
  /// Namespaces with a root of its own, seccomp, and Landlock where the kernel has it; or nothing.
  case namespaces
  /// Landlock and seccomp only, as where namespaces are refused.
  case landlock
  /// Resource limits only. Programs can read and change whatever the user can.
  case none
}

/// Options of a ``Sandbox``.
public struct SandboxOptions: Sendable {
  /// How far programs are confined.
  public var mode: SandboxMode
  /// Programs that run at once; at least one.
  public var workers: Int
  /// Size of the file system that holds a program's working directory, in bytes.
  public var scratchBytes: Int
  /// Directories with further language definitions, which override the bundled ones.
  public var languageDirectories: [URL]
  /// Highest version of Landlock to use, to try what holds on older kernels; 0 for none.
  var landlockABI: Int?
  /// Whether the kernel may limit memory, to try what holds without.
  var usesControlGroups = true

  /// - Parameter workers: the number of active processors when nil.
  public init(
    mode: SandboxMode = .auto, workers: Int? = nil, scratchBytes: Int = 256 << 20,
    languageDirectories: [URL] = []
  ) {
    self.mode = mode
    self.workers = max(1, workers ?? ProcessInfo.processInfo.activeProcessorCount)
    self.scratchBytes = scratchBytes
    self.languageDirectories = languageDirectories
  }
}
