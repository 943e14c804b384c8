"""``naru authority``: match keys and hand out serials."""

from pathlib import Path

import click

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.systems.combination import refusals  # noqa: F401 - declares what is said
from naru.systems.combination.folder import open_folder
from naru.systems.combination.regimes import REGIMES, regime
from naru.systems.combination.shell import add_common, file_type, folder_argument, json_option, progress, say


@click.group()
def authority() -> None:
    """가명정보 결합: 결합키관리기관의 도구 · Combination: the key authority's tools.

    결합키와 일련번호만 다룹니다. 속성이 든 파일은 열지도 복사하지도 않습니다. · It handles keys and serials alone; a file of attributes is neither opened nor copied.
    """


add_common(authority, "authority")


@authority.command(short_help="결합키를 받습니다 · Take owners' keys.")
@folder_argument
@click.argument("files", type=file_type, nargs=-1, required=True)
@json_option
def receive(folder: Path, files: tuple[Path, ...], as_json: bool) -> None:
    """결합신청자의 결합키 파일을 받습니다 · Take the owners' files of keys."""
    from naru.systems.combination.authority.linking import take_keys

    with open_folder(folder, role="authority", clock=SYSTEM_CLOCK) as case:
        new = sum(take_keys(case, file) for file in files)
    say({"received": new, "already": len(files) - new}, as_json=as_json)


@authority.command(short_help="결합률을 알립니다 · Say the match rate, rounded.")
@folder_argument
@click.option("--regime", "law", type=click.Choice(REGIMES), default="pipa", show_default=True, help="법 · the law")
@json_option
def rate(folder: Path, law: str, as_json: bool) -> None:
    """결합률을 올림·내림하여 알립니다. 너무 적으면 알리지 않고, 물을 수 있는 횟수가 정해져 있습니다. · Say the match rate, rounded; too few are not said, and a case has so many answers."""
    from naru.systems.combination.authority.linking import rate as told

    with open_folder(folder, role="authority", clock=SYSTEM_CLOCK) as case, progress("결합률", "match rate"):
        result = told(case, regime(law).rate)
    say(result, as_json=as_json)


@authority.command("map", short_help="결합키연계정보와 추출 목록을 만듭니다 · Make the map and the extraction lists.")
@folder_argument
@click.option(
    "--decoys",
    type=click.FloatRange(0, 10),
    default=0.0,
    show_default=True,
    help="추출 목록에 섞을 비결합 건의 비율 · unmatched serials mixed into each list, for one matched",
)
@json_option
def make_map(folder: Path, decoys: float, as_json: bool) -> None:
    """결합전문기관에 보낼 결합키연계정보와 신청자별 추출 목록을 만듭니다 · Make the map for the agency and each owner's extraction list."""
    from naru.systems.combination.authority.linking import send_map

    with open_folder(folder, role="authority", clock=SYSTEM_CLOCK) as case, progress("연계", "map"):
        result = send_map(case, decoys=decoys)
    say(result, as_json=as_json)


@authority.command(short_help="모의결합 표본을 뽑습니다 · Draw a sample for a trial combination.")
@folder_argument
@click.option(
    "--rows", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="건수 · how many links"
)
@json_option
def sample(folder: Path, rows: int, as_json: bool) -> None:
    """모의결합에 쓸 연계정보 일부를 무작위로 뽑습니다 · Draw some links at random for a trial combination."""
    from naru.systems.combination.authority.linking import send_sample

    with open_folder(folder, role="authority", clock=SYSTEM_CLOCK) as case:
        result = send_sample(case, rows)
    say(result, as_json=as_json)


@authority.command(short_help="열쇠를 파기합니다 · Destroy the case's key.")
@folder_argument
@json_option
def destroy(folder: Path, as_json: bool) -> None:
    """이 사건의 열쇠를 파기하고 증명서를 남깁니다 · Destroy the case's key, and leave a certificate."""
    with open_folder(folder, role="authority", clock=SYSTEM_CLOCK) as case:
        certificate = case.destroy_key()
    say({"certificate": str(folder / certificate)}, as_json=as_json)
