input()
values = [int(x) for x in input().split()]
differences = {0}
for v in values:
    differences = {d + v for d in differences} | {abs(d - v) for d in differences}
print(min(differences))
