"""Numbers that agree with their check digits and, a digit off, do not."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from naru.systems.sectors.core import check_digits
from naru.systems.sectors.core.engine import Engine

RIGHT = {
    "iso6346": ["CSQU3054383", "ANVJ1647607", "GRMZ2863933"],
    "lei": ["5493001KJTIIGC8Y1R12", "529900T8BM49AURSDO55"],
    "iban": ["GB82WEST12345698765432", "DE89370400440532013000", "NO9386011117947", "MT84MALT011000012345MTLCAST001S"],
    "business": ["124-81-00998", "1248100998", "220-81-62517"],
    "corporation": ["130111-0006246", "1301110006246"],
    "imo": ["9074729", "9176187"],
}
WRONG = {
    "iso6346": ["CSQU3054384", "csqu3054383", "CSQA3054383", "CSQU305438", "CSQU305438３", "ＣＳＱＵ3054383"],
    "lei": ["5493001KJTIIGC8Y1R13", "5493001KJTIIGC8Y1R1", "5493001kjtiigc8y1r12"],
    "iban": ["GB82WEST12345698765433", "GB82 WEST 1234 5698 7654 32", "GB82", "DE8937040044053201300O"],
    "business": ["124-81-00999", "124-81-0099", "가24-81-00998"],
    "corporation": ["130111-0006247", "130111-000624"],
    "imo": ["9074728", "907472", "IMO9074729"],
}
MATERIAL = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "sectors" / "logistics" / "iso6346.json"


def judged(check: str, texts: list[str]) -> list[bool]:
    engine = Engine(threads=1)
    table = pa.table({"n": range(len(texts)), "text": texts})
    engine.take("numbers", table.to_reader())
    rows = engine.table("numbers")
    holds, _ = check_digits.CHECKS[check]
    found = engine.rows(rows.mutate(holds=holds(rows.text).fill_null(False)).order_by("n"))
    engine.close()
    return [each["holds"] for each in found]


@pytest.mark.parametrize("check", sorted(check_digits.CHECKS))
def test_right_numbers_hold_and_wrong_ones_do_not(check: str) -> None:
    assert judged(check, RIGHT[check]) == [True] * len(RIGHT[check])
    assert judged(check, WRONG[check]) == [False] * len(WRONG[check])


@pytest.mark.skipif(not MATERIAL.is_file(), reason="no ../shared/data/sectors beside this checkout")
def test_container_numbers_that_others_made() -> None:
    cases = json.loads(MATERIAL.read_text(encoding="utf-8"))["cases"]
    verdicts = judged("iso6346", [case["value"] for case in cases])
    assert [case["id"] for case, verdict in zip(cases, verdicts, strict=True) if verdict != case["valid"]] == []
