# expect: WA RE TLE
# runs: 2
# Without its exit a fork falls back into the loop of the server, over a socket of its own.
import os, socket, struct, sys
left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
os.dup2(left.fileno(), 3)
right.send(struct.pack("=IIQQQQQQQ", 1, 0, *[2**64 - 1] * 7))
os._exit = lambda status: None
frame = sys._getframe()
while frame:
    for value in list(frame.f_globals.values()):
        if isinstance(value, type) and value.__name__ == "Confinement":
            value.apply = lambda self: None
    frame = frame.f_back
print("13")
sys.stdout.flush()
