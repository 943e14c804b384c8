"""What a site's pages say of its counts: who is new, how sure it is, what a special day made of it, which areas are alike."""

from dataclasses import replace

import pytest
from django.test import Client

from naru.base.kit.person import SYSTEM
from naru.systems.footage import actions
from naru.systems.footage.core.cameras.entry import camera_of
from naru.systems.footage.core.figures.audit import Accuracy
from naru.systems.footage.core.summary import DayCount, DoorFigures, LineFigures, PartySize
from tests.footage import camera_file, make_camera, summary

pytestmark = pytest.mark.django_db

SAID = ("270", "놓친 수 3 이상", "나옴", "12무리", "장날", "따라갈 수 없던 시간이 7분", "104명")
SATURDAYS = ("2026-04-11", "2026-04-18", "2026-04-25", "2026-05-09")
LINE = LineFigures(
    line_id="west-gate", inward=310, outward=288, entries=270, reentries=31, uturns=9, most_inside=45, entries_missed=3
)


@pytest.fixture
def market(home: object) -> str:
    days = tuple(
        DayCount(day=day, people=people, seen_minutes=600.0, due_minutes=720.0)
        for day, people in zip(SATURDAYS, (100, 110, 105, 300), strict=True)
    )
    camera_id = make_camera(
        "jagalchi",
        is_public=True,
        lines=(LINE,),
        parties=(PartySize(people=1, parties=700), PartySize(people=5, parties=12)),
        doors=(DoorFigures(zone_id="east", entries=14, exits=13, passing=401),),
        days=days,
        audit=Accuracy(parts=4, hand=104, machine=100, ratio=1.04, dispersion=1.0),
        crowded_minutes=7,
        crowded_people=23.4,
    )
    special = [
        {"day": "2026-05-09", "ko": "장날", "en": "Market day"},
        {"day": "2026-05-10", "ko": "경기", "en": "Game"},
    ]
    actions.set_up_camera(camera_of(camera_file("jagalchi", special_days=special)), by=SYSTEM)
    return camera_id


@pytest.mark.parametrize("page", ["/footage/sites/jagalchi/", "/footage/sites/jagalchi/report/"])
def test_a_site_says_who_is_new_and_how_sure_it_is(client: Client, market: str, page: str) -> None:
    said = client.get(page).content.decode()
    missing = [wanted for wanted in SAID if wanted not in said]
    assert missing == []
    assert "같은 요일을 세 번 이상" in said, "the game has no other Sundays to stand beside"
    assert said.count("(") > 8, "every published count has its interval"


def test_without_a_count_by_hand_the_page_says_that_its_error_is_not_known(client: Client, home: object) -> None:
    make_camera("jagalchi", is_public=True)
    said = client.get("/footage/sites/jagalchi/").content.decode()
    assert "손으로 세어 견준 적이 없어" in said


def test_areas_that_are_alike_stand_together(client: Client, home: object) -> None:
    for site, stays in (("jagalchi", 0.9), ("sasang", 0.9), ("simin", 0.05), ("taejongdae", 0.05)):
        zone = replace(summary().zones[0], visitors=round(100 * stays), passers=round(100 * (1 - stays)))
        make_camera(site, is_public=True, zones=(zone,))
    said = client.get("/footage/compare/").content.decode()
    assert "서로 닮은 곳" in said
