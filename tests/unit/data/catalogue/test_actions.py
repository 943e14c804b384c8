"""A dataset's way: registered, described, published, granted, withdrawn, with versions of its tables."""

from dataclasses import replace
from functools import partial

import pytest

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.trail import reads as trail_reads
from naru.data.catalogue import actions, reads
from naru.data.catalogue.actions import rows
from naru.data.catalogue.core import naming
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.states import Access, State, VersionState
from naru.data.catalogue.core.values import Description, DistributionIn, OfFile, Record

pytestmark = pytest.mark.django_db

PARKING = Description(
    title="부산광역시 공영주차장 현황",
    description="부산에 있는 공영주차장의 요금과 면수",
    publisher="부산광역시",
    themes=("transport",),
    keywords=("주차장", "요금"),
    licence="kogl-1",
)
SALES = Description(title="매출", publisher="해운대데이터", licence="cc-by-4.0")
CSV = OfFile(name="주차장.csv", sha256="a" * 64, bytes=120, encoding="cp949")
COLUMN = Column(name="요금", alias="fee", type=ColumnType.INTEGER, unit="원")


def test_dataset_goes_from_draft_to_published_and_everyone_reads_it(junho, organisations, anonymous):
    draft = actions.register_dataset(SALES, by=junho, organisation=organisations.seller.id)
    assert draft.state is State.DRAFT
    with pytest.raises(Refused, match="nothing here"):
        reads.dataset(draft.id, anonymous)

    actions.publish_dataset(draft.id, by=junho)

    assert reads.dataset(draft.id, anonymous).title == SALES.title
    verbs = [record.verb for record in reversed(trail_reads.of_subject(draft.id))]
    assert verbs == ["dataset.registered", "dataset.published"]


def test_withdrawn_dataset_is_gone_for_all_but_its_own(junho, seoyeon, organisations, minji):
    dataset = actions.register_dataset(SALES, by=junho, organisation=organisations.seller.id)
    actions.publish_dataset(dataset.id, by=junho)
    actions.withdraw_dataset(dataset.id, reason="개인정보가 있었습니다.", by=junho)

    with pytest.raises(Refused):
        reads.dataset(dataset.id, seoyeon)
    assert reads.dataset(dataset.id, junho).state is State.WITHDRAWN
    assert reads.dataset(dataset.id, minji).state is State.WITHDRAWN


def test_granted_dataset_opens_to_the_named_organisation_and_closes_again(junho, seoyeon, outsider, organisations):
    dataset = actions.register_dataset(SALES, by=junho, organisation=organisations.seller.id)
    actions.publish_dataset(dataset.id, by=junho)
    actions.set_access(dataset.id, Access.GRANTED, by=junho)
    with pytest.raises(Refused):
        reads.dataset(dataset.id, seoyeon)

    made = actions.grant_entitlement(dataset.id, Holder.organisation(organisations.buyer.id), by=junho)
    assert reads.dataset(dataset.id, seoyeon).title == SALES.title
    assert [reads.holder_words(each.holder).ko for each in reads.entitlements_on(dataset.id, junho)] == ["수영연구소"]
    with pytest.raises(Refused):
        reads.dataset(dataset.id, outsider)

    actions.revoke_entitlement(made, reason="계약이 끝났습니다.", by=junho)
    with pytest.raises(Refused):
        reads.dataset(dataset.id, seoyeon)


def test_history_tells_what_changed(minji):
    dataset = actions.register_dataset(PARKING, by=minji)
    actions.describe_dataset(dataset.id, replace(PARKING, title="공영주차장", licence="cc-by-4.0"), by=minji)
    actions.describe_dataset(dataset.id, replace(PARKING, title="공영주차장", licence="cc-by-4.0"), by=minji)

    latest, first = reads.history(dataset.id, minji)
    assert [(d.field, d.before, d.after) for d in latest.differences] == [
        ("title", PARKING.title, "공영주차장"),
        ("licence", "kogl-1", "cc-by-4.0"),
    ]
    assert first.verb == "dataset.registered"


def test_outsider_is_refused(outsider, anonymous, minji, organisations):
    with pytest.raises(Refused, match="do not have the right"):
        actions.register_dataset(PARKING, by=outsider)
    with pytest.raises(Refused, match="sign in"):
        actions.register_dataset(PARKING, by=anonymous, organisation=organisations.seller.id)
    dataset = actions.publish_dataset(actions.register_dataset(PARKING, by=minji).id, by=minji)
    withdraw = partial(actions.withdraw_dataset, reason="개인정보가 있었습니다.")
    for verb in (withdraw, actions.publish_dataset, actions.submit_dataset, actions.return_dataset):
        with pytest.raises(Refused, match="do not have the right"):
            verb(dataset.id, by=outsider)
    with pytest.raises(Refused):
        actions.describe_dataset(dataset.id, PARKING, by=outsider)
    with pytest.raises(Refused):
        actions.ensure_table(dataset.id, "표", by=outsider)
    with pytest.raises(Refused):
        reads.entitlements_on(dataset.id, outsider)


