# expect: TLE MLE RE
# cpu: 1
# wall: 8
# A single call that no check between two lines of the program interrupts.
print(len(str(7 ** (10 ** 9))))
