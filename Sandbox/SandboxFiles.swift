/// The files that the sandbox needs at run time: language definitions and fork servers.
///
/// SwiftPM copies them into a resource directory beside the built products.
public enum SandboxFiles {
  /// The name of the resource directory that SwiftPM places beside the executable.
  public static let directoryName = "sstar_SandboxFiles.resources"
}
