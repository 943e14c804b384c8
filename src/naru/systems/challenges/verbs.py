"""What challenges say in the trail: never a score that is not public."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="challenge",
        words=Words("데이터 챌린지", "Data challenges"),
        verbs={
            "challenge.prepared": Words(
                "자료를 나누고 정답을 봉인했습니다: {title}. 정답의 약속값 {promise}",
                "Cut the data and sealed the truth of {title}; it is promised as {promise}.",
            ),
            "challenge.launched": Words("챌린지를 시작했습니다: {title}", "Launched {title}."),
            "challenge.closed": Words("제출을 마감했습니다.", "Closed for submissions."),
            "challenge.opened": Words(
                "정답을 열고 결과를 공개했습니다: {teams}팀. 꾸러미 {bundle}",
                "Opened the truth: {teams} teams, bundle {bundle}.",
            ),
            "challenge.cancelled": Words("챌린지를 취소했습니다.", "Cancelled."),
            "challenge.reproduced": Words(
                "{rank}위의 코드가 같은 파일을 만들었습니다.", "The code of rank {rank} made the same file."
            ),
            "challenge.paid": Words(
                "{rank}위에 상금 {won}원을 지급했습니다.", "Paid rank {rank} a prize of {won} won."
            ),
            "challenge.awarded": Words("시상을 마쳤습니다.", "All prizes are given."),
            "challenge.team_made": Words("팀을 만들었습니다: {name}", "Made the team {name}."),
            "challenge.team_joined": Words("팀에 들어갔습니다: {name}", "Joined the team {name}."),
            "challenge.teams_merged": Words("두 팀을 합쳤습니다: {name}, {other}", "Merged {other} into {name}."),
            "challenge.submitted": Words("제출했습니다: {team}, {sha256}", "{team} submitted {sha256}."),
            "challenge.chosen": Words(
                "마지막 평가에 쓸 제출을 골랐습니다: {team}", "{team} chose its submissions for the final score."
            ),
            "challenge.post_hidden": Words("토론의 글을 가렸습니다.", "Hid a post of the discussion."),
            "challenge.funded": Words("상금 예산 {won}원을 편성했습니다.", "Appropriated {won} won for prizes."),
        },
    )
)
