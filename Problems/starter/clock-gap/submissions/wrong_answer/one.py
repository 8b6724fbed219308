n = int(input())
t = sorted(map(int, input().split()))
gaps = [(t[(i + 1) % n] - t[i]) % 1440 for i in range(n)]
print(max(gaps))
