"""The sample city's challenges: a board of 30 teams that moves, and one that is over and is verified."""

import json

import pytest

from naru.base.kit.person import SYSTEM
from naru.data.files import content
from naru.systems.challenges import reads
from naru.systems.challenges.core import verification
from naru.systems.challenges.core.states import ChallengeState, SubmissionState
from naru.systems.challenges.models import Submission
from samples.challenges import bring_challenges

pytestmark = pytest.mark.django_db


def test_the_sample_has_a_board_of_30_teams_and_an_opened_truth(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_challenges(as_json=True, again=False)
    assert bring_challenges(as_json=True, again=False)
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {
        "Next month's visitors of six trade areas": 30,
        "Bus passengers on rainy days": 8,
    }
    running, ended = sorted(reads.challenges(SYSTEM), key=lambda each: each.state, reverse=True)
    assert (running.state, ended.state) == (ChallengeState.RUNNING, ChallengeState.OPENED)
    board = reads.board(running)
    assert len(board) >= 29
    assert any(each.low != each.high for each in board if each.low)
    states = set(Submission.objects.values_list("state", flat=True))
    assert states == {SubmissionState.SCORED, SubmissionState.REFUSED}
    assert [names for each, names in reads.alike(running, SYSTEM) if each.kind == "origin"]
    verdict = verification.verify(content.path_of(ended.bundle_sha256).read_bytes(), promised=ended.promise["root"])
    assert (verdict.faults, verdict.places) == ((), 8)
