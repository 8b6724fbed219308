from functools import lru_cache


def fewest_coins(coins, amount):
    @lru_cache(None)
    def search(left):
        if left == 0:
            return 0
        return min(search(left - c) for c in coins if c <= left) + 1 if left >= min(coins) else 99999

    answer = search(amount)
    return answer if answer < 99999 else -1
