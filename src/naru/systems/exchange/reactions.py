"""What the exchange does when it hears from the catalogue: buyers are told of new versions, and of data that was withdrawn."""

from collections.abc import Sequence

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.notices.core.values import Recipient
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.events import DatasetWithdrawn, VersionAdded
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import TableId
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.offers import scope_from
from naru.systems.exchange.core.schema_breaks import schema_breaks
from naru.systems.exchange.models import Contract
from naru.systems.exchange.notices import VERSION, announce, to_buyer, to_seller

RUNNING = [ContractState.ACTIVE.value, ContractState.SUSPENDED.value]


def on_version_added(event: VersionAdded) -> None:
    """Each buyer whose contract gives the version, once; where it breaks what was sold, what broke is said, too."""
    table = TableId(event.table)
    numbers = [each.number for each in catalogue.versions(table, SYSTEM) if each.state is VersionState.LIVE]
    if event.number not in numbers:
        return
    new = catalogue.version(table, event.number, SYSTEM)
    last_good = max((each for each in numbers if each < event.number), default=0)
    old = catalogue.version(table, last_good, SYSTEM) if last_good else None
    for row in Contract.objects.filter(dataset_id=event.id, state=ContractState.ACTIVE.value, created__lt=event.at):
        scope = scope_from(row.scope)
        of_table = scope.is_whole or scope.table_id == event.table
        if of_table and scope.gives_version(event.number):
            broken = schema_breaks(old.columns, new.columns, scope.columns) if old else []
            _tell_version(row, event, broken, last_good)


def _tell_version(row: Contract, event: VersionAdded, broken: Sequence[Words], last_good: int) -> None:
    key = f"version:{event.table}:{event.number}"
    if not broken:
        _tell(row, Words("새 버전이 왔습니다", "A new version has come"), key, to_buyer(row.buyer))
        return
    text = Words(
        f"{', '.join(each.ko for each in broken)}. 버전 {last_good}까지는 계약이 끝날 때까지 그대로 읽을 수 있습니다.",
        f"{', '.join(each.en for each in broken)}. Versions up to {last_good} stay readable to the contract's end.",
    )
    words = Words("새 버전의 열이 달라졌습니다", "The columns of a new version differ")
    _tell(row, words, key, to_buyer(row.buyer), to_seller(row.seller), text=text)


def on_dataset_withdrawn(event: DatasetWithdrawn) -> None:
    """Both sides: nothing can be read of what was sold, and either may give notice or open a dispute."""
    for row in Contract.objects.filter(dataset_id=event.id, state__in=RUNNING):
        words = Words("산 데이터가 내려졌습니다", "The data of a contract was withdrawn")
        _tell(row, words, f"withdrawn:{event.at.isoformat()}", to_buyer(row.buyer), to_seller(row.seller))


def _tell(row: Contract, words: Words, key: str, *to: Recipient, text: Words | None = None) -> None:
    announce(
        *to,
        topic=VERSION,
        title=Words(f"{words.ko}: {row.title_ko}", f"{words.en}: {row.title_en}"),
        text=text,
        about=Ref("contract", row.id),
        key=key,
        by=SYSTEM,
        clock=SYSTEM_CLOCK,
    )
