"""OAI-PMH 2.0, Dublin Core: tokens that end, repeat, expire or want the prefix again; errors inside a 200 or a 4xx."""

from collections.abc import Iterator
from contextlib import suppress
from xml.etree.ElementTree import Element

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import Description
from naru.systems.harvest.core.values import Harvested, Page, SourceConfig
from naru.systems.harvest.core.xml import every, first, local, read_xml, said, says_each
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session, asking

PREFIX = "oai_dc"
EMPTY = frozenset({"noRecordsMatch"})


class OaiPmh:
    name = "oai_pmh"
    words = Words("OAI-PMH", "OAI-PMH")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        with suppress(Refused):
            return local(read_xml(answer.body, answer.where)) == "OAI-PMH"
        return False

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        base = asking(config.address, verb=None, metadataPrefix=None, resumptionToken=None)
        prefix = str(config.options.get("prefix") or PREFIX)
        wanted = {"set": config.options.get("set") or None}
        token, tokens = (str(cursor["token"]) if isinstance(cursor, dict) else ""), set[str]()
        while True:
            if token:
                answer = _resumed(session, base, token, prefix)
            else:
                answer = session.get(asking(base, verb="ListRecords", metadataPrefix=prefix, **wanted))
            page, token = _page(answer)
            if token in tokens:  # it walks in a circle: not the end
                raise Refused("harvest_error_inside", where=answer.where, said=f"resumptionToken {token[:60]} again")
            tokens.add(token)
            yield page
            if not token:
                return


def _resumed(session: Session, base: str, token: str, prefix: str) -> Answer:
    """The token alone, as the protocol has it; where a server refuses that, once more with the prefix."""
    answer = session.get(asking(base, verb="ListRecords", resumptionToken=token))
    if _error(read_xml(answer.body, answer.where))[0] == "badArgument":
        answer = session.get(asking(base, verb="ListRecords", resumptionToken=token, metadataPrefix=prefix))
    return answer


def _error(root: Element) -> tuple[str, str]:
    found = first(root, "error")
    return (found.get("code", "error"), said(found)) if found is not None else ("", "")


def _page(answer: Answer) -> tuple[Page, str]:
    """Raises ``Refused``: ``harvest_error_inside``; an empty list is no error, whatever its status."""
    try:
        root = read_xml(answer.body, answer.where)
    except Refused:
        answer.accepted()
        raise
    code, message = _error(root)
    if code in EMPTY:
        return Page(address=answer.where, records=(), cursor=None, total=0), ""
    if code:
        raise Refused("harvest_error_inside", where=answer.where, said=f"{code}: {message}"[:200])
    listed = first(root, "ListRecords")
    if listed is None:
        raise Refused("harvest_not_understood", where=answer.where, kind="OAI-PMH")
    records = [record(each) for each in listed if local(each) == "record"]
    after = first(listed, "resumptionToken")
    token = said(after)
    size = after.get("completeListSize", "") if after is not None else ""
    page = Page(
        address=answer.where,
        records=records,
        cursor={"token": token} if token else None,
        total=int(size) if size.isdigit() else None,
        digest=digest(each.remote_id for each in records),
    )
    return page, token


def record(element: Element) -> Harvested:
    """A record of Dublin Core; one that its source marks deleted says only that."""
    header = first(element, "header")
    identifier = said(header, "identifier")
    if header is not None and header.get("status") == "deleted":
        return Harvested(remote_id=identifier, description=Description(title=identifier), is_gone=True)
    links = [each for each in says_each(element, "identifier")[1:] if each.startswith("http")]
    dates = says_each(element, "date") or [said(header, "datestamp")]
    return harvested(
        {
            "title": says_each(element, "title")[:1] or identifier,
            "description": "\n".join(says_each(element, "description") or says_each(element, "abstract")),
            "publisher": says_each(element, "publisher")[:1] or says_each(element, "creator")[:1],
            "keywords": says_each(element, "subject"),
            "licence": says_each(element, "rights"),
            "place": says_each(element, "coverage")[:1],
            "landing_page": links[:1],
            "issued": dates[:1],
            "modified": said(header, "datestamp"),
        },
        [distribution(each, format=says_each(element, "format")[:1]) for each in _files(element, links)],
        identifier=identifier,
        global_ids=[each for each in says_each(element, "identifier")[1:] if each.startswith(("http", "doi:", "urn:"))],
    )


def _files(element: Element, links: list[str]) -> list[str]:
    """What it points to beside its own page."""
    pointed = [said(each) for name in ("references", "relation", "source") for each in every(element, name)]
    return [each for each in pointed if each.startswith("http") and each not in links]
