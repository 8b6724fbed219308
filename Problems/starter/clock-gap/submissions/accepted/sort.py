n = int(input())
t = sorted(map(int, input().split()))
t.append(t[0] + 1440)
print(max(b - a for a, b in zip(t, t[1:])))
