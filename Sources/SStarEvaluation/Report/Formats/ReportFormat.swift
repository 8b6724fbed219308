import Foundation

/// A form in which a run is reported.
public enum ReportFormat: String, Sendable, CaseIterable {
  case html
  case junit
  case markdown

  /// Name of the file in the run directory.
  public var fileName: String {
    switch self {
    case .html: "report.html"
    case .junit: "junit.xml"
    case .markdown: "summary.md"
    }
  }
}

extension RunAccount {
  /// Writes a report, whole or not at all.
  /// - Returns: the file.
  /// - Throws: ``RunError``
  @discardableResult
  public func write(_ format: ReportFormat, in directory: URL) async throws -> URL {
    let file = directory.appendingPathComponent(format.fileName)
    switch format {
    case .html: try await HTMLReport(account: self).write(to: file)
    case .junit: try await JUnitReport(account: self).write(to: file)
    case .markdown: try await MarkdownReport(account: self).write(to: file)
    }
    return file
  }
}
