"""``naru owner``: make keys and payload of our own records, on our own PC."""

from pathlib import Path

import click

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.refusals import Refused
from naru.systems.combination import refusals  # noqa: F401 - declares what is said
from naru.systems.combination.folder import open_folder
from naru.systems.combination.regimes import REGIMES, regime
from naru.systems.combination.shell import add_common, file_type, folder_argument, json_option, progress, say


@click.group()
def owner() -> None:
    """가명정보 결합: 결합신청자의 도구 · Combination: a data owner's tools.

    사람을 알아볼 수 있는 것은 이 컴퓨터를 떠나지 않습니다. 결합키와 일련번호는 결합키관리기관에만, 일련번호와 속성은 결합전문기관에만 갑니다. · Nothing
    that tells who somebody is leaves this computer: keys and serials go to the key authority alone, serials and attributes to the agency.
    """


add_common(owner, "owner")


@owner.command(
    "share-secret", short_help="공동 비밀을 만들어 봉합니다 · Make the common secret, sealed to another owner."
)
@folder_argument
@click.option("--to", "party", required=True, help="받을 결합신청자 · the other owner")
@json_option
def share_secret(folder: Path, party: str, as_json: bool) -> None:
    """결합신청자들만의 비밀을 만들어 다른 신청자에게 봉합니다 · Make the secret that only the owners share, sealed to another owner."""
    from naru.systems.combination.owner.sending import send_secret

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case:
        out = send_secret(case, party)
    say({"file": str(out)}, as_json=as_json)


@owner.command("take", short_help="받은 파일을 등록합니다 · Take what came: a secret, an extract.")
@folder_argument
@click.argument("file", type=file_type)
@json_option
def take(folder: Path, file: Path, as_json: bool) -> None:
    """다른 신청자의 비밀이나 기관의 추출 목록, 돌아온 값을 받습니다 · Take another owner's secret, the authority's extract, our evaluated points."""
    from naru.systems.combination.crypto.sealed_files import read_header
    from naru.systems.combination.owner.oblivious import take_evaluated
    from naru.systems.combination.owner.sending import take_extract, take_secret

    takers = {"secret": take_secret, "extract": take_extract, "evaluated": take_evaluated}
    kind = read_header(file).kind
    if kind not in takers:
        raise Refused("kind_not_for_role", kind=kind, role="owner")
    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case:
        takers[kind](case, file)
    say({"taken": kind}, as_json=as_json)


@owner.command(short_help="결합키를 만듭니다 · Make join keys, sealed to the authority.")
@folder_argument
@click.argument("records", type=file_type)
@json_option
def keys(folder: Path, records: Path, as_json: bool) -> None:
    """사람마다 결합키와 무작위 일련번호를 만들어 결합키관리기관에 봉합니다 · Make keys and random serials, sealed to the key authority."""
    from naru.systems.combination.owner.sending import send_keys

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case, progress("결합키", "keys"):
        result = send_keys(case, records)
    say(result, as_json=as_json)


@owner.command(
    "blind", short_help="함께 만드는 결합키: 값을 가려 보냅니다 · Keys made together: send our points, blinded."
)
@folder_argument
@click.argument("records", type=file_type)
@json_option
def blind_records(folder: Path, records: Path, as_json: bool) -> None:
    """방식 oprf: 우리 값을 가려 다음 신청자에게 봉합니다 · Mode oprf: blind our messages, sealed to the next owner."""
    from naru.systems.combination.owner.oblivious import send_blinded

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case, progress("가리기", "blind"):
        result = send_blinded(case, records)
    say(result, as_json=as_json)


@owner.command(
    short_help="함께 만드는 결합키: 다른 신청자의 값에 우리 몫을 더합니다 · Add our share to another owner's points."
)
@folder_argument
@click.argument("file", type=file_type)
@click.option(
    "--at-most", "points", type=click.IntRange(1), required=True, help="합의한 건수 · how many points were agreed"
)
@json_option
def evaluate(folder: Path, file: Path, points: int, as_json: bool) -> None:
    """방식 oprf: 다른 신청자의 가린 값에 우리 몫을 곱해 넘깁니다 · Mode oprf: multiply another owner's blinded points by our share, and pass them on."""
    from naru.systems.combination.owner.oblivious import answer_blinded

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case, progress("계산", "evaluate"):
        result = answer_blinded(case, file, points_max=points)
    say(result, as_json=as_json)


@owner.group(short_help="겹치는 사람 수를 미리 어림합니다 · Estimate the overlap before applying.")
def estimate() -> None:
    """신청 전에 두 회사에 함께 있는 사람 수만 어림합니다 · How many persons two owners share, and nothing else."""


