"""What a reader hands over."""

import pyarrow as pa

from naru.data.ingest.core.source import Source


def test_a_source_says_nothing_that_its_reader_does_not_know() -> None:
    source = Source(raw=pa.table({}), rows=0, columns=())
    assert source.locate([0]) == {}
    assert (source.stated_unit, source.quarantined, source.notes, source.report) == (None, (), (), {})
