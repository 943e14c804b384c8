"""A paper's file: set once, kept under its hash in ``NARU_HOME/papers``."""

import base64
import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.child.parent import MIB, Limits, run_limited
from naru.base.kit.clock import Clock, in_city
from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused
from naru.commons.papers.core.templates import template_of
from naru.commons.papers.models import Paper, PaperFile

TARGET = "naru.commons.papers.core.typesetter:set_paper"
LIBRARY = files("naru.commons.papers").joinpath("papers/naru.typ")
CHECK = "/papers/check/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    content: bytes
    sha256: str


def rendered(row: Paper, *, clock: Clock) -> Rendered:
    """Its first file where that still lies here and is whole; else set anew.

    Raises ``Refused``: ``paper_template_missing``, or as ``run_limited``.
    """
    for known in PaperFile.objects.filter(paper=row).order_by("made", "sha256"):
        path = _path(known.sha256)
        if path.exists() and sha256_of(content := path.read_bytes()) == known.sha256:
            return Rendered(content=content, sha256=known.sha256)
    content = _set(row)
    digest = sha256_of(content)
    _keep(content, _path(digest))
    PaperFile.objects.get_or_create(sha256=digest, defaults={"paper": row, "made": clock.now()})
    return Rendered(content=content, sha256=digest)


def _set(row: Paper) -> bytes:
    template = template_of(row.template, row.version)
    if template is None:
        raise Refused("paper_template_missing", template=row.template, version=row.version)
    fonts = _fonts()
    inputs: dict[str, JSON] = {
        "values": row.values,
        "number": row.number,
        "issued": in_city(row.issued).date().isoformat(),
        "issuer": settings.NARU_CITY.ko,
        "check": settings.NARU_ADDRESS + CHECK,
    }
    payload: JSON = {
        "source": f"{LIBRARY.read_text(encoding='utf-8')}\n{template.text}",
        "inputs": inputs,
        "fonts": str(fonts),
        "instant": int(row.issued.timestamp()),
    }
    answer = run_limited(TARGET, payload, limits=Limits(memory_bytes=600 * MIB, wall_s=30, read_paths=[fonts]))
    return base64.b64decode(answer["pdf"])


def _fonts() -> Path:
    """The fonts of the pages as OpenType, which the front end's build unpacks."""
    folder = finders.find("build/fonts")
    assert isinstance(folder, str), "the front end is not built: make run"
    return Path(folder)


def _path(sha256: str) -> Path:
    return Path(settings.NARU_HOME) / "papers" / f"{sha256}.pdf"


def _keep(content: bytes, path: Path) -> None:
    """There whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(f".{new_id()}")
    beside.write_bytes(content)
    os.replace(beside, path)