def test_steps_that_the_table_of_states_lacks_are_refused(minji):
    draft = actions.register_dataset(PARKING, by=minji)
    with pytest.raises(Refused, match="one step"):
        actions.withdraw_dataset(draft.id, reason="개인정보가 있었습니다.", by=minji)


def test_version_is_live_at_once_and_the_same_lake_version_again_is_the_same(minji, anonymous):
    dataset = actions.publish_dataset(actions.register_dataset(PARKING, by=minji).id, by=minji)
    table = actions.ensure_table(dataset.id, "요금표", by=minji)
    assert table.sql_name == "부산광역시_공영주차장_현황_요금표"
    assert actions.ensure_table(dataset.id, "요금표", by=minji).id == table.id

    first = actions.publish_version(table.id, columns=[COLUMN], rows=3, lake_version=0, provenance=CSV, by=minji)
    again = actions.publish_version(table.id, columns=[COLUMN], rows=3, lake_version=0, provenance=CSV, by=minji)

    assert (first.number, again.id) == (1, first.id)
    (seen,) = reads.tables_readable(anonymous)
    assert seen.live is not None
    assert seen.live.columns == (COLUMN,)
    assert reads.version_with_bytes(table.id, CSV.sha256) == first


def test_held_version_shows_only_once_released(minji, anonymous):
    dataset = actions.publish_dataset(actions.register_dataset(PARKING, by=minji).id, by=minji)
    table = actions.ensure_table(dataset.id, "요금표", by=minji)
    held = actions.publish_version(
        table.id, columns=[COLUMN], rows=3, lake_version=0, provenance=CSV, by=minji, held=True
    )

    assert reads.tables_readable(anonymous) == []
    assert reads.versions(table.id, anonymous) == []
    with pytest.raises(Refused):
        reads.version_by_id(held.id, anonymous)

    assert actions.release_version(held.id, by=minji).state is VersionState.LIVE
    assert [table.sql_name for table in reads.tables_readable(anonymous)] == [table.sql_name]
    with pytest.raises(Refused, match="decided already"):
        actions.reject_version(held.id, by=minji)


def test_withdrawn_version_gives_way_to_the_one_before_until_it_is_released_again(minji, anonymous):
    dataset = actions.publish_dataset(actions.register_dataset(PARKING, by=minji).id, by=minji)
    table = actions.ensure_table(dataset.id, "요금표", by=minji)
    first, second = (
        actions.publish_version(table.id, columns=[COLUMN], rows=rows, lake_version=rows, provenance=CSV, by=minji)
        for rows in (3, 4)
    )

    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_version(second.id, reason=" ", by=minji)
    actions.withdraw_version(second.id, reason="전화번호가 들어 있음", by=minji)

    assert reads.table(table.id, anonymous).live == first
    assert [version.number for version in reads.versions(table.id, anonymous)] == [1]
    assert [version.number for version in reads.versions(table.id, minji)] == [2, 1]
    with pytest.raises(Refused, match="was withdrawn"):
        reads.version(table.id, 2, anonymous)
    with pytest.raises(Refused) as refused:
        actions.withdraw_version(first.id, reason="남의 것", by=anonymous)
    assert refused.value.code in {"forbidden", "sign_in_first"}

    actions.withdraw_version(first.id, reason="이것도", by=minji)
    assert reads.tables_readable(anonymous) == []
    actions.release_version(second.id, by=minji)
    assert reads.version(table.id, 2, anonymous) == second == reads.table(table.id, anonymous).live
    told = [(record.verb, record.facts.get("reason")) for record in reversed(trail_reads.of_subject(second.id))]
    assert told[1:] == [("version.withdrawn", "전화번호가 들어 있음"), ("version.released", None)]


def test_feed_twice_changes_nothing_and_a_changed_record_changes_one(anonymous):
    records = [
        Record(
            source_id=str(n),
            description=replace(PARKING, title=f"주차장 {n}"),
            distributions=(DistributionIn(format="CSV"),),
        )
        for n in range(5)
    ]
    assert actions.upsert_records("feed", records, by=SYSTEM).added == 5
    assert actions.upsert_records("feed", records, by=SYSTEM).unchanged == 5
    records[2] = replace(records[2], description=replace(PARKING, title="이름이 바뀐 주차장"))

    counts = actions.upsert_records("feed", records, by=SYSTEM)

    assert (counts.added, counts.changed, counts.unchanged) == (0, 1, 4)
    changed = reads.dataset_by_source("feed", "2", anonymous)
    assert changed is not None
    assert [revision.verb for revision in reads.history(changed.id, anonymous)] == [
        "dataset.redescribed",
        "dataset.harvested",
    ]


