import Foundation

extension PythonCase {
  static let module: [PythonCase] = [
    PythonCase("the main guard", "def main(): print('main')\nif __name__ == '__main__': main()"),
    PythonCase(
      "names of the module", "print(sorted(globals()))\nprint(sorted(vars()), dir() == sorted(globals()))"),
    PythonCase(
      "what the module says of itself",
      "import os, sys\nprint(__name__, __doc__, __package__, __spec__, type(__builtins__), __annotations__)\nprint(type(__loader__).__name__, os.path.basename(__file__), len(sys.argv), sys.argv[0] == __file__)"
    ),
    PythonCase("a docstring", "'''What it does.'''\nprint(__doc__)"),
    PythonCase("annotations", "x: int = 3\ny: 'str'\nprint(__annotations__)"),
    PythonCase("its own text", "print(len(open(__file__).read()))"),
    PythonCase("its own lines", "import inspect\ndef f():\n  return 1\nprint(inspect.getsource(f))"),
    PythonCase(
      "itself as a module",
      "import __main__, sys\nx = 4\nprint(__main__.x, sys.modules['__main__'] is __main__)"),
    PythonCase("globals from inside", "def f(): global x; x = 5\nf()\nprint(x, globals()['x'])"),
    PythonCase("text compiled at run time", "exec('def f(): return 6')\nprint(f(), eval('f() + 1'))"),
    PythonCase(
      "class scope",
      "n = 3\nclass A:\n  n = n + 1\n  l = [n for _ in range(2)]\nprint(A.n, A.l, A.__module__, A.__qualname__)"
    ),
    PythonCase("names of the built-ins", "import builtins\nprint(sorted(dir(builtins)))"),
    PythonCase(
      "names like ours",
      "status = 1\nserve = finish = run = 2\ndef main(): return request\ntry: main()\nexcept NameError as e: print(e)"
    ),
    PythonCase(
      "frames",
      "import sys\ndef f():\n  frame, names = sys._getframe(), []\n  while frame: names.append(frame.f_code.co_name); frame = frame.f_back\n  return names[:2]\nprint(f())"
    ),
    PythonCase(
      "where modules come from",
      "import sys\nprint([p for p in sys.path[1:] if 'dist' not in p and 'site' not in p])"),
    PythonCase(
      "flags",
      "import sys\nprint(sys.flags.optimize, sys.flags.utf8_mode, sys.flags.hash_randomization, sys.dont_write_bytecode)"
    ),
    PythonCase(
      "limits of the interpreter",
      "import gc, sys\nprint(sys.getrecursionlimit() >= 1000, sys.getswitchinterval(), gc.get_threshold(), gc.isenabled(), sys.get_int_max_str_digits())"
    ),
    PythonCase("hashes", "print(hash('a'), list({'b', 'c', 'd', 'e'}))"),
    PythonCase(
      "the working directory",
      "import os\nprint(os.listdir('.') in ([], ['main.py']), os.access('.', os.W_OK))"),
  ]

