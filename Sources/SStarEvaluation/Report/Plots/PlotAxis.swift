import Foundation

/// One direction of a plot.
struct PlotAxis {
  /// With the unit.
  var title: String
  var range: ClosedRange<Double>
  var ticks: [Double]
  var label: (Double) -> String
  /// Whether equal ratios are equally far apart.
  var isLogarithmic = false

  /// Shares of a whole, 0 to 100 %.
  static func share(_ title: String) -> PlotAxis {
    PlotAxis(
      title: "\(title) (%)", range: 0...1, ticks: [0, 0.25, 0.5, 0.75, 1],
      label: { Quantity.decimal($0 * 100, 0) })
  }

  /// 1 to `last` in powers of two, and `last`.
  static func powers(_ title: String, to last: Int) -> PlotAxis {
    var ticks: [Double] = []
    var tick = 1
    while tick < last {
      ticks.append(Double(tick))
      tick *= 2
    }
    // Its label would run into that of the last one.
    if let final = ticks.last, final > 1, Double(last) / final < 1.4 { ticks.removeLast() }
    return PlotAxis(
      title: title, range: 1...Double(max(2, last)), ticks: ticks + [Double(last)],
      label: { Quantity.decimal($0, 0) }, isLogarithmic: true)
  }

  /// 0 to `last`, every one of them when there are few.
  static func counts(_ title: String, to last: Int) -> PlotAxis {
    let step = max(1, (last + 7) / 8)
    return PlotAxis(
      title: title, range: 0...Double(max(1, last)),
      ticks: stride(from: 0, through: last, by: step).map(Double.init),
      label: { Quantity.decimal($0, 0) })
  }

  /// 0 to a round number at or above `last`.
  static func amount(_ title: String, to last: Double, prefix: String = "") -> PlotAxis {
    guard last > 0, last.isFinite else {
      return PlotAxis(title: title, range: 0...1, ticks: [0, 1], label: { Quantity.short($0) })
    }
    let rough = last / 4
    let magnitude = pow(10, log10(rough).rounded(.down))
    let step = [1, 2, 2.5, 5, 10].map { $0 * magnitude }.first { $0 >= rough * 0.999 } ?? rough
    let count = Int((last / step).rounded(.up))
    return PlotAxis(
      title: title, range: 0...step * Double(max(1, count)),
      ticks: (0...max(1, count)).map { Double($0) * step },
      label: { prefix + Quantity.short($0) })
  }

  /// Where `value` lies, 0 at the lower end and 1 at the upper one.
  func position(_ value: Double) -> Double {
    let clipped = min(max(value, range.lowerBound), range.upperBound)
    guard isLogarithmic else {
      return (clipped - range.lowerBound) / (range.upperBound - range.lowerBound)
    }
    return log(clipped / range.lowerBound) / log(range.upperBound / range.lowerBound)
  }
}
