n = int(input())
t = sorted(map(int, input().split()))
print(max([b - a for a, b in zip(t, t[1:])] or [1440]))
