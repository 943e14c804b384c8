"""What sectors say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="conformance",
        words=Words("프로파일 준수", "Conformance"),
        verbs={
            "conformance.claimed": Words("프로파일을 따르기로 했습니다: {profile}", "Claimed the profile {profile}."),
            "conformance.dropped": Words(
                "프로파일을 따르지 않기로 했습니다: {profile}", "Dropped the profile {profile}."
            ),
            "conformance.checked": Words(
                "프로파일로 검사했습니다: {profile}, {verdict}", "Checked by {profile}: {verdict}."
            ),
            "conformance.waived": Words(
                "{until}까지 적용을 미루었습니다: {profile}, {why}", "Waived {profile} until {until}: {why}"
            ),
        },
        values={
            "verdict": {
                "conforms": Words("적합", "conforms"),
                "notices": Words("적합(살펴볼 점 있음)", "conforms, with notices"),
                "undecided": Words("판단할 수 없음", "cannot be decided"),
                "fails": Words("부적합", "does not conform"),
            }
        },
    )
)
declare(
    Stream(
        name="sector_profile",
        words=Words("분야 프로파일", "Sector profiles"),
        verbs={
            "sector_profile.registered": Words("프로파일을 등록했습니다: {label}", "Registered the profile {label}."),
            "sector_profile.moved": Words(
                "프로파일의 상태를 바꾸었습니다: {label}, {state}", "{label} is now {state}."
            ),
        },
        values={
            "state": {
                "draft": Words("초안", "a draft"),
                "trial": Words("시험", "on trial"),
                "in_force": Words("시행", "in force"),
                "retired": Words("폐지", "retired"),
            }
        },
    )
)
