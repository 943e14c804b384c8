"""Cells that no spreadsheet runs."""

import pytest

from naru.base.kit.spreadsheet import inert


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+82", "'+82"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("주차장", "주차장"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_text_that_would_run_begins_with_an_apostrophe(cell: object, written: object) -> None:
    assert inert(cell) == written
