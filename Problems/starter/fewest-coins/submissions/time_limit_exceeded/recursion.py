def fewest_coins(coins, amount):
    ordered = sorted(coins, reverse=True)

    def search(i, left):
        if left == 0:
            return 0
        if i == len(ordered):
            return None
        best = None
        for times in range(left // ordered[i] + 1):
            rest = search(i + 1, left - times * ordered[i])
            if rest is not None and (best is None or rest + times < best):
                best = rest + times
        return best

    answer = search(0, amount)
    return -1 if answer is None else answer
