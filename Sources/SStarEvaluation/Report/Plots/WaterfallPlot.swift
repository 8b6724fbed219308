/// Where units are lost on the way from drawing to choosing: bars that begin where the last one ended.
struct WaterfallPlot {
  var losses: LossWaterfall

  private static let (width, row, left, right) = (380.0, 38.0, 120.0, 76.0)

  /// Name, class, and the ends of the bar as shares.
  private var bars: [(name: String, style: String, from: Double, to: Double)] {
    var end = losses.coverage
    func loss(_ name: String, _ share: Double) -> (String, String, Double, Double) {
      defer { end -= share }
      return (name, "loss", max(0, end - share), end)
    }
    return [
      ("none is right", "loss", losses.coverage, 1), ("coverage", "sum", 0, losses.coverage),
      loss("public filter", losses.publicFilter), loss("clusters", losses.clusters),
      loss("selection", losses.selection), ("pass@1", "sum", 0, losses.selected),
    ]
  }

  var figure: Figure {
    let scale = Self.width - Self.left - Self.right
    let height = Self.row * Double(bars.count) + 6
    let rows: [HTML] = bars.enumerated().map { index, bar in
      let y = Double(index) * Self.row + 6
      let x = Self.left + bar.from * scale
      let end = Self.left + bar.to * scale
      let share = bar.to - bar.from
      let sign = bar.style == "loss" && share > 0 ? "−" : ""
      return """
        <rect class="track" x="\(Self.left)" y="\(y)" width="\(scale)" height="24"/>\
        <rect class="\(bar.style)" x="\(x)" y="\(y)" width="\(max(share > 0 ? 1.5 : 0, end - x))" height="24"/>\
        <text x="\(Self.left - 8)" y="\(y + 16)" text-anchor="end">\(bar.name)</text>\
        <text class="value" x="\(Self.width - 2)" y="\(y + 16)" text-anchor="end">\(sign + Quantity.percent(share))</text>
        """
    }
    let words = bars.map { "\($0.name) \(Quantity.percent($0.to - $0.from))" }.joined(separator: ", ")
    return Figure(
      plot: """
        <svg viewBox="0 0 \(Self.width) \(height)" role="img" aria-label="\(words)">\(rows)</svg>
        """,
      columns: ["step", "share"], rows: bars.map { [$0.name, Quantity.percent($0.to - $0.from)] })
  }
}
