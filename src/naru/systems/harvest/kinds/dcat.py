"""DCAT in Turtle, RDF/XML or JSON-LD, on one page or paged by Hydra or ``Link`` headers."""

from collections.abc import Iterator, Sequence

from naru.base.kit.canonical import JSON
from naru.base.kit.words import Words
from naru.systems.harvest.core.values import Harvested, Page, SourceConfig
from naru.systems.harvest.kinds.dcat_graph import dataset_records, format_of, next_page, read_graph
from naru.systems.harvest.kinds.described import digest
from naru.systems.harvest.kinds.session import Answer, Session

ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8"
AT_ONCE = 500


class Dcat:
    name = "dcat"
    words = Words("DCAT 목록 (RDF)", "DCAT catalogue (RDF)")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        return format_of(answer.media_type, answer.body) is not None

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        url, skip = (
            (str(cursor["next"]), int(cursor.get("skip", 0))) if isinstance(cursor, dict) else (config.address, 0)
        )
        while url:
            answer = session.get(url, accept=ACCEPT).accepted()
            graph = read_graph(answer.body, answer.media_type, answer.url, answer.where)
            records = dataset_records(graph)
            following, total = next_page(graph)
            following = following or answer.links.get("next", "")
            yield from parts(answer.where, records, url=url, following=following, skip=skip, total=total)
            url, skip = following, 0


def parts(
    where: str, records: Sequence[Harvested], *, url: str, following: str, skip: int, total: int | None
) -> Iterator[Page]:
    """One long document as several pages: the walk can go on in its middle."""
    for start in range(skip, max(len(records), skip + 1), AT_ONCE):
        part = records[start : start + AT_ONCE]
        after: dict[str, JSON] = {"next": url, "skip": start + AT_ONCE}
        if start + AT_ONCE >= len(records):
            after = {"next": following} if following else {}
        yield Page(
            address=where,
            records=part,
            cursor=after or None,
            total=total,
            digest=digest(each.remote_id for each in part),
        )
