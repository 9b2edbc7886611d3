"""Heights of the parts of a page, some known and some estimated, with fast sums: a Fenwick tree."""

from collections.abc import Sequence


class Heights:
    """Heights in lines; a change and a question both take time in the logarithm of the number of parts."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self._tree = [0, *heights]
        self.total = sum(heights)
        for index in range(1, len(self._tree)):
            above = index + (index & -index)
            if above < len(self._tree):
                self._tree[above] += self._tree[index]

    def change(self, index: int, height: int) -> None:
        """Part `index` is `height` lines tall from now on."""
        difference = height - self._heights[index]
        self._heights[index] = height
        self.total += difference
        index += 1
        while difference and index < len(self._tree):
            self._tree[index] += difference
            index += index & -index

    def before(self, index: int) -> int:
        """Lines above part `index`."""
        total = 0
        while index:
            total += self._tree[index]
            index -= index & -index
        return total

    def find(self, y: int) -> tuple[int, int]:
        """The part line `y` is in, and the lines above that part; the last part for lines behind the end."""
        index, above = 0, 0
        step = 1 << max(len(self._heights).bit_length() - 1, 0)
        while step:
            ahead = index + step
            if ahead < len(self._tree) and above + self._tree[ahead] <= y:
                index, above = ahead, above + self._tree[ahead]
            step >>= 1
        if index >= len(self._heights):
            index = max(len(self._heights) - 1, 0)
            above = self.before(index)
        return index, above
