# expect: WA RE MLE
# memory: 128
# Pipes and socket buffers hold memory that is not resident in any process.
import fcntl, os, socket
held, kept = 0, []
try:
    while True:
        read, write = os.pipe()
        os.set_blocking(write, False)
        try:
            fcntl.fcntl(write, 1031, 1 << 20)
        except OSError:
            pass
        try:
            while True:
                held += os.write(write, b"x" * 65536)
        except BlockingIOError:
            pass
        left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        kept.append((left, right))
        left.setblocking(False)
        try:
            left.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
        except OSError:
            pass
        try:
            while True:
                held += left.send(b"x" * 65536)
        except BlockingIOError:
            pass
except OSError as error:
    print(error)
print("PWNED" if held > 64 << 20 else "held", held)
