"""A record is the same record next time: by its identifier, its address, or what it says."""

from dataclasses import replace

from naru.data.catalogue.core.values import Description, DistributionIn
from naru.systems.harvest.core import identity
from naru.systems.harvest.core.likeness import Likeness, Traits, likenesses
from naru.systems.harvest.core.values import Finding, Harvested

FILE = DistributionIn(url="https://a/1.csv", format="csv")
TEXT = Description(
    title="주차장", description="도시의 주차장을 모두 담은 자료로서 위치와 면수와 요금을 함께 알려 줍니다."
)
RECORD = Harvested(remote_id="a", description=TEXT, distributions=(FILE,))


def test_an_identifier_goes_before_an_address_and_that_before_what_is_said() -> None:
    assert identity.remote_id(" x ", "https://a", TEXT, ()) == "x"
    assert identity.remote_id("", "https://a", TEXT, ()) == "https://a"
    said = identity.remote_id("", "", TEXT, (FILE,))
    assert said == identity.remote_id("", "", replace(TEXT, description="other"), (FILE,))
    assert said != identity.remote_id("", "", replace(TEXT, title="other"), (FILE,))
    page = replace(TEXT, landing_page="https://page")
    assert identity.remote_id("", "", page, ()) == identity.remote_id("", "", replace(page, title="other"), (FILE,))


def test_long_ids_keep_their_place() -> None:
    assert identity.key("a" * 200) == "a" * 200
    assert len(identity.key("a" * 201)) <= 200
    assert len(identity.remote_id("a" * 501, "", TEXT, ())) <= 500
    assert identity.remote_id("a" * 500, "", TEXT, ()) == "a" * 500


def test_findings_are_not_the_sources_word() -> None:
    noted = replace(RECORD, findings=(Finding(code="no_identifier"),))
    assert identity.fingerprint(noted) == identity.fingerprint(RECORD)
    assert identity.fingerprint(replace(RECORD, remote_id="b")) != identity.fingerprint(RECORD)


def test_one_record_under_two_ids_is_alike_unless_it_says_too_little() -> None:
    assert identity.likeness(RECORD) == identity.likeness(replace(RECORD, remote_id="b")) != ""
    assert identity.likeness(Harvested(remote_id="a", description=Description(title="주차장"))) == ""


def trait(id: str, source: str, **more: object) -> Traits:
    return Traits(**{"id": id, "source": source, "title": id, "publisher": "시"} | more)  # type: ignore[arg-type]


def test_duplicates_are_of_two_sources_and_say_why() -> None:
    records = [
        trait("1", "a", global_ids=("https://doi.org/X",)),
        trait("2", "b", global_ids=("https://doi.org/x/",), urls=("https://f",)),
        trait("3", "c", urls=("https://f",), title="주차장 현황"),
        trait("4", "a", title="주차장_현황"),
        trait("5", "a", title="혼자"),
    ]
    assert likenesses(records) == [
        Likeness(first="1", second="2", reasons=("same_id",)),
        Likeness(first="2", second="3", reasons=("same_address",)),
        Likeness(first="3", second="4", reasons=("same_title",)),
    ]


def test_what_a_crowd_shares_says_nothing() -> None:
    crowd = [trait(str(number), str(number), title="현황") for number in range(6)]
    assert likenesses(crowd) == []
    assert len(likenesses(crowd[:5])) == 10
