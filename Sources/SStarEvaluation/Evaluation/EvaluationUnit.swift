import Foundation

/// One problem, once: what an evaluation counts.
public struct EvaluationUnit: Sendable, Hashable {
  /// The package's directory.
  public var package: URL
  /// 0 for the first of the repeats.
  public var repetition: Int
  /// Unique in the run: the package's name, and the repetition when there are several.
  public var name: String

  /// The units of a suite, repetition by repetition within each problem.
  /// - Parameter repeats: how often each problem is solved, 1 or more.
  public static func units(of packages: [URL], repeats: Int) -> [EvaluationUnit] {
    packages.flatMap { package in
      (0..<max(1, repeats)).map { repetition in
        let name = package.standardizedFileURL.lastPathComponent
        return EvaluationUnit(
          package: package, repetition: repetition, name: repeats > 1 ? "\(name)#\(repetition)" : name)
      }
    }
  }
}
