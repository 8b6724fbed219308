import SStar

extension ProblemOrigin {
  /// Reads `sstar.origin`.
  init(_ fields: YAMLFields) throws {
    guard let format = try fields.string("format"), let id = try fields.string("id") else {
      throw fields.error(
        "format", "expected `format` and `id`, which tell where the problem was imported from")
    }
    self.init(format: format, id: id)
    difficulty = try fields.string("difficulty")
    platform = try fields.string("platform")
    contest = try fields.string("contest")
    date = try fields.string("date")
    url = try fields.string("url")
    tags = try fields.words("tags") ?? []
  }
}
