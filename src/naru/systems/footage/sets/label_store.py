"""Where label tables lie: ``NARU_HOME/footage-labels/<set>/<labelling>.parquet``, each there whole or not at all.

One file a labelling: it is destroyed, in every copy, without touching another's (``files.erasing``).
"""

import os
import re
from pathlib import Path
from tempfile import NamedTemporaryFile

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from naru.systems.footage.core.labels.values import LABELS
from naru.systems.footage.storage import SUBJECT

FOLDER = "footage-labels"
STORED = re.compile(rf"{FOLDER}/[^/]+/[^/]+\.parquet|footage-originals/.+|footage/results/mask/[^/]+/masked\.mp4")


def keep(set_id: str, labelling_id: str, labels: pa.Table) -> Path:
    """Write LABELS down."""
    path = path_of(set_id, labelling_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft:
        pq.write_table(labels, draft, compression="zstd")
        draft.flush()
        os.fsync(draft.fileno())
    os.replace(draft.name, path)
    return path


def read(set_id: str, labelling_id: str) -> pa.Table:
    """LABELS. ``FileNotFoundError`` once it was destroyed."""
    return pq.read_table(path_of(set_id, labelling_id), schema=LABELS, partitioning=None)


def path_of(set_id: str, labelling_id: str) -> Path:
    return Path(settings.NARU_HOME) / FOLDER / set_id / f"{labelling_id}.parquet"


def of_path(path: str) -> str:
    """``System.erasable``: label tables, originals and masked clips have keys of their own in a backup."""
    return f"{SUBJECT}:{path}" if STORED.fullmatch(path) else ""
