def fewest_coins(coins, amount):
    best = {0: 0}
    for coin in coins:
        for total, count in list(best.items()):
            for times in range(1, 5):
                value = total + times * coin
                if value <= amount and count + times < best.get(value, 99999):
                    best[value] = count + times
    return best.get(amount, -1)
