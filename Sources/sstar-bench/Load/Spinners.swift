import Foundation
import Glibc

/// Processes that do nothing but keep the processors busy.
final class Spinners {
  private var processes: [Process] = []

  /// - Parameter count: four for each processor load the machine as much as it is ever expected to be.
  init(_ count: Int) throws {
    for _ in 0..<count {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      // They end by themselves when we are gone.
      process.arguments = [
        "-c", "while kill -0 $0 2>/dev/null; do i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; done",
        "\(getpid())",
      ]
      try process.run()
      processes.append(process)
    }
  }

  func stop() {
    for process in processes {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    processes.removeAll()
  }
}
