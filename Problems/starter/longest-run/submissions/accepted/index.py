def longest_run(values):
    best = 0
    start = 0
    for end in range(1, len(values) + 1):
        if end == len(values) or values[end] != values[start]:
            best = max(best, end - start)
            start = end
    return best
