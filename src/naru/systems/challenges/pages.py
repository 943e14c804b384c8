"""Challenges' pages: the list, a challenge with its board, a team's own, the organiser's."""

import hmac
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.jobs import actions as jobs
from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, officer_only, person_of, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.files import content
from naru.data.files.content import Stored
from naru.systems.challenges import actions, closing, entries, judging, prizes, reads, reproduction
from naru.systems.challenges.core import plots, rights, starter
from naru.systems.challenges.core.metrics.register import all_metrics
from naru.systems.challenges.core.preparation import FROM_A_COLUMN
from naru.systems.challenges.core.splits import SplitKind
from naru.systems.challenges.core.states import ChallengeState

CHALLENGES = (Words("챌린지", "Challenges"), "/challenges/")
AT_ONCE_S = 8.0  # how long whoever submits is kept waiting for the score
BOARD_SHOWN = 10
PODIUM = 3
KINDS = {
    SplitKind.RANDOM: Words("무작위", "At random"),
    SplitKind.GROUPED: Words("묶음째", "Whole groups"),
    SplitKind.BY_TIME: Words("시간 순서", "By time"),
}


@require_safe
def challenges(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    listed = reads.challenges(person)
    context = {
        "rows": [(each, reads.count_teams(each.id), sum(each.prizes_krw)) for each in listed],
        "may_run": rights.may_run(person),
        "crumbs": [(CHALLENGES[0], "")],
    }
    return render(request, "challenges/challenges.html", context)


@never_cache
@require_safe
def challenge(request: HttpRequest, challenge_id: str) -> HttpResponse:
    """For everyone: what is asked, the board, its plots, the data, the discussion; what was learnt, at the end."""
    person = person_of(request)
    found = reads.challenge(challenge_id, person)
    team = reads.team_of(found.id, person)
    now = SYSTEM_CLOCK.now()
    final = reads.final_board(found)
    context = _board(found, team, all_rows="all" in request.GET) | {
        "final": final,
        "podium": final[:PODIUM],
        "source": reads.source_title(found, person) if found.is_open else None,
        "prizes_won": sum(found.prizes_krw),
        "days_left": max((found.closes - now).days, 0),
        "takes": found.takes(now),
        "may_join": found.is_public
        and now < found.closes
        and team is None
        and rights.may_take_part(person, reads_source=reads.reads_source(found, person, now)),
        "left": reads.attempts_left(found, team.id, now) if team else 0,
        "behind": rights.may_look_behind(person),
        "may_run": rights.may_run(person),
        "posts": reads.posts(found, person),
        "promise": found.promise,
        "crumbs": [CHALLENGES, (found.title, "")],
    }
    return render(request, "challenges/challenge.html", context)


@never_cache
@require_safe
def board(request: HttpRequest, challenge_id: str) -> HttpResponse:
    """The board alone, which the page asks for again while the challenge runs."""
    person = person_of(request)
    found = reads.challenge(challenge_id, person)
    context = _board(found, reads.team_of(found.id, person), all_rows="all" in request.GET)
    return render(request, "challenges/_board.html", context)


def _board(found: reads.Challenge, team: reads.Team | None, *, all_rows: bool = False) -> dict[str, Any]:
    """The first rows, and the visitor's own wherever it stands."""
    rows = reads.board(found)
    shown = [each for each in rows if all_rows or each.rank <= BOARD_SHOWN or (team and each.team_id == team.id)]
    until = min(SYSTEM_CLOCK.now(), found.closes)
    days = reads.by_day(found)
    return {
        "challenge": found,
        "team": team,
        "board": [
            (each, plots.band(each.low, each.high, len(rows)) if each.low and each.high else None) for each in shown
        ],
        "teams": reads.count_teams(found.id),
        "ranked": len(rows),
        "best": rows[0].score if rows else None,
        "all_rows": all_rows,
        "more": len(rows) - len(shown),
        "submissions": sum(count for _, count in days),
        "lines": plots.lines(
            reads.climbs(found),
            [each.name for each in rows],
            higher_is_better=found.metric.higher_is_better,
            until=until,
        ),
        "columns": plots.columns(days),
        "waiting": reads.count_waiting(),
    }


# --- what teams get ---

FILES = {"train.csv": "text/csv", "test.csv": "text/csv", "sample.csv": "text/csv"}


@require_safe
def data_file(request: HttpRequest, challenge_id: str, name: str) -> HttpResponseBase:
    """Training data, questions, the sample answer; from the first instant on, for those who look behind before."""
    person = person_of(request)
    found = reads.challenge(challenge_id, person)
    has_begun = found.is_public and SYSTEM_CLOCK.now() >= found.opens
    if name not in FILES or not (has_begun or rights.may_look_behind(person)):
        raise Refused("not_found")
    return _sent(found.files[name], name, FILES[name])


@require_safe
def opened_file(request: HttpRequest, challenge_id: str, name: str) -> HttpResponseBase:
    """Truth and bundle, once they are open."""
    found = reads.challenge(challenge_id, person_of(request))
    sha256, kind = {
        "truth.csv": (found.truth_sha256, "text/csv"),
        "bundle.zip": (found.bundle_sha256, "application/zip"),
    }.get(name, ("", ""))
    if not sha256:
        raise Refused("not_found")
    return _sent(sha256, name, kind)


def _sent(sha256: str, name: str, kind: str) -> FileResponse:
    return FileResponse(content.path_of(sha256).open("rb"), as_attachment=True, filename=name, content_type=kind)


@require_safe
def starter_file(request: HttpRequest, challenge_id: str, name: str) -> HttpResponse:
    found = reads.challenge(challenge_id, person_of(request))
    if found.task is None or name not in {"main.py", "starter.ipynb"}:
        raise Refused("not_found")
    make, kind = (
        (starter.script, "text/x-python") if name == "main.py" else (starter.notebook, "application/x-ipynb+json")
    )
    answer = HttpResponse(make(found.task, found.title.ko), content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# --- a team ---


@require_POST
@signed_in
def make_team(request: Visit, challenge_id: str) -> HttpResponse:
    entries.make_team(challenge_id, request.POST.get("name", ""), by=request.person)
    return redirect("challenges:team", challenge_id)


@require_POST
@signed_in
def join_team(request: Visit, challenge_id: str) -> HttpResponse:
    entries.join_team(challenge_id, request.POST.get("invitation", ""), by=request.person)
    return redirect("challenges:team", challenge_id)


@require_POST
@signed_in
def merge_teams(request: Visit, challenge_id: str) -> HttpResponse:
    entries.merge_teams(challenge_id, request.POST.get("invitation", ""), by=request.person)
    return redirect("challenges:team", challenge_id)


@never_cache
@require_safe
@signed_in
def team(request: Visit, challenge_id: str) -> HttpResponse:
    """The team's own: drop a file, what became of each, which count in the end."""
    found = reads.challenge(challenge_id, request.person)
    own = reads.team_of(found.id, request.person)
    if own is None:
        raise Refused("not_found")
    now = SYSTEM_CLOCK.now()
    context = {
        "challenge": found,
        "team": own,
        "rows": reads.submissions(found, own.id),
        "place": next((each for each in reads.board(found) if each.team_id == own.id), None),
        "teams": reads.count_teams(found.id),
        "takes": found.takes(now),
        "left": reads.attempts_left(found, own.id, now),
        "columns": ", ".join(("id", *found.task.answer_columns)) if found.task else "",
        "lines": plots.lines(
            reads.climbs(found),
            [own.name],
            higher_is_better=found.metric.higher_is_better,
            until=min(now, found.closes),
        ),
        "chosen_most": reads.CHOSEN_MOST,
        "crumbs": [CHALLENGES, (found.title, f"/challenges/{found.id}/"), (Words("우리 팀", "Our team"), "")],
    }
    return render(request, "challenges/team.html", context)


@require_POST
@signed_in
def submit(request: Visit, challenge_id: str) -> HttpResponse:
    """Taken in and, where the queue lets it, scored before the answer is given."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Refused("submission_missing")
    found = entries.submit(challenge_id, _kept(file), origin=_origin(request), by=request.person)
    judge_at_once(found.id, request)
    return redirect("challenges:submission", found.id)


def judge_at_once(submission_id: str, request: Visit) -> None:
    """Whoever is next is scored here, until it was this one; a worker goes on with what is left."""
    until = SYSTEM_CLOCK.now().timestamp() + AT_ONCE_S
    while reads.submission(submission_id, request.person).state.is_waiting:
        if judging.score_next() is None or SYSTEM_CLOCK.now().timestamp() > until:
            jobs.start("challenges.score_waiting", {}, once="challenges.score_waiting")
            return


def _kept(file: UploadedFile[Any]) -> Stored:
    name = Path(file.name or "submission.csv").name[:200]
    if isinstance(file, TemporaryUploadedFile):
        return content.take_file(Path(file.temporary_file_path()), name)
    return content.take_bytes(file.read(), name)


def _origin(request: HttpRequest) -> str:
    """A digest of whence it is sent, under a key of this installation: it can be compared and says nothing else."""
    whence = f"{request.META.get('REMOTE_ADDR', '')} {request.headers.get('User-Agent', '')}"
    return hmac.digest(settings.SECRET_KEY.encode(), whence.encode(), "sha256").hex()[:32]


@never_cache
@require_safe
@signed_in
def submission(request: Visit, submission_id: str) -> HttpResponse:
    """Score, rank band, the practice rows that cost most; or the line that is wrong."""
    found = reads.submission(submission_id, request.person)
    of = reads.challenge(found.challenge_id, request.person)
    rows = reads.board(of)
    context = {
        "challenge": of,
        "submission": found,
        "place": next((each for each in rows if each.team_id == found.team_id), None),
        "ranked": len(rows),
        "is_own": reads.team_of(of.id, request.person) is not None,
        "most_cost": max((each["cost"] for each in found.costliest), default=1.0) or 1.0,
        "crumbs": [
            CHALLENGES,
            (of.title, f"/challenges/{of.id}/"),
            (Words("우리 팀", "Our team"), f"/challenges/{of.id}/team/"),
            (Words("제출", "Submission"), ""),
        ],
    }
    return render(request, "challenges/submission.html", context)


@require_POST
@signed_in
def choose(request: Visit, challenge_id: str) -> HttpResponse:
    entries.choose(challenge_id, request.POST.getlist("chosen"), by=request.person)
    _say(request, Words("마지막 평가에 쓸 제출을 골랐습니다.", "Your submissions for the final score are chosen."))
    return redirect("challenges:team", challenge_id)


@require_POST
@signed_in
def withdraw(request: Visit, submission_id: str) -> HttpResponse:
    found = reads.submission(submission_id, request.person)
    entries.withdraw(submission_id, by=request.person)
    return redirect("challenges:team", found.challenge_id)


@require_POST
@signed_in
def post(request: Visit, challenge_id: str) -> HttpResponse:
    entries.post(challenge_id, request.POST.get("text", ""), by=request.person)
    return redirect(f"/challenges/{challenge_id}/#talk")


@require_POST
@officer_only
def hide_post(request: Visit, post_id: str) -> HttpResponse:
    return redirect(f"/challenges/{entries.hide_post(post_id, by=request.person)}/#talk")


# --- the organiser ---


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@officer_only
def set_up(request: Visit) -> HttpResponse:
    """First the table, then what is asked of it; what was refused stands in the form."""
    refused, name = None, request.POST.get("table") or request.GET.get("table", "")
    if request.method == "POST":
        try:
            found = actions.set_up(_wanted(request), by=request.person)
            return redirect("challenges:office", found.id)
        except Refused as raised:
            if raised.code == "not_found":
                raise
            refused = raised
    table = catalogue.table(name, request.person) if name else None
    context = {
        "tables": [] if table else [each for each in catalogue.tables_readable(request.person) if not each.is_open],
        "table": table,
        "metrics": [each for each in all_metrics() if each.form in FROM_A_COLUMN],
        "kinds": [(kind.value, words) for kind, words in KINDS.items()],
        "typed": request.POST,
        "refused": refused.words if refused else None,
        "crumbs": [CHALLENGES, (Words("새 챌린지", "New challenge"), "")],
    }
    return render(request, "challenges/set_up.html", context, status=422 if refused else 200)


def _wanted(request: HttpRequest) -> actions.Wanted:
    typed = request.POST
    title, summary = typed.get("title", "").strip(), typed.get("summary", "").strip()
    return actions.Wanted(
        title=Words(title or "–", typed.get("title_en", "").strip() or title or "–"),
        summary=Words(summary, typed.get("summary_en", "").strip() or summary),
        table=typed.get("table", ""),
        target=typed.get("target", ""),
        metric=typed.get("metric", ""),
        opens=_moment(typed.get("opens", "")),
        closes=_moment(typed.get("closes", "")),
        split=SplitKind(typed["split"]) if typed.get("split") in set(SplitKind) else SplitKind.RANDOM,
        by=typed.get("by", ""),
        left_out=typed.getlist("left_out"),
        test_share=_number(typed.get("test_share", ""), "test_share") / 100,
        public_share=_number(typed.get("public_share", ""), "public_share") / 100,
        attempts_a_day=int(_number(typed.get("attempts_a_day", ""), "attempts_a_day")),
        team_most=int(_number(typed.get("team_most", ""), "team_most")),
        prizes_krw=_amounts(typed.get("prizes", "")),
    )


def _moment(text: str) -> datetime:
    """A day and an hour in the city's time. Raises ``Refused``: ``plan_dates_refused``."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=CITY_ZONE)
    except ValueError:
        raise Refused("plan_dates_refused") from None


def _number(text: str, field: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 <= value <= 1000:
        raise Refused("plan_number_refused", field=field, least=0, most=1000)
    return value


def _amounts(text: str) -> list[int]:
    """Won by place, apart by blanks or lines: "5,000,000 3,000,000"."""
    amounts = [each.replace(",", "") for each in text.split()]
    if not all(each.isascii() and each.isdigit() and 0 < len(each) <= 12 for each in amounts):
        raise Refused("plan_number_refused", field="prizes", least=1, most=10**12)
    return [int(each) for each in amounts]


@never_cache
@require_safe
@auditor_or_officer
def office(request: Visit, challenge_id: str) -> HttpResponse:
    """What the audit found, the next step, the queue, teams that behave as one, prizes."""
    found = reads.challenge(challenge_id, request.person)
    context = {
        "challenge": found,
        "final": reads.final_board(found),
        "teams": reads.count_teams(found.id),
        "waiting": reads.count_waiting(),
        "alike": reads.alike(found, request.person),
        "judged": reads.judged(found, request.person),
        "states": reads.count_by_state(found),
        "source_open": reads.is_source_open(found),
        "can_reproduce": reproduction.is_possible(),
        "may_run": rights.may_run(request.person),
        "draft": found.state is ChallengeState.DRAFT,
        "crumbs": [CHALLENGES, (found.title, f"/challenges/{found.id}/"), (Words("운영", "Office"), "")],
    }
    return render(request, "challenges/office.html", context)


@require_POST
@officer_only
def launch(request: Visit, challenge_id: str) -> HttpResponse:
    actions.launch(challenge_id, by=request.person)
    _say(request, Words("챌린지를 시작했습니다.", "The challenge is launched."))
    return redirect("challenges:challenge", challenge_id)


@require_POST
@officer_only
def close(request: Visit, challenge_id: str) -> HttpResponse:
    actions.close(challenge_id, by=request.person)
    return redirect("challenges:office", challenge_id)


@require_POST
@officer_only
def cancel(request: Visit, challenge_id: str) -> HttpResponse:
    actions.cancel(challenge_id, by=request.person)
    return redirect("challenges:office", challenge_id)


@require_POST
@officer_only
def open_truth(request: Visit, challenge_id: str) -> HttpResponse:
    """What still waits is scored first."""
    judging.score_waiting(most=50)
    closing.open_truth(challenge_id, by=request.person)
    _say(request, Words("정답을 열고 결과를 공개했습니다.", "The truth is open and the results are public."))
    return redirect("challenges:challenge", challenge_id)


@require_POST
@officer_only
def fund(request: Visit) -> HttpResponse:
    prizes.fund(sum(_amounts(request.POST.get("won", ""))), by=request.person)
    _say(request, Words("상금 예산을 편성했습니다.", "The budget for prizes is there."))
    return redirect("challenges:challenges")


@require_POST
@officer_only
def reproduce(request: Visit, challenge_id: str, rank: int) -> HttpResponse:
    file = request.FILES.get("code")
    if not isinstance(file, UploadedFile):
        raise Refused("submission_missing")
    prizes.reproduce(challenge_id, rank, _kept(file), by=request.person)
    return redirect("challenges:office", challenge_id)


@require_POST
@officer_only
def pay(request: Visit, challenge_id: str, rank: int) -> HttpResponse:
    prizes.pay(challenge_id, rank, by=request.person)
    return redirect("challenges:office", challenge_id)


@require_POST
@officer_only
def say_what_was_learnt(request: Visit, challenge_id: str) -> HttpResponse:
    prizes.say_what_was_learnt(challenge_id, request.POST.get("ko", ""), request.POST.get("en", ""), by=request.person)
    return redirect("challenges:challenge", challenge_id)


def _say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.in_(get_language() or "ko"))
