"""How those are turned away who may not read a dataset."""

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.entitlement import TermState, holders_of
from naru.data.catalogue.core.public_card import Block, block_of
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.reads.entitlements import entitlement_value
from naru.data.catalogue.reads.rights import holder_of, rights_of


def refusal(row: DatasetRow | None, person: Person) -> Refused:
    """What the person is told who asked for the dataset or something of it: where it has a public card, what to do."""
    block = block_on(row, person) if row else None
    if row is None or block is None:
        return Refused("not_found")
    return Refused(block.code, dataset=row.id, verb=block.verb)


def block_on(row: DatasetRow, person: Person) -> Block | None:
    """As ``block_of``, now."""
    return block_of(person, rights_of(row), _held(row, person))


def _held(row: DatasetRow, person: Person) -> list[TermState]:
    """The states of the entitlements that the person has or had."""
    holders, now = holders_of(person), SYSTEM_CLOCK.now()
    if not holders:
        return []
    return [entitlement_value(each).state(now) for each in row.entitlements.all() if holder_of(each) in holders]
