def fewest_coins(coins, amount):
    reached = target = 1 << amount
    count = 0
    while not reached & 1:
        step = reached
        for coin in coins:
            step |= reached >> coin
        if step == reached:
            return -1
        reached = step
        count += 1
    return count
