# expect: WA
# What is written to a file in the place of standard output is no output.
import os
os.close(1)
fd = os.open("answer", os.O_CREAT | os.O_WRONLY)
assert fd == 1
os.write(1, b"12\n")
os.close(2)
os.open("error", os.O_CREAT | os.O_WRONLY)
print("12")
