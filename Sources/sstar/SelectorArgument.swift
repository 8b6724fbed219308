import ArgumentParser
import SStar

/// The selectors by their names on the command line.
enum SelectorArgument: String, Sendable, CaseIterable, ExpressibleByArgument {
  case evidence, sstar, majority, `public`, first, random

  var selector: any Selector {
    switch self {
    case .evidence: EvidenceSelector()
    case .sstar: SStarSelector()
    case .majority: MajoritySelector()
    case .public: PublicSelector()
    case .first: FirstSelector()
    case .random: RandomSelector()
    }
  }
}
