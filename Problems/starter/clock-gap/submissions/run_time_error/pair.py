n = int(input())
t = sorted(map(int, input().split()))
first, second = t[0], t[1]
t.append(first + 1440)
print(max(b - a for a, b in zip(t, t[1:])))
