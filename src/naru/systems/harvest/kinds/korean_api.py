"""An open API of the data.go.kr kind, of Seoul, KOSIS or the post office: its rows become a table, its pages are walked.

``options``: {rows: the address with ``{key}``, ``{start}`` and ``{end}`` where they stand in its path (Seoul)}, or
{key_parameter, page_parameter, size_parameter} where the service names them otherwise, {key: names of the columns that
identify a row}.
"""

from collections.abc import Iterator
from contextlib import suppress

import orjson

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.keys import encoded
from naru.systems.harvest.core.korean_envelope import read_envelope
from naru.systems.harvest.core.values import Page, SourceConfig
from naru.systems.harvest.kinds.described import digest
from naru.systems.harvest.kinds.session import Answer, Session, asking

SIGNS = (b"resultCode", b"OpenAPI_ServiceResponse", b"cmmMsgHeader", b"list_total_count", b"currentCount", b"errMsg")


class KoreanApi:
    name = "korean_api"
    words = Words("공공데이터 OpenAPI", "Korean open API")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        if not any(sign in answer.body[:4000] for sign in SIGNS):
            return False
        with suppress(Refused):
            read_envelope(answer.body, answer.where)
            return True
        return b"OpenAPI_ServiceResponse" in answer.body[:400]

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        number = int(str(cursor["page"])) if isinstance(cursor, dict) else 1
        seen = int(str(cursor["seen"])) if isinstance(cursor, dict) else 0
        size = config.page_size
        while True:
            answer = session.get(_address(config, number, size))
            envelope = read_envelope(answer.body, answer.where)
            seen += len(envelope.rows)
            is_paged = _is_paged(config)
            is_over = not envelope.rows or not is_paged or (envelope.total is not None and seen >= envelope.total)
            yield Page(
                address=answer.where,
                records=(),
                rows=envelope.rows,
                cursor=None if is_over else {"page": number + 1, "seen": seen},
                total=envelope.total,
                digest=digest([orjson.dumps(row).decode() for row in envelope.rows]),
            )
            if is_over:
                return
            number += 1


def _is_paged(config: SourceConfig) -> bool:
    return "kosis.kr" not in config.address


def _address(config: SourceConfig, number: int, size: int) -> str:
    """The page's address, the key encoded once wherever it stands."""
    key, start = encoded(config.key), (number - 1) * size + 1
    if "{start}" in config.address or "{key}" in config.address:
        filled = config.address.replace("{key}", key)
        return filled.replace("{start}", str(start)).replace("{end}", str(start + size - 1))
    asked = config.options
    url = config.address
    if config.key:
        name = asked.get("key_parameter") or _key_parameter(config.address)
        url = asking(url, **{name: None})
        url = f"{url}{'&' if '?' in url else '?'}{name}={key}"
    if not _is_paged(config):
        return url
    is_odcloud = "odcloud.kr" in config.address
    page = asked.get("page_parameter") or ("page" if is_odcloud else "pageNo")
    rows = asked.get("size_parameter") or ("perPage" if is_odcloud else "numOfRows")
    return asking(url, **{str(page): number, str(rows): size})


def _key_parameter(address: str) -> str:
    return "apiKey" if "kosis.kr" in address else "serviceKey"
