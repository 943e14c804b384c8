"""``naru vouchers``: programmes and their figures, checking, announcing, closing, what looks wrong, the settlement file."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
import orjson

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.vouchers import actions, audit, reads, returns

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d"])


@click.group("vouchers")
def vouchers() -> None:
    """데이터 바우처 · Data vouchers."""


@vouchers.command("list")
@as_json
def list_programmes(as_json: bool) -> None:
    """사업과 그 수치를 보입니다 · List programmes with their figures."""
    for each in reads.programmes():
        figures = reads.figures(each)
        said = {"id": each.id, "ko": each.title.ko, "en": each.title.en, **asdict(figures)}
        text = (
            f"{each.id}  {each.title.ko}  신청 {figures.applied} · 선정 {figures.awarded} · "
            f"{figures.budget_krw:,}원 중 지급 {figures.paid_krw:,}원"
        )
        click.echo(orjson.dumps(said).decode() if as_json else text)


@vouchers.command("appropriate")
@click.argument("year", type=int)
@click.argument("source")
@click.argument("won", type=int)
@as_json
def appropriate(year: int, source: str, won: int, as_json: bool) -> None:
    """YEAR년 SOURCE 재원에 WON원을 편성합니다 · Appropriate WON for a year from a source."""
    actions.appropriate(year, source, won, by=SYSTEM)
    _tell({"year": year, "source": source, "won": won}, as_json, f"✓ {year} {source} {won:,}원")


@vouchers.command("open")
@click.argument("rules", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", required=True, help="사업 이름 · its title")
@click.option("--opens", type=MOMENT, required=True, help="접수 시작 · when filing begins, in the city's time")
@click.option("--closes", type=MOMENT, required=True, help="접수 끝 · when filing ends")
@click.option("--spend-until", type=MOMENT, required=True, help="쓸 수 있는 마지막 날 · the last day to spend")
@as_json
def open_programme(
    rules: Path, title: str, opens: datetime, closes: datetime, spend_until: datetime, as_json: bool
) -> None:
    """RULES(JSON)로 사업을 공고합니다 · Open a programme by its rules, a JSON file."""
    found = actions.open_programme(
        Words(title, title),
        summary=Words(title, title),
        year=spend_until.year,
        rules=orjson.loads(rules.read_bytes()),
        opens=opens.replace(tzinfo=CITY_ZONE),
        closes=closes.replace(tzinfo=CITY_ZONE),
        spend_until=spend_until.date(),
        by=SYSTEM,
    )
    click.echo(orjson.dumps({"id": found.id}).decode() if as_json else f"✓ {found.id} {found.rules.budget_krw:,}원")


@vouchers.command("check")
@click.argument("programme_id")
@as_json
def check(programme_id: str, as_json: bool) -> None:
    """낸 신청의 자격을 모두 확인합니다 · Check every filed application by the rules."""
    passed, barred = actions.check_all(programme_id, by=SYSTEM)
    text = f"✓ 심사로 {passed}건, 자격 없음 {barred}건 · {passed} to review, {barred} not eligible"
    _tell({"to_review": passed, "not_eligible": barred}, as_json, text)


@vouchers.command("announce")
@click.argument("programme_id")
@as_json
def announce(programme_id: str, as_json: bool) -> None:
    """순위대로 결정하고 모두에게 알립니다 · Decide by rank and tell everyone."""
    for each in actions.announce(programme_id, by=SYSTEM):
        ranked = each.ranked
        said = {"case": ranked.case_id, "place": ranked.place, "score": str(ranked.score), "won": each.granted}
        click.echo(
            orjson.dumps(said).decode() if as_json else f"{ranked.place:>3}  {ranked.score:>6}  {each.granted:>14,}"
        )


@vouchers.command("close-expired")
@as_json
def close_expired(as_json: bool) -> None:
    """기한이 지난 바우처를 정산합니다 · Close vouchers whose last day has passed."""
    count = returns.close_expired()
    _tell({"closed": count}, as_json, f"✓ {count}건 · {count} closed")


@vouchers.command("audit")
@click.argument("programme_id")
@as_json
def show_signals(programme_id: str, as_json: bool) -> None:
    """이상해 보이는 것을 까닭과 함께 보입니다 · List what looks wrong, with its reason."""
    for each in audit.signals_of(programme_id, by=SYSTEM):
        said = {
            "kind": each.kind,
            "ko": each.words.ko,
            "en": each.words.en,
            "things": each.things,
            "evidence": each.evidence,
        }
        click.echo(orjson.dumps(said).decode() if as_json else f"· {each.words.ko} ({each.evidence})")


@vouchers.command("export")
@click.argument("programme_id")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def export(programme_id: str, file: Path, as_json: bool) -> None:
    """정산 자료(CSV)를 FILE에 씁니다 · Write the settlement file, a CSV."""
    file.write_text("".join(audit.settlement(programme_id, by=SYSTEM)), encoding="utf-8-sig")
    _tell({"file": str(file)}, as_json, f"✓ {file}")


def _tell(said: Mapping[str, object], as_json: bool, text: str) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else text)