@estimate.command("ask", short_help="물어봅니다 · Ask.")
@folder_argument
@click.argument("records", type=file_type)
@click.option("--of", "party", required=True, help="물어볼 신청자 · the other owner")
@json_option
def estimate_ask(folder: Path, records: Path, party: str, as_json: bool) -> None:
    """우리 집합을 가려 다른 신청자에게 봉합니다 · Seal our masked set to another owner."""
    from naru.systems.combination.owner.estimating import ask

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case, progress("가리기", "mask"):
        result = ask(case, records, party)
    say(result, as_json=as_json)


@estimate.command("answer", short_help="답합니다 · Answer.")
@folder_argument
@click.argument("file", type=file_type)
@click.argument("records", type=file_type)
@json_option
def estimate_answer(folder: Path, file: Path, records: Path, as_json: bool) -> None:
    """받은 집합을 한 번 더 가리고 우리 집합도 가려 돌려보냅니다 · Mask what came once more, and our own set, and send both back."""
    from naru.systems.combination.owner.estimating import answer

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case, progress("가리기", "mask"):
        result = answer(case, file, records)
    say(result, as_json=as_json)


@estimate.command("count", short_help="셉니다 · Count.")
@folder_argument
@click.argument("file", type=file_type)
@click.option("--regime", "law", type=click.Choice(REGIMES), default="pipa", show_default=True, help="법 · the law")
@json_option
def estimate_count(folder: Path, file: Path, law: str, as_json: bool) -> None:
    """겹치는 사람 수를 올림·내림하여 봅니다 · The overlap, rounded."""
    from naru.systems.combination.owner.estimating import count

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case, progress("세기", "count"):
        result = count(case, file, regime(law).rate)
    say(result, as_json=as_json)


@owner.command(short_help="결합대상정보를 만듭니다 · Make the payload, sealed to the agency.")
@folder_argument
@click.argument("records", type=file_type)
@click.option("--columns", required=True, type=file_type, help="열과 역할 · columns and their roles (JSON)")
@json_option
def payload(folder: Path, records: Path, columns: Path, as_json: bool) -> None:
    """일련번호와 속성을 결합전문기관에 봉합니다 · Seal serials and attributes to the agency.

    추출 목록을 받았으면 그 사람들만 보냅니다. · Once the authority's extract has come, only those records are sent.
    """
    from naru.systems.combination.owner.sending import read_columns, send_payload

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case, progress("결합대상정보", "payload"):
        result = send_payload(case, records, read_columns(columns))
    say(result, as_json=as_json)


@owner.command(short_help="봉한 파일을 살핍니다 · Look at a sealed file.")
@click.argument("file", type=file_type)
@json_option
def check(file: Path, as_json: bool) -> None:
    """봉한 파일이 무엇이고 누가 누구에게 보내는지 봅니다 · See what a sealed file is, from whom and for whom."""
    from naru.systems.combination.crypto.sealed_files import read_header

    header = read_header(file)
    sender = f"{header.sender.role} {header.sender.name}"
    say(
        {
            "kind": header.kind,
            "case": header.case,
            "sender": sender,
            "recipient": header.recipient,
            "about": dict(header.about),
        },
        as_json=as_json,
    )


@owner.command("open-release", short_help="반출된 파일을 엽니다 · Open a release that was sealed to us.")
@folder_argument
@click.argument("file", type=file_type)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def open_release(folder: Path, file: Path, out: Path, as_json: bool) -> None:
    """결합전문기관이 우리에게 봉한 반출 파일을 엽니다 · Open the release that the agency sealed to us."""
    from naru.systems.combination.owner.sending import take_release

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case:
        digest = take_release(case, file, out)
    say({"file": str(out), "sha256": digest}, as_json=as_json)


@owner.command(short_help="열쇠를 파기합니다 · Destroy our keys of the case.")
@folder_argument
@json_option
def destroy(folder: Path, as_json: bool) -> None:
    """이 사건의 열쇠와 비밀을 파기하고 증명서를 남깁니다 · Destroy the case's keys and secrets, and leave a certificate."""
    from naru.systems.combination.crypto.secret_files import destroy_secret
    from naru.systems.combination.owner.estimating import MASK_FILE
    from naru.systems.combination.owner.oblivious import SHARE_FILE
    from naru.systems.combination.owner.sending import SECRET_FILE

    with open_folder(folder, role="owner", clock=SYSTEM_CLOCK) as case:
        for name in (SECRET_FILE, SHARE_FILE, MASK_FILE):
            destroy_secret(case.path / name)
        certificate = case.destroy_key()
    say({"certificate": str(folder / certificate)}, as_json=as_json)
