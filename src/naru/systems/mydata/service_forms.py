"""What a steward or an officer types, as the actions want it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.http import QueryDict

from naru.base.kit.refusals import Refused

PURPOSES = 3  # that one form has room for


def terms_typed(form: QueryDict) -> dict[str, Any]:
    """A service's terms; purposes nobody wrote anything of are left out."""
    purposes = [_purpose(form, number) for number in range(PURPOSES)]
    return {
        "purposes": [each for each in purposes if each["ko"] or each["en"] or each["items"]],
        "period_days": _days(form.get("period_days", "")),
        "frequency_days": _days(form.get("frequency_days", "")),
        "retention_days": _days(form.get("retention_days", "")),
        "security": form.get("security", "").strip()[:500],
    }


def _purpose(form: QueryDict, number: int) -> dict[str, Any]:
    texts = {name: form.get(f"{name}_{number}", "").strip()[:200] for name in ("ko", "en", "without_ko", "without_en")}
    return {"code": f"p{number + 1}", "items": form.getlist(f"items_{number}"), **texts}


def _days(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def jwk_typed(text: str) -> Mapping[str, Any]:
    """Raises ``Refused``: ``key_refused``."""
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Refused("key_refused") from None
    if not isinstance(said, dict):
        raise Refused("key_refused")
    return said


def address_typed(text: str) -> str:
    """Raises ``Refused``: ``address_not_http``."""
    text = text.strip()[:300]
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise Refused("address_not_http", url=text[:200])
    return text
