import SStar

/// A program whose time is known, with the limits that it runs under.
struct LoadProgram: Sendable {
  /// Which clock its limit is on.
  enum Clock: Sendable { case cpu, wall }

  var name: String
  var program: Program
  var limits: Limits
  var clock: Clock = .cpu

  private static let cpuSeconds = 0.3
  private static let wallSeconds = 0.6

  private init(
    _ name: String, _ language: String, _ source: String, clock: Clock = .cpu, processes: Int = 1
  ) {
    self.name = name
    let file = language == "cpp" ? "main.cpp" : "main.py"
    program = Program(language: language, source: source, name: file)
    limits = Limits(
      cpuSeconds: Self.cpuSeconds, wallSeconds: Self.wallSeconds, memoryBytes: 512 << 20,
      processes: processes)
    self.clock = clock
  }

  /// Programs that use half of their limit, and many that use next to nothing of it.
  static let honest: [LoadProgram] = [
    short, short, compiledShort,
    LoadProgram(
      "computes for half of its limit", "python3",
      """
      import time
      while time.process_time() < \(cpuSeconds / 2): pass
      """),
    short, short,
    LoadProgram(
      "computes for half of its limit, C++", "cpp",
      "#include <ctime>\nint main() { while (clock() < \(cpuSeconds / 2) * CLOCKS_PER_SEC) {} }\n"),
    short,
    LoadProgram(
      "computes in four threads for half of its limit", "cpp",
      """
      #include <ctime>
      #include <thread>
      #include <vector>
      int main() {
        std::vector<std::thread> all;
        for (int i = 0; i < 4; i++)
          all.emplace_back([] { while (clock() < \(cpuSeconds / 2) * CLOCKS_PER_SEC) {} });
        for (auto &one : all) one.join();
      }
      """),
    LoadProgram(
      "sleeps for half of its limit", "python3", "import time; time.sleep(\(wallSeconds / 2))", clock: .wall),
  ]

  private static let short = LoadProgram("short", "python3", "print(sum(range(1000)))")
  private static let compiledShort = LoadProgram(
    "short, C++", "cpp", "#include <cstdio>\nint main() { puts(\"done\"); }\n")

  /// Programs that never end.
  static let endless: [LoadProgram] = [
    LoadProgram("loop", "python3", "while True: pass"),
    LoadProgram("loop, C++", "cpp", "int main() { for (volatile int i = 0;; i = i + 1) {} }\n"),
    LoadProgram(
      "loop that ignores all signals", "python3",
      """
      import signal
      for number in range(1, 65):
          try: signal.signal(number, signal.SIG_IGN)
          except (OSError, ValueError): pass
      while True: pass
      """),
    LoadProgram(
      "four threads that spin", "cpp",
      """
      #include <thread>
      static void spin() { for (volatile int i = 0;; i = i + 1) {} }
      int main() {
        for (int i = 0; i < 3; i++) std::thread(spin).detach();
        spin();
      }
      """),
    LoadProgram("four children that spin", "cpp", children("for (;;) {}", "pause();"), processes: 8),
    LoadProgram(
      "children that spin one after the other", "cpp",
      "#include <ctime>\n"
        + children(
          "while (clock() < 0.05 * CLOCKS_PER_SEC) {} _exit(0);", "while (wait(0) > 0) {} run();"),
      processes: 8),
    LoadProgram(
      "orphans that spin, none waited for", "cpp",
      "#include <ctime>\n"
        + children(
          "if (fork()) _exit(0); while (clock() < 0.1 * CLOCKS_PER_SEC) {} _exit(0);",
          "signal(SIGCHLD, SIG_IGN); for (;;) { usleep(50000); run(); }"),
      processes: 32),
    LoadProgram("sleep", "python3", "import time\ntime.sleep(1000)", clock: .wall),
    LoadProgram("many short sleeps", "python3", "import time\nwhile True: time.sleep(0.001)", clock: .wall),
    LoadProgram("blocked read", "python3", "import os\nos.read(os.pipe()[0], 1)", clock: .wall),
    LoadProgram(
      "stops itself", "python3", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", clock: .wall),
    LoadProgram(
      "waits for a lock forever", "cpp",
      "#include <mutex>\nint main() { std::timed_mutex m; m.lock(); m.lock(); }\n", clock: .wall),
  ]

  private static func children(_ child: String, _ parent: String) -> String {
    """
    #include <signal.h>
    #include <sys/wait.h>
    #include <unistd.h>
    static void run() { for (int i = 0; i < 4; i++) if (fork() == 0) { \(child) } }
    int main() { run(); for (;;) { \(parent) } }
    """
  }
}
