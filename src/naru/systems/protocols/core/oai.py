"""OAI-PMH 2.0 (2002-06-14): requests read, answers written. What is wrong with a request is said inside a 200, as clients expect.

*Theory of operation.* Datestamps are the instants at which a dataset changed here, to the second. A list is in the order of
change; its resumption token holds the question and the last place, so it needs no memory here and does not expire. A
dataset that is withdrawn is told as deleted for as long as it stays so (``transient``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.listing import Listed, ListingFilter, Place
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.vocabulary import LICENCES, THEMES
from naru.systems.protocols.core import dcat, entry, rdf_xml
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.plain_text import web_iri, xml_text

PAGE = 100
ORDERING = "protocols.oai"
NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
DC_NAMES = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)


@dataclass(frozen=True, slots=True)
class Format:
    prefix: str
    schema: str
    namespace: str


FORMATS = {
    "oai_dc": Format(
        "oai_dc",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "rdf": Format(
        "rdf",
        "http://www.openarchives.org/OAI/2.0/rdf.xsd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    ),
}
ARGUMENTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {  # verb → required, allowed beside them
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", "resumptionToken"})),
}


class OaiError(Exception):
    """``code`` is one of the protocol's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuestion:
    """What ``ListRecords`` or ``ListIdentifiers`` asks; ``after`` is the last place of the page before, ``seen`` how many came."""

    prefix: str
    wanted: ListingFilter
    set: str = ""
    after: Place | None = None
    seen: int = 0


