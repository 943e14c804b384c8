"""Requests of OAI-PMH: each rule of the protocol with a request on either side of it."""

from datetime import UTC, datetime

import pytest

from naru.data.catalogue.core.listing import Place
from naru.systems.protocols.core import oai
from naru.systems.protocols.core.oai import OaiError

LIST = [("verb", "ListRecords"), ("metadataPrefix", "oai_dc")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "badVerb"),
        ([("verb", "Nothing")], "badVerb"),
        ([("verb", "Identify"), ("verb", "Identify")], "badVerb"),
        ([("verb", "Identify"), ("set", "a")], "badArgument"),
        ([("verb", "GetRecord"), ("identifier", "a")], "badArgument"),
        ([*LIST, ("until", "2026-01-01"), ("until", "2026-01-02")], "badArgument"),
        ([*LIST, ("resumptionToken", "a")], "badArgument"),
        ([("verb", "ListRecords"), ("resumptionToken", "a"), ("set", "b")], "badArgument"),
        ([("verb", "ListRecords")], "badArgument"),
        ([("verb", "Identify"), ("resumptionToken", "a")], "badArgument"),
    ],
)
def test_what_is_wrong_with_a_request_has_a_code(given: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(OaiError) as found:
        oai.arguments(given)
    assert found.value.code == code


@pytest.mark.parametrize(
    "given",
    [
        [("verb", "Identify")],
        [("verb", "ListMetadataFormats"), ("identifier", "a")],
        LIST,
        [*LIST, ("from", "2026-01-01"), ("set", "theme:transport")],
        [("verb", "ListIdentifiers"), ("resumptionToken", "a")],
    ],
)
def test_what_is_right_passes(given: list[tuple[str, str]]) -> None:
    assert oai.arguments(given) == dict(given)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"metadataPrefix": "oai_dc", "from": "2026"}, "badArgument"),
        ({"metadataPrefix": "oai_dc", "from": "2026-02-01", "until": "2026-01-31"}, "badArgument"),
        ({"metadataPrefix": "oai_dc", "from": "2026-01-01", "until": "2026-01-02T00:00:00Z"}, "badArgument"),
        ({"metadataPrefix": "oai_dc", "set": "colour:red"}, "badArgument"),
        ({"resumptionToken": "nonsense"}, "badResumptionToken"),
    ],
)
def test_what_is_wrong_with_a_list_has_a_code(said: dict[str, str], code: str) -> None:
    with pytest.raises(OaiError) as found:
        oai.list_question(said)
    assert found.value.code == code


def test_days_and_seconds_count_from_their_first_to_their_last_microsecond() -> None:
    days = oai.list_question({"metadataPrefix": "rdf", "from": "2026-01-01", "until": "2026-01-01"}).wanted
    assert days.since == datetime(2026, 1, 1, tzinfo=UTC)
    assert days.until == datetime(2026, 1, 1, 23, 59, 59, 999_999, tzinfo=UTC)
    second = {"metadataPrefix": "rdf", "from": "2026-01-01T00:00:05Z", "until": "2026-01-01T00:00:05Z"}
    seconds = oai.list_question(second).wanted
    assert seconds.since == datetime(2026, 1, 1, 0, 0, 5, tzinfo=UTC)
    assert seconds.until == datetime(2026, 1, 1, 0, 0, 5, 999_999, tzinfo=UTC)


def test_a_token_goes_on_with_the_same_question_behind_the_last_place() -> None:
    said = {"metadataPrefix": "oai_dc", "from": "2026-01-01", "set": oai.publisher_set("부산!시설 공단")}
    first = oai.list_question(said)
    place = Place(datetime(2026, 3, 1, 1, 2, 3, 4, tzinfo=UTC), "01m")
    token = oai.token_after(first, place, 100)
    again = oai.list_question({"resumptionToken": token})
    assert (again.wanted, again.prefix, again.after, again.seen) == (first.wanted, "oai_dc", place, 100)
    assert again.wanted.publisher == "부산!시설 공단"
    assert oai.list_question({"resumptionToken": oai.token_after(again, place, 7)}).seen == 107


def test_a_publishers_set_is_written_in_the_protocols_letters() -> None:
    assert oai.publisher_set("a-b 시") == "publisher:a-b!20!EC!8B!9C"
