import Foundation
import SStar
import SStarExecution
import Testing

/// Sources of twenty years that contest systems compiled and ran do so here, by the standard that they are for.
@Suite("sources of contest programs", .serialized)
struct ContestSourceTests {
  /// A program that adds two numbers, unless it is said otherwise.
  struct Source: Sendable, CustomTestStringConvertible {
    var name: String
    var text: Data
    var verdict = Verdict.accepted

    init(_ name: String, _ text: String, _ verdict: Verdict = .accepted, encoding: String.Encoding = .utf8) {
      (self.name, self.verdict) = (name, verdict)
      self.text = text.data(using: encoding) ?? Data()
    }

    var testDescription: String { name }
  }

  private static let all = "#include <bits/stdc++.h>\nusing namespace std;\n"
  private static let adds = "int a, b; cin >> a >> b; cout << a + b << endl;"
  private static let mainMethod = """
    public static void main(String[] args) {
      java.util.Scanner in = new java.util.Scanner(System.in);
      System.out.println(in.nextInt() + in.nextInt());
    }
    """

  private static let sources = [
    Source(
      "names-of-17.cpp",
      "\(all)int data[9], size; int main() { cin >> data[0] >> size; cout << data[0] + size; }"),
    Source(
      "names-of-20.cpp",
      "\(all)int span; optional<int> o; int main() { auto [a, b] = pair(0, 0); cin >> a >> b; cout << a + b + span; }"
    ),
    Source(
      "names-of-11.cpp",
      "#include <iostream>\n#include <algorithm>\nusing namespace std;\nint next, prev;\n"
        + "int main() { cin >> next >> prev; cout << make_pair<int, int>(next, prev).first + prev; }"),
    Source(
      "reads-with-gets.cpp",
      "#include <cstdio>\nauto n = 0;\nint main() { char s[99]; int a, b; gets(s);"
        + " sscanf(s, \"%d%d\", &a, &b); printf(\"%d\", a + b + n); }"),
    Source(
      "exceptions.cpp",
      "#include <iostream>\n#include <memory>\nusing namespace std;\nint f(int x) throw(int) { return x; }\n"
        + "int main() { register int i = 0; auto_ptr<int> p(new int(1)); \(adds) return f(i); }"),
    Source(
      "formats.cpp",
      "#include <inttypes.h>\n#include <cstdio>\n"
        + "int main() { int64_t a, b; scanf(\"%\"SCNd64\"%\"SCNd64, &a, &b); printf(\"%\"PRId64\"\\n\", a + b); }"
    ),
    Source(
      "comparison.cpp",
      "\(all)struct C { bool operator()(int a, int b) { return a < b; } }; set<int, C> s;"
        + " int main() { s.insert(1); \(adds) }"),
    Source(
      "narrowing.cpp",
      "#include <iostream>\nusing namespace std;\nint t[] = {3000000000};\nint main() { \(adds) }"),
    Source("newest.cpp", "\(all)int main() { if (string(\"ab\").contains('a')) { \(adds) } }"),
    Source("nonsense.cpp", "\(all)int main() { cout << undeclared; }", .compileError),
    Source(
      "another-stack.cpp",
      "\(all)void work() { \(adds) exit(0); }\nint main() { char *p = (char *)malloc(64 << 20) + (64 << 20);"
        + " __asm__ __volatile__(\"movq %0, %%rsp\\npushq $exit\\njmp *%1\\n\" ::\"r\"(p), \"r\"(work)); }"),
    Source(
      "large-array-on-the-stack.cpp",
      "\(all)int main() { int big[100000000]; \(adds) for (int i = 0; i < 100000000; i += 999) big[i] = i;"
        + " volatile int *v = big; return v[0]; }"),
    Source(
      "initialized-array.cpp", "\(all)int big[4600][4600] = {1}; int main() { \(adds) return big[77][7]; }"),
    Source(
      "many-messages.cpp",
      "\(all)int main() { \(adds) string s(999, 'x'); for (int i = 0; i < 30000; i++) cerr << s << '\\n'; }"),
    Source(
      "main-without-types.c",
      "main() { int a, b; scanf(\"%d%d\", &a, &b); printf(\"%d\\n\", a + b); exit(0); }"),
    Source(
      "old-style.c",
      "#include <stdio.h>\nint add(a, b) int a; int b; { return a + b; }\n"
        + "int main() { int a, b; char s[99]; gets(s); sscanf(s, \"%d%d\", &a, &b); printf(\"%d\", add(a, b)); return 0; }"
    ),
    Source(
      "pause.c",
      "#include <stdio.h>\n#include <stdlib.h>\nint main() { int a, b; scanf(\"%d%d\", &a, &b);"
        + " printf(\"%d\\n\", a + b); system(\"pause\"); return 0; }"),
    Source("nested.java", "class Tools { public static class Node {} }\npublic class Main { \(mainMethod) }"),
    Source("commented.java", "/*\n public class Other is elsewhere\n*/\npublic class Main { \(mainMethod) }"),
    Source("enumeration.java", "public enum Main { ONE; \(mainMethod) }"),
    Source("broken.java", "public\nclass Main { \(mainMethod) }"),
    Source("accents.java", "// é\npublic class Main { \(mainMethod) }", encoding: .isoLatin1),
    Source("nonsense.java", "public class Main { int x = undeclared; \(mainMethod) }", .compileError),
  ]

  @Test(arguments: sources)
  func itIsCompiledAndRunAsAtAContest(source: Source) async throws {
    let language = String(source.name.split(separator: ".").last ?? "")
    guard let sandbox = try await SharedSandboxes.shared.sandbox(.auto), sandbox.languages.isUsable(language)
    else { return }
    let program = Program(language: language, files: [Program.File(name: source.name, contents: source.text)])
    let execution = try await sandbox.run(
      Invocation(
        program: program, input: Data("3 4\n".utf8),
        limits: Limits(cpuSeconds: 10, wallSeconds: 60, memoryBytes: 2 << 30))
    ).execution
    let words = String(decoding: execution.errorOutput.prefix(1000), as: UTF8.self)
    #expect(execution.verdict == source.verdict, "\(execution.detail) \(words)")
    guard source.verdict == .accepted else {
      #expect(words.contains("undeclared"), "\(words)")
      return
    }
    #expect(execution.outputText.trimmingCharacters(in: .whitespacesAndNewlines) == "7")
  }
}
