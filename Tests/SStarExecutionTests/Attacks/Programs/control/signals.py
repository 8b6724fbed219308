# expect: AC
import os, resource, signal, threading
a, b = map(int, input().split())
seen = []
for number in (signal.SIGALRM, signal.SIGUSR1, signal.SIGVTALRM):
    signal.signal(number, lambda number, frame: seen.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.01)
while not seen:
    signal.pause()
os.kill(os.getpid(), signal.SIGUSR1)
signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0))
os.nice(1)
resource.setrlimit(resource.RLIMIT_STACK, resource.getrlimit(resource.RLIMIT_STACK))
resource.getrlimit(resource.RLIMIT_CORE)
print(a + b if len(seen) == 4 else seen)
