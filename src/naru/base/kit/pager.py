"""Numbered pages of a list: where one is, and which numbers a pager shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """``number`` and ``last`` begin at 1; an empty list has one page."""

    number: int
    last: int

    @classmethod
    def of(cls, total: int, *, size: int, number: int) -> "Pages":
        """The pages of ``total`` things, ``size`` on each; a number outside them becomes the nearest inside."""
        last = max(1, -(-total // size))
        return cls(number=min(max(number, 1), last), last=last)

    @property
    def previous(self) -> int:
        """On the first page, that itself."""
        return max(1, self.number - 1)

    @property
    def next(self) -> int:
        """On the last page, that itself."""
        return min(self.last, self.number + 1)

    @property
    def around(self) -> list[int | None]:
        """The first, the last and those beside this one; ``None`` stands for what is left out."""
        shown = sorted({1, self.last, *range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)})
        spaced: list[int | None] = []
        for number in shown:
            if spaced and isinstance(spaced[-1], int) and number - spaced[-1] > 1:
                spaced.append(None)
            spaced.append(number)
        return spaced
