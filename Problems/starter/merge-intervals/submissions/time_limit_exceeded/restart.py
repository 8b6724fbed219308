def merge_bookings(bookings):
    left = [list(b) for b in bookings]
    changed = True
    while changed:
        changed = False
        for i in range(len(left)):
            for j in range(len(left)):
                if i != j and left[i][0] <= left[j][1] and left[j][0] <= left[i][1]:
                    joined = [min(left[i][0], left[j][0]), max(left[i][1], left[j][1])]
                    left = [b for k, b in enumerate(left) if k not in (i, j)] + [joined]
                    changed = True
                    break
            if changed:
                break
    return sorted(left)
