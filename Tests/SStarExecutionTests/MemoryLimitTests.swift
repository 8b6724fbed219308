import Foundation
import SStar
import SStarExecution
import Testing

/// Memory that is used counts, memory that is only reserved does not.
@Suite(.serialized) struct MemoryLimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var language: String
    var source: String
    var processes = 1

    init(_ name: String, _ language: String, _ source: String, processes: Int = 1) {
      self.name = name
      self.language = language
      self.source = source
      self.processes = processes
    }

    var testDescription: String { "\(name), \(language)" }
  }

  private static let limit = 256 << 20
  /// How far beyond the limit a program may get before it is seen.
  private static let overshoot = 64 << 20

  private func check(_ test: Case, _ verdict: Verdict) async throws {
    for mode in testedModes {
      guard let sandbox = try await SharedSandboxes.shared.sandbox(mode),
        sandbox.languages.isUsable(test.language)
      else { continue }
      let names = ["cpp": "main.cpp", "java": "Main.java", "javascript": "main.js"]
      let program = Program(
        language: test.language, source: test.source, name: names[test.language] ?? "main.py")
      let limits = Limits(cpuSeconds: 10, memoryBytes: Self.limit, processes: test.processes)
      let most = Self.limit + Self.overshoot
      var peaks: [Int] = []
      // On a busy machine the launcher may look late, but not each time.
      for _ in 0..<3 where peaks.allSatisfy({ $0 >= most }) {
        let execution = try await sandbox.run(Invocation(program: program, limits: limits)).execution
        let words = String(decoding: execution.errorOutput.suffix(300), as: UTF8.self)
        if words.contains("No module named 'numpy'") { break }
        #expect(execution.verdict == verdict, "\(mode): \(execution.detail) \(words)")
        peaks.append(execution.peakMemoryBytes)
      }
      #expect(peaks.last ?? 0 < most, "\(mode): \(peaks)")
    }
  }

  @Test(
    "programs that reserve much and use little are accepted",
    arguments: [
      Case("numpy", "python3", "import numpy as np\na = np.arange(10**6)\nprint(int((a * a % 7).sum()))"),
      Case(
        "a thread with a large stack", "python3",
        """
        import sys, threading
        sys.setrecursionlimit(10**6)
        threading.stack_size(1 << 30)
        def down(n): return n and down(n - 1)
        thread = threading.Thread(target=down, args=(20000,))
        thread.start()
        thread.join()
        """),
      Case(
        "many threads", "python3",
        """
        import threading, time
        all = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(60)]
        for one in all: one.start()
        for one in all: one.join()
        """),
      Case(
        "many threads", "cpp",
        """
        #include <atomic>
        #include <thread>
        #include <vector>
        int main() {
          std::atomic<long> sum{0};
          std::vector<std::thread> all;
          for (int i = 0; i < 60; i++) all.emplace_back([&] { std::vector<int> v(10000, 1); for (int x : v) sum += x; });
          for (auto &one : all) one.join();
          return sum == 600000 ? 0 : 1;
        }
        """),
      Case(
        "a large array that is not used", "cpp",
        "static char all[1 << 30];\nint main() { return all[12345]; }\n"),
      Case(
        "children that share what their parent filled", "cpp",
        """
        #include <sys/wait.h>
        #include <unistd.h>
        #include <vector>
        int main() {
          std::vector<char> all(150 << 20, 1);
          for (int i = 0; i < 3; i++)
            if (fork() == 0) { usleep(100000); _exit(all[i] == 1 ? 0 : 1); }
          int status = 0, failed = 0;
          while (wait(&status) > 0) failed |= status;
          return failed;
        }
        """, processes: 8),
      Case("hello", "javascript", "console.log('hello')"),
      Case(
        "hello", "java",
        "public class Main { public static void main(String[] a) { System.out.println(1); } }"),
      Case(
        "hello", "go", "package main\nimport \"fmt\"\nfunc main() { fmt.Println(1) }\n"),
    ])
  func reservedMemoryDoesNotCount(test: Case) async throws {
    try await check(test, .accepted)
  }

  @Test(
    "programs that use more than the limit get its verdict, however they go about it",
    arguments: [
      Case("one allocation", "python3", "x = bytearray(1 << 30)"),
      Case("one allocation that fails", "python3", "x = bytearray(1 << 40)"),
      Case("one allocation that fails", "python3", "def f():\n    return [0] * (1 << 34)\nprint(len(f()))"),
      Case("one string", "python3", "x = 'x' * (3 << 30)"),
      Case("little by little", "python3", "x = []\nwhile True: x.append([len(x)])"),
      Case("one array", "python3", "import numpy as np\nx = np.ones(1 << 28)"),
      Case("one array that fails", "python3", "import numpy as np\nx = np.zeros((1 << 20, 1 << 20))"),
      Case(
        "one allocation that fails", "cpp",
        "#include <vector>\n#include <cstdio>\nint main() { std::vector<char> v(1ull << 40); puts(&v[5]); }\n"
      ),
      Case(
        "one allocation", "cpp",
        "#include <vector>\nint main() { std::vector<int> v(1 << 29, 1); return v[7]; }\n"),
      Case(
        "little by little", "cpp",
        "#include <cstring>\nint main() { for (;;) memset(new char[1 << 16], 1, 1 << 16); }\n"),
      Case(
        "all children together", "cpp",
        """
        #include <sys/wait.h>
        #include <unistd.h>
        #include <vector>
        int main() {
          for (int i = 0; i < 4; i++)
            if (fork() == 0) { std::vector<char> all(100 << 20, 1); sleep(1); _exit(all[i] != 1); }
          while (wait(0) > 0) {}
        }
        """, processes: 8),
      Case(
        "little by little", "javascript",
        "const all = []; for (;;) all.push(new Array(1000).fill(all.length))"),
      Case("one allocation that fails", "javascript", "console.log(new ArrayBuffer(2 ** 42).byteLength)"),
    ])
  func usedMemoryCounts(test: Case) async throws {
    try await check(test, .memoryLimitExceeded)
  }

  @Test func anErrorThatIsHandledIsNone() async throws {
    try await check(
      Case(
        "handled", "python3", "try:\n    x = bytearray(1 << 40)\nexcept MemoryError:\n    print('less then')"),
      .accepted)
  }

  @Test(
    "input counts when the program keeps it, not because it is large",
    arguments: [
      Case(
        "counting", "c",
        """
        #include <stdio.h>
        int main() {
          static char part[65536];
          long all = 0;
          for (size_t got; (got = fread(part, 1, sizeof part, stdin)) > 0;) all += got;
          printf("%ld\\n", all);
        }
        """),
      Case(
        "counting", "python3",
        """
        import sys
        all = 0
        while part := sys.stdin.buffer.read(65536): all += len(part)
        print(all)
        """),
    ], testedModes)
  func largeInputIsNobodysMemory(test: Case, mode: SandboxMode) async throws {
    let size = 70 << 20
    do {
      try await Sandbox.withSandbox(SandboxOptions(mode: mode, workers: 1)) { sandbox in
        guard sandbox.languages.isUsable(test.language) else { return }
        let program = Program(
          language: test.language, source: test.source, name: test.language == "c" ? "main.c" : "main.py")
        let limits = Limits(cpuSeconds: 4, memoryBytes: 64 << 20)
        let input = Data(repeating: UInt8(ascii: "a"), count: size)
        // The second has a launcher that had large input before.
        for _ in 0..<2 {
          let execution = try await sandbox.run(Invocation(program: program, input: input, limits: limits))
            .execution
          #expect(execution.verdict == .accepted, "\(execution.detail)")
          #expect(execution.output == Data("\(size)\n".utf8))
          #expect(execution.peakMemoryBytes < 32 << 20)
        }
      }
    } catch SandboxError.tooWeak {}
  }
}
