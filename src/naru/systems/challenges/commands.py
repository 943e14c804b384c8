"""``naru challenge``: set up, launch, submit, score, close, open, verify without the site, fund and pay prizes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click
import orjson

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.challenges.core import verification

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])


@click.group("challenge")
def challenge() -> None:
    """데이터 챌린지 · Data challenges."""


@challenge.command("list")
@as_json
def list_challenges(as_json: bool) -> None:
    """챌린지와 상태를 보입니다 · List challenges and how they stand."""
    from naru.systems.challenges import reads

    for each in reads.challenges(SYSTEM):
        said = {"id": each.id, "ko": each.title.ko, "en": each.title.en, "state": each.state.value}
        _tell(said, as_json, f"{each.id}  {each.title.ko}  {each.state.words.ko}")


@challenge.command("set-up")
@click.argument("table")
@click.option("--title", required=True, help="챌린지 이름 · its title")
@click.option("--target", required=True, help="맞힐 열 · the column to predict")
@click.option("--metric", required=True, help="지표 · the metric, roc_auc, rmse, …")
@click.option("--opens", type=MOMENT, required=True, help="시작(부산 시각) · when it opens, in the city's time")
@click.option("--closes", type=MOMENT, required=True, help="마감 · when it closes")
@click.option(
    "--split", type=click.Choice(["random", "grouped", "time"]), default="random", help="나누는 법 · how rows are split"
)
@click.option("--by", default="", help="묶음이나 시각의 열 · the column of groups or of time")
@click.option("--left-out", multiple=True, help="주지 않을 열 · a column that teams do not get")
@click.option("--prize", type=int, multiple=True, help="순위별 상금(원) · prizes by rank, won")
@as_json
def set_up(
    table: str,
    title: str,
    target: str,
    metric: str,
    opens: datetime,
    closes: datetime,
    split: str,
    by: str,
    left_out: tuple[str, ...],
    prize: tuple[int, ...],
    as_json: bool,
) -> None:
    """TABLE로 챌린지를 준비합니다: 나누고, 봉인하고, 누출을 검사합니다 · Prepare a challenge from a table."""
    from naru.systems.challenges import actions
    from naru.systems.challenges.core.splits import SplitKind

    found = actions.set_up(
        actions.Wanted(
            title=Words(title, title),
            summary=Words(title, title),
            table=table,
            target=target,
            metric=metric,
            opens=opens.replace(tzinfo=CITY_ZONE),
            closes=closes.replace(tzinfo=CITY_ZONE),
            split=SplitKind(split),
            by=by,
            left_out=left_out,
            prizes_krw=prize,
        ),
        by=SYSTEM,
    )
    leaks = [{"code": each.code, "severity": each.severity.value, "column": each.column} for each in found.leaks]
    said = {"id": found.id, "parts": dict(found.parts), "promise": dict(found.promise), "leaks": leaks}
    text = "\n".join(
        [f"✓ {found.id}", *(f"  {each.severity.value}: {each.words.ko} ({each.evidence})" for each in found.leaks)]
    )
    _tell(said, as_json, text)


@challenge.command("launch")
@click.argument("challenge_id")
@as_json
def launch(challenge_id: str, as_json: bool) -> None:
    """챌린지를 공개하고 시작합니다 · Launch it; refused while a serious leak stands."""
    from naru.systems.challenges import actions

    found = actions.launch(challenge_id, by=SYSTEM)
    _tell({"id": found.id, "state": found.state.value}, as_json, f"✓ {found.title.ko}")


@challenge.command("score")
@as_json
def score(as_json: bool) -> None:
    """기다리는 제출을 모두 채점합니다 · Score all submissions that wait."""
    from naru.systems.challenges import judging

    count = judging.score_waiting()
    _tell({"scored": count}, as_json, f"✓ {count}건 채점 · {count} scored")


@challenge.command("board")
@click.argument("challenge_id")
@as_json
def board(challenge_id: str, as_json: bool) -> None:
    """순위표를 보입니다 · Print the public board."""
    from naru.systems.challenges import reads

    for each in reads.board(reads.challenge(challenge_id, SYSTEM)):
        said = {"rank": each.rank, "team": each.name, "score": each.score, "low": each.low, "high": each.high}
        _tell(said, as_json, f"{each.rank:>4}  {each.score:>10.5f}  [{each.low}–{each.high}]  {each.name}")


@challenge.command("close")
@click.argument("challenge_id")
@as_json
def close(challenge_id: str, as_json: bool) -> None:
    """제출을 마감합니다 · Take no more submissions."""
    from naru.systems.challenges import actions

    actions.close(challenge_id, by=SYSTEM)
    _tell({"id": challenge_id, "state": "closed"}, as_json, f"✓ {challenge_id}")


@challenge.command("open")
@click.argument("challenge_id")
@as_json
def open_truth(challenge_id: str, as_json: bool) -> None:
    """정답을 열고 최종 순위를 냅니다 · Open the truth and rank by the private scores."""
    from naru.systems.challenges import closing, reads

    found = closing.open_truth(challenge_id, by=SYSTEM)
    for each in reads.final_board(found):
        said = {"rank": each.rank, "team": each.name, "private": each.private, "public": each.public}
        _tell(said, as_json, f"{each.rank:>4}  {each.private:>10.5f}  {each.name}")


@challenge.command("bundle")
@click.argument("challenge_id")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def write_bundle(challenge_id: str, file: Path, as_json: bool) -> None:
    """공개된 꾸러미를 FILE에 씁니다 · Write the public bundle, once the truth is open."""
    from naru.base.kit.refusals import Refused
    from naru.data.files import content
    from naru.systems.challenges import reads

    found = reads.challenge(challenge_id, SYSTEM)
    if not found.bundle_sha256:
        raise Refused("not_found")
    file.write_bytes(content.path_of(found.bundle_sha256).read_bytes())
    _tell({"file": str(file), "sha256": found.bundle_sha256}, as_json, f"✓ {file}")


@challenge.command("verify")
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--promised", default="", help="시작할 때 공개된 약속값 · the promise that the page showed at the start")
@as_json
def verify(bundle: Path, promised: str, as_json: bool) -> None:
    """꾸러미만으로 순위표를 모두 다시 계산합니다 · Compute the whole board again, without the site."""
    verdict = verification.verify(bundle.read_bytes(), promised=promised)
    for each in verdict.faults:
        _tell(
            {"what": each.what, "where": each.where, "said": each.said, "found": each.found},
            as_json,
            f"✗ {each.what} {each.where}: {each.said} ≠ {each.found}",
        )
    if verdict.faults:
        raise SystemExit(1)
    said = {"submissions": verdict.submissions, "scores": verdict.scores, "places": verdict.places, "sound": True}
    _tell(
        said,
        as_json,
        f"✓ 제출 {verdict.submissions}건, 점수 {verdict.scores}개, 순위 {verdict.places}개가 모두 맞습니다 · all of it is as it was said",
    )


@challenge.command("fund")
@click.argument("won", type=int)
@as_json
def fund(won: int, as_json: bool) -> None:
    """상금 예산 WON원을 편성합니다 · Appropriate won for prizes."""
    from naru.systems.challenges import prizes

    prizes.fund(won, by=SYSTEM)
    _tell({"won": won}, as_json, f"✓ {won:,}원")


@challenge.command("pay")
@click.argument("challenge_id")
@click.argument("rank", type=int)
@as_json
def pay(challenge_id: str, rank: int, as_json: bool) -> None:
    """재현된 RANK위의 상금을 지급합니다 · Pay the prize of a rank that was reproduced."""
    from naru.systems.challenges import prizes

    prizes.pay(challenge_id, rank, by=SYSTEM)
    _tell({"id": challenge_id, "rank": rank}, as_json, f"✓ {rank}")


def _tell(said: Mapping[str, object], as_json: bool, text: str) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
