import ArgumentParser
import Foundation
import Glibc
import SStar
import SStarModels
import Synchronization

/// What many model calls at once cost this process.
struct CallsBenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "Memory and CPU time of many concurrent model calls.",
    discussion: """
      Asks any OpenAI-compatible server that --base-url names; without it, the load rig in SSTAR_SHARED/rig \
      (default ../shared/rig), which needs Python 3.11 with aiohttp (SSTAR_TEST_PYTHON, default python3).
      """)

  @Option(help: "Address of a server, such as http://localhost:8000/v1.")
  var baseURL: String?

  @Option(help: "Name of the model.")
  var model = "rig-model"

  @Option(help: "Calls in all.")
  var calls = 1024

  @Option(help: "Calls in flight.")
  var concurrency = 256

  @Flag(inversion: .prefixedNo, help: "Stream the replies.")
  var stream = true

  func run() async throws {
    let rig = try baseURL == nil ? await RigServer.start() : nil
    defer { rig?.stop() }
    let url = baseURL ?? rig?.url ?? ""
    let before = Self.memory("VmRSS")
    let meter = ProcessMeter()
    var options = SamplingOptions()
    options.streams = stream
    let failure = try await LiveModels.withModels(
      concurrency: concurrency, environment: ["OPENAI_API_KEY": "none"]
    ) { [options] live -> String? in
      var conduct = LiveModel.Conduct()
      conduct.concurrency = concurrency
      conduct.samplesPerRequest = 1
      let model = try live.model("openai/\(model)", baseURL: url, options: options, conduct: conduct)
      let request = ModelRequest(
        role: .generate, problemID: "bench",
        messages: [Message(.user, "Solve RIG-01-0000: write a program.")], maxTokens: 512,
        seed: 1)
      do {
        for try await reply in model.replies(to: request, samples: 0..<calls) { meter.note(reply) }
      } catch {
        return "\(error)"
      }
      return nil
    }
    let (cpu, wall) = meter.elapsed()
    print("calls: \(calls) \(stream ? "streamed" : "whole") replies, \(concurrency) in flight, from \(url)")
    print("replies \(meter.replies), characters \(meter.characters)\(failure.map { ", then: \($0)" } ?? "")")
    print(
      String(
        format: "CPU %.2f ms a call (this process), wall %.2f s, peak memory %.1f MB (%.1f MB before)",
        cpu / Double(max(1, meter.replies)) * 1e3, wall, Self.memory("VmHWM"), before))
    if failure != nil { throw ExitCode(1) }
  }

  /// A field of `/proc/self/status`, in megabytes.
  private static func memory(_ field: String) -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? .nan)
      / 1000
  }
}

/// Counts replies, and the time of this process.
private final class ProcessMeter: Sendable {
  private let counts = Mutex((replies: 0, characters: 0))
  private let start = (cpu: cpuSeconds(), wall: ContinuousClock.now)

  func note(_ reply: ModelReply) {
    counts.withLock { $0 = ($0.replies + 1, $0.characters + reply.text.count) }
  }

  var replies: Int { counts.withLock { $0.replies } }
  var characters: Int { counts.withLock { $0.characters } }

  func elapsed() -> (cpu: Double, wall: Double) {
    let wall = (ContinuousClock.now - start.wall).components
    return (Self.cpuSeconds() - start.cpu, Double(wall.seconds) + Double(wall.attoseconds) / 1e18)
  }

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
