import Foundation
import SStar

/// Replies of earlier runs, a file each, shared by all runs of a user.
///
/// Files appear whole or not at all, so that any number of processes may use one cache.
public struct ReplyCache: ReplyStore {
  /// Raised when files are no longer understood.
  private static let version = 1
  private let directory: URL

  /// The directory appears with the first reply.
  public init(directory: URL) {
    self.directory = directory.appendingPathComponent("replies-\(Self.version)")
  }

  private struct Entry: Codable {
    var model: String
    var role: Role
    var reply: ModelReply
  }

  /// A file that cannot be read is as good as none.
  public func reply(for key: CallKey) async -> ModelReply? {
    guard let data = try? Data(contentsOf: file(key)) else { return nil }
    return (try? JSONDecoder().decode(Entry.self, from: data))?.reply
  }

  public func record(_ replies: [KeyedReply], request: ModelRequest, model: String) async throws {
    for item in replies {
      let file = file(item.key)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let entry = Entry(model: model, role: request.role, reply: item.reply)
      try JSONEncoder.canonical.encode(entry).write(to: file, options: .atomic)
    }
  }

  /// A reply that a power failure takes is only paid for again.
  public func flush() async {}

  private func file(_ key: CallKey) -> URL {
    directory.appendingPathComponent(String(key.description.prefix(2))).appendingPathComponent("\(key).json")
  }
}
