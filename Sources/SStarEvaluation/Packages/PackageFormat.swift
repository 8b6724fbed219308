import Foundation

/// The versions of the problem package format that are read.
enum PackageFormat {
  /// `legacy`, `legacy-icpc`, and packages that name no version.
  case legacy
  /// `2023-07-draft`, `2023-07`, and `2025-09`, to which the draft led.
  case version2023

  init(_ fields: YAMLFields) throws {
    switch try fields.string("problem_format_version") {
    case nil, "legacy", "legacy-icpc", "icpc": self = .legacy
    case "2023-07-draft", "2023-07", "2025-09-draft", "2025-09", "draft": self = .version2023
    case let other?:
      throw fields.error(
        "problem_format_version", "“\(other)” is not supported; legacy-icpc and 2023-07-draft are")
    }
  }
}
