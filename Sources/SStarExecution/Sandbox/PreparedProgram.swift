import Foundation
import SStar

/// A program compiled and ready to be installed in a jail.
struct PreparedProgram: Sendable {
  /// Identity for jails to know what they have installed.
  var id: Int
  var language: LanguageRegistry.Language
  /// Identity of a program of the fork server once it is compiled.
  var compiledID: Int { -id }
  /// Files for the jail's program directory; in memory, the first is the fork server's program.
  var files: [Program.File]
  var isInMemory: Bool
  /// The files before it was compiled, where a fork server keeps what it compiles.
  var source: [Program.File]?
  /// Mode of the fork server; nil runs a command.
  var mode: LauncherMessages.ForkServerMode?
  /// Name of the main file in the program directory.
  var mainFile: String

  /// The fork server's program: entry point and source, or once compiled entry point and code.
  static func forkServerProgram(entryPoint: String?, source: Data = Data(), code: Data = Data()) -> Data {
    let entry = Data((entryPoint ?? "").utf8)
    var program = Data()
    program.appendInteger(UInt32(entry.count))
    program.appendInteger(UInt32(source.count))
    program.append(entry)
    program.append(source)
    program.append(code)
    return program
  }
}

/// What came of preparing a program.
enum Preparation: Sendable {
  case ready(PreparedProgram)
  /// The compiler refused it; the execution holds its messages.
  case failed(Execution)

  /// What it takes in memory, in bytes.
  var size: Int {
    switch self {
    case .ready(let program): program.files.reduce(0) { $0 + $1.contents.count }
    case .failed(let execution): execution.output.count + execution.errorOutput.count
    }
  }
}

extension LanguageDefinition {
  /// The program's files as this language stores them: main file first, under its fixed name if it has one.
  func storedFiles(of program: Program) -> [Program.File] {
    var files = program.files
    guard let first = files.first else { return [] }
    if let source {
      files[0].name = source
    } else if !extensions.contains((first.name as NSString).pathExtension.lowercased()),
      let suffix = extensions.first
    {
      files[0].name = first.name + "." + suffix
    }
    return files
  }
}
