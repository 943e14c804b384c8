"""What of a closed dataset everybody may see."""

from naru.base.kit.ids import is_id
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.public_card import PublicCard, card_table
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Table as TableRow
from naru.data.catalogue.reads.blocks import block_on
from naru.data.catalogue.reads.datasets import dataset_value
from naru.data.catalogue.reads.tables import table_value


def public_card(dataset_id: str, person: Person) -> PublicCard | None:
    """None where the person may read the dataset, or it is a secret. Raises ``Refused``: ``not_found``."""
    rows = DatasetRow.objects.select_related("publisher", "organisation")
    row = rows.filter(id=dataset_id).first() if is_id(dataset_id) else None
    if row is None:
        raise Refused("not_found")
    block = block_on(row, person)
    if block is None:
        return None
    tables = TableRow.objects.filter(dataset=row).select_related("dataset", "live").order_by("created", "id")
    cards = (card_table(table_value(each)) for each in tables)
    return PublicCard(dataset=dataset_value(row), block=block, tables=tuple(card for card in cards if card))
