"""The doors of jobs."""

import pytest
from django.test import Client

from naru.base.jobs import actions, identity, reads
from naru.base.jobs.core.states import State
from naru.base.jobs.models import Job
from naru.base.kit.words import Words
from naru.base.trail import reads as trail
from tests import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def junhos_job(junho):
    return actions.start(
        work.count_to, {"n": 3}, by=junho.id, title=Words("주차장 적재", "Load parking"), about="/ingest/loads/1/"
    )


ADDRESSES = ["/jobs/{}/", "/jobs/{}/progress/"]
VERBS = ["/jobs/{}/cancel/", "/jobs/{}/again/"]


def test_outsider_is_refused(junhos_job, outsider, visit):
    someone, nobody = visit(outsider), Client()
    for address in ADDRESSES:
        assert someone.get(address.format(junhos_job)).status_code == 404
        assert nobody.get(address.format(junhos_job)).url.startswith("/accounts/login/")
        assert nobody.get(address.format(junhos_job), headers={"HX-Request": "true"}).status_code == 401
    for verb in VERBS:
        assert someone.post(verb.format(junhos_job)).status_code == 404
        assert nobody.post(verb.format(junhos_job)).status_code == 401
    assert nobody.get("/jobs/").url.startswith("/accounts/login/")
    assert junhos_job not in someone.get("/jobs/").content.decode()
    assert reads.job(junhos_job).state is State.READY


def test_a_person_sees_their_own_jobs_and_an_officer_all(junhos_job, junho, minji, visit):
    for person in (junho, minji):
        page = visit(person).get("/jobs/").content.decode()
        assert "주차장 적재" in page
        assert "Load parking" in visit(person).get(f"/jobs/{junhos_job}/?lang=en").content.decode()


def test_progress_asks_again_until_the_job_is_over(junhos_job, junho, visit):
    browser = visit(junho)
    part = browser.get(f"/jobs/{junhos_job}/progress/", headers={"HX-Request": "true"})
    assert "every 1s" in part.content.decode()
    assert "HX-Refresh" not in part.headers
    actions.run_now(junhos_job)
    part = browser.get(f"/jobs/{junhos_job}/progress/", headers={"HX-Request": "true"})
    assert "every" not in part.content.decode()
    assert part.headers["HX-Refresh"] == "true"


def test_a_person_cancels_their_job_and_tries_it_again(junhos_job, junho, visit):
    browser = visit(junho)
    assert browser.post(f"/jobs/{junhos_job}/cancel/").status_code == 302
    assert reads.job(junhos_job).state is State.CANCELLED
    assert browser.post(f"/jobs/{junhos_job}/cancel/").status_code == 409
    assert browser.post(f"/jobs/{junhos_job}/again/").status_code == 302
    assert reads.job(junhos_job).state is State.READY
    told = [(record.verb, record.by.name, record.facts["title"]) for record in trail.of_subject(junhos_job)]
    assert told == [(verb, junho.name, "주차장 적재 · Load parking") for verb in ("job.retried", "job.cancelled")]


def test_only_officers_read_the_trace_of_an_error(junho, minji, visit):
    job = actions.start(work.fail, {"text": "deep <b>inside</b>"}, by=junho.id)
    actions.run(actions.claim(worker=identity.of_this_process()), retries=False)
    assert "Traceback" not in visit(junho).get(f"/jobs/{job}/").content.decode()
    trace = visit(minji).get(f"/jobs/{job}/").content.decode()
    assert "Traceback" in trace
    assert "<b>inside" not in trace


@pytest.mark.parametrize("state", [*State, "nonsense", ""])
def test_the_list_filters_by_state(state, junhos_job, junho, visit):
    shown = junhos_job in visit(junho).get(f"/jobs/?state={state}").content.decode()
    assert shown == (state in ("READY", "nonsense", ""))


def test_a_foreign_page_marker_is_refused(junho, visit):
    assert visit(junho).get("/jobs/?after=abc").status_code == 400


def test_what_recurs_by_itself_and_went_well_does_not_bury_what_people_asked_for(junhos_job, minji, visit):
    title = Words("검색 색인 새로 고침", "Refresh the index")
    done = actions.start(work.count_to, {"n": 1}, title=title)
    Job.objects.filter(id=done).update(state=State.SUCCESSFUL)
    failed = actions.start(work.count_to, {"n": 1}, title=title)
    Job.objects.filter(id=failed).update(state=State.FAILED)
    page = visit(minji).get("/jobs/").content.decode()
    assert junhos_job in page
    assert failed in page
    assert done not in page
    assert done in visit(minji).get("/jobs/?routine=yes").content.decode()
