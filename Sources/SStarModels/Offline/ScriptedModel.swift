import SStar

/// A model whose replies are given by a closure; for tests.
public struct ScriptedModel: LanguageModel {
  public let identifier = "scripted"
  private let roles: Set<Role>
  private let script: @Sendable (ModelRequest, Int) async throws -> String

  /// - Parameters:
  ///   - roles: the roles that it answers.
  ///   - script: the reply's text for a request and a sample index; what it throws ends that sample only.
  public init(
    roles: Set<Role> = Set(Role.allCases),
    script: @escaping @Sendable (ModelRequest, Int) async throws -> String
  ) {
    self.roles = roles
    self.script = script
  }

  public func answers(_ role: Role) -> Bool { roles.contains(role) }

  public func draw(_ request: ModelRequest, samples: Range<Int>, deliver: @escaping ReplyDelivery)
    async throws
  {
    var failure: (any Error)?
    for sample in samples {
      do {
        let text = try await script(request, sample)
        await deliver(.replies([ModelReply(sample: sample, text: text, usage: Usage(calls: 1))]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
