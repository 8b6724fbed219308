# expect: WA MLE RE
# memory: 128
# unconfined: succeeds
# A shared mapping of /dev/zero is shared memory by another name.
import mmap, os
kept = []
try:
    for _ in range(12):
        memory = mmap.mmap(os.open("/dev/zero", os.O_RDWR), 32 << 20)
        memory.write(b"x" * (32 << 20))
        memory.madvise(mmap.MADV_DONTNEED)
        kept.append(memory)
except (OSError, MemoryError) as error:
    print(error)
print("PWNED" if len(kept) == 12 and kept[0][5] == 120 else "held", len(kept))
