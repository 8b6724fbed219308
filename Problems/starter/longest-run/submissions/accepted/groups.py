from itertools import groupby


class Solution:
    def longest_run(self, values):
        return max((len(list(group)) for _, group in groupby(values)), default=0)
