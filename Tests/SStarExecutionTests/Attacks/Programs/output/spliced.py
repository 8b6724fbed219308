# expect: OLE
# output: 256
# Bytes that never pass through the program's memory count as well.
import os
with open("block", "wb") as file:
    file.write(b"x" * (1 << 20))
block = os.open("block", os.O_RDONLY)
while True:
    os.sendfile(1, block, 0, 1 << 20)
    os.splice(block, 1, 1 << 20, offset_src=0)
