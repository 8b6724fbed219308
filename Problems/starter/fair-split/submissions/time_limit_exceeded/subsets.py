n = int(input())
values = list(map(int, input().split()))


def search(i, difference):
    if i == n:
        return abs(difference)
    return min(search(i + 1, difference + values[i]), search(i + 1, difference - values[i]))


print(search(0, 0))
