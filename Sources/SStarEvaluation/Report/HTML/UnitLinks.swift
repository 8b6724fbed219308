/// Leads to the sections of units, where there are any.
struct UnitLinks {
  private let numbers: Set<Int>

  /// - Parameter numbers: units that have a section.
  init(_ numbers: Set<Int>) {
    self.numbers = numbers
  }

  /// `text`, as a link if the unit has a section.
  func link(_ number: Int, _ text: String) -> HTML {
    numbers.contains(number) ? "<a href=\"#u\(number)\">\(text)</a>" : "\(text)"
  }

  /// The mark of a unit.
  func mark(_ number: Int, _ verdict: UnitVerdict, _ words: String) -> HTML {
    numbers.contains(number)
      ? """
      <a class="mark \(verdict.style)" href="#u\(number)" title="\(words)" aria-label="\(words)">\(verdict.mark)</a>
      """
      : """
      <span class="mark \(verdict.style)" role="img" title="\(words)" aria-label="\(words)">\(verdict.mark)</span>
      """
  }
}
