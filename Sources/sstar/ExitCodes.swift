import ArgumentParser
import Foundation
import Glibc
import SStarEvaluation
import SStarExecution
import SStarModels

/// The exit codes of all commands.
enum SStarExit {
  /// No candidate passed the public tests, or a judged program is not accepted.
  static let notAccepted = ExitCode(4)
  /// Too large a share of problems ended with errors that are not the model's.
  static let tooManyErrors = ExitCode(5)
  /// The budget has no room for another call; the run can be continued.
  static let budgetReached = ExitCode(6)
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let unavailable = ExitCode(69)
  static let credentials = ExitCode(77)
  static let interrupted = ExitCode(130)

  /// Prints an error as a sentence on standard error and gives the exit code for it.
  static func report(_ error: any Error) -> any Error {
    switch error {
    case is ExitCode, is ValidationError, is CleanExit: return error
    case is CancellationError: return interrupted
    case is SettingsError: return told(error, usage)
    case let error as ModelSetupError: return told(error, error.concernsCredentials ? credentials : usage)
    case let error as ModelServiceError:
      return told(error, error.kind == .credentials ? credentials : unavailable)
    case is ReplayError: return told(error, unavailable)
    case is BudgetReached: return told(error, budgetReached)
    case RunError.otherConfiguration: return told(error, usage)
    case RunError.cannotRead, RunError.damaged, RunError.missingBlob, RunError.otherVersion:
      return told(error, badData)
    case is PackageError: return told(error, badData)
    case SandboxError.definition, SandboxError.language: return told(error, badData)
    case is SandboxError: return told(error, unavailable)
    default: return told(error, ExitCode(1))
    }
  }

  private static func told(_ error: any Error, _ code: ExitCode) -> ExitCode {
    printError("error: \(terminalSafe("\(error)"))")
    return code
  }
}

/// Prints a line on standard error. Where that cannot be written, nobody listens, and the work goes on.
func printError(_ line: String) {
  _ = writeAll(Data((line + "\n").utf8), to: STDERR_FILENO)
}

/// Runs the body of a command: an interrupt or termination signal cancels it, so that everything it started
/// is ended, and errors become exit codes.
func runCancellable(_ body: @escaping @Sendable () async throws -> Void) async throws {
  signal(SIGPIPE, SIG_IGN)
  // A file that may not grow is an error to be told, not an end without a word.
  signal(SIGXFSZ, SIG_IGN)
  let work = Task { try await body() }
  let sources = [SIGINT, SIGTERM, SIGHUP].compactMap { number -> (any DispatchSourceSignal)? in
    // `nohup` has it ignored: the work is to outlive its terminal.
    if number == SIGHUP, isIgnored(number) { return nil }
    // Not ignored meanwhile: a signal that comes before the source is ready ends the process.
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { work.cancel() }
    source.resume()
    return source
  }
  defer { sources.forEach { $0.cancel() } }
  do {
    try await work.value
  } catch {
    throw work.isCancelled ? SStarExit.interrupted : SStarExit.report(error)
  }
}

private func isIgnored(_ signal: Int32) -> Bool {
  var action = sigaction()
  sigaction(signal, nil, &action)
  // Functions cannot be compared; their addresses can.
  return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    == unsafeBitCast(SIG_IGN, to: Int.self)
}
