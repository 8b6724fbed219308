/// How much of each text a report shows; what is left out is said beside it.
struct ReportLimits {
  /// Bytes of the file; browsers open it at once, and mail takes it.
  static let mostBytes = 9_500_000
  /// Bytes of one unit, when there are few.
  static let mostUnitBytes = 120_000
  /// Bytes that a unit is given while there are any, so that of very many some are told of in full.
  static let leastUnitBytes = 4000
  /// Units in strip and matrix, and samples in the matrix.
  static let mostRows = 3000
  static let mostColumns = 64
  /// Cells of the matrix: browsers lay each out.
  static let mostCells = 40_000
  /// Bytes of the two; more than half of the file is left to the units.
  static let mostMatrixBytes = 3_000_000
  static let mostStripBytes = 1_000_000

  /// Characters of a program, a difference, a statement, an input or output.
  var program = 12_000
  var difference = 8000
  var statement = 4000
  var output = 2000
  /// Rows of tables.
  var candidates = 96
  var clusters = 16

  /// The same in less space.
  var halved: ReportLimits {
    ReportLimits(
      program: program / 2, difference: difference / 2, statement: statement / 2, output: output / 2,
      candidates: candidates / 2, clusters: max(2, clusters / 2))
  }
}
