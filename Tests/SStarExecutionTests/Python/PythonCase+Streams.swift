import Foundation

extension PythonCase {
  private static let numbers = "3\n1 2 3\n4 5 6\n7 8 9\n"

  static let reading: [PythonCase] = [
    PythonCase(
      "input", input: numbers, "for _ in range(int(input())): print(sum(map(int, input().split())))"),
    PythonCase(
      "input with prompts", input: numbers, "n = int(input('n? '))\nprint(n, input('row: '), end='')"),
    PythonCase("input at the end", input: "1\n", "input()\ninput()"),
    PythonCase(
      "input until the end", input: numbers,
      """
      try:
          while True: print(input()[::-1])
      except EOFError:
          print('end')
      """),
    PythonCase(
      "readline for input", input: numbers,
      "import sys\ninput = sys.stdin.readline\nfor _ in range(int(input())): print(input().split())"),
    PythonCase(
      "binary input", input: numbers,
      "import sys\nread = sys.stdin.buffer.read\nprint(sum(map(int, read().split())))"),
    PythonCase(
      "binary lines", input: numbers,
      "import sys\nfor line in sys.stdin.buffer: print(line)\nprint(sys.stdin.buffer.readline())"),
    PythonCase(
      "the descriptor as a file", input: numbers,
      "with open(0) as file: print(file.readlines())\nprint(open(1, 'w', closefd=False).write('x'))"),
    PythonCase(
      "read of the whole", input: numbers,
      """
      import io, os
      input = io.BytesIO(os.read(0, os.fstat(0).st_size)).readline
      print(int(input()), input().decode())
      """),
    PythonCase("read of bytes", input: numbers, "import os\nprint(os.read(0, 5), os.read(0, 10 ** 7))"),
    PythonCase(
      "the device", input: numbers, "print(open('/dev/stdin').read())\nprint(open(0).read())"),
    PythonCase(
      "mapped input", input: numbers,
      "import mmap\nprint(mmap.mmap(0, 0, access=mmap.ACCESS_READ)[:].split())"),
    PythonCase("fileinput", input: numbers, "import fileinput\nfor line in fileinput.input(): print(line)"),
    PythonCase(
      "back to the start", input: numbers,
      "import sys\nprint(sys.stdin.read())\nsys.stdin.seek(0)\nprint(sys.stdin.read(), sys.stdin.seekable())"),
    PythonCase(
      "many ways at once", input: numbers,
      "import sys\nprint(input())\nprint(next(sys.stdin))\nprint(sys.stdin.read(2))\nprint(list(sys.stdin))"),
    PythonCase(
      "carriage returns", input: "2\r\n1 2\r\n3 4\r\n",
      "import sys\nfor _ in range(int(input())): print(repr(input()))\nprint(repr(sys.stdin.read()))"),
    PythonCase(
      "bytes that are no text", input: Data([0xff, 0xfe, 0x41, 0x0a, 0xc3, 0xa9, 0x0a]),
      bytes: Data("a, b = input(), input()\nprint(a)\nprint(ascii(a), b)".utf8)),
    PythonCase(
      "what the streams say of themselves",
      """
      import sys
      for stream in (sys.stdin, sys.stdout, sys.stderr):
          print(stream.name, stream.mode, stream.encoding, stream.errors, stream.isatty(), stream.newlines)
          print(stream.line_buffering, stream.write_through, stream.fileno())
          print(type(stream.buffer), stream is getattr(sys, '__%s__' % stream.name.strip('<>')))
      """),
  ]

