"""민지 plans a training set, takes clips in and labels one; 홍길동 labels it too, elsewhere. 도현 sends it back once, then passes it.
It is released, a visitor takes it, one clip is withdrawn, and the next release is without it."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Visitor, assert_accessible, overflow, visiting
from tests.journeys.site import Site
from tests.set_plans import set_plan

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
DATABASES = ("postgres",)

JOB_MS = 60_000  # a worker measures, and releases anew, on a busy machine
TRIES = 30
CLIPS = """
import json
from tests.footage_sets import draw_clips
print(json.dumps([clip.clip_id for clip in draw_clips("jagalchi", "yongdusan", "dongnae", "sajik")]))
"""
OTHERS = """
from naru.base.people import reads
from tests.footage_sets import DrawnClip, verify_clips
minji, dohyeon = (reads.person_by_email(f"{{name}}@busan.example") for name in ("minji", "dohyeon"))
verify_clips("walkers", [DrawnClip(clip_id=id, camera_id="") for id in {clips!r}], by=minji, inspector=dohyeon)
"""
STAGES = "/footage/sets/walkers/stages/"


def test_clips_become_a_released_set_that_one_clip_leaves_again(site: Site, browser: Browser, tmp_path: Path) -> None:
    clip, *others = json.loads(site.machine.python(CLIPS).stdout.splitlines()[-1])
    with visiting(browser, site) as minji, visiting(browser, site) as dohyeon:
        minji.sign_in("minji@busan.example")
        dohyeon.sign_in("dohyeon@busan.example")
        plan(minji, [clip, *others])
        site.machine.python(OTHERS.format(clips=others))
        label(minji, clip)
        bring(minji, site, clip, tmp_path)
        send_back(dohyeon)
        correct(minji, clip)
        check(dohyeon)
        release(dohyeon)
        with visiting(browser, site, language="en", phone=True) as visitor:
            first = take(visitor, number=1)
            assert clip in first["clips"]
            withdraw(minji, clip)
            second = take(visitor, number=2)
            assert second["withdrawn"] == [clip]
            assert set(second["clips"]) == set(others)
            assert refused(visitor, first["release"])
        assert not minji.complaints
        assert not dohyeon.complaints


def plan(minji: Visitor, clips: list[str]) -> None:
    minji.go("/footage/sets/")
    expect(minji.page.locator("li.door > a[aria-current]")).to_have_text("데이터")
    minji.press("main a:has-text('새 세트')")
    minji.page.fill("#plan", json.dumps(set_plan(), ensure_ascii=False, indent=1))
    minji.press("main button:has-text('저장')")
    for clip in clips:
        minji.page.check(f"#clip-{clip}")
    minji.press("main button:has-text('세트에 넣기')")
    expect(minji.page.locator(".set-clips > li")).to_have_count(len(clips))
    assert_accessible(minji.page)


def label(minji: Visitor, clip: str) -> None:
    """By keyboard: the first box, three pixels to the right in the second frame."""
    minji.go(f"{STAGES}?due=refine")
    minji.press("main button:has-text('정제 통과')")
    minji.go(f"{STAGES}?due=label")
    minji.press("main button:has-text('궤적으로 초벌 라벨')")
    minji.go(f"/footage/sets/walkers/clips/{clip}/")
    board = minji.page.locator("naru-labels svg")
    board.focus()
    minji.page.keyboard.press("ArrowRight")
    minji.page.keyboard.press("Tab")
    chosen = minji.page.locator("naru-labels svg rect.chosen")
    before = float(chosen.get_attribute("x") or "nan")
    for _ in range(3):
        minji.page.keyboard.press("d")
    assert float(chosen.get_attribute("x") or "nan") == pytest.approx(before + 3)
    assert_accessible(minji.page)
    minji.picture("footage-labels")
    save(minji)


def save(minji: Visitor) -> None:
    minji.page.click("naru-labels button:has-text('저장')")
    expect(minji.page.locator("naru-labels [role=status]")).to_contain_text("저장했습니다")


def bring(minji: Visitor, site: Site, clip: str, folder: Path) -> None:
    """What 홍길동 drew in CVAT, from what the site had given out; and the labels that others are measured by."""
    site.machine.run("footage", "set", "export", "walkers", folder, "--format", "cvat")
    for person, gold in (("기준", True), ("홍길동", False)):
        minji.go(STAGES)
        minji.page.select_option("#format", "cvat")
        minji.page.set_input_files("#labels", folder / f"{clip}.xml")
        minji.page.fill("#person", person)
        minji.page.set_checked("#gold", gold)
        minji.press("main button:has-text('가져오기')")
        expect(minji.page.locator("main")).to_contain_text("영상 1개의 라벨을 가져왔습니다")


def send_back(dohyeon: Visitor) -> None:
    dohyeon.go(f"{STAGES}?due=inspect")
    dohyeon.page.fill("main input[name=reason]", "상자가 머리를 벗어남")
    dohyeon.press("main button:has-text('되돌림')")


def correct(minji: Visitor, clip: str) -> None:
    """The two labellings as one; then whoever drew it may not pass it."""
    minji.go(f"{STAGES}?due=label")
    expect(minji.page.locator("main")).to_contain_text("상자가 머리를 벗어남")
    minji.press("main button:has-text('여러 사람의 라벨 합치기')")
    minji.go(f"/footage/sets/walkers/clips/{clip}/")
    expect(minji.page.locator("main")).to_contain_text("홍길동")
    minji.go(f"{STAGES}?due=inspect")
    minji.press("main button:has-text('검수 통과')")
    expect(minji.page.locator("main")).to_contain_text("고친 사람은 검수할 수 없습니다")
    minji.complaints.clear()  # that it was refused


def check(dohyeon: Visitor) -> None:
    for stage, name in (("inspect", "검수"), ("verify", "품질검증")):
        dohyeon.go(f"{STAGES}?due={stage}")
        dohyeon.press(f"main button:has-text('{name} 통과')")
    dohyeon.go(f"{STAGES}?due=done")
    expect(dohyeon.page.locator(".set-clips > li")).to_have_count(4)
    dohyeon.picture("footage-stages")


def release(dohyeon: Visitor) -> None:
    dohyeon.go("/footage/sets/walkers/release/")
    dohyeon.press("main button:has-text('지금 상태로 재기')")
    wait_for(dohyeon, "button:has-text('배포하기')")
    assert_accessible(dohyeon.page)
    dohyeon.picture("footage-gate")
    dohyeon.press("main button:has-text('배포하기')")
    expect(dohyeon.page.locator("h1")).to_contain_text("거리 보행자 1")


def wait_for(visitor: Visitor, part: str) -> None:
    """A page has it once a worker has done its part."""
    for _ in range(TRIES):
        if visitor.page.locator(f"main {part}").count():
            return
        visitor.page.wait_for_timeout(JOB_MS / TRIES)
        visitor.page.reload()
    raise AssertionError(f"{part}: {visitor.page.inner_text('main')}")


def take(visitor: Visitor, *, number: int) -> dict[str, object]:
    """Of the newest release: what its package's manifest says."""
    visitor.go("/footage/sets/walkers/")
    expect(visitor.page.locator(".kicker")).to_contain_text(f"Release {number}")
    assert overflow(visitor.page) <= 0
    assert_accessible(visitor.page)
    visitor.picture("footage-set-phone")
    visitor.press("main .actions a:has-text('Download')")
    release_id = visitor.page.url.rstrip("/").rpartition("/")[2]
    answer = visitor.page.request.get(f"{visitor.site.address}/footage/releases/{release_id}/coco.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body())) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return {
        "release": release_id,
        "clips": [clip["clip_id"] for clip in manifest["clips"]],
        "withdrawn": manifest["withdrawn"],
    }


def withdraw(minji: Visitor, clip: str) -> None:
    """What it reaches is shown before it is done."""
    minji.go(f"/footage/withdrawals/new/clip/{clip}/")
    expect(minji.page.locator("main")).to_contain_text("아직 아무것도 지우지 않았습니다")
    assert_accessible(minji.page)
    minji.picture("footage-withdraw")
    minji.page.fill("#basis", "개인정보 보호법 제36조")
    minji.page.fill("#reason", "정보주체의 요구")
    minji.press("main button:has-text('철회하고 모두 파기하기')")
    wait_for(minji, "h2:has-text('다시 만든 배포판')")
    minji.picture("footage-withdrawal")


def refused(visitor: Visitor, release_id: object) -> bool:
    """The release that held the clip is handed out no more."""
    answer = visitor.page.request.get(f"{visitor.site.address}/footage/releases/{release_id}/coco.zip")
    return answer.status in {403, 409, 410, 422}
