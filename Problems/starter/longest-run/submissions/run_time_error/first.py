def longest_run(values):
    best = run = 0
    previous = values[0]
    for value in values:
        run = run + 1 if value == previous else 1
        previous = value
        best = max(best, run)
    return best
