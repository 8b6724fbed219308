import Foundation
import SStarExecution

/// Modes to test: both where this user may choose, one when `SSTAR_TEST_SANDBOX` names it.
let testedModes: [SandboxMode] = {
  let named = ProcessInfo.processInfo.environment["SSTAR_TEST_SANDBOX"].flatMap(SandboxMode.init(rawValue:))
  return named.map { [$0] } ?? [.namespaces, .landlock]
}()
