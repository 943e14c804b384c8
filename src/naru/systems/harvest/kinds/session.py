"""How a kind asks its source, and what comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.json_text import looks_like_html, read_json
from naru.systems.harvest.core.keys import redacted, without_keys
from naru.systems.harvest.core.values import Page, SourceConfig
from naru.systems.harvest.core.xml import read_xml


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered, of whatever status; header names in small letters."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str = field(default="", repr=False)  # that stands in the address

    @property
    def where(self) -> str:
        """The address as it may be kept and shown."""
        return redacted(without_keys(self.url), self.key)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def links(self) -> Mapping[str, str]:
        """``Link`` headers: relation → address."""
        found = {}
        for part in self.headers.get("link", "").split(","):
            address, _, rest = part.partition(";")
            if 'rel="next"' in rest or "rel=next" in rest:
                found["next"] = address.strip(" <>")
        return found

    def accepted(self) -> "Answer":
        """Itself. Raises ``Refused``: ``harvest_answered`` outside 2xx."""
        if not 200 <= self.status < 300:
            raise Refused("harvest_answered", where=self.where, status=self.status)
        return self

    def json(self) -> Any:
        """Raises ``Refused`` as ``accepted`` and ``read_json``."""
        return read_json(self.accepted().body, self.where)

    def xml(self) -> Element:
        """Raises ``Refused`` as ``accepted`` and ``read_xml``."""
        return read_xml(self.accepted().body, self.where)

    def data(self) -> bytes:
        """The body of what is no page for people. Raises ``Refused``: ``harvest_answer_is_html``."""
        if looks_like_html(self.accepted().body):
            raise Refused("harvest_answer_is_html", where=self.where)
        return self.body


class Session(Protocol):
    """Speaks with one source, politely: paced, tried again, waited for."""

    def get(self, url: str, *, accept: str = "*/*") -> Answer:
        """Raises ``Refused``: what the safe client raises, and ``harvest_rest`` where the host wants to be left alone."""
        ...


class Kind(Protocol):
    """One kind of source."""

    name: str
    words: Words
    is_inside: bool  # lies on this machine or in the city's own network: not for everyone to name

    def fits(self, answer: Answer) -> bool:
        """Whether what an address answered is of this kind."""
        ...

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        """The source's records from ``cursor`` on (None: from the start). Raises ``Refused`` where it cannot go on."""
        ...


def asking(url: str, **parameters: Any) -> str:
    """The address with these parameters, in place of those of the same name."""
    parts = urlsplit(url)
    kept = [piece for piece in parts.query.split("&") if piece and piece.partition("=")[0] not in parameters]
    asked = urlencode({name: value for name, value in parameters.items() if value is not None}, safe=":*,")
    return parts._replace(query="&".join([*kept, *([asked] if asked else [])])).geturl()
