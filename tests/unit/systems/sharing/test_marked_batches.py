"""A batch with its recipient's mark: marked columns as the mark wants them, nulls and the rest as they were."""

import numpy as np
import pyarrow as pa

from naru.systems.sharing.core.fingerprint import MarkedColumn, marked
from naru.systems.sharing.core.marked_batches import marked_batch

KEY = b"k" * 32
PRICE = MarkedColumn(name="price", decimals=2, every=1, low=-(2**40), high=2**40)
COUNT = MarkedColumn(name="count", decimals=0, every=1, low=-(2**40), high=2**40)


def test_marked_columns_move_and_everything_else_stays() -> None:
    figures, counts = [float(number) / 4 for number in range(64)], list(range(64))
    batch = pa.record_batch({"name": ["a"] * 64, "price": figures, "count": pa.array(counts, pa.int64())})
    made = marked_batch(batch, [PRICE, COUNT], KEY)
    assert made.schema.equals(batch.schema)
    assert made["name"].equals(batch["name"])
    assert made["price"].to_pylist() == marked(np.array(figures), PRICE, KEY).tolist() != figures
    assert made["count"].to_pylist() == marked(np.array(counts), COUNT, KEY).tolist() != counts


def test_empty_cells_stay_empty_and_move_no_other() -> None:
    batch = pa.record_batch({"price": [1.25, None, 3.75]})
    made = marked_batch(batch, [PRICE], KEY)["price"].to_pylist()
    whole = marked_batch(pa.record_batch({"price": [1.25, 2.5, 3.75]}), [PRICE], KEY)["price"].to_pylist()
    assert made == [whole[0], None, whole[2]]


def test_without_marked_columns_a_batch_is_itself() -> None:
    batch = pa.record_batch({"price": [1.25]})
    assert marked_batch(batch, [], KEY).equals(batch)
