import sys


def finish(code, message):
    with open(sys.argv[3] + "/judgemessage.txt", "w") as file:
        file.write(message + "\n")
    sys.exit(code)


with open(sys.argv[1]) as file:
    numbers = [int(x) for x in file.read().split()]
with open(sys.argv[2]) as file:
    possible = file.read().split()[:1] != ["IMPOSSIBLE"]
words = sys.stdin.read().split()
n, m = numbers[:2]
if words == ["IMPOSSIBLE"]:
    finish(43 if possible else 42, "says impossible")
if not possible:
    finish(43, "gives an order where there is none")
try:
    order = [int(x) for x in words]
except ValueError:
    finish(43, "not a list of integers")
if sorted(order) != list(range(1, n + 1)):
    finish(43, "not a permutation of the tasks")
place = {task: i for i, task in enumerate(order)}
for i in range(m):
    a, b = numbers[2 + 2 * i], numbers[3 + 2 * i]
    if place[a] >= place[b]:
        finish(43, "task %d must come before task %d" % (a, b))
finish(42, "valid")
