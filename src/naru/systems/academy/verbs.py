"""What happens in the academy, as the trail says it."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="academy_course",
        words=Words("교육과정", "Courses"),
        verbs={
            "academy_course.made": Words("교육과정을 만들었습니다: {title}", "Made the course {title}."),
            "academy_course.cohort_opened": Words(
                "{number}기를 열었습니다. 정원 {seats}명, 추첨 값의 지문 {digest}",
                "Opened cohort {number}: {seats} seats, seed digest {digest}.",
            ),
        },
    )
)
declare(
    Stream(
        name="academy_cohort",
        words=Words("교육 기수", "Cohorts"),
        verbs={
            "academy_cohort.selected": Words(
                "{applied}명 가운데 {seated}명을 선발했습니다. 추첨 값 {seed}",
                "Selected {seated} of {applied}; the seed is {seed}.",
            ),
            "academy_cohort.seat_given": Words(
                "대기 {number}번에게 자리를 주었습니다.", "Gave the seat to waiting applicant {number}."
            ),
            "academy_cohort.finished": Words(
                "기수를 마쳤습니다: 수료 {completed}명", "Finished the cohort: {completed} completed."
            ),
        },
    )
)
declare(
    Stream(
        name="academy_enrolment",
        words=Words("수강", "Enrolments"),
        verbs={
            "academy_enrolment.marked": Words("출석을 기록했습니다: {kind}", "Attendance: {kind}."),
            "academy_enrolment.corrected": Words(
                "출석을 고쳤습니다: {kind}, 까닭: {reason}", "Corrected attendance: {kind}, because {reason}"
            ),
            "academy_enrolment.left": Words("그만두었습니다.", "Left the course."),
            "academy_enrolment.judged": Words("수료를 판정했습니다: {outcome}", "Judged completion: {outcome}."),
        },
        values={
            "kind": {
                "in": Words("입실", "came in"),
                "out": Words("퇴실", "went out"),
                "excused": Words("인정", "excused"),
                "void": Words("취소", "void"),
            },
            "outcome": {
                "completed": Words("수료", "completed"),
                "not_completed": Words("미수료", "not completed"),
            },
        },
    )
)
declare(
    Stream(
        name="academy_exercise",
        words=Words("실습", "Exercises"),
        verbs={
            "academy_exercise.published": Words(
                "실습을 열었습니다: {slug} {version}판", "Published the exercise {slug}, version {version}."
            ),
            "academy_exercise.solved": Words("실습을 풀었습니다: {slug}", "Solved the exercise {slug}."),
        },
    )
)
declare(
    Stream(
        name="academy_credential",
        words=Words("수료증", "Certificates"),
        verbs={
            "academy_credential.issued": Words("수료증 {number}번을 주었습니다.", "Issued certificate {number}."),
            "academy_credential.revoked": Words(
                "수료증 {number}번을 취소했습니다: {reason}", "Revoked certificate {number}: {reason}"
            ),
        },
    )
)
declare(
    Stream(
        name="academy_posting",
        words=Words("구인", "Postings"),
        verbs={
            "academy_posting.opened": Words("구인을 올렸습니다: {title}", "Opened the posting {title}."),
            "academy_posting.closed": Words("구인을 마감했습니다.", "Closed the posting."),
        },
    )
)
declare(
    Stream(
        name="academy_referral",
        words=Words("취업 추천", "Referrals"),
        verbs={
            "academy_referral.consented": Words(
                "이 구인에 한해 정보를 보이는 데 동의했습니다.", "Consented for this posting."
            ),
            "academy_referral.moved": Words("추천의 상태가 바뀌었습니다: {state}", "The referral is now: {state}."),
        },
        values={
            "state": {
                "sent": Words("추천함", "sent"),
                "interview": Words("면접", "interview"),
                "offered": Words("채용 제안", "offered"),
                "hired": Words("채용", "hired"),
                "retained": Words("6개월 재직", "retained"),
                "declined": Words("채용되지 않음", "not hired"),
                "withdrawn": Words("동의를 거둠", "withdrawn"),
                "left": Words("퇴사", "left"),
            }
        },
    )
)
