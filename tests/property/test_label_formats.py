"""Whatever is labelled comes back from every format but for what the format names as lost."""

from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.systems.footage.core.labels.formats.register import FORMATS
from naru.systems.footage.core.labels.keyframes import filled, keyframes_only
from naru.systems.footage.core.labels.values import LabelClass, Loss, MediaLabels
from tests.label_rows import clip, labels, read, seen, written

NAMES = {"aihub-footfall": ["person"], "aihub-park": ["stand", "moving"]}
COLUMNS = {Loss.TRACKS: "track_id", Loss.OCCLUDED: "occluded"}
edges = st.integers(0, 60_000).map(lambda hundredths: hundredths / 100)
sides = st.integers(1, 4_000).map(lambda hundredths: hundredths / 100)


@st.composite
def tracks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to four tracks with holes, each of one class."""
    rows = []
    for track in range(1, draw(st.integers(1, 4)) + 1):
        kind = draw(st.integers(0, 1))
        for frame in draw(st.lists(st.integers(0, 39), min_size=1, max_size=12, unique=True)):
            x, y = draw(edges), draw(edges)
            box = (x, y, round(x + draw(sides), 2), round(y + draw(sides), 2))
            rows.append({"kind": kind, "box": box, "frame": frame, "track_id": track, "occluded": draw(st.booleans())})
    return rows


def named(rows: list[dict[str, Any]], format: str) -> MediaLabels:
    names = NAMES.get(format, ["person", "car"])
    return clip(
        *({**{k: v for k, v in row.items() if k != "kind"}, "label": names[row["kind"] % len(names)]} for row in rows)
    )


@given(rows=tracks())
@settings(max_examples=25, deadline=None)
def test_what_is_labelled_comes_back_but_for_what_is_named_as_lost(rows: list[dict[str, Any]]) -> None:
    for format in FORMATS:
        sent = named(rows, format)
        classes = [LabelClass(name=name) for name in NAMES.get(format, ["person", "car"])]
        files, losses = written(format, sent, classes=classes)
        [back], _ = read(format, files)
        kept = [column for loss, column in COLUMNS.items() if loss not in losses.counts]
        columns = ("frame", "label", "x1", "y1", "x2", "y2", *kept)
        assert seen(back.labels, *columns) == seen(sent.labels, *columns), format
        assert back.media == sent.media, format


@given(rows=tracks())
@settings(max_examples=60, deadline=None)
def test_keyframes_make_the_frames_between_them_again(rows: list[dict[str, Any]]) -> None:
    """As far as a run goes: a hole is a hole again only where somebody says so."""
    whole = filled(labels(*({**{k: v for k, v in row.items() if k != "kind"}, "label": "person"} for row in rows)))
    keys, _added = keyframes_only(whole)
    made = filled(keys)
    assert len(made) == len(whole)
    one, other = (_sorted(each) for each in (made, whole))
    for name in ("x1", "y1", "x2", "y2"):
        for left, right in zip(one[name].to_pylist(), other[name].to_pylist(), strict=True):
            assert abs(left - right) < 1e-5


def _sorted(table: pa.Table) -> pa.Table:
    return table.sort_by([("track_id", "ascending"), ("frame", "ascending")])
