/// The layers of confinement in force, as the launcher reports them.
public struct SandboxLayers: OptionSet, Sendable {
  /// One bit a layer, as the launcher sends them.
  public let rawValue: UInt32
  /// The layers of these bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// No program gains privileges by what it executes.
  public static let noNewPrivileges = SandboxLayers(rawValue: 1)
  /// Only harmless system calls.
  public static let seccomp = SandboxLayers(rawValue: 2)
  /// Files by path, no TCP, no signals to outside.
  public static let landlock = SandboxLayers(rawValue: 4)
  /// Own processes, mounts, network, IPC and host name, and a root of its own.
  public static let namespaces = SandboxLayers(rawValue: 8)
  /// The namespaces belong to a user namespace, not to root.
  public static let userNamespace = SandboxLayers(rawValue: 16)
  /// Candidates run as a user that nothing else on the machine runs as.
  public static let separateUser = SandboxLayers(rawValue: 32)
  /// A resident interpreter runs Python programs in forks.
  public static let forkServer = SandboxLayers(rawValue: 64)
  /// The kernel limits memory and processes by control groups (version 2), beside the launcher that watches them.
  public static let controlGroup = SandboxLayers(rawValue: 128)

  /// Whether untrusted programs may run: seccomp together with Landlock or namespaces.
  public var meetMinimum: Bool {
    contains([.noNewPrivileges, .seccomp]) && (contains(.landlock) || contains(.namespaces))
  }
}

/// What the launcher says of itself when it is ready.
public struct SandboxReport: Sendable {
  /// The layers in force.
  public var layers: SandboxLayers
  /// Version of the kernel's Landlock interface; 0 where it has none.
  public var landlockABI: Int
  /// Why layers are missing; may be empty.
  public var notes: String
  /// Working directory of programs, as they see it.
  var box: String
  /// Directory of the installed program, as it sees it.
  var program: String
}
