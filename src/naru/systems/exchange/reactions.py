"""What the exchange does when it hears from the catalogue: buyers are told of new versions, and of data that was withdrawn."""

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.notices.core.values import Recipient
from naru.data.catalogue.core.events import DatasetWithdrawn, VersionAdded
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.offers import scope_from
from naru.systems.exchange.models import Contract
from naru.systems.exchange.notices import VERSION, announce, to_buyer, to_seller

RUNNING = [ContractState.ACTIVE.value, ContractState.SUSPENDED.value]


def on_version_added(event: VersionAdded) -> None:
    """Each buyer whose contract gives the version, once."""
    for row in Contract.objects.filter(dataset_id=event.id, state=ContractState.ACTIVE.value):
        scope = scope_from(row.scope)
        of_table = scope.is_whole or scope.table_id == event.table
        if of_table and event.number > (scope.later_than or 0):
            _tell(
                row,
                Words("새 버전이 왔습니다", "A new version has come"),
                f"version:{event.table}:{event.number}",
                to_buyer(row.buyer),
            )


def on_dataset_withdrawn(event: DatasetWithdrawn) -> None:
    """Both sides: nothing can be read of what was sold, and either may give notice or open a dispute."""
    for row in Contract.objects.filter(dataset_id=event.id, state__in=RUNNING):
        words = Words("산 데이터가 내려졌습니다", "The data of a contract was withdrawn")
        _tell(row, words, f"withdrawn:{event.at.isoformat()}", to_buyer(row.buyer), to_seller(row.seller))


def _tell(row: Contract, words: Words, key: str, *to: Recipient) -> None:
    announce(
        *to,
        topic=VERSION,
        title=Words(f"{words.ko}: {row.title_ko}", f"{words.en}: {row.title_en}"),
        about=Ref("contract", row.id),
        key=key,
        by=SYSTEM,
        clock=SYSTEM_CLOCK,
    )
