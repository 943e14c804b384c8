"""The lines of a file of JSON lines."""

from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats import json_lines as module
from naru.data.ingest.core.formats.json_lines import json_lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (b'{"a":1}\n\n  \n{"a":2}', [(1, b'{"a":1}\n'), (4, b'{"a":2}')]),
        (b"\xef\xbb\xbf{}\n", [(1, b"{}\n")]),
        (b"\xef\xbb{}", [(1, b"\xef\xbb{}")]),
        (b"", []),
    ],
)
def test_lines_with_something_in_them_come_with_their_numbers(
    body: bytes, lines: list[tuple[int, bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(body)
    assert list(json_lines(path, "a.jsonl")) == lines


@pytest.mark.parametrize(("length", "fits"), [(15, True), (16, False), (17, False)])
def test_a_line_too_long_for_memory_is_refused(
    length: int, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LINE_BYTES", 16)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{}\n" + b"x" * length)
    if fits:
        assert list(json_lines(path, "a.jsonl"))[1] == (2, b"x" * length)
        return
    with pytest.raises(Refused) as refused:
        list(json_lines(path, "a.jsonl"))
    assert (refused.value.code, refused.value.facts["line"]) == ("json_is_broken", 2)


def test_a_line_may_have_sixteen_mebibytes() -> None:
    assert module.LINE_BYTES == 16 << 20