def arguments(given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The request's arguments, checked. Raises ``OaiError``: ``badVerb``, ``badArgument``."""
    said = dict(given)
    verb = said.get("verb", "")
    if verb not in ARGUMENTS or sum(name == "verb" for name, _ in given) != 1:
        raise OaiError("badVerb", "The verb is missing, repeated or unknown.")
    if len(said) != len(given):
        raise OaiError("badArgument", "An argument is repeated.")
    required, allowed = ARGUMENTS[verb]
    names = said.keys() - {"verb"}
    if "resumptionToken" in names:
        if names != {"resumptionToken"} or "resumptionToken" not in allowed:
            raise OaiError("badArgument", "resumptionToken stands alone.")
        return said
    if unknown := names - required - allowed:
        raise OaiError("badArgument", f"Not an argument of {verb}: {', '.join(sorted(unknown))}")
    if missing := required - names:
        raise OaiError("badArgument", f"{verb} needs {', '.join(sorted(missing))}")
    return said


def list_question(said: Mapping[str, str]) -> ListQuestion:
    """Raises ``OaiError``."""
    if "resumptionToken" in said:
        return _resumed(said["resumptionToken"])
    require_format(said["metadataPrefix"])
    since, until = _moment(said, "from"), _moment(said, "until")
    if since and until and (len(said["from"]) != len(said["until"]) or since > until):
        raise OaiError("badArgument", "from and until differ in granularity, or stand in the wrong order.")
    return ListQuestion(
        prefix=said["metadataPrefix"], set=said.get("set", ""), wanted=_filter(since, until, said.get("set", ""))
    )


def require_format(prefix: str) -> None:
    if prefix not in FORMATS:
        raise OaiError("cannotDisseminateFormat", f"There are {', '.join(FORMATS)}.")


def _filter(since: datetime | None, until: datetime | None, set_: str) -> ListingFilter:
    kind, _, name = set_.partition(":")
    if set_ and kind not in {"theme", "publisher"}:
        raise OaiError("badArgument", "There is no such set.")
    return ListingFilter(
        since=since,
        until=until,
        theme=name if kind == "theme" else "",
        publisher=unquote(name.replace("!", "%")).replace("\0", "") if kind == "publisher" else "",
        with_withdrawn=True,
    )


def _moment(said: Mapping[str, str], name: str) -> datetime | None:
    """A day or a second, in UTC; an end counts to its last microsecond."""
    text = said.get(name, "")
    if not text:
        return None
    for written, last in (("%Y-%m-%d", {"hour": 23, "minute": 59, "second": 59}), ("%Y-%m-%dT%H:%M:%SZ", {})):
        try:
            moment = datetime.strptime(text, written).replace(tzinfo=UTC)
        except ValueError:
            continue
        return moment.replace(**last, microsecond=999_999) if name == "until" else moment  # type: ignore[arg-type]
    raise OaiError("badArgument", f"{name} is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")


def token_after(question: ListQuestion, last: Place, came: int) -> str:
    wanted = question.wanted
    return encode_cursor(
        [
            question.prefix,
            question.set,
            wanted.since.isoformat() if wanted.since else "",
            wanted.until.isoformat() if wanted.until else "",
            last.changed.isoformat(),
            last.id,
            question.seen + came,
        ],
        ordering=ORDERING,
    )


def _resumed(token: str) -> ListQuestion:
    try:
        prefix, set_, since, until, changed, id_, seen = decode_cursor(token, ordering=ORDERING)
        moments = [datetime.fromisoformat(each) if each else None for each in (since, until)]
        place, count = Place(datetime.fromisoformat(changed), str(id_)), int(seen)
    except (Refused, ValueError, TypeError):
        raise OaiError("badResumptionToken", "The token is not one of ours.") from None
    return ListQuestion(
        prefix=str(prefix), set=str(set_), wanted=_filter(moments[0], moments[1], str(set_)), after=place, seen=count
    )


# --- answers ---


def envelope(body: str, *, said: Mapping[str, str], base: str, now: datetime, is_error: bool = False) -> str:
    """The whole answer; an error's request is said without its arguments."""
    told = "" if is_error else "".join(f' {name}="{xml_text(value)}"' for name, value in said.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{NAMESPACE}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ '
        'http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
        f"<responseDate>{stamp(now)}</responseDate><request{told}>{xml_text(base)}</request>{body}</OAI-PMH>\n"
    )


def error(found: OaiError) -> str:
    return f'<error code="{found.code}">{xml_text(found.message)}</error>'


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def identify(*, city: Words, at: Addresses, mail: str, earliest: datetime) -> str:
    sample = f"oai:{at.host}:{'0' * 26}"
    return (
        f"<Identify><repositoryName>{xml_text(city.ko)}</repositoryName><baseURL>{xml_text(at.oai)}</baseURL>"
        f"<protocolVersion>2.0</protocolVersion><adminEmail>{xml_text(mail)}</adminEmail>"
        f"<earliestDatestamp>{stamp(earliest)}</earliestDatestamp><deletedRecord>transient</deletedRecord>"
        "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity><description>"
        '<oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier '
        'http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">'
        f"<scheme>oai</scheme><repositoryIdentifier>{xml_text(at.host)}</repositoryIdentifier>"
        f"<delimiter>:</delimiter><sampleIdentifier>{xml_text(sample)}</sampleIdentifier></oai-identifier>"
        "</description></Identify>"
    )


def formats() -> str:
    listed = "".join(
        f"<metadataFormat><metadataPrefix>{each.prefix}</metadataPrefix><schema>{each.schema}</schema>"
        f"<metadataNamespace>{each.namespace}</metadataNamespace></metadataFormat>"
        for each in FORMATS.values()
    )
    return f"<ListMetadataFormats>{listed}</ListMetadataFormats>"


def sets(publishers: Iterable[tuple[str, str]]) -> str:
    """Themes, and the publishers (slug, name) of what whoever asks may read."""
    named = [
        *((f"theme:{code}", theme.words.ko) for code, theme in THEMES.items()),
        *((publisher_set(slug), name) for slug, name in publishers),
    ]
    listed = "".join(
        f"<set><setSpec>{xml_text(spec)}</setSpec><setName>{xml_text(name)}</setName></set>" for spec, name in named
    )
    return f"<ListSets>{listed}</ListSets>"


def publisher_set(slug: str) -> str:
    """Percent-encoded with the one free character that a setSpec may hold: Korean stands in none."""
    return f"publisher:{quote(slug, safe='').replace('%', '!')}"


def header(listed: Listed, at: Addresses) -> str:
    it = listed.dataset
    deleted = ' status="deleted"' if it.state is State.WITHDRAWN else ""
    specs = [f"theme:{code}" for code in it.description.themes]
    specs += [publisher_set(it.publisher_slug)] if it.publisher_slug else []
    said = "".join(f"<setSpec>{xml_text(spec)}</setSpec>" for spec in specs)
    return (
        f"<header{deleted}><identifier>{xml_text(at.oai_identifier(it.id))}</identifier>"
        f"<datestamp>{stamp(it.changed)}</datestamp>{said}</header>"
    )


def record(listed: Listed, prefix: str, at: Addresses) -> str:
    """One that is deleted has no metadata."""
    if listed.dataset.state is State.WITHDRAWN:
        return f"<record>{header(listed, at)}</record>"
    metadata = _rdf(listed, at) if prefix == "rdf" else _dublin_core(listed, at)
    return f"<record>{header(listed, at)}<metadata>{metadata}</metadata></record>"


def resumption(token: str, *, total: int, seen: int) -> str:
    """Empty on the last page of a list that had several."""
    return f'<resumptionToken completeListSize="{total}" cursor="{seen}">{xml_text(token)}</resumptionToken>'


def _rdf(listed: Listed, at: Addresses) -> str:
    nodes = "".join(map(rdf_xml.write, dcat.dataset_nodes(listed, dcat.Concepts(), at)))
    return f"{rdf_xml.HEAD.partition('?>')[2].strip()}{nodes}{rdf_xml.TAIL}"


def _dublin_core(listed: Listed, at: Addresses) -> str:
    it, said = listed.dataset, listed.dataset.description
    landing = web_iri(entry.landing_page(it, at)) or at.dataset(it.id)
    ours = at.dataset(it.id)
    ways = [way for way in entry.ways(listed, at) if web_iri(way.url)]
    elements: list[tuple[str, str, str]] = [
        ("title", said.title, "ko"),
        ("title", said.title_en, "en"),
        ("description", entry.description_text(said), "ko"),
        ("publisher", it.publisher.ko, ""),
        *(("subject", keyword, "ko") for keyword in said.keywords),
        ("date", entry.issued(listed).isoformat(), ""),
        ("identifier", landing, ""),
        ("identifier", ours if ours != landing else "", ""),
        ("type", "Dataset", ""),
        ("language", "kor", ""),
        ("coverage", said.place, ""),
        ("rights", LICENCES[said.licence].url if said.licence in LICENCES else "", ""),
        *(("format", way.media_type or way.format, "") for way in ways),
        *(("relation", web_iri(way.url), "") for way in ways),
    ]
    return f"<oai_dc:dc {DC_NAMES}>{''.join(_element(*each) for each in elements if each[1])}</oai_dc:dc>"


def _element(name: str, value: str, language: str) -> str:
    tagged = f' xml:lang="{language}"' if language else ""
    return f"<dc:{name}{tagged}>{xml_text(value)}</dc:{name}>"
