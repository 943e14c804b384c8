"""Numbers as the reviewers may see them: small ones hidden, and none that would give a hidden one away."""

from collections.abc import Sequence

from naru.base.kit.words import Words

NEIGHBOURS = 10  # where one number of a sum is hidden the others are rounded to this, or it could be had by subtraction


def shown(count: int, *, shown_from: int) -> Words:
    """Thousands apart; a count above nought and below ``shown_from`` only as that."""
    if 0 < count < shown_from:
        return Words(f"{shown_from} 미만", f"under {shown_from}")
    return Words(f"{count:,}", f"{count:,}")


def shown_together(counts: Sequence[int], *, shown_from: int) -> list[Words]:
    """Parts of one sum."""
    if not any(0 < count < shown_from for count in counts):
        return [shown(count, shown_from=shown_from) for count in counts]
    return [shown(count, shown_from=shown_from) if count < shown_from else about(count) for count in counts]


def about(count: int) -> Words:
    rounded = max(round(count / NEIGHBOURS) * NEIGHBOURS, NEIGHBOURS)
    return Words(f"약 {rounded:,}", f"about {rounded:,}")


def drawn(count: int, *, shown_from: int) -> int:
    """How long a bar is: one of a hidden count as long as the greatest that is hidden."""
    return shown_from if 0 < count < shown_from else count


def percent(share: float) -> str:
    if share == 0:
        return "0 %"
    if 0 < share < 0.0001:
        return "< 0.01 %"
    return f"{share * 100:.2f} %" if share < 0.1 else f"{share * 100:.1f} %"
