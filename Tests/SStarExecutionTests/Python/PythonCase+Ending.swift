import Foundation

extension PythonCase {
  static let ending: [PythonCase] = [
    PythonCase("exit", "print(1)\nexit()\nprint(2)"),
    PythonCase("exit with a status", "print(1)\nexit(3)"),
    PythonCase("quit", "print(1)\nquit(0)"),
    PythonCase("sys.exit", "import sys\nprint(1)\nsys.exit()"),
    PythonCase("sys.exit with text", "import sys\nprint(1)\nsys.exit('no answer')"),
    PythonCase("sys.exit with an object", "import sys\nsys.exit([1, 2])"),
    PythonCase("sys.exit with a large number", "import sys\nsys.exit(256)"),
    PythonCase("sys.exit with a negative number", "import sys\nsys.exit(-1)"),
    PythonCase("sys.exit with a huge number", sameWords: false, "import sys\nsys.exit(1 << 70)"),
    PythonCase("sys.exit with a truth value", "import sys\nsys.exit(True)"),
    PythonCase("sys.exit caught", "import sys\ntry: sys.exit(1)\nexcept SystemExit as e: print(e.code)"),
    PythonCase("sys.exit through finally", "import sys\ntry: sys.exit(2)\nfinally: print('finally')"),
    PythonCase("os._exit", "import os\nprint(1, flush=True)\nprint('lost')\nos._exit(0)"),
    PythonCase("an exit of one's own", "class Stop(SystemExit): pass\nprint(1)\nraise Stop(4)"),
    PythonCase("a failed assertion", "print(1)\nassert 1 == 2, 'numbers'"),
    PythonCase("an error deep inside", "def f(n): return 1 // n if n == 0 else f(n - 1)\nprint(f(5))"),
    PythonCase(
      "an error from another one",
      "try: {}['x']\nexcept KeyError as error: raise ValueError('chained') from error"),
    PythonCase("several errors", "raise ExceptionGroup('all', [ValueError(1), TypeError(2)])"),
    PythonCase(
      "an error without text", "class Odd(Exception):\n  def __str__(self): raise ValueError\nraise Odd"),
    PythonCase("an error in compiled text", "exec('x = 1\\ny = x / 0')"),
    PythonCase("a syntax error at run time", "eval('1 +')"),
    PythonCase(
      "a hook for errors",
      "import sys\ndef hook(kind, value, trace): print('hook', kind.__name__, value)\nsys.excepthook = hook\n1 / 0"
    ),
    PythonCase("abort", "import os\nprint(1)\nos.abort()"),
    PythonCase("its own signal", "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)"),
    PythonCase(
      "an alarm that is handled",
      "import signal, time\nsignal.signal(signal.SIGALRM, lambda *_: print('rang'))\nsignal.setitimer(signal.ITIMER_REAL, 0.05)\ntime.sleep(0.3)\nprint('done')"
    ),
    PythonCase(
      "an alarm that is not", "import signal, time\nsignal.setitimer(signal.ITIMER_REAL, 0.05)\ntime.sleep(3)"
    ),
    PythonCase("interrupted", "print(1)\nraise KeyboardInterrupt"),
    PythonCase(
      "exit handlers",
      "import atexit\natexit.register(print, 'last')\n@atexit.register\ndef f(): print('before')\nprint('first')"
    ),
    PythonCase("an exit handler that fails", "import atexit\n@atexit.register\ndef f(): 1 / 0\nprint(1)"),
    PythonCase(
      "exit handlers after an error", "import atexit\natexit.register(print, 'handled')\n1 / 0"),
    PythonCase(
      "what is deleted last", "class A:\n  def __del__(self): print('deleted')\na = A()\nprint('end')"),
    PythonCase(
      "cycles deleted last",
      "class A:\n  def __del__(self): print('deleted')\na = A()\na.a = a\ndel a\nprint('end')"),
    PythonCase(
      "an error while deleting", sameWords: false,
      "class A:\n  def __del__(self): 1 / 0\na = A()\nprint('end')"),
    PythonCase(
      "threads that outlive the main one",
      "import threading, time\ndef f():\n  time.sleep(0.5)\n  print('thread')\nthreading.Thread(target=f).start()\nprint('main')"
    ),
    PythonCase(
      "a thread that is not waited for",
      "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\nprint('main')"
    ),
    PythonCase(
      "an error in a thread",
      "import threading\nt = threading.Thread(target=lambda: 1 / 0, name='t')\nt.start()\nt.join()\nprint('ok')"
    ),
    PythonCase(
      "exit in a thread",
      "import sys, threading\nt = threading.Thread(target=sys.exit, args=(5,))\nt.start()\nt.join()\nprint('ok')"
    ),
    PythonCase("warnings", "import warnings\nwarnings.warn('old', DeprecationWarning)\nprint(1)"),
  ]

  static let deep: [PythonCase] = [
    PythonCase(
      "recursion up to the limit",
      "def f(n): return n and 1 + f(n - 1)\nbest = 0\nfor n in range(900, 1010):\n  try: best = f(n)\n  except RecursionError: break\nprint(best)"
    ),
    PythonCase("recursion beyond the limit", "def f(n): return n and 1 + f(n - 1)\nprint(f(2000))"),
    PythonCase(
      "recursion through a cache",
      "import functools\n@functools.cache\ndef f(n): return n and 1 + f(n - 1)\ntry: print(f(600))\nexcept RecursionError as e: print(e)"
    ),
    PythonCase(
      "deep recursion",
      "import sys\nsys.setrecursionlimit(10 ** 6)\ndef f(n): return n and 1 + f(n - 1)\nprint(f(200000))"),
    PythonCase(
      "deep recursion in a thread with a large stack",
      """
      import sys, threading
      sys.setrecursionlimit(10 ** 7)
      threading.stack_size(2 ** 27)
      def f(n): return n and 1 + f(n - 1)
      thread = threading.Thread(target=lambda: print(f(100000)))
      thread.start()
      thread.join()
      """),
    PythonCase(
      "a generator for a stack",
      """
      from types import GeneratorType
      def bootstrap(f, stack=[]):
          def wrapped(*args):
              if stack: return f(*args)
              to = f(*args)
              while True:
                  if type(to) is GeneratorType:
                      stack.append(to)
                      to = next(to)
                  else:
                      stack.pop()
                      if not stack: break
                      to = stack[-1].send(to)
              return to
          return wrapped
      @bootstrap
      def f(n): yield 0 if n == 0 else 1 + (yield f(n - 1))
      print(f(100000))
      """),
    PythonCase(
      "a larger stack for itself",
      """
      import resource, sys
      try: resource.setrlimit(resource.RLIMIT_STACK, (2 ** 28, resource.RLIM_INFINITY))
      except ValueError as error: print(error)
      resource.setrlimit(resource.RLIMIT_STACK, (2 ** 27, 2 ** 28))
      sys.setrecursionlimit(10 ** 5)
      print('ok')
      """),
  ]
}
