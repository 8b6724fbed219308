/// The part of a plot that all plots share: grid, axes, ticks and titles, around what is drawn inside.
///
/// Sizes are those of a narrow window, so that letters stay readable there; wider ones show plots side by side.
struct PlotFrame {
  static let (width, height) = (380.0, 260.0)
  private static let (left, right, top, bottom) = (50.0, 14.0, 12.0, 44.0)

  var x: PlotAxis
  var y: PlotAxis
  /// What the plot shows, for readers who do not see it.
  var description: String

  func x(_ value: Double) -> Double {
    Self.left + x.position(value) * (Self.width - Self.left - Self.right)
  }

  func y(_ value: Double) -> Double {
    Self.height - Self.bottom - y.position(value) * (Self.height - Self.top - Self.bottom)
  }

  func markup(_ content: [HTML]) -> HTML {
    let (end, foot) = (Self.width - Self.right, Self.height - Self.bottom)
    let rows: [HTML] = y.ticks.map { tick in
      """
      <line class="grid" x1="\(Self.left)" x2="\(end)" y1="\(y(tick))" y2="\(y(tick))"/>\
      <text x="\(Self.left - 7)" y="\(y(tick) + 4)" text-anchor="end">\(y.label(tick))</text>
      """
    }
    let columns: [HTML] = x.ticks.map { tick in
      """
      <line class="axis" x1="\(x(tick))" x2="\(x(tick))" y1="\(foot)" y2="\(foot + 4)"/>\
      <text x="\(x(tick))" y="\(foot + 17)" text-anchor="middle">\(x.label(tick))</text>
      """
    }
    let middle = (Self.top + foot) / 2
    return """
      <svg viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-label="\(description)">\
      \(rows)\(columns)<line class="axis" x1="\(Self.left)" x2="\(end)" y1="\(foot)" y2="\(foot)"/>\
      <text class="title" x="\((Self.left + end) / 2)" y="\(Self.height - 8)" text-anchor="middle">\(x.title)</text>\
      <text class="title" transform="translate(12 \(middle)) rotate(-90)" text-anchor="middle">\(y.title)</text>\
      \(content)</svg>
      """
  }
}
