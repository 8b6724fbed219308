def shortest_window(values, target):
    best = 0
    left = total = 0
    for right, value in enumerate(values):
        total += value
        if total >= target:
            if best == 0 or right - left + 1 < best:
                best = right - left + 1
            total -= values[left]
            left += 1
    return best
