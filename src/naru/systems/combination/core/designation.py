"""What a combination agency must be, beside what this installation is: decree 29-2 of PIPA and the notice on combination agencies.

A requirement that software can look at is looked at; one that it cannot (a room, an insurance) is said to be the operator's to
show, and never ticked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.words import Words


class Part(StrEnum):
    SEPARATION = "separation"
    FACILITIES = "facilities"
    STAFF = "staff"
    PROCEDURES = "procedures"


PART_WORDS: Mapping[Part, Words] = {
    Part.SEPARATION: Words("분리", "Separation"),
    Part.FACILITIES: Words("시설과 장비", "Facilities"),
    Part.STAFF: Words("인력", "Staff"),
    Part.PROCEDURES: Words("절차와 기록", "Procedures and records"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``holds`` None: nothing that software could see."""

    code: str
    part: Part
    words: Words
    seen: Words
    holds: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the installation really does, looked at just now. ``officers_with_second_factor`` of ``officers``."""

    role: str  # "" where one installation is the city's site and the agency
    authority_modules: int  # of the key authority's code that this process has loaded
    home_mode: int
    open_keys: int  # key files that others than this account may read
    cases_in_backup: bool
    https: bool
    officers: int
    officers_with_second_factor: int
    staff_min: int | None
    cases: int
    broken_dossiers: int
    readable_after_destruction: int
    members_min: int
    members_max: int
    record_years: int


def findings(facts: Facts) -> Sequence[Finding]:
    """In the order of the parts."""
    return (
        *_separation(facts),
        *_facilities(facts),
        *_staff(facts),
        *_procedures(facts),
    )


def _separation(facts: Facts) -> Sequence[Finding]:
    alone = facts.role == "agency"
    return (
        Finding(
            code="own_installation",
            part=Part.SEPARATION,
            words=Words("결합 업무는 다른 업무와 나누어진 설치에서 한다", "Combination has an installation of its own"),
            seen=Words(
                "결합전문기관만의 설치" if alone else "도시의 사이트와 같은 설치",
                "an agency's own installation" if alone else "the same installation as the city's site",
            ),
            holds=alone,
        ),
        Finding(
            code="no_authority",
            part=Part.SEPARATION,
            words=Words("결합키를 다루는 코드가 이 설치에서 돌지 않는다", "No code that handles join keys runs here"),
            seen=Words(f"불러온 모듈 {facts.authority_modules}개", f"{facts.authority_modules} modules loaded"),
            holds=facts.authority_modules == 0,
        ),
    )


def _facilities(facts: Facts) -> Sequence[Finding]:
    return (
        Finding(
            code="home_closed",
            part=Part.FACILITIES,
            words=Words("결합 데이터의 저장소는 이 계정만 읽는다", "The store is this account's alone"),
            seen=Words(f"권한 {facts.home_mode:o}", f"mode {facts.home_mode:o}"),
            holds=not facts.home_mode & 0o077,
        ),
        Finding(
            code="keys_closed",
            part=Part.FACILITIES,
            words=Words("열쇠 파일은 이 계정만 읽는다", "Key files are this account's alone"),
            seen=Words(f"열린 열쇠 {facts.open_keys}개", f"{facts.open_keys} open"),
            holds=facts.open_keys == 0,
        ),
        Finding(
            code="no_backup",
            part=Part.FACILITIES,
            words=Words("결합 데이터와 열쇠는 백업에 없다", "Neither data nor keys of cases are in a backup"),
            seen=Words(
                "백업에 있음" if facts.cases_in_backup else "백업에서 빠짐",
                "in" if facts.cases_in_backup else "left out",
            ),
            holds=not facts.cases_in_backup,
        ),
        Finding(
            code="https",
            part=Part.FACILITIES,
            words=Words("오가는 화면은 암호화된다", "Pages travel encrypted"),
            seen=Words("HTTPS" if facts.https else "HTTP", "HTTPS" if facts.https else "HTTP"),
            holds=facts.https,
        ),
        Finding(
            code="rooms",
            part=Part.FACILITIES,
            words=Words("결합, 처리, 반출 공간이 나뉘고 출입이 통제된다", "Separate rooms with controlled access"),
            seen=Words("운영 기관이 보일 것", "the operator's to show"),
            holds=None,
        ),
    )


def _staff(facts: Facts) -> Sequence[Finding]:
    least = facts.staff_min
    return (
        Finding(
            code="staff",
            part=Part.STAFF,
            words=Words(
                f"전담 인력 {least}명 이상" if least else "전담 인력", f"{least} staff at least" if least else "Staff"
            ),
            seen=Words(f"담당자 {facts.officers}명", f"{facts.officers} officers"),
            holds=None if least is None else facts.officers >= least,
        ),
        Finding(
            code="second_factor",
            part=Part.STAFF,
            words=Words("담당자는 모두 둘째 인증을 쓴다", "Every officer signs in with a second factor"),
            seen=Words(
                f"{facts.officers}명 가운데 {facts.officers_with_second_factor}명",
                f"{facts.officers_with_second_factor} of {facts.officers}",
            ),
            holds=facts.officers > 0 and facts.officers_with_second_factor == facts.officers,
        ),
    )


def _procedures(facts: Facts) -> Sequence[Finding]:
    return (
        Finding(
            code="dossiers",
            part=Part.PROCEDURES,
            words=Words("모든 사건의 기록이 그대로이다", "Every case's dossier is as it was written"),
            seen=Words(
                f"사건 {facts.cases}건, 깨진 기록 {facts.broken_dossiers}건",
                f"{facts.cases} cases, {facts.broken_dossiers} broken",
            ),
            holds=facts.broken_dossiers == 0,
        ),
        Finding(
            code="destroyed",
            part=Part.PROCEDURES,
            words=Words("파기한 사건은 다시 읽히지 않는다", "What was destroyed cannot be read again"),
            seen=Words(
                f"아직 읽히는 사건 {facts.readable_after_destruction}건",
                f"{facts.readable_after_destruction} still readable",
            ),
            holds=facts.readable_after_destruction == 0,
        ),
        Finding(
            code="committee",
            part=Part.PROCEDURES,
            words=Words(
                f"반출심사위원 {facts.members_min}~{facts.members_max}명, 이해관계 없음",
                f"{facts.members_min} to {facts.members_max} reviewers without interest",
            ),
            seen=Words("나갈 파일의 해시로 뽑고, 이해관계가 있으면 막음", "drawn by the file's hash; an interest bars"),
            holds=True,
        ),
        Finding(
            code="records",
            part=Part.PROCEDURES,
            words=Words(f"파기 뒤 기록을 {facts.record_years}년 보존한다", f"Records stay {facts.record_years} years"),
            seen=Words("서명된 기록을 지우지 않음", "signed dossiers are never deleted"),
            holds=True,
        ),
    )
