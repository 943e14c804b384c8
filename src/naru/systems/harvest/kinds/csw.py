"""CSW 2.0.2: brief and full records of Dublin Core, and ISO 19139 where a record is one."""

from collections.abc import Iterator
from contextlib import suppress
from xml.etree.ElementTree import Element

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.values import Harvested, Page, SourceConfig
from naru.systems.harvest.core.xml import every, first, local, read_xml, said, says_each
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.offsets import Slice, walk
from naru.systems.harvest.kinds.session import Answer, Session, asking

RECORDS = frozenset({"Record", "SummaryRecord", "BriefRecord", "MD_Metadata", "MI_Metadata"})
ISO = frozenset({"MD_Metadata", "MI_Metadata"})


class Csw:
    name = "csw"
    words = Words("CSW (공간정보 목록)", "CSW catalogue")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        with suppress(Refused):
            root = read_xml(answer.body, answer.where)
            return local(root) == "GetRecordsResponse" or (local(root) == "Capabilities" and "csw" in root.tag)
        return False

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        def read(start: int, size: int) -> Slice:
            url = asking(
                config.address.split("?")[0],
                service="CSW",
                version="2.0.2",
                request="GetRecords",
                resultType="results",
                elementSetName="full",
                typeNames="csw:Record",
                startPosition=start + 1,
                maxRecords=size,
            )
            return _slice(session.get(url, accept="application/xml"))

        return walk(read, size=config.page_size, cursor=cursor)


def _slice(answer: Answer) -> Slice:
    root = answer.xml()
    if local(root) == "ExceptionReport":
        raise Refused("harvest_error_inside", where=answer.where, said=said(root)[:200])
    results = next(every(root, "SearchResults"), None)
    if results is None:
        raise Refused("harvest_not_understood", where=answer.where, kind="CSW")
    found = [record(each) for each in results if local(each) in RECORDS]
    total = results.get("numberOfRecordsMatched", "")
    return Slice(
        address=answer.where,
        records=found,
        came=len(found),
        total=int(total) if total.isdigit() else None,
        digest=digest(each.remote_id for each in found),
    )


def record(element: Element) -> Harvested:
    """One record, of either schema."""
    return iso_record(element) if local(element) in ISO else _dublin_core(element)


def _dublin_core(element: Element) -> Harvested:
    links = [each for each in [*says_each(element, "URI"), *says_each(element, "references")] if "://" in each]
    return harvested(
        {
            "title": says_each(element, "title")[:1],
            "description": (says_each(element, "abstract") or says_each(element, "description"))[:1],
            "publisher": (says_each(element, "publisher") or says_each(element, "creator"))[:1],
            "keywords": says_each(element, "subject"),
            "licence": says_each(element, "rights"),
            "issued": says_each(element, "date")[:1],
            "modified": says_each(element, "modified")[:1],
        },
        [distribution(each, format=says_each(element, "format")[:1]) for each in links],
        identifier=says_each(element, "identifier")[:1],
    )


def iso_record(element: Element) -> Harvested:
    """ISO 19139: what a dataset is called, who answers for it, where it lies."""
    identification = next(every(element, "identificationInfo"), element)
    citation = next(every(identification, "CI_Citation"), identification)
    linked = list(every(element, "CI_OnlineResource"))
    files = [
        distribution(
            said(first(each, "linkage")),
            title=said(first(each, "name")),
            format=(said(first(each, "applicationProfile")), *says_each(element, "MD_Format")[:1]),
        )
        for each in linked
    ]
    return harvested(
        {
            "title": said(first(citation, "title")),
            "description": said(next(every(identification, "abstract"), None)),
            "publisher": said(next(every(identification, "organisationName"), None))
            or said(next(every(element, "organisationName"), None)),
            "keywords": says_each(identification, "keyword"),
            "licence": says_each(identification, "otherConstraints"),
            "contact": said(next(every(element, "electronicMailAddress"), None)),
            "issued": says_each(citation, "date")[:1],
            "modified": said(first(element, "dateStamp")),
            "period_start": said(next(every(identification, "beginPosition"), None)),
            "period_end": said(next(every(identification, "endPosition"), None)),
        },
        [each for each in files if each.url],
        identifier=said(first(element, "fileIdentifier")),
    )
