"""Values and a template become a PDF/A; called in the limited child, whose payload and answer are JSON."""

import base64
import json
from pathlib import Path
from typing import Any, Final

import typst

from naru.base.kit.canonical import canonical_json
from naru.commons.papers.core.glyphs import characters_of, spelt_out

STANDARD: Final = "a-2a"  # archival and tagged: ISO 19005-2, level A
NOWHERE = "/nowhere"  # no package of others is read, and none can be fetched
REGULAR = "PretendardGOV-Regular.otf"


def set_paper(payload: dict[str, Any]) -> dict[str, str]:
    """``{"source", "inputs", "fonts": folder, "instant": Unix seconds}`` → ``{"pdf": base 64}``."""
    folder = Path(payload["fonts"])
    inputs = spelt_out(payload["inputs"], characters_of((folder / REGULAR).read_bytes()))
    compiler = typst.Compiler(
        payload["source"].encode(),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]),
        ignore_system_fonts=True,
        package_path=NOWHERE,
        package_cache_path=NOWHERE,
    )
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"paper": json.dumps(json.loads(canonical_json(inputs)), ensure_ascii=False)},
        pdf_standards=[STANDARD],
        timestamp=payload["instant"],
    )
    assert isinstance(pdf, bytes), "a PDF is one file"
    return {"pdf": base64.b64encode(pdf).decode("ascii")}
