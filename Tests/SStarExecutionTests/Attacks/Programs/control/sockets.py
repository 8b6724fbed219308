# expect: AC
import asyncio, os, select, socket
a, b = map(int, input().split())
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    left, right = socket.socketpair(socket.AF_UNIX, kind)
    left.settimeout(1)
    left.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    left.send(b"%d" % a)
    left.sendall(b"")
    assert select.select([right], [], [], 1)[0]
    a = int(right.recv(10))

async def main():
    await asyncio.sleep(0.01)
    return await asyncio.get_running_loop().run_in_executor(None, lambda: a + b)

print(asyncio.run(main()))
