/// The plots of an evaluation.
struct PlotSection {
  let account: RunAccount
  let summary: EvaluationSummary

  var markup: HTML {
    guard summary.counted > 0 else { return "" }
    let curves = ScalingCurves(account.record, rule: account.contribution)
    return """
      <h2>What more samples, rounds and cost give</h2>
      <div class="plots">\(samples(curves))\(rounds(curves))\(cost)\(calibration)</div>

      """
  }

  private func samples(_ curves: ScalingCurves) -> HTML {
    let values = curves.passAtK
    guard values.count > 1 else { return "" }
    var series = [
      CurvePlot.Series(
        name: "pass@k of first drafts",
        points: values.enumerated().map { (Double($0.offset + 1), $0.element) })
    ]
    if let chosen = summary.passAt1 {
      series.append(
        .init(name: "chosen program", points: [(1, chosen), (Double(values.count), chosen)]))
    }
    return CurvePlot(
      frame: PlotFrame(
        x: .powers("samples k", to: values.count), y: .share("solved"),
        description: "pass@k of first drafts by k, from \(Quantity.percent(values[0].value)) at 1 to "
          + "\(Quantity.percent(values[values.count - 1].value)) at \(values.count)"),
      series: series
    ).figure.markup(
      title: "More samples",
      caption:
        "Chance that some of k first drafts is right, without bias (Chen et al. 2021), against the one program that "
        + "was chosen from all. Bands: 95 % over problems.")
  }

  private func rounds(_ curves: ScalingCurves) -> HTML {
    let values = curves.rounds
    guard values.count > 1 else { return "" }
    return CurvePlot(
      frame: PlotFrame(
        x: .counts("debugging rounds", to: values.count - 1), y: .share("right"),
        description: "Coverage and share of right samples by debugging round"),
      series: [
        .init(
          name: "some sample is right",
          points: values.enumerated().map { (Double($0.offset), $0.element.coverage) }),
        .init(
          name: "right samples",
          points: values.enumerated().map { (Double($0.offset), $0.element.shareRight) }),
      ]
    ).figure.markup(
      title: "More debugging rounds",
      caption:
        "After so many rounds on the public tests; round 0 is the first draft. Bands: 95 % over problems.")
  }

  private var noun: String { account.isRepeated ? "attempt" : "problem" }

  private var cost: HTML {
    let curve = CostCurve(account.record.units)
    guard let last = curve.points.last, curve.points.count > 1 else { return "" }
    return CurvePlot(
      frame: PlotFrame(
        x: .amount(
          "cost of \(noun == "attempt" ? "an" : "a") \(noun) (\(curve.measure.unit))", to: last.x,
          prefix: curve.measure == .dollars ? "$" : ""),
        y: .share("solved"),
        description:
          "Share of \(noun)s that are solved at no more than a cost, \(Quantity.percent(last.y.value)) at "
          + Quantity.short(last.x)),
      series: [.init(name: "solved", points: curve.points, isStepped: true)]
    ).figure.markup(
      title: "Cost against accuracy",
      caption: "Share of all \(noun)s that are solved and took at most so much. Band: 95 % (Wilson).")
  }

  private var calibration: HTML {
    guard let calibration = summary.calibration else { return "" }
    return CalibrationPlot(calibration: calibration).figure.markup(
      title: "Is its confidence honest?",
      caption:
        "Choices in bins of confidence; larger dots hold more, lines are 95 % intervals. On the diagonal it is. "
        + "Calibration error \(Quantity.decimal(calibration.expectedError, 3)), Brier score "
        + "\(Quantity.decimal(calibration.brierScore, 3)), \(Quantity.count(calibration.count, "choice")).")
  }
}
