def fewest_coins(coins, amount):
    best = -1
    ordered = sorted(coins, reverse=True)
    for skip in range(len(ordered)):
        left, count = amount, 0
        for coin in ordered[skip:]:
            count += left // coin
            left %= coin
        if left == 0 and (best < 0 or count < best):
            best = count
    return best
