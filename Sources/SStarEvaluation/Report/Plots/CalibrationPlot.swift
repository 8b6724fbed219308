/// How often choices of a confidence are right: on the diagonal when confidences are honest.
struct CalibrationPlot {
  var calibration: Calibration

  var figure: Figure {
    let frame = PlotFrame(
      x: .share("confidence"), y: .share("right"),
      description: "Share of right choices by their confidence; expected calibration error "
        + Quantity.decimal(calibration.expectedError, 3))
    let most = Double(calibration.bins.map(\.count).max() ?? 1)
    let points: [HTML] = calibration.bins.map { bin in
      let interval = Self.interval(bin)
      let x = frame.x(bin.meanConfidence)
      // The area tells how many choices there are.
      let radius = 3 + 6 * (Double(bin.count) / most).squareRoot()
      return """
        <line class="whisker" x1="\(x)" x2="\(x)" y1="\(frame.y(interval.low))" y2="\(frame.y(interval.high))"/>\
        <circle class="dot c1" cx="\(x)" cy="\(frame.y(bin.shareRight))" r="\(radius)"/>
        """
    }
    let diagonal: HTML = """
      <line class="diagonal" x1="\(frame.x(0))" y1="\(frame.y(0))" x2="\(frame.x(1))" y2="\(frame.y(1))"/>
      """
    return Figure(
      plot: frame.markup([diagonal] + points),
      columns: ["confidence", "mean", "choices", "right", "95 % interval"],
      rows: calibration.bins.map { bin in
        [
          "\(Quantity.two(bin.from))–\(Quantity.two(bin.to))", Quantity.two(bin.meanConfidence),
          "\(bin.count)",
          Quantity.percent(bin.shareRight), Quantity.interval(Self.interval(bin)),
        ]
      })
  }

  private static func interval(_ bin: Calibration.Bin) -> Estimate {
    let right = Int((bin.shareRight * Double(bin.count)).rounded())
    return Statistics.wilson(successes: right, trials: bin.count)
      ?? Estimate(value: bin.shareRight, low: 0, high: 1)
  }
}
