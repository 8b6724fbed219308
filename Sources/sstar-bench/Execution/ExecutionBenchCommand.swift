import ArgumentParser
import Foundation
import SStar
import SStarExecution

/// What one test of a trivial program costs, by the way it is run.
struct ExecutionBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "execution",
    abstract: "CPU and elapsed time per test of a trivial program, for several ways to run it.",
    discussion: """
      Every candidate is another program; the time includes compiling it where it is Python. "machine" is the CPU \
      time of the whole machine, which has other work in it when there is any; "processes" is that of this process \
      and all that it started, which has not what the kernel does on its own.
      """)

  @Option(parsing: .upToNextOption, help: "Tests of each candidate.")
  var tests = [3, 20]

  @Option(help: "Seconds of each measurement.")
  var seconds = 1.0

  @Option(help: "Interleaved rounds; the median is printed.")
  var rounds = 7

  @Option(help: "Only the ways whose name begins so, to look at their cost closely.")
  var only = ""

  @Option(help: "The interpreter that all use.")
  var python = "/usr/bin/python3"

  func run() async throws {
    guard let python = Self.resolved(python) else {
      throw ValidationError("--python: \(python) is not an executable file")
    }
    let line = try await ExecutionLine.start(python: python)
    let version = String(decoding: try BareProcess.run([python, "--version"], input: Data()), as: UTF8.self)
    print("execution: \(rounds) interleaved rounds of \(seconds) s each, one test at a time; medians")
    print(
      "on \(ProcessInfo.processInfo.activeProcessorCount) processors, Linux \(Self.kernel()); \(python), "
        + version.trimmingCharacters(in: .whitespacesAndNewlines))
    for tests in tests {
      let python = try await measure(line.python, tests)
      show("Python, \(tests) tests a candidate", python) { contestant, value in
        [ExecutionLine.reference, ExecutionLine.bwrap].compactMap { name in
          guard name != contestant, let other = python[name] else { return nil }
          return String(format: "%.2f × %@", value / other.machine, name)
        }.joined(separator: ", ")
      }
    }
    let cpp = try await measure(line.cpp, tests.max() ?? 20)
    show("C++, static, \(tests.max() ?? 20) tests a candidate", cpp) { contestant, value in
      guard contestant != ExecutionLine.bare, let bare = cpp[ExecutionLine.bare] else { return "" }
      return String(format: "%+.2f ms over %@", (value - bare.machine) * 1e3, ExecutionLine.bare)
    }
    await line.stop()
  }

  private struct Cost {
    var machine: Double
    var processes: Double
    var wall: Double
  }

  /// Median cost of a test by the contestant's name.
  private func measure(_ all: [Contestant], _ tests: Int) async throws -> [String: Cost] {
    let contestants = all.filter { $0.name.hasPrefix(only) }
    for contestant in contestants {
      for candidate in 0..<2 { try await contestant.run(candidate, tests) }
    }
    var costs: [String: [Cost]] = [:]
    var candidate = 2
    for _ in 0..<rounds {
      for contestant in contestants {
        var count = 0.0
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        let before = ProcessTable.now().cpuSeconds
        let measured = try await CPUMeter.measure {
          repeat {
            try await contestant.run(candidate, tests)
            candidate += 1
            count += Double(tests)
          } while clock.now < end
        }
        let processes = contestant.isAccounted ? ProcessTable.now().cpuSeconds - before : .nan
        costs[contestant.name, default: []].append(
          Cost(machine: measured.cpu / count, processes: processes / count, wall: measured.wall / count))
      }
    }
    return costs.mapValues { all in
      Cost(
        machine: median(all.map(\.machine)), processes: median(all.map(\.processes)),
        wall: median(all.map(\.wall)))
    }
  }

  private func show(_ title: String, _ costs: [String: Cost], _ note: (String, Double) -> String) {
    let heading = title.padding(toLength: 36, withPad: " ", startingAt: 0)
    print("\n\(heading)CPU: machine  processes      wall")
    for (name, cost) in costs.sorted(by: { $0.value.machine < $1.value.machine }) {
      let label = name.padding(toLength: 36, withPad: " ", startingAt: 0)
      let values = [cost.machine, cost.processes, cost.wall].map {
        $0.isNaN ? "         –" : String(format: "%7.2f ms", $0 * 1e3)
      }
      print("\(label)  \(values.joined(separator: " "))   \(note(name, cost.machine))")
    }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }

  private static func resolved(_ path: String) -> String? {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  private static func kernel() -> String {
    (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"
  }
}
