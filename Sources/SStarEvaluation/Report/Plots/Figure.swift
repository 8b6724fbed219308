/// A plot with its key, its caption and its numbers as a table.
struct Figure {
  var plot: HTML
  /// Names of the curves, in the order of their colours.
  var keys: [String] = []
  var columns: [String]
  var rows: [[String]]

  /// - Parameters:
  ///   - title: what it shows. - caption: how to read it.
  func markup(title: String, caption: String) -> HTML {
    let key: [HTML] = keys.enumerated().map { "<li class=\"k\($0.offset + 1)\">\($0.element)</li>" }
    let legend: HTML = keys.count < 2 ? "" : "<ul class=\"key\">\(key)</ul>"
    let heads: [HTML] = columns.map { "<th scope=\"col\">\($0)</th>" }
    let body: [HTML] = rows.map { row in
      let cells: [HTML] = row.map { "<td>\($0)</td>" }
      return "<tr>\(cells)</tr>"
    }
    let table: HTML =
      rows.isEmpty
      ? ""
      : """
      <details><summary>Numbers</summary><div class="scroll" tabindex="0"><table>\
      <thead><tr>\(heads)</tr></thead><tbody>\(body)</tbody></table></div></details>
      """
    return """
      <figure><h3>\(title)</h3>\(plot)\(legend)<figcaption>\(caption)</figcaption>\(table)</figure>

      """
  }
}
