from itertools import permutations

import ibis
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.join import join_payloads
from naru.systems.combination.core.link_maps import check_link_map
from naru.systems.combination.core.payload import check_payload

LINKS = pa.table({"card": [1, 2], "hospital": [7, 8]})
CARD = pa.table({"serial": [2, 1, 3], "band": ["20", "30", "40"], "sum": [5, 6, 7]})
HOSPITAL = pa.table({"serial": [9, 8, 7], "band": ["x", "y", "z"]})
COLUMNS = {
    "card": Columns(
        all=(
            Column(name="band", role=Role.QUASI, party="card"),
            Column(name="sum", role=Role.SENSITIVE, party="card"),
        )
    ),
    "hospital": Columns(all=(Column(name="band", role=Role.SENSITIVE, party="hospital"),)),
}
JOINED = [
    {"_serial_card": 1, "_serial_hospital": 7, "band_card": "30", "sum": 6, "band_hospital": "z"},
    {"_serial_card": 2, "_serial_hospital": 8, "band_card": "20", "sum": 5, "band_hospital": "y"},
]


def joined(payloads: dict[str, pa.Table], links: pa.Table = LINKS) -> tuple[list[dict[str, object]], Columns]:
    tables = {party: ibis.memtable(table) for party, table in payloads.items()}
    table, columns = join_payloads(tables, ibis.memtable(links), COLUMNS)
    return table.to_pyarrow().sort_by("_serial_card").to_pylist(), columns


@pytest.mark.parametrize("order", list(permutations(["card", "hospital"])))
def test_a_link_becomes_a_row_whoever_came_first(order: tuple[str, ...]) -> None:
    payloads = {"card": CARD, "hospital": HOSPITAL}
    rows, columns = joined({party: payloads[party] for party in order})
    assert rows == JOINED
    assert [column.name for column in columns.all] == list(JOINED[0])
    assert columns.with_role(Role.SERIAL) == ("_serial_card", "_serial_hospital")


def test_extract_then_join_is_join() -> None:
    extracted = {
        "card": CARD.filter(pa.compute.field("serial") < 3),
        "hospital": HOSPITAL.filter(pa.compute.field("serial") < 9),
    }
    assert joined(extracted)[0] == JOINED


def test_a_link_whose_payload_did_not_come_is_no_row() -> None:
    assert joined({"card": CARD.slice(0, 1), "hospital": HOSPITAL})[0] == JOINED[1:]


DESCRIBED = [{"name": "band", "role": "quasi_identifier"}]


@pytest.mark.parametrize(
    ("table", "described", "code"),
    [
        pytest.param({"serial": [1], "band": ["a"]}, DESCRIBED, "", id="as described"),
        pytest.param({"serial": [1], "band": ["a"], "name": ["b"]}, DESCRIBED, "not_payload", id="a column more"),
        pytest.param({"serial": ["1"], "band": ["a"]}, DESCRIBED, "not_payload", id="serials that are no numbers"),
        pytest.param({"serial": [1, 1], "band": ["a", "b"]}, DESCRIBED, "serials_not_unique", id="a serial twice"),
        pytest.param({"serial": [1, None], "band": ["a", "b"]}, DESCRIBED, "serials_not_unique", id="no serial"),
        pytest.param(
            {"serial": [1], "_serial_x": [2]},
            [{"name": "_serial_x", "role": "sensitive"}],
            "column_reserved",
            id="our name",
        ),
        pytest.param({"serial": [1], "band": ["a"]}, [{"name": "band"}], "columns_unreadable", id="no role"),
        pytest.param({"serial": [1], "band": ["a"]}, DESCRIBED * 2, "columns_unreadable", id="described twice"),
    ],
)
def test_a_payload_is_what_it_says_or_refused(
    table: dict[str, list[object]], described: list[dict[str, str]], code: str
) -> None:
    try:
        check_payload("card", pa.table(table), described)
        refused = ""
    except Refused as raised:
        refused = raised.code
    assert refused == code


@pytest.mark.parametrize(
    ("links", "many", "code"),
    [
        ({"card": [1, 2], "hospital": [7, 8]}, (), ""),
        ({"card": [1, 1], "hospital": [7, 8]}, (), "link_map_not_injective"),
        ({"card": [1, 1], "hospital": [7, 8]}, ("hospital",), ""),
        ({"card": [1, 2], "hospital": [7, 7]}, ("hospital",), "link_map_not_injective"),
        ({"card": [1, None], "hospital": [7, 8]}, ("hospital",), "link_map_not_injective"),
        ({"hospital": [1], "card": [7]}, (), "not_link_map"),
        ({"card": [1]}, (), "not_link_map"),
        ({"card": [1.5], "hospital": [2.5]}, (), "not_link_map"),
    ],
)
def test_a_map_links_each_serial_once_unless_agreed(
    links: dict[str, list[object]], many: tuple[str, ...], code: str
) -> None:
    try:
        check_link_map(pa.table(links), parties=("card", "hospital"), many=frozenset(many))
        refused = ""
    except Refused as raised:
        refused = raised.code
    assert refused == code
