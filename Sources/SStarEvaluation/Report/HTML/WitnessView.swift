import Foundation

/// The input that shows the difference, with both outputs.
struct WitnessView {
  let account: UnitAccount
  let limits: ReportLimits

  var markup: HTML {
    guard let witness = account.outcome.selection?.witness else { return "" }
    let input: HTML =
      account.witnessInput.map { text(String(decoding: $0, as: UTF8.self)) }
      ?? "<p class=\"dim\">\(UnitAccount.gone)</p>"
    return """
      <h3>Witness: an input on which the chosen program and another differ</h3>
      <div class="pair"><div><h4>Input</h4>\(input)</div>\
      <div><h4>The chosen program prints</h4>\(text(witness.winnerOutput))</div>\
      <div><h4>The other prints</h4>\(text(witness.otherOutput))</div></div>
      """
  }

  private func text(_ text: String) -> HTML {
    text.isEmpty
      ? "<p class=\"dim\">nothing</p>" : TextView(text, limit: limits.output, style: "wrap").markup
  }
}
