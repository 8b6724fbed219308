def longest_run(values):
    best = run = 0
    previous = None
    for value in values:
        run = run + 1 if value == previous and run else 1
        previous = value
        best = max(best, run)
    return best
