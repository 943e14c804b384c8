"""What sharing says in the trail; neither tokens nor links are told there."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="sharing",
        words=Words("데이터 공유", "Data sharing"),
        verbs={
            "sharing.token_issued": Words(
                "수신자 토큰 ‘{name}’의 링크를 만들었습니다. 받는 곳: {holder}, 기한: {expires}",
                "Made a link for the recipient token “{name}” of {holder}, until {expires}.",
            ),
            "sharing.token_activated": Words(
                "수신자 토큰 ‘{name}’의 프로필 파일을 내려받았습니다.",
                "The profile file of the recipient token “{name}” was collected.",
            ),
            "sharing.token_rotated": Words(
                "수신자 토큰 ‘{name}’을(를) 새것으로 바꾸었습니다. 옛 토큰의 기한: {expires}",
                "Replaced the recipient token “{name}”; the old one lasts until {expires}.",
            ),
            "sharing.token_revoked": Words(
                "수신자 토큰 ‘{name}’을(를) 회수했습니다.", "Revoked the recipient token “{name}”."
            ),
            "sharing.marking_set": Words(
                "사본에 수신자 표식을 넣을 열을 정했습니다: {columns}",
                "Chose the columns in which copies bear their recipient's mark: {columns}.",
            ),
            "sharing.traced": Words(
                "유출 파일의 표식을 찾았습니다. 파일: {sha256}, 받은 곳: {holder}",
                "Traced the mark of a file, {sha256}, to {holder}.",
            ),
        },
    )
)
