def shortest_window(values, target):
    for length in range(1, len(values) + 1):
        for start in range(len(values) - length + 1):
            if sum(values[start:start + length]) >= target:
                return length
    return 0
