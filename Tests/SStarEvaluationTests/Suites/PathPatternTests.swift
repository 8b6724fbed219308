import Testing

@testable import SStarEvaluation

@Suite("Patterns of submissions.yaml")
struct PathPatternTests {
  @Test(
    "A pattern matches whole names, and what is below a directory that it matches",
    arguments: [
      ("accepted", "accepted/a.py", true), ("accepted/", "accepted/a.py", true),
      ("accepted", "accepted2/a.py", false),
      ("accepted/*", "accepted/a.py", true), ("*/a.py", "wrong_answer/a.py", true),
      ("*", "accepted/a.py", true),
      ("*.py", "accepted/a.py", false), ("secret/*-easy", "secret/01-easy", true),
      ("secret/*-easy", "secret/01-hard", false),
      ("secret/a*b*c", "secret/aXbYbZc", true), ("secret/a*b*c", "secret/aXbYbZ", false),
      ("x/**", "x/y", true),
      ("accepted/{a,b}.{py,cpp}", "accepted/b.cpp", true), ("accepted/{a, b}.py", "accepted/b.py", true),
      ("accepted/{a,b}.py", "accepted/c.py", false), ("{sample,secret/g{1,2}}", "secret/g2/3", true),
      ("{a", "{a/b", true), ("a}", "a}/b", true), ("", "a", true), ("secret/1", "secret", false),
    ])
  func matching(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(PathPattern(pattern).matches(path) == matches)
  }

  @Test("Neither many stars nor many braces take long", .timeLimit(.minutes(1)))
  func isFast() {
    let stars = PathPattern(String(repeating: "*a", count: 200) + "b")
    #expect(!stars.matches(String(repeating: "a", count: 5000)))
    let braces = PathPattern(String(repeating: "{a,b}", count: 60))
    #expect(!braces.matches("c"))
  }
}
