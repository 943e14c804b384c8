"""The search as people use it, under their rights, over an index that follows the rows."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date

import pytest

from naru.base.jobs import reads as jobs
from naru.base.jobs.core.states import State
from naru.base.kit.person import ANONYMOUS, SYSTEM
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.search_values import Loosened, SearchRequest, Sort
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import Description, DistributionIn, Record
from naru.data.catalogue.models import Dataset, IndexOutbox
from naru.data.catalogue.search import documents, executor, facets, indexer, store
from naru.data.catalogue.search.schema import FORMAT, PACKED
from naru.data.catalogue.search.search import search
from naru.data.catalogue.search.suggestions import suggest

pytestmark = pytest.mark.django_db

CITY = [
    (
        "1",
        "부산광역시｜공영주차장 요금표",
        "주차 요금과 면수",
        "부산광역시",
        ("주차장", "요금"),
        "transport",
        "csv",
        2024,
    ),
    (
        "2",
        "해운대구 공영 주차장 위치",
        "좌표와 전화번호",
        "부산광역시 해운대구",
        ("주차장",),
        "transport",
        "xlsx",
        2023,
    ),
    ("3", "부산 관광지 현황", "명소와 관광객 수", "부산관광공사", ("관광", "명소"), "tourism", "csv", 2024),
    ("4", "병원 및 약국 목록", "의료기관의 진료과목", "부산광역시", ("의료",), "medicine", "csv", 2022),
    ("5", "일부 산지의 산불 통계", "산림 통계", "산림청", ("산불",), "environment", "shp", 2022),
]


def _record(id_, title, description, publisher, keywords, theme, format_, year):
    described = Description(
        title=title,
        description=description,
        publisher=publisher,
        keywords=keywords,
        themes=(theme,),
        place=publisher,
        modified=date(year, 5, 1),
    )
    return Record(source_id=id_, description=described, distributions=(DistributionIn(format=format_),))


@pytest.fixture
def city(db):
    actions.upsert_records("feed", [_record(*each) for each in CITY], by=SYSTEM)


def ids(text, person=ANONYMOUS, **more):
    return [hit.dataset.source_id for hit in search(SearchRequest(text=text, **more), person).hits]


@pytest.mark.parametrize(
    "text", ["공영주차장", "공영 주차장", "공영주차 장", "공영주차장을", "주차장 공영", "parking", "ｐａｒｋｉｎｇ"]
)
def test_spacing_particles_and_synonyms_find_the_same(city, text):
    assert set(ids(text)) == {"1", "2"}


def test_whole_question_ranks_what_it_asks_for_first(city):
    assert ids("부산에 있는 공영주차장 요금을 알고 싶어요")[0] == "1"


def test_what_says_all_of_a_question_stands_before_what_says_most_of_it_in_its_title(city):
    elsewhere = _record(
        "6", "공영주차장별 요금", "공영주차장 요금", "울산광역시", ("공영주차장", "요금"), "transport", "csv", 2024
    )
    here = _record("7", "주차장 이용 안내", "공영주차장 요금과 면수", "부산광역시", (), "transport", "csv", 2024)
    actions.upsert_records("feed", [elsewhere, here], by=SYSTEM)
    found = ids("부산에 있는 공영주차장 요금을 알고 싶어요")
    assert found.index("7") < found.index("6")


@pytest.mark.parametrize("text", ["hospitals", "hospital", "부산시 병원", "hospitals in Busan"])
def test_plurals_and_short_names_of_cities_find_what_is_meant(city, text):
    assert "4" in ids(text)


@pytest.mark.parametrize("text", ["주차장 xlsx", "주차장 엑셀", "parking excel"])
def test_a_file_format_asked_for_in_words_lifts(city, text):
    assert ids(text) == ["2", "1"]


def test_a_word_across_a_space_is_not_a_word(city):
    assert "5" not in ids("부산")


def test_typo_and_wrong_keyboard_are_forgiven_and_said(city):
    typo = search(SearchRequest(text="공영쥬차장"), ANONYMOUS)
    assert (typo.loosened, typo.asked) == (Loosened.TYPO, "공영주차장")
    keyboard = search(SearchRequest(text="wnckwkd"), ANONYMOUS)
    assert (keyboard.loosened, keyboard.asked) == (Loosened.KEYBOARD, "주차장")
    assert {hit.dataset.source_id for hit in keyboard.hits} == {"1", "2"}


def test_initials_alone_find_what_they_stand_for(city):
    found = search(SearchRequest(text="ㅈㅊㅈ"), ANONYMOUS)
    assert (found.loosened, found.asked) == (Loosened.INITIALS, "주차장")
    assert {hit.dataset.source_id for hit in found.hits} == {"1", "2"}


def test_what_says_a_part_is_found_where_nothing_fits(city):
    found = search(SearchRequest(text="해운대구 공영주차장 면적"), ANONYMOUS)
    assert (found.loosened, found.fitting) == (Loosened.SOME_WORDS, 0)
    assert found.hits[0].dataset.source_id == "2"


def test_what_fits_stands_first_and_is_counted_apart(city):
    found = search(SearchRequest(text="주차장 요금"), ANONYMOUS)
    assert (found.loosened, found.fitting, found.total) == (Loosened.NO, 1, 2)
    assert [hit.dataset.source_id for hit in found.hits] == ["1", "2"]


def test_by_time_only_what_fits_is_shown(city):
    found = search(SearchRequest(text="주차장 요금", sort=Sort.CHANGED), ANONYMOUS)
    assert (found.fitting, found.total) == (1, 1)


def test_where_enough_fits_nothing_else_follows(city):
    many = [_record(f"n{n}", f"주차장 요금 {n}", "", "울산", (), "transport", "csv", 2024) for n in range(20)]
    actions.upsert_records("feed", many, by=SYSTEM)
    found = search(SearchRequest(text="주차장 요금"), ANONYMOUS)
    assert (found.fitting, found.total) == (21, 21)


def test_pages_of_what_is_found_loosely_follow_each_other(city):
    text = "공영주차장 요금과 산불 통계"
    assert len(ids(text)) == 3
    assert [ids(text, offset=at, limit=1) for at in range(4)] == [[id_] for id_ in ids(text)] + [[]]


def test_both_topics_of_a_question_show(city):
    many = [_record(f"n{n}", f"산불 {n}", "산불", "산림청", ("산불",), "environment", "csv", 2024) for n in range(6)]
    actions.upsert_records("feed", many, by=SYSTEM)
    assert "4" in ids("산불과 약국")[:2]


@pytest.mark.parametrize(
    ("text", "found"),
    [("약국 산불", {"4", "5"}), ("약국 비트코인", {"4"}), ("약국 탐사선 궤도", {"4"}), ("비트코인 궤도", set())],
)
def test_any_word_that_the_catalogue_knows_is_enough(city, text, found):
    assert set(ids(text)) == found


def test_the_counts_are_of_what_may_be_read(city, junho, organisations):
    actions.register_dataset(Description(title="주차장 요금 초안"), by=junho, organisation=organisations.seller.id)
    found = search(SearchRequest(text="주차장 요금"), ANONYMOUS)
    assert (found.fitting, found.total) == (1, 2)
    theirs = search(SearchRequest(text="주차장 요금"), junho)
    assert (theirs.fitting, theirs.total) == (2, 3)


@pytest.mark.parametrize("typed", ["공영주ㅊ", "공영주차", "공영주", "rhddudwn"])
def test_suggested_datasets_are_of_the_word_that_is_in_the_making(city, typed):
    actions.upsert_records(
        "feed", [_record("6", "공영주차장", "", "", ("공영주차장",), "transport", "csv", 2024)], by=SYSTEM
    )
    assert suggest(typed, ANONYMOUS).datasets[0].source_id == "6"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("ㅈㅊㅈ", "주차장"),
        ("주차ㅈ", "주차장"),
        ("주찾", "주차장"),
        ("관고", "관광"),
        ("관광", "관광지"),
        ("wnck", "주차장"),
    ],
)
def test_suggestions_by_initials_and_half_typed(city, typed, word):
    assert word in [each.text for each in suggest(typed, ANONYMOUS).words]


@pytest.mark.parametrize("typed", ["해운대구 주ㅊ", "해운대구 주차", "해운대구 ㅈㅊㅈ"])
def test_of_several_words_the_last_is_completed_with_what_the_others_leave(city, typed):
    found = suggest(typed, ANONYMOUS)
    assert ("해운대구 주차장", 1) in [(each.text, each.count) for each in found.words]
    assert [each.source_id for each in found.datasets] == ["2"]
    assert suggest("산불 주ㅊ", ANONYMOUS).words == ()


def test_facets_are_exact_and_a_choice_does_not_narrow_itself(city):
    found = search(SearchRequest(facets={"theme": ("transport",)}), ANONYMOUS)
    counts = {facet.name: {value.value: value.count for value in facet.values} for facet in found.facets}
    assert found.total == 2
    assert counts["theme"] == {"transport": 2, "tourism": 1, "medicine": 1, "environment": 1}
    assert counts["format"] == {"csv": 1, "xlsx": 1}
    assert counts["year"] == {"2024": 1, "2023": 1}
    assert counts["region"] == {"26": 2}


def test_facet_values_of_one_facet_are_alternatives(city):
    assert set(ids("", facets={"format": ("xlsx", "shp")})) == {"2", "5"}
    assert ids("", facets={"format": ("xlsx",), "year": ("2024",)}) == []


def test_facets_stay_exact_where_their_values_meet_in_too_many_ways(city, monkeypatch):
    asked = SearchRequest(text="부산", facets={"format": ("csv",)})
    packed = search(asked, ANONYMOUS)
    indexer.store().snapshot().kept.clear()

    def terms(names):
        size = 1 if set(names) == set(PACKED) else 100
        return {name: {"terms": {"field": name, "size": size, "segment_size": size}} for name in names}

    monkeypatch.setattr(facets, "_terms", terms)
    assert replace(search(asked, ANONYMOUS), seconds=0) == replace(packed, seconds=0)


@pytest.mark.parametrize("text", ["현황", "csv", "주차장", "공영주차장", "주차장 현황", "parking"])
def test_the_first_of_many_are_the_same_whether_or_not_all_are_ranked(city, text, monkeypatch):
    said = ["현황", "주차장 현황", "공영 주차장 CSV 현황 현황", "주차", "현황판"]
    many = [
        _record(f"n{n}", f"{said[n % 5]} {n}", said[n % 3], "부산광역시", ("csv",), "tourism", "csv", 2024)
        for n in range(80)
    ]
    actions.upsert_records("feed", many, by=SYSTEM)

    def page(offset):
        found = search(SearchRequest(text=text, offset=offset, limit=7), ANONYMOUS)
        return [(hit.dataset.id, pytest.approx(hit.score)) for hit in found.hits]

    pages = [page(offset) for offset in (0, 7, 14)]
    monkeypatch.setattr(executor, "MANY", 1)
    assert [page(offset) for offset in (0, 7, 14)] == pages


def test_results_can_be_sorted_by_time_and_paged(city):
    newest = ids("", sort=Sort.CHANGED)
    assert set(newest[:2]) == {"1", "3"}
    assert ids("", sort=Sort.CHANGED, offset=2, limit=2) == newest[2:4]


def test_title_says_where_the_words_stand(city):
    hit = search(SearchRequest(text="공영주차장"), ANONYMOUS).hits[0]
    assert [piece.text for piece in hit.title if piece.is_hit] == ["공영 주차장"]


def test_hits_are_told_in_the_visitors_language_where_they_have_it(city):
    english = _record("6", "공영 수영장", "수영장 위치", "부산광역시", (), "tourism", "csv", 2024)
    words = replace(english.description, title_en="Public pools", description_en="Where the public pools are")
    actions.upsert_records("feed", [replace(english, description=words)], by=SYSTEM)

    def told(text, language):
        hit = search(SearchRequest(text=text, language=language), ANONYMOUS).hits[0]
        return tuple("".join(piece.text for piece in pieces) for pieces in (hit.title, hit.excerpt))

    assert told("수영장", "ko") == ("공영 수영장", "수영장 위치")
    assert told("수영장", "en") == ("Public pools", "Where the public pools are")
    assert told("약국", "en") == ("병원 및 약국 목록", "의료기관의 진료과목")


def test_withdrawn_dataset_cannot_be_found(city):
    found = Dataset.objects.get(source_id="1")
    assert "1" in ids("요금표")
    actions.withdraw_dataset(found.id, reason="개인정보가 있었습니다.", by=SYSTEM)

    assert ids("요금표") == []
    assert "요금표" not in [word.text for word in suggest("요금", ANONYMOUS).words]
    everything = search(SearchRequest(), ANONYMOUS)
    assert everything.total == 4
    assert sum(value.count for facet in everything.facets if facet.name == "publisher" for value in facet.values) == 4


def test_withdrawn_dataset_is_not_shown_even_by_an_index_that_is_late(city, monkeypatch):
    search(SearchRequest(text="요금표"), ANONYMOUS)
    actions.withdraw_dataset(Dataset.objects.get(source_id="1").id, reason="개인정보가 있었습니다.", by=SYSTEM)
    monkeypatch.setattr(indexer, "is_behind", lambda: False)

    late = search(SearchRequest(text="요금표"), ANONYMOUS)

    assert (late.total, late.hits) == (0, ())


def test_outsider_is_refused_what_is_granted_to_others(junho, seoyeon, outsider, organisations, minji):
    secret = actions.register_dataset(
        Description(title="비밀 매출 자료", publisher="해운대데이터", licence="kogl-1"),
        by=junho,
        organisation=organisations.seller.id,
    )
    for person, count in ((junho, 1), (minji, 1), (outsider, 0), (ANONYMOUS, 0)):
        assert search(SearchRequest(text="매출"), person).total == count
    actions.publish_dataset(secret.id, by=junho)
    actions.set_access(secret.id, Access.GRANTED, by=junho)
    assert search(SearchRequest(text="매출"), seoyeon).total == 0
    assert suggest("매ㅊ", seoyeon).words == ()

    actions.grant_entitlement(secret.id, Holder.organisation(organisations.buyer.id), by=junho)

    assert search(SearchRequest(text="매출"), seoyeon).total == 1
    assert [word.text for word in suggest("매ㅊ", seoyeon).words] == ["매출"]
    assert search(SearchRequest(text="매출"), outsider).total == 0


def test_index_kept_up_to_date_equals_the_index_rebuilt(city):
    indexer.rebuild()
    first = Dataset.objects.get(source_id="1")
    actions.describe_dataset(first.id, Description(title="바뀐 이름", publisher="부산광역시"), by=SYSTEM)
    actions.upsert_records("feed", [_record("6", "새 데이터", "", "부산광역시", (), "tourism", "csv", 2024)], by=SYSTEM)
    indexer.refresh()
    incremental = indexer._stamps()
    assert indexer.reconcile().total == 0

    indexer.rebuild()

    assert indexer._stamps() == incremental
    assert not IndexOutbox.objects.exists()


def test_reconcile_finds_and_mends_what_differs(city):
    indexer.rebuild()
    Dataset.objects.filter(source_id="1").update(title="몰래 바뀐 제목")
    gone = Dataset.objects.get(source_id="2")
    gone_id = gone.id
    gone.delete()

    found = indexer.reconcile(repair=True)

    assert len(found.stale) == 1
    assert found.left_over == (gone_id,)
    assert indexer.reconcile().total == 0
    assert ids("몰래 바뀐") == ["1"]


def test_naughty_text_is_only_text(city):
    for text in [
        "\0",
        "\ud800",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "*" * 5000,
        "가" * 5000,
        "AND OR NOT (",
        "ﷺ",
        "🙂",
    ]:
        search(SearchRequest(text=text), ANONYMOUS)
        suggest(text, ANONYMOUS)


def test_changed_record_is_found_by_its_new_words_only(city):
    changed = _record(*CITY[3])
    changed = replace(changed, description=replace(changed.description, title="치과 목록", description=""))
    actions.upsert_records("feed", [changed], by=SYSTEM)
    assert ids("치과") == ["4"]
    assert ids("약국") == []


def test_who_publishes_finds_it_at_once_though_another_writes_the_index(city, minji, monkeypatch):
    search(SearchRequest(), ANONYMOUS)
    monkeypatch.setattr(indexer, "OWN_WAIT_S", 3600)
    draft = actions.register_dataset(
        Description(title="민지의 새 자료", publisher="부산광역시", licence="kogl-1"), by=minji
    )
    actions.publish_dataset(draft.id, by=minji)
    with ExitStack() as worker:
        worker.enter_context(indexer.store().writing())
        monkeypatch.setattr(store, "sleep", lambda _: worker.close())  # the worker is done when first waited for

        assert search(SearchRequest(text="민지의 새 자료"), minji).total == 1
    assert search(SearchRequest(text="민지의 새 자료"), ANONYMOUS).total == 1


def test_only_who_changed_something_waits_for_the_index(city, minji, junho, monkeypatch):
    search(SearchRequest(), ANONYMOUS)
    actions.register_dataset(Description(title="민지의 새 자료"), by=minji)
    monkeypatch.setattr(store, "sleep", lambda _: pytest.fail("waited"))

    with indexer.store().writing():
        assert search(SearchRequest(text="공영주차장"), ANONYMOUS).total == 2
        assert search(SearchRequest(text="공영주차장"), junho).total == 2


def test_a_search_of_ones_own_gives_up_where_the_index_is_long_being_rebuilt(city, minji, monkeypatch):
    search(SearchRequest(), ANONYMOUS)
    actions.register_dataset(Description(title="민지의 새 자료"), by=minji)
    monkeypatch.setattr(indexer, "OWN_WAIT_S", 0)

    with indexer.store().writing():
        assert search(SearchRequest(text="공영주차장"), minji).total == 2


def test_words_are_analysed_before_the_index_is_held_for_writing(city, monkeypatch):
    search(SearchRequest(), ANONYMOUS)
    actions.describe_dataset(Dataset.objects.get(source_id="1").id, Description(title="바뀐 이름"), by=SYSTEM)
    learned_while_free = []

    def learn(found):
        try:
            with indexer.store().writing(wait_s=0):
                learned_while_free.append(True)
        except Refused:
            learned_while_free.append(False)
        documents.learn(found)

    monkeypatch.setattr(indexer, "learn", learn)
    indexer.refresh()

    assert learned_while_free == [True, False]  # what changed meanwhile is learned, the rest is known already


@pytest.mark.parametrize(
    ("file_name", "inside", "wanted"),
    [
        ("승하차.csv.gz", "csv", "csv"),
        ("길.zip", "shp", "shp"),
        ("길.zip", None, "zip"),
        ("길.XLS", "html", "xls"),
        ("승하차", "csv", ""),
    ],
)
def test_a_packed_file_is_found_by_the_format_inside(file_name, inside, wanted):
    assert documents._format(documents.LiveTable("표", (), file_name, inside)) == wanted


@pytest.mark.parametrize("left", [[], ["meta.json"]], ids=["its folder is gone", "its files are going"])
def test_a_rebuild_that_ends_meanwhile_disturbs_no_search(city, monkeypatch, left):
    indexer.rebuild()
    gone = indexer.store().root / f"{FORMAT}-gone"
    for name in left:
        gone.mkdir()
        (gone / name).touch()
    named, before = store.Store._named, [gone]
    monkeypatch.setattr(store.Store, "_named", lambda self: before.pop() if before else named(self))
    assert search(SearchRequest(text="공영주차장"), ANONYMOUS).total == 2
    assert not before

    before.append(gone)
    assert indexer.store().snapshot().searcher.num_docs == len(CITY)


def test_nobody_waits_for_the_first_index_of_a_large_catalogue(city, client, monkeypatch):
    monkeypatch.setattr(indexer, "BUILT_AT_ONCE", 4)
    with pytest.raises(Refused, match="in a few minutes"):
        search(SearchRequest(), ANONYMOUS)
    assert client.get("/search/").status_code == client.get("/api/v1/datasets").status_code == 503
    home = client.get("/").content.decode()
    assert "공영주차장 요금표" in home

    [waiting] = jobs.recent(state=State.READY, routine=True).rows
    assert waiting.title.en == "Refresh the search index"
    indexer.refresh()
    assert search(SearchRequest(), ANONYMOUS).total == 5
