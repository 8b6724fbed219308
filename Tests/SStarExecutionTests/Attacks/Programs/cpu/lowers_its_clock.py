# expect: TLE
# cpu: 1
# wall: 8
# Time spent in the kernel counts as well, and so does what is spent as a program that was executed.
import os, resource, time
try:
    resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000))
except (ValueError, OSError):
    pass
time.process_time = lambda: 0
zero = os.open("/dev/urandom", os.O_RDONLY)
while True:
    os.read(zero, 1 << 20)