  /// Modules that contest programs import; each shows that it works.
  static let library: [PythonCase] = [
    PythonCase(
      "math and its relatives",
      "from math import *\nfrom cmath import phase\nprint(gcd(12, 18), comb(5, 2), isqrt(17), phase(-1), inf, pi, factorial(20))"
    ),
    PythonCase(
      "exact numbers",
      "from decimal import *\nfrom fractions import Fraction\ngetcontext().prec = 50\nprint(Decimal(2).sqrt(), Fraction(3, 9))"
    ),
    PythonCase(
      "collections",
      "from collections import *\nprint(Counter('abca').most_common(1), deque([1, 2], 1), defaultdict(int)[3], OrderedDict(a=1), namedtuple('P', 'x y')(1, 2))"
    ),
    PythonCase(
      "iteration",
      "from itertools import *\nfrom functools import *\nfrom operator import *\nprint(list(accumulate([1, 2, 3])), reduce(mul, [1, 2, 3]), list(pairwise('abc')), list(permutations('ab')))"
    ),
    PythonCase(
      "heaps and bisection",
      "import bisect, heapq\nh = [3, 1, 2]\nheapq.heapify(h)\nprint(heapq.heappop(h), bisect.bisect([1, 2, 3], 2), heapq.nlargest(2, h))"
    ),
    PythonCase(
      "text",
      "import re, string, textwrap\nprint(re.sub(r'(\\d)', r'<\\1>', 'a1b2'), string.ascii_lowercase, textwrap.wrap('a b c', 3))"
    ),
    PythonCase(
      "types",
      "from dataclasses import *\nfrom typing import *\nfrom enum import *\n@dataclass(order=True)\nclass A:\n  x: int\n  y: List[int] = field(default_factory=list)\nprint(A(1) < A(2), get_type_hints(A), Enum('E', 'a b').a)"
    ),
    PythonCase(
      "later annotations",
      "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n  next: A = None\nprint(A(A()), A.__annotations__)"
    ),
    PythonCase(
      "seeded randomness",
      "import random\nrandom.seed(5)\nprint(random.random(), random.sample(range(100), 5), random.Random(3).getrandbits(70))"
    ),
    PythonCase(
      "randomness",
      "import random, secrets\nx = [1, 2, 3]\nrandom.shuffle(x)\nprint(sorted(x), 0 <= random.random() < 1, len(secrets.token_bytes(8)))"
    ),
    PythonCase(
      "dates",
      "from datetime import *\nimport calendar\nfrom zoneinfo import ZoneInfo\nprint(date(2024, 2, 29) + timedelta(366), calendar.monthrange(2023, 2), datetime(2024, 7, 1, tzinfo=ZoneInfo('UTC')))"
    ),
    PythonCase(
      "clocks",
      "import time\nt = time.time()\np = time.process_time()\nsum(range(10 ** 5))\nprint(time.process_time() >= p, time.time() >= t, 0 <= time.thread_time() < 5)"
    ),
    PythonCase(
      "encodings",
      "import base64, binascii, hashlib, json, struct, zlib\nprint(base64.b64encode(b'a'), hashlib.md5(b'a').hexdigest(), json.dumps({'a': [1.5, None]}), struct.pack('>I', 5), zlib.crc32(b'a'))"
    ),
    PythonCase(
      "copies",
      "import copy, pickle\nclass A: pass\na = A()\na.x = [a]\nprint(copy.deepcopy(a).x, pickle.loads(pickle.dumps(A())).__class__)"
        .replacingOccurrences(of: "copy.deepcopy(a).x", with: "len(copy.deepcopy(a).x)")),
    PythonCase("arrays", "import array\nprint(array.array('i', [1, 2]), memoryview(bytearray(4)).nbytes)"),
    PythonCase(
      "numpy",
      "try:\n  import numpy as np\n  print(np.arange(6).reshape(2, 3).sum(0), np.linalg.det(np.eye(3)))\nexcept ImportError: print('none')"
    ),
    PythonCase(
      "threads and queues",
      "import queue, threading\nfrom concurrent.futures import ThreadPoolExecutor\nq = queue.Queue()\nwith ThreadPoolExecutor(4) as pool: print(list(pool.map(lambda x: x * x, range(5))))\nprint(threading.active_count(), threading.current_thread().name, threading.main_thread() is threading.current_thread())"
    ),
    PythonCase(
      "threads know themselves",
      "import threading\nprint(threading.get_native_id() == threading.main_thread().native_id, threading.get_ident() == threading.main_thread().ident)"
    ),
    PythonCase(
      "asynchronous functions",
      "import asyncio\nasync def f(x):\n  await asyncio.sleep(0.01)\n  return x\nasync def main(): return await asyncio.gather(f(1), f(2))\nprint(asyncio.run(main()))"
    ),
    PythonCase(
      "paths",
      "import os, pathlib, tempfile\np = pathlib.Path('a.txt')\np.write_text('x')\nprint(p.read_text(), p.exists(), os.path.splitext('a.b'))\nwith tempfile.TemporaryFile() as f: f.write(b'1')"
    ),
    PythonCase(
      "databases",
      "try:\n  import sqlite3\n  c = sqlite3.connect(':memory:')\n  print(c.execute('select 1 + 2').fetchone())\nexcept ImportError: print('none')"
    ),
    PythonCase(
      "the interpreter's insides",
      "import ctypes, dis, gc, sys, traceback\nprint(ctypes.c_int32(2 ** 31).value, gc.collect() >= 0, sys.getsizeof(1), len(list(dis.get_instructions('x = 1'))))"
    ),
    PythonCase(
      "resources",
      "import resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_utime < 5, resource.getpagesize())"),
    PythonCase(
      "locales", "import locale\nprint(locale.setlocale(locale.LC_ALL, ''), locale.getpreferredencoding())"),
    PythonCase(
      "lists sorted by keys",
      "from functools import cmp_to_key\nprint(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))"),
    PythonCase(
      "large numbers",
      "print(len(str(3 ** 9000)))\ntry: str(10 ** 5000)\nexcept ValueError as e: print(e)\nimport sys\nsys.set_int_max_str_digits(0)\nprint(len(str(10 ** 5000)), pow(3, 10 ** 18, 10 ** 9 + 7))"
    ),
  ]

  /// How source texts may look.
  static let sources: [PythonCase] = [
    PythonCase("nothing", ""),
    PythonCase("only a comment", "# nothing"),
    PythonCase("no line end", "print(1)"),
    PythonCase("carriage returns", "if True:\r\n    print('''a\r\nb''')\r\nprint(2)\r\n"),
    PythonCase("only carriage returns", "print(1)\rprint(2)\r"),
    PythonCase("a mark at the start", bytes: Data([0xef, 0xbb, 0xbf]) + Data("print('é')\n".utf8)),
    PythonCase(
      "another encoding",
      bytes: Data("# -*- coding: latin-1 -*-\nprint(ascii('".utf8) + Data([0xe9]) + Data("'))\n".utf8)),
    PythonCase(
      "bytes in no encoding", sameWords: false, bytes: Data("print('".utf8) + Data([0xe9]) + Data("')\n".utf8)
    ),
    PythonCase(
      "bytes in no encoding, in a comment", sameWords: false,
      bytes: Data("print(1)  # ".utf8) + Data([0xe9]) + Data("\n".utf8)),
    PythonCase("an unknown encoding", sameWords: false, "# coding: klingon\nprint(1)\n"),
    PythonCase("form feeds and tabs", "\u{0c}if True:\n\tprint(1)\n\u{0c}\n\tprint(2)\n"),
    PythonCase("tabs and spaces", "if True:\n\tprint(1)\n        print(2)\n"),
    PythonCase("Python 2", "print 'hello'\n"),
    PythonCase("a text that does not end", sameWords: false, "print('''a\n"),
    PythonCase("names in other scripts", "größe = 3\nprint(größe)\n"),
    PythonCase("return outside", "return 1\n"),
    PythonCase("a wrong escape", sameWords: false, "print('\\d')\n"),
    PythonCase(
      "deep nesting",
      "print(" + String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150) + ")"),
    PythonCase(
      "nesting that is too deep",
      "print(" + String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300) + ")"),
    PythonCase("matches", "match [1, 2]:\n  case [a, *_] if (b := a + 1): print(a, b)\n"),
  ]
}
