/// Curves with bands of uncertainty.
struct CurvePlot {
  /// One curve.
  struct Series {
    var name: String
    var points: [(x: Double, y: Estimate)]
    /// Whether the value holds until the next point, rather than growing towards it.
    var isStepped = false
  }

  var frame: PlotFrame
  var series: [Series]

  var figure: Figure {
    Figure(
      plot: frame.markup(series.enumerated().map { draw($0.element, number: $0.offset + 1) }),
      keys: series.map(\.name), columns: [frame.x.title] + series.flatMap { [$0.name, "95 % interval"] },
      rows: rows)
  }

  private func draw(_ series: Series, number: Int) -> HTML {
    let upper = places(series) { $0.high }
    let lower = places(series) { $0.low }
    let line = places(series) { $0.value }
    let dots: [HTML] =
      series.isStepped || series.points.count > 20
      ? []
      : series.points.map { point in
        """
        <circle class="dot c\(number)" cx="\(frame.x(point.x))" cy="\(frame.y(point.y.value))" r="3"/>
        """
      }
    return """
      <polygon class="band c\(number)" points="\(list(upper + lower.reversed()))"/>\
      <polyline class="line c\(number)" points="\(list(line))"/>\(dots)
      """
  }

  private func places(_ series: Series, _ value: (Estimate) -> Double) -> [(Double, Double)] {
    var places: [(Double, Double)] = []
    for point in series.points {
      let place = (frame.x(point.x), frame.y(value(point.y)))
      if series.isStepped, let last = places.last { places.append((place.0, last.1)) }
      places.append(place)
    }
    return places
  }

  private func list(_ places: [(Double, Double)]) -> HTML {
    var list: HTML = ""
    for place in places { list += "\(place.0),\(place.1) " }
    return list
  }

  private var rows: [[String]] {
    let values = Set(series.flatMap { $0.points.map(\.x) }).sorted()
    // A curve of hundreds of steps is for the eye.
    return values.count > 40
      ? []
      : values.map { x in
        [frame.x.label(x)]
          + series.flatMap { series -> [String] in
            guard let point = series.points.first(where: { $0.x == x }) else { return ["", ""] }
            return [Quantity.percent(point.y.value), Quantity.interval(point.y)]
          }
      }
  }
}
