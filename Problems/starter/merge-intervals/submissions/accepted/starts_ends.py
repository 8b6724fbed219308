def merge_bookings(bookings):
    starts = sorted(a for a, _ in bookings)
    ends = sorted(b for _, b in bookings)
    merged = []
    first = 0
    for i in range(len(starts)):
        if i + 1 == len(starts) or starts[i + 1] > ends[i]:
            merged.append([starts[first], ends[i]])
            first = i + 1
    return merged
