import sys
import threading


def frugal():
    kept = []
    for _ in range(1000):
        kept = kept[-31:] + [bytearray(b"x" * (1 << 20))]
    print(len(kept))


def threads():
    done = []
    started = [threading.Thread(target=done.append, args=(n,)) for n in range(8)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    print(sum(done))


command, _, rest = sys.stdin.read().partition("\n")
if command == "sum":
    print(sum(map(int, rest.split())))
elif command == "fault":
    print([][1])
elif command == "loop":
    while True:
        pass
elif command == "hog":
    kept = []
    while True:
        kept.append(b"x" * (1 << 20) + bytes([len(kept) % 256]))
elif command == "frugal":
    frugal()
elif command == "threads":
    threads()
