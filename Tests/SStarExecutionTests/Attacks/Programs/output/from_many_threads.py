# expect: OLE
# output: 256
import os, threading
def flood(fd):
    while True:
        os.write(fd, b"12\n" * 20000)
for _ in range(8):
    threading.Thread(target=flood, args=(1,), daemon=True).start()
flood(1)
