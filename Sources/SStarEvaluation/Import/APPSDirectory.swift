import Foundation
import SStarExecution

/// The APPS format as directories: `NNNN/{question.txt, input_output.json, solutions.json, metadata.json,
/// starter_code.py}`.
enum APPSDirectory {
  static func isOne(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// The directories of single problems, in name order.
  /// - Throws: ``PackageError`` when there is none.
  static func problems(in url: URL) throws -> [URL] {
    func isProblem(_ url: URL) -> Bool {
      FileManager.default.fileExists(atPath: url.appendingPathComponent("question.txt").path)
    }
    if isProblem(url) { return [url] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    let problems = names.sorted().map { url.appendingPathComponent($0) }.filter(isProblem)
    guard !problems.isEmpty else {
      throw PackageError(
        file: url.path,
        problem: "is a directory without problems of the APPS format (directories with a question.txt); "
          + "of other formats name the files")
    }
    return problems
  }

  /// Nil when there is no such file.
  private static func contents(of file: String, in problem: URL) throws -> Data? {
    let url = problem.appendingPathComponent(file).resolvingSymlinksInPath()
    guard let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
      values.isRegularFile == true
    else { return nil }
    guard let size = values.fileSize, size <= RecordSplitter.largest else {
      throw ImportSkip("too large", "\(file) is larger than \(RecordSplitter.largest >> 20) MiB")
    }
    return FileManager.default.contents(atPath: url.path)
  }

  /// The files of a problem as the record that they are elsewhere.
  /// - Throws: ``ImportSkip`` when a file is broken.
  static func record(_ problem: URL) throws -> ImportRecord {
    var fields: [[UInt8]: JSONValue] = [:]
    let files = ["question.txt", "starter_code.py", "input_output.json", "solutions.json"]
    for file in files {
      guard let contents = try contents(of: file, in: problem) else { continue }
      fields[Array(file.prefix { $0 != "." }.utf8)] = .string(Array(contents))
    }
    if let contents = try contents(of: "metadata.json", in: problem) {
      guard case .object(let metadata)? = JSONValue(parsing: contents) else {
        throw ImportSkip("malformed field", "metadata.json is no JSON object")
      }
      fields.merge(metadata) { first, _ in first }
    }
    fields[Array("problem_id".utf8)] = .string(Array(problem.lastPathComponent.utf8))
    return ImportRecord(fields)
  }
}
