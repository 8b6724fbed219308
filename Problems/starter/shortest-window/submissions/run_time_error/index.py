def shortest_window(values, target):
    left = right = total = 0
    best = len(values) + 1
    while True:
        while total < target:
            total += values[right]
            right += 1
            if right == len(values) and total < target:
                return best if best <= len(values) else 0
        best = min(best, right - left)
        total -= values[left]
        left += 1
