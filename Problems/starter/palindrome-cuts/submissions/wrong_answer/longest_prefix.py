s = input()
count = 0
while s:
    for end in range(len(s), 0, -1):
        if s[:end] == s[:end][::-1]:
            s = s[end:]
            count += 1
            break
print(count - 1)
