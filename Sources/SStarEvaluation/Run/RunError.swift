import Foundation

/// Why a run directory cannot be used.
public enum RunError: Error, Sendable, Hashable, CustomStringConvertible {
  case cannotCreate(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case cannotWrite(path: String, reason: String)
  case inUse(path: String)
  case damaged(path: String, line: Int, reason: String)
  case missingBlob(path: String, digest: String)
  case otherVersion(path: String, version: Int)
  /// Which settings differ: name, then, now.
  case otherConfiguration(path: String, differences: [String])
  case notRecorded(String)

  public var description: String {
    switch self {
    case .cannotCreate(let path, let reason):
      "\(path): the run directory cannot be made: \(reason). Choose another place with --runs."
    case .cannotRead(let path, let reason): "\(path): \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
    case .inUse(let path): "\(path): another process is writing this run; wait for it, or start a new run"
    case .damaged(let path, let line, let reason):
      "\(path):\(line): is no event of a run: \(reason). Lines before it are sound: cut the file there to go on."
    case .missingBlob(let path, let digest):
      "\(path): the blob \(digest) is missing or does not match its name"
    case .otherVersion(let path, let version):
      "\(path): was written in format \(version), which this version of sstar does not know"
    case .otherConfiguration(let path, let differences):
      "\(path): was made with other settings, so it cannot be continued:\n  "
        + differences.joined(separator: "\n  ")
    case .notRecorded(let what): "the run has no record of \(what)"
    }
  }
}
