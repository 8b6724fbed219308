# expect: WA MLE RE
# memory: 128
# unconfined: succeeds
# Pages of shared memory that are unmapped by advice stay in memory, and are not counted as resident.
import mmap
kept = []
try:
    for _ in range(12):
        memory = mmap.mmap(-1, 32 << 20)
        memory.write(b"x" * (32 << 20))
        memory.madvise(mmap.MADV_DONTNEED)
        kept.append(memory)
except (OSError, MemoryError) as error:
    print(error)
print("PWNED" if len(kept) == 12 and kept[0][5] == 120 else "held", len(kept))
