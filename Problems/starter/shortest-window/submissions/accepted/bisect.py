from bisect import bisect_left
from itertools import accumulate


def shortest_window(values, target):
    sums = [0] + list(accumulate(values))
    best = 0
    for start, before in enumerate(sums):
        end = bisect_left(sums, before + target)
        if end < len(sums) and (best == 0 or end - start < best):
            best = end - start
    return best
