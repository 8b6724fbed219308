from collections import Counter


def longest_run(values):
    return max(Counter(values).values()) if values else 0
