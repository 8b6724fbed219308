def shortest_window(values, target):
    total = 0
    for count, value in enumerate(sorted(values, reverse=True), 1):
        total += value
        if total >= target:
            return count
    return 0
