"""Values and a template become a PDF/A: the same bytes for the same values, and what they say stands in it."""

import base64
from pathlib import Path
from typing import Any

import pytest

import naru
from naru.commons.papers.core.typesetter import set_paper

FONTS = Path(naru.__file__).parent / "portal" / "static" / "build" / "fonts"
SOURCE = '#let values = json(bytes(sys.inputs.paper))\n#set document(title: "Paper")\n#values.name #values.at("count")'

pytestmark = pytest.mark.skipif(not FONTS.exists(), reason="the front end is not built")


def pdf(**values: Any) -> bytes:
    payload = {"source": SOURCE, "inputs": {"name": "나루", "count": 7}, "fonts": str(FONTS), "instant": 1_800_000_000}
    return base64.b64decode(set_paper({**payload, **values})["pdf"])


def test_a_paper_is_an_archival_pdf_of_its_instant() -> None:
    paper = pdf()
    assert paper.startswith(b"%PDF-1.7")
    assert b"pdfaid:part>2<" in paper.replace(b" ", b"")
    assert pdf() == paper


@pytest.mark.parametrize("values", [{"instant": 1_800_000_001}, {"inputs": {"name": "나루", "count": 8}}])
def test_other_values_are_another_paper(values: dict[str, Any]) -> None:
    assert pdf(**values) != pdf()


def test_a_paper_reads_nothing_from_elsewhere() -> None:
    with pytest.raises(Exception, match=r"(?i)access|denied|not found|root"):
        pdf(source='#read("/etc/hostname")')
    with pytest.raises(Exception, match=r"(?i)package|not found|failed"):
        pdf(source='#import "@preview/cetz:0.3.0"')
