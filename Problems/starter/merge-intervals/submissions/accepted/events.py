class Solution:
    def merge_bookings(self, bookings):
        events = sorted([(a, 0) for a, _ in bookings] + [(b, 1) for _, b in bookings])
        merged = []
        open_count = 0
        for time, kind in events:
            if kind == 0:
                if open_count == 0:
                    begin = time
                open_count += 1
            else:
                open_count -= 1
                if open_count == 0:
                    merged.append((begin, time))
        return merged
