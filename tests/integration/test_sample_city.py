"""The sample city: what is short comes in before the site opens, what is long behind it, in the packages' order."""

import pytest
from click.testing import CliRunner

from naru.base.jobs.models import Job
from naru.base.jobs.worker import Worker
from naru.base.kit.system import System
from naru.portal import sample_city
from naru.portal.commands import demo

pytestmark = pytest.mark.django_db(transaction=True)
HERE = __name__
brought: list[str] = []


def city(*, as_json: bool, again: bool) -> bool:
    return bring("city")


def courses(*, as_json: bool, again: bool) -> bool:
    return bring("courses")


def broken(*, as_json: bool, again: bool) -> bool:
    raise RuntimeError("broken")


def half(*, as_json: bool, again: bool) -> bool:
    return not bring("half")


def plan(*, as_json: bool, again: bool) -> bool:
    return bring("plan")


def bring(name: str) -> bool:
    brought.append(name)
    return True


@pytest.fixture(autouse=True)
def four_packages(monkeypatch):
    brought.clear()
    declared = [
        System(name="courses", sample=f"{HERE}:courses", sample_is_long=True),
        System(name="silent"),
        System(name="city", sample=f"{HERE}:city"),
        System(name="plan", sample=f"{HERE}:plan", sample_is_long=True),
    ]
    monkeypatch.setattr(sample_city, "systems", lambda: tuple(declared))
    return declared


def test_long_chapters_wait_for_a_worker_in_their_order():
    done = CliRunner().invoke(demo, [])
    assert done.exit_code == 0
    assert brought == ["city"]
    assert "나머지 장은 사이트를 연 뒤에" in done.output

    assert CliRunner().invoke(demo, ["--json"]).output == ""
    assert Job.objects.count() == 1, "asked for twice, it waits once"
    Worker(drain=True).run()
    assert brought == ["city", "city", "courses", "plan"]
    assert Job.objects.get().state == "SUCCESSFUL"


def test_all_chapters_come_here_and_now_if_asked():
    assert CliRunner().invoke(demo, ["--whole"]).exit_code == 0
    assert brought == ["courses", "city", "plan"]
    assert not Job.objects.exists()


def test_a_chapter_that_fails_keeps_no_other_out(four_packages):
    four_packages.insert(0, System(name="broken", sample=f"{HERE}:broken", sample_is_long=True))
    CliRunner().invoke(demo, [])
    Worker(drain=True).run()
    assert brought == ["city", "courses", "plan"]
    assert Job.objects.get().state != "SUCCESSFUL"


def test_a_chapter_that_came_in_by_half_is_not_counted(four_packages):
    four_packages.append(System(name="half", sample=f"{HERE}:half", sample_is_long=True))
    CliRunner().invoke(demo, [])
    Worker(drain=True).run()
    assert Job.objects.get().answer == 2


def test_a_city_of_short_chapters_queues_nothing(four_packages):
    four_packages[:] = [each for each in four_packages if not each.sample_is_long]
    assert "나머지 장" not in CliRunner().invoke(demo, []).output
    assert not Job.objects.exists()
