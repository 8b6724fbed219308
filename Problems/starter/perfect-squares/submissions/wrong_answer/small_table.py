squares = {i * i for i in range(100001)}
for _ in range(int(input())):
    print("yes" if int(input()) in squares else "no")