  static let writing: [PythonCase] = [
    PythonCase("many lines", "for i in range(200000): print(i, i * i)"),
    PythonCase("one write", "import sys\nsys.stdout.write('\\n'.join(map(str, range(300000))))"),
    PythonCase(
      "flushed prints", "import sys\nfor i in range(100):\n print(i, flush=True)\n print(i, file=sys.stderr)"),
    PythonCase(
      "binary output",
      "import sys\nsys.stdout.buffer.write(bytes(range(256)) * 1000)\nsys.stdout.buffer.flush()"),
    PythonCase(
      "text and bytes", "import os, sys\nprint('a')\nos.write(1, b'b\\n')\nsys.stdout.buffer.write(b'c\\n')"),
    PythonCase("other languages", "print('ключ', '鍵', '🔑', '\\udcff')"),
    PythonCase(
      "another encoding",
      "import sys\nsys.stdout.reconfigure(encoding='latin-1', line_buffering=True)\nprint('é')"),
    PythonCase("what cannot be written", "print('\\ud800')"),
    PythonCase(
      "a stream over the old one",
      """
      import codecs, io, sys
      print('first')
      sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-16', newline='\\n')
      print('second')
      """),
    PythonCase(
      "a writer by codecs",
      "import codecs, sys\nsys.stdout = codecs.getwriter('utf8')(sys.stdout.buffer)\nprint('é')"),
    PythonCase(
      "output gathered in memory and given back",
      """
      import io, sys
      print('before')
      real, sys.stdout = sys.stdout, io.StringIO()
      print('inside')
      text, sys.stdout = sys.stdout.getvalue(), real
      print(text.upper(), end='')
      """),
    PythonCase(
      "output gathered in memory and lost",
      "import io, sys\nprint('before')\nsys.stdout = io.StringIO()\nprint('inside')"),
    PythonCase(
      "a stream of the program's own",
      """
      import os, sys
      class Out:
          def __init__(self): self.parts = []
          def write(self, text): self.parts.append(text)
          def flush(self):
              os.write(1, ''.join(self.parts).encode())
              self.parts.clear()
      sys.stdout = Out()
      for i in range(5): print(i)
      """),
    PythonCase(
      "a stream without flush", sameWords: false,
      "import sys\nclass Out:\n  def write(self, text): pass\nsys.stdout = Out()\nprint(1)"),
    PythonCase(
      "fast streams", input: numbers, sameWords: false,
      """
      import os, sys
      from io import BytesIO, IOBase
      BUFSIZE = 8192
      class FastIO(IOBase):
          newlines = 0
          def __init__(self, file):
              self._fd = file.fileno()
              self.buffer = BytesIO()
              self.writable = "x" in file.mode or "r" not in file.mode
              self.write = self.buffer.write if self.writable else None
          def readline(self):
              while self.newlines == 0:
                  b = os.read(self._fd, max(os.fstat(self._fd).st_size, BUFSIZE))
                  self.newlines = b.count(b"\\n") + (not b)
                  ptr = self.buffer.tell()
                  self.buffer.seek(0, 2), self.buffer.write(b), self.buffer.seek(ptr)
              self.newlines -= 1
              return self.buffer.readline()
          def flush(self):
              if self.writable:
                  os.write(self._fd, self.buffer.getvalue())
                  self.buffer.truncate(0), self.buffer.seek(0)
      class IOWrapper(IOBase):
          def __init__(self, file):
              self.buffer = FastIO(file)
              self.flush = self.buffer.flush
              self.writable = self.buffer.writable
              self.write = lambda s: self.buffer.write(s.encode("ascii"))
              self.readline = lambda: self.buffer.readline().decode("ascii")
      sys.stdin, sys.stdout = IOWrapper(sys.stdin), IOWrapper(sys.stdout)
      input = lambda: sys.stdin.readline().rstrip("\\r\\n")
      for _ in range(int(input())): print(sum(map(int, input().split())))
      """),
    PythonCase("a file never closed", "out = open(1, 'w')\nout.write('kept ' * 5000)"),
    PythonCase("closed output", "import sys\nprint(1)\nsys.stdout.close()"),
    PythonCase("closed descriptor", sameWords: false, "import os\nprint(1)\nos.close(1)"),
    PythonCase("no output", "import sys\nprint(1)\nsys.stdout = None\nprint(2)"),
    PythonCase(
      "print as something else",
      "import sys\nout = []\nprint = lambda *a: out.append(' '.join(map(str, a)))\nprint(1, 2)\nsys.stdout.write('\\n'.join(out))"
    ),
    PythonCase("files of its own", "open('x', 'w').write('12')\nprint(open('x').read())"),
  ]
}
