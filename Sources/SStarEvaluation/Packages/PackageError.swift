/// A problem package that cannot be used: which file, which field, what is wrong and what to do.
public struct PackageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Path of the file or directory.
  public var file: String
  /// Field within the file, such as `limits.memory`; nil when it concerns the whole file.
  public var field: String?
  /// What is wrong, and what would be right.
  public var problem: String
  /// Whether the package is well-formed as far as was seen, but asks for what this program does not do.
  public var isUnsupported: Bool

  public init(file: String, field: String? = nil, problem: String, isUnsupported: Bool = false) {
    self.file = file
    self.field = field
    self.problem = problem
    self.isUnsupported = isUnsupported
  }

  public var description: String {
    "\(file): \(field.map { "\($0): " } ?? "")\(problem)"
  }
}