def test_history_tells_readers_neither_its_drafts_nor_to_whom_it_is_granted(junho, seoyeon, outsider, organisations):
    draft = actions.register_dataset(
        replace(SALES, contact="010-1234-5678"), by=junho, organisation=organisations.seller.id
    )
    actions.describe_dataset(draft.id, SALES, by=junho)
    actions.publish_dataset(draft.id, by=junho)
    actions.describe_dataset(draft.id, Description(title="월별 매출"), by=junho)
    actions.grant_entitlement(draft.id, Holder.organisation(organisations.buyer.id), by=junho)
    actions.set_access(draft.id, Access.GRANTED, by=junho)

    def history(person):
        return {one.verb: str(one.differences) for one in reversed(reads.history(draft.id, person))}

    own, reader = history(junho), history(seoyeon)
    assert "010-1234-5678" in own["dataset.registered"]
    assert "수영연구소" in own["dataset.granted"]
    assert "010-1234-5678" not in str(reader)
    assert "수영연구소" not in str(reader)
    assert set(own) - set(reader) == {"dataset.granted"}
    assert "월별 매출" in reader["dataset.described"]
    with pytest.raises(Refused):
        history(outsider)


def test_history_tells_not_what_was_said_while_only_others_could_read_it(junho, seoyeon, outsider, organisations):
    sold = actions.register_dataset(SALES, by=junho, organisation=organisations.seller.id)
    actions.grant_entitlement(sold.id, Holder.organisation(organisations.buyer.id), by=junho)
    actions.set_access(sold.id, Access.GRANTED, by=junho)
    actions.publish_dataset(sold.id, by=junho)
    actions.describe_dataset(sold.id, Description(title="매출", description="건당 30만 원"), by=junho)
    actions.describe_dataset(sold.id, Description(title="매출"), by=junho)
    assert "30만 원" in str(reads.history(sold.id, seoyeon))

    actions.set_access(sold.id, Access.OPEN, by=junho)
    actions.describe_dataset(sold.id, Description(title="모두의 매출"), by=junho)
    assert "30만 원" in str(reads.history(sold.id, junho))
    assert "30만 원" not in str(reads.history(sold.id, outsider))
    assert "모두의 매출" in str(reads.history(sold.id, outsider))


def test_two_publishers_of_one_address_made_at_the_same_moment_are_both_there(minji, monkeypatch):
    looked = []

    def as_if_free(wanted, is_taken):
        """The other one is not there yet when we look for the first time."""
        looked.append(wanted)
        return wanted if len(looked) == 2 else unique(wanted, is_taken)

    unique = naming.unique
    monkeypatch.setattr(naming, "unique", as_if_free)
    made = rows.publishers(["부산 교통국"]) | rows.publishers(["부산-교통국"])

    assert [row.slug for row in made.values()] == ["부산-교통국", "부산-교통국_2"]


@pytest.mark.parametrize(
    ("description", "missing"),
    [
        (Description(title="매출"), "publisher, licence"),
        (replace(SALES, licence=""), "licence"),
        (replace(SALES, publisher=""), "publisher"),
        (SALES, None),
    ],
)
def test_a_person_publishes_with_a_publisher_and_a_licence(minji, description, missing):
    draft = actions.register_dataset(description, by=minji)
    if missing is None:
        assert actions.publish_dataset(draft.id, by=minji).state is State.PUBLISHED
        return
    with pytest.raises(Refused) as refused:
        actions.publish_dataset(draft.id, by=minji)
    assert (refused.value.code, refused.value.facts["missing_en"]) == ("dataset_needs_publisher_and_licence", missing)
    assert reads.dataset(draft.id, minji).state is State.DRAFT
    assert actions.publish_dataset(draft.id, by=SYSTEM).state is State.PUBLISHED


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_dataset_is_withdrawn_for_a_reason_that_the_trail_keeps(minji, reason):
    dataset = actions.publish_dataset(actions.register_dataset(SALES, by=minji).id, by=minji)
    with pytest.raises(Refused) as refused:
        actions.withdraw_dataset(dataset.id, reason=reason, by=minji)
    assert refused.value.code == "dataset_needs_a_reason"
    actions.withdraw_dataset(dataset.id, reason="값이 틀렸습니다.", by=minji)
    [record] = [each for each in trail_reads.of_subject(dataset.id) if each.verb == "dataset.withdrawn"]
    assert record.facts["reason"] == "값이 틀렸습니다."
