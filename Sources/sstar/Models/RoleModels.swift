import ArgumentParser
import Foundation
import SStar
import SStarEvaluation
import SStarModels

/// The models of a command, by role.
struct RoleModels: Sendable {
  let main: any LanguageModel
  let byRole: [Role: any LanguageModel]

  private init(main: any LanguageModel, byRole: [Role: any LanguageModel]) {
    self.main = main
    self.byRole = byRole
  }

  /// - Parameter make: the model of an identifier; called once for each.
  init(_ settings: ModelSettings, make: (String) throws -> any LanguageModel) rethrows {
    var made: [String: any LanguageModel] = [:]
    func model(_ identifier: String) throws -> any LanguageModel {
      if let model = made[identifier] { return model }
      let model = try make(identifier)
      made[identifier] = model
      return model
    }
    main = try model(settings.model)
    var byRole: [Role: any LanguageModel] = [:]
    for role in Role.allCases { byRole[role] = try model(settings.identifier(of: role)) }
    self.byRole = byRole
  }

  func mapped(_ wrap: (any LanguageModel) -> any LanguageModel) -> RoleModels {
    RoleModels(main: wrap(main), byRole: byRole.mapValues(wrap))
  }

  func model(for role: Role) -> any LanguageModel { byRole[role] ?? main }

  /// Whether any of them is asked over a network.
  var areLive: Bool { ([main] + byRole.values).contains { $0 is LiveModel } }

  /// The same, with their replies recorded in the run and shared by the cache.
  func recorded(by run: RunDirectory, _ settings: ModelSettings, _ notices: Notices) -> RoleModels {
    let cache = ReplyCache(directory: settings.cacheDirectory)
    return mapped { model in
      // The bundled model costs nothing and reads more than the request.
      RecordedModel(
        model, run: run, cache: model is LiveModel ? cache : nil, mode: settings.cache,
        onTrouble: { notices.tell($0) })
    }
  }

  /// As `run.json` has them.
  var recorded: [RunConfiguration.Model] {
    var models: [RunConfiguration.Model] = []
    for role in Role.allCases {
      let model = model(for: role)
      guard model.answers(role) else { continue }
      if let index = models.firstIndex(where: { $0.fingerprint == model.fingerprint }) {
        models[index].roles.append(role)
      } else {
        models.append(.init(identifier: model.identifier, fingerprint: model.fingerprint, roles: [role]))
      }
    }
    return models
  }

  /// The models of a recorded run, without their replies.
  init(replaying models: [RunConfiguration.Model]) {
    var byRole: [Role: any LanguageModel] = [:]
    for model in models {
      let replay = ReplayModel(
        identifier: model.identifier, fingerprint: model.fingerprint, roles: Set(model.roles))
      for role in model.roles { byRole[role] = replay }
    }
    main = byRole[.generate] ?? ReplayModel(identifier: "none", fingerprint: "", roles: [])
    self.byRole = byRole
  }
}
