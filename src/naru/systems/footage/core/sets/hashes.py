"""Pictures as 64 bits that stay when a picture is scaled, re-encoded or a little brighter (pHash: Zauner 2010).

The 8 × 8 lowest frequencies of a cosine transform but the mean, each above or below their median.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dctn

SIDE = 32  # pixels of the grey picture that is hashed
LOW = 8

Hashes: TypeAlias = NDArray[np.uint64]


def picture_hashes(grey: NDArray[np.uint8]) -> Hashes:
    """n × 32 × 32 grey → n."""
    if not len(grey):
        return np.zeros(0, np.uint64)
    low = dctn(grey.astype(np.float32), axes=(1, 2), norm="ortho")[:, :LOW, :LOW].reshape(len(grey), -1)
    low[:, 0] = 0  # how bright it is says nothing
    bits = low > np.median(low[:, 1:], axis=1, keepdims=True)
    packed: Hashes = np.packbits(bits, axis=1).view(">u8").astype(np.uint64)[:, 0]
    return packed
