import SStar

/// Stands for the model of a recorded run: it has its names and none of its replies.
public struct ReplayModel: LanguageModel {
  public let identifier: String
  public let fingerprint: String
  private let roles: Set<Role>

  public init(identifier: String, fingerprint: String, roles: Set<Role>) {
    self.identifier = identifier
    self.fingerprint = fingerprint
    self.roles = roles
  }

  public func answers(_ role: Role) -> Bool { roles.contains(role) }

  public func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery)
    async throws
  {
    throw ReplayError(role: request.role, sample: samples.lowerBound, model: identifier)
  }
}
