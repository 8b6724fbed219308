# expect: WA RE TLE
# runs: 2
# A fork does again what its template does: takes a request, over a socket of its own, forks, and becomes a program.
import os, socket, struct, sys
left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
os.dup2(left.fileno(), 3)
for _ in range(8):
    right.send(struct.pack("=IIQQQQQQQQ", 1, 0, *[2**64 - 1] * 8))
frame, things = sys._getframe(), []
while frame:
    things += [thing for names in (frame.f_locals, frame.f_globals) for thing in names.values()]
    frame = frame.f_back
things += [getattr(thing, "fork", None) for thing in things]
ways = {id(thing): thing for thing in things if type(thing).__name__ in ("Gate", "Tests", "Fork")}.values()
print(13 if ways else "PWNED: the names have changed, and nothing is tried")
sys.stdout.flush()
for way in ways:
    for calls in list(vars(way).values()):
        if type(calls).__name__ != "Calls" or calls.calls[0][0] not in (47, 56, 435):  # recvmsg, clone, clone3
            continue
        # Laid out anew: the fork has dropped the tables.
        if type(calls)(*calls.calls)() >= 0:
            os.write(1, b"PWNED: a call was made again\n")
for way in ways:
    if type(way).__name__ != "Fork":
        way.fork_each()
        os.write(1, b"back\n")
