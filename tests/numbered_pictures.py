"""The number that each picture of ``../shared/data/footage/clips/numbered`` carries in its top 16 rows (of 180).

Blocks of 16 of 320 pixels' width: start (white), 16 bits from the highest, parity, stop (white), one free.
"""

from typing import Any

import numpy as np

BLOCKS = 20


def number_of(grey: np.ndarray[Any, Any]) -> int | None:
    """None where there is no such code, or its parity is wrong. ``grey``: height × width."""
    height, width = grey.shape
    row = max(1, round(height * 16 / 180))
    block = width / BLOCKS
    middles = [
        grey[row // 4 : row - row // 4, int((k + 0.25) * block) : max(int((k + 0.75) * block), 1)].mean()
        for k in range(BLOCKS)
    ]
    bits = [int(middle > 128) for middle in middles]
    if not bits[0] or not bits[18]:
        return None
    number = int("".join(map(str, bits[1:17])), 2)
    return number if bin(number).count("1") % 2 == bits[17] else None
