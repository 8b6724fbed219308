import Foundation
import SStar
import SStarModels
import Testing

@Suite struct BundledModelTests {
  private static func package(_ sources: [String: String], generators: [String] = []) -> ProblemPackage {
    ProblemPackage(
      problem: Problem(id: "p", title: "P", statement: "?", publicTests: []),
      submissions: sources.sorted { $0.key < $1.key }.map { name, source in
        Submission(
          name: name, folder: String(name.prefix { $0 != "/" }),
          program: Program(
            language: name.hasSuffix(".py") ? "python3" : "cpp", source: source, name: "main.py"))
      },
      generators: generators.map { Program(language: "python3", source: $0, name: "generate.py") })
  }

  private static let sources = [
    "accepted/a.py": "print(1)\n", "accepted/b.py": "print(2)\n", "wrong_answer/c.py": "print(3)\n",
    "accepted/d.cpp": "int main() {}\n",
  ]

  private static func draws(
    _ model: BundledModel, _ role: Role = .generate, seed: UInt64 = 1, samples: Range<Int> = 0..<6,
    programs: [Program] = []
  ) async throws -> [String] {
    let request = ModelRequest(role: role, problemID: "p", messages: [], seed: seed, programs: programs)
    var texts: [String] = []
    for try await reply in model.replies(to: request, samples: samples) {
      #expect(reply.sample == samples.lowerBound + texts.count)
      texts.append(reply.text)
    }
    return texts
  }

  @Test func drawsEverySubmissionOfTheLanguageBeforeItRepeatsOne() async throws {
    let model = try BundledModel(package: Self.package(Self.sources), language: "python3")
    let texts = try await Self.draws(model)
    #expect(Set(texts.prefix(3)).count == 3)
    #expect(Set(texts).count == 3)
    #expect(texts.allSatisfy { $0.contains("```python\nprint(") && !$0.contains("int main") })
  }

  @Test func sameSeedDrawsTheSameAndAnotherSeedDoesNot() async throws {
    let model = try BundledModel(package: Self.package(Self.sources), language: "python3")
    #expect(try await Self.draws(model, seed: 7) == Self.draws(model, seed: 7))
    var orders = Set<[String]>()
    for seed in 0..<8 { orders.insert(try await Self.draws(model, seed: UInt64(seed))) }
    #expect(orders.count > 1)
  }

  @Test func foldersAndFileNamesDoNotMatter() async throws {
    let renamed = [
      "wrong_answer/z.py": "print(1)\n", "wrong_answer/b.py": "print(2)\n", "accepted/a.py": "print(3)\n",
    ]
    let first = try BundledModel(package: Self.package(Self.sources), language: "python3")
    let second = try BundledModel(package: Self.package(renamed), language: "python3")
    #expect(try await Self.draws(first) == Self.draws(second))
  }

  @Test func repairsWithASubmissionThatTheSampleHasNotTried() async throws {
    let model = try BundledModel(package: Self.package(Self.sources), language: "python3")
    let tried = ["print(1)\n", "print(3)\n"].map { Program(language: "python3", source: $0) }
    for seed in 0..<5 {
      let texts = try await Self.draws(model, .debug, seed: UInt64(seed), samples: 4..<5, programs: tried)
      #expect(texts.count == 1)
      #expect(texts.first?.contains("print(2)") == true)
    }
  }

  @Test func aSoleSubmissionHasNoRepair() async throws {
    let model = try BundledModel(package: Self.package(["accepted/a.py": "print(1)"]), language: "python3")
    let tried = [Program(language: "python3", source: "print(1)")]
    let texts = try await Self.draws(model, .debug, samples: 0..<1, programs: tried)
    #expect(texts.first?.contains("```") == false)
  }

  @Test func fencesAreLongerThanAnyInsideTheSubmission() async throws {
    let source = "TEXT = '''\n```\n'''\nprint(TEXT)\n"
    let model = try BundledModel(package: Self.package(["accepted/a.py": source]), language: "python3")
    let text = try await Self.draws(model, samples: 0..<1).first ?? ""
    #expect(text.contains("````python\n\(source)````"))
  }

  @Test func answersOnlyWhatThePackageCanGive() throws {
    let plain = try BundledModel(package: Self.package(Self.sources), language: "python3")
    #expect(Role.allCases.filter(plain.answers) == [.generate, .debug])
    let rich = try BundledModel(
      package: Self.package(Self.sources, generators: ["print(4)"]), language: "python3")
    #expect(Role.allCases.filter(rich.answers) == [.generate, .debug, .writeGenerator])
  }

  @Test func aPackageWithoutSubmissionsIsAnErrorThatSaysWhatToDo() {
    let error = #expect(throws: BundledModelError.self) {
      try BundledModel(package: Self.package([:]), language: "python3")
    }
    #expect("\(String(describing: error))".contains("--model"))
  }
}

@Suite struct ScriptedModelTests {
  @Test func anErrorEndsItsOwnSampleOnly() async throws {
    struct Refused: Error {}
    let model = ScriptedModel { _, sample in
      if sample == 1 { throw Refused() }
      return "\(sample)"
    }
    let request = ModelRequest(role: .generate, problemID: "p", messages: [], seed: 0)
    var texts: [String] = []
    await #expect(throws: Refused.self) {
      for try await reply in model.replies(to: request, samples: 0..<3) { texts.append(reply.text) }
    }
    #expect(texts == ["0", "2"])
  }
}
