import ArgumentParser
import SStar
import SStarEvaluation
import SStarModels

/// Finds the model that `--model` names.
enum ModelArgument {
  /// - Throws: `ValidationError` for a model that this version does not have.
  static func validate(_ identifier: String) throws {
    guard identifier != "bundled" else { return }
    throw ValidationError(
      "Model '\(terminalLine(identifier))' is not available: this version has only `bundled`, which draws "
        + "candidates from a package's own submissions.")
  }

  /// - Throws: `ValidationError`, also when the model cannot answer for this package.
  static func model(_ identifier: String, package: ProblemPackage, language: String) throws
    -> any LanguageModel
  {
    try validate(identifier)
    do {
      return try BundledModel(package: package, language: language)
    } catch {
      throw ValidationError(terminalSafe("\(error)"))
    }
  }
}
