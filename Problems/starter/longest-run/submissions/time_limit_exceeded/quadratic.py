def longest_run(values):
    best = 0
    for i in range(len(values)):
        for j in range(i, len(values)):
            if len(set(values[i:j + 1])) > 1:
                continue
            best = max(best, j - i + 1)
    return best
