/// The first sample, whatever it does: what one gets without test-time scaling.
public struct FirstSelector: Selector {
  public let name = "first"
  public init() {}

  public func select(from pool: SelectionPool, with tools: SelectionTools) async throws -> Selection {
    Selection(chosen: pool.candidates[0], reason: .rule)
  }
}

/// The first sample that passes the public tests, or the one that passes most.
public struct PublicSelector: Selector {
  public let name = "public"
  public init() {}

  public func select(from pool: SelectionPool, with tools: SelectionTools) async throws -> Selection {
    Selection(chosen: pool.survivors[0], reason: pool.passesPublicTests ? .rule : .publicBestFallback)
  }
}

/// Any sample that passes the public tests, or one of those that pass most.
public struct RandomSelector: Selector {
  public let name = "random"
  public init() {}

  public func select(from pool: SelectionPool, with tools: SelectionTools) async throws -> Selection {
    var random = tools.random("random selection")
    let chosen = pool.survivors.randomElement(using: &random) ?? pool.survivors[0]
    return Selection(chosen: chosen, reason: pool.passesPublicTests ? .rule : .publicBestFallback)
  }
}
