"""Rows and faults as Korean open APIs answer them, in every dialect; the payloads composed after public descriptions."""

from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.harvest.core.korean_envelope import read_envelope

MATERIAL = Path(__file__).resolve().parents[6].parent / "shared" / "data" / "portals" / "korea"
needs_material = pytest.mark.skipif(not MATERIAL.exists(), reason="no ../shared/data/portals beside this checkout")


def body(name: str) -> bytes:
    return (MATERIAL / name).read_bytes()


ROWS = {
    "composed/datagokr-p1-of-3.json": (4, 9),
    "composed/datagokr-p3-of-3-single-object.json": (1, 9),
    "composed/datagokr-empty-items-string.json": (0, 0),
    "composed/datagokr-03-nodata.json": (0, 0),
    "composed/datagokr-000-ok.xml": (1, 1),
    "composed/odcloud-page1.json": (2, 2),
    "composed/seoul-page.json": (2, 2),
    "composed/seoul-INFO-200-nodata.json": (0, 0),
    "composed/kosis-data.json": (2, 2),
    "composed/kosis-err-30-nodata.json": (0, 0),
    "composed/kosis-tab-inside-string.txt": (1, 1),
    "kasi-moon/response_getLunPhInfo_2021_03.xml": (31, 31),
    "kasi-specialday/getHoliDeInfo_2021.xml": (16, 16),
    "kasi-specialday/getRestDeInfo_2021.xml": (15, 15),
    "kasi-lunar/response01.xml": (1, 1),
    "epost/retrieve_eng_address_service__getStateList_response1.json": (17, None),
    "epost/retrieve_eng_address_service__getCityList_response1.xml": (22, None),
    "epost/retrieve_eng_address_service__getLandAddressSearch_response1.json": (2, 401),
    "epost/retrieve_eng_address_service__getLandAddressSearch_response0.xml": (1, 1),
    "epost/retrieve_new_adress_area_cd_search_all_service__getNewAddressListAreaCdSearchAll_response1_.json": (1, 23),
}
FAULTS = {
    "composed/datagokr-fault-30-key.xml": "harvest_key_refused",
    "composed/datagokr-fault-30-key.json": "harvest_key_refused",
    "composed/datagokr-fault-22-quota.xml": "harvest_quota_spent",
    "composed/datagokr-fault-12-gone.xml": "harvest_error_inside",
    "composed/datagokr-plain-text-error.txt": "harvest_error_inside",
    "composed/odcloud-error-401.json": "harvest_key_refused",
    "composed/seoul-ERROR-336-too-many.json": "harvest_error_inside",
    "composed/seoul-INFO-100-key.xml": "harvest_key_refused",
    "composed/kosis-err-20.txt": "harvest_error_inside",
    "composed/kosis-err-31-over-40000-cells.json": "harvest_error_inside",
}


@needs_material
@pytest.mark.parametrize("name", ROWS)
def test_rows(name: str) -> None:
    found = read_envelope(body(name), name)
    assert (len(found.rows), found.total) == ROWS[name]


@needs_material
@pytest.mark.parametrize("name", FAULTS)
def test_faults_within_a_200(name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_envelope(body(name), name)
    assert refused.value.code == FAULTS[name]


@needs_material
def test_a_blank_is_nothing_and_a_raw_tab_stays() -> None:
    (row,) = read_envelope(body("composed/datagokr-000-ok.xml"), "").rows
    assert row["cdealDay"] is None
    (row,) = read_envelope(body("composed/kosis-tab-inside-string.txt"), "").rows
    assert row["TBL_NM"] == "탭\t있는 표"


CODES = {
    "1": "harvest_error_inside",
    "4": "harvest_error_inside",
    "12": "harvest_error_inside",
    "20": "harvest_key_refused",
    "22": "harvest_quota_spent",
    "23": "harvest_rest",
    "30": "harvest_key_refused",
    "31": "harvest_key_refused",
    "32": "harvest_key_refused",
    "99": "harvest_error_inside",
}


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_portals_list(code: str) -> None:
    said = f"<OpenAPI_ServiceResponse><cmmMsgHeader><returnReasonCode>{code}</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>"
    with pytest.raises(Refused) as refused:
        read_envelope(said.encode(), "")
    assert refused.value.code == CODES[code]


@pytest.mark.parametrize("code", ["0", "00", "000", "0000", "200"])
def test_every_way_to_say_fine(code: str) -> None:
    said = f'{{"response":{{"header":{{"resultCode":"{code}"}},"body":{{"items":{{"item":[{{"a":1}}]}},"totalCount":"1"}}}}}}'
    assert read_envelope(said.encode(), "").total == 1


def test_a_page_for_people_is_no_answer() -> None:
    with pytest.raises(Refused) as refused:
        read_envelope(b"<!DOCTYPE html><html><body>maintenance<br></body></html>", "x")
    assert refused.value.code == "harvest_answer_is_html"
