"""What footage says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
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
