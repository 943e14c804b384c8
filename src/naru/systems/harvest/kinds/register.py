"""All kinds, and which of them an address is: found by what it answers, not by its looks."""

from collections.abc import Mapping

from naru.base.kit.refusals import Refused
from naru.systems.harvest.kinds.ckan import ACTION, Ckan
from naru.systems.harvest.kinds.csw import Csw
from naru.systems.harvest.kinds.data_json import DataJson
from naru.systems.harvest.kinds.database import Database
from naru.systems.harvest.kinds.dcat import Dcat
from naru.systems.harvest.kinds.frictionless import Frictionless
from naru.systems.harvest.kinds.json_lines import JsonLines
from naru.systems.harvest.kinds.korean_api import KoreanApi
from naru.systems.harvest.kinds.oai_pmh import OaiPmh
from naru.systems.harvest.kinds.ogc_api import OgcFeatures, OgcRecords
from naru.systems.harvest.kinds.rss import Rss
from naru.systems.harvest.kinds.session import Answer, Kind, Session, asking
from naru.systems.harvest.kinds.web_folder import WebFolder
from naru.systems.harvest.kinds.wfs import Wfs

ALL: tuple[Kind, ...] = (
    Ckan(), DataJson(), Frictionless(), OgcFeatures(), OgcRecords(), OaiPmh(), Csw(), Wfs(), Rss(), Dcat(), JsonLines(),
    WebFolder(), KoreanApi(), Database(),
)  # fmt: skip  # in the order in which an answer is looked at: the narrowest first
ROW_KINDS = frozenset({"korean_api", "database"})  # what comes are rows of one table, and no records
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in ALL}


def kind_named(name: str) -> Kind:
    """Raises ``Refused``: ``harvest_kind_unknown``."""
    if name not in KINDS:
        raise Refused("harvest_kind_unknown", kind=name, kinds=", ".join(KINDS))
    return KINDS[name]


def kind_at(address: str, session: Session) -> tuple[Kind, str]:
    """The kind of what an address answers, and the address to walk from. Raises ``Refused``: ``harvest_kind_not_found``,
    or whatever keeps the address from answering."""
    answer = session.get(address)
    if 200 <= answer.status < 300 and (found := _fitting(answer)):
        return found, address
    below = asking(f"{address.partition('api/3')[0].rstrip('/')}/{ACTION}package_search", rows=0)
    ckan = session.get(below, accept="application/json")
    if KINDS["ckan"].fits(ckan):
        return KINDS["ckan"], address.partition("api/3")[0].rstrip("/")
    raise Refused("harvest_kind_not_found", where=answer.where, status=answer.status)


def _fitting(answer: Answer) -> Kind | None:
    return next((kind for kind in KINDS.values() if not kind.is_inside and kind.fits(answer)), None)
