def shortest_window(values, target):
    best = len(values)
    left = total = 0
    for right, value in enumerate(values):
        total += value
        while total >= target:
            best = min(best, right - left + 1)
            total -= values[left]
            left += 1
    return best if best < len(values) else 0
