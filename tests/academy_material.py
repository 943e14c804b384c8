"""Material of others that the academy is held to, in ``../shared/data/academy``; without it the tests that need it are skipped."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/academy"
needs_material = pytest.mark.skipif(not FOLDER.exists(), reason="needs ../shared/data/academy")
_FILES = {
    "https://www.w3.org/2018/credentials/v1": "2018-credentials-v1.jsonld",
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.jsonld",
    "https://w3id.org/security/data-integrity/v1": "data-integrity-v1.jsonld",
    "https://w3id.org/security/suites/ed25519-2020/v1": "suites-ed25519-2020.jsonld",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": "ob-v3p0.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "ob-v3p0-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "ob-v3p0-3.0.2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
}
EXAMPLES = {
    "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
}  # all that this published context says


def read(path: str) -> Any:
    return json.loads((FOLDER / path).read_text(encoding="utf-8"))


@cache
def published_contexts() -> dict[str, Any]:
    """The contexts as their publishers have them."""
    contexts = {address: read(f"contexts/{name}") for address, name in _FILES.items()}
    return contexts | {"https://www.w3.org/ns/credentials/examples/v2": EXAMPLES}
