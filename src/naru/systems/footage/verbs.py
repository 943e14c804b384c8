"""What footage says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.systems.footage.core.sets.stages import OUTCOME_WORDS
from naru.systems.footage.core.sets.states import SOURCE_WORDS, TARGET_WORDS
from naru.systems.footage.core.states import DECISION_WORDS

declare(
    Stream(
        name="camera",
        words=Words("카메라", "Cameras"),
        verbs={
            "camera.set_up": Words(
                "카메라를 설치 정보 {number}번째 판으로 정했습니다: {site}",
                "Set up a camera at {site}, version {number}.",
            ),
            "camera.run_started": Words("영상 분석을 시작했습니다: {site}", "Started a run over footage of {site}."),
            "camera.run_ended": Words(
                "영상 {clips}개의 분석을 마쳤습니다. 읽지 못한 영상: {refused}개",
                "Ended a run over {clips} clips; {refused} could not be read.",
            ),
            "camera.figures_opened": Words(
                "유동인구 수치를 누구나 보게 했습니다: {site}", "Opened the figures of {site} to everyone."
            ),
            "camera.figures_closed": Words("유동인구 수치를 닫았습니다: {site}", "Closed the figures of {site}."),
        },
    )
)
declare(
    Stream(
        name="clip",
        words=Words("영상", "Clips"),
        verbs={
            "clip.withdrawn": Words(
                "영상과 거기서 나온 것을 모두 철회했습니다. 까닭: {reason}",
                "Withdrew a clip and all that came from it: {reason}",
            ),
            "clip.original_erased": Words(
                "보관 기간이 지난 원본 영상을 지웠습니다.", "Erased the original of a clip at the end of its retention."
            ),
        },
    )
)
declare(
    Stream(
        name="footage_event",
        words=Words("공원·거리 사건", "Events in footage"),
        verbs={
            "footage_event.reviewed": Words("사건을 검토했습니다: {decision}", "Reviewed an event: {decision}"),
        },
        values={"decision": {decision.value: words for decision, words in DECISION_WORDS.items()}},
    )
)
declare(
    Stream(
        name="training_set",
        words=Words("학습 데이터", "Training sets"),
        verbs={
            "training_set.planned": Words("학습 데이터 계획을 정했습니다: {title}", "Planned a training set: {title}."),
            "training_set.stage": Words(
                "영상 하나의 단계를 적었습니다. 단계: {stage}. 결과: {outcome}. {reason}",
                "Entered a clip's stage ({stage}): {outcome}. {reason}",
            ),
            "training_set.labelled": Words(
                "라벨을 남겼습니다. 종류: {source}. 상자 {boxes}개", "Kept labels, {boxes} boxes: {source}."
            ),
            "training_set.covered": Words(
                "라벨에만 있던 사람과 차를 더 가렸습니다. 상자 {boxes}개",
                "Covered {boxes} boxes more, as labels show them.",
            ),
            "training_set.released": Words(
                "학습 데이터 배포판 {number}번을 냈습니다: {title}", "Released {title}, number {number}."
            ),
        },
        values={
            "outcome": {outcome.value: words for outcome, words in OUTCOME_WORDS.items()},
            "source": {source.value: words for source, words in SOURCE_WORDS.items()},
        },
    )
)
declare(
    Stream(
        name="footage_withdrawal",
        words=Words("영상의 철회", "Withdrawals of footage"),
        verbs={
            "footage_withdrawal.decided": Words(
                "철회하고, 거기서 나온 것을 모두 지우기로 했습니다. 대상: {target}. 까닭: {reason}",
                "Withdrew {target} with all that came from it: {reason}",
            ),
            "footage_withdrawal.done": Words(
                "철회를 마쳤습니다. 다시 만든 배포판: {releases}개",
                "A withdrawal is done; releases made anew: {releases}.",
            ),
        },
        values={"target": {target.value: words for target, words in TARGET_WORDS.items()}},
    )
)
