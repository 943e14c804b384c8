"""WFS 1.0 to 2.0: each feature type of the service is a dataset; the layers of one address are ways of their own."""

from collections.abc import Iterator
from contextlib import suppress
from xml.etree.ElementTree import Element

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.values import Harvested, Page, SourceConfig
from naru.systems.harvest.core.xml import every, first, local, read_xml, said, says_each
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session, asking


class Wfs:
    name = "wfs"
    words = Words("WFS (공간정보 서비스)", "WFS service")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        with suppress(Refused):
            return local(read_xml(answer.body, answer.where)) == "WFS_Capabilities"
        return False

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        base = config.address.split("?")[0]
        url = config.address
        if "getcapabilities" not in url.lower():
            url = asking(config.address, service="WFS", request="GetCapabilities")
        answer = session.get(url, accept="application/xml")
        root = answer.xml()
        if "WFS_Capabilities" not in local(root):
            raise Refused("harvest_not_understood", where=answer.where, kind="WFS")
        records = [record(each, root, base) for each in every(root, "FeatureType") if first(each, "Name") is not None]
        yield Page(
            address=answer.where,
            records=records,
            cursor=None,
            total=len(records),
            digest=digest(each.remote_id for each in records),
        )


def record(layer: Element, root: Element, base: str) -> Harvested:
    """A feature type; what it does not say of itself, its service says."""
    name, version = said(first(layer, "Name")), root.get("version", "2.0.0")
    names = "typeNames" if version.startswith("2") else "typeName"
    url = asking(base, service="WFS", version=version, request="GetFeature", **{names: name})
    return harvested(
        {
            "title": said(first(layer, "Title")) or name,
            "description": said(first(layer, "Abstract")),
            "publisher": said(next(every(root, "ProviderName"), None)),
            "keywords": says_each(layer, "Keyword"),
            "licence": said(next(every(root, "AccessConstraints"), None)),
        },
        [distribution(url, title=name, format=("wfs",))],
        identifier=name,
    )
