def fewest_coins(coins, amount):
    best = [0] + [amount + 1] * amount
    for coin in coins:
        for total in range(coin, amount + 1):
            if best[total - coin] + 1 < best[total]:
                best[total] = best[total - coin] + 1
    return best[amount] if best[amount] <= amount else -1
