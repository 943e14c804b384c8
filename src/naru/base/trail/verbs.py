"""What the trail records about itself."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="trail",
        words=Words("감사 기록", "Trail"),
        verbs={
            "trail.exported": Words("감사 기록 전체를 내보냈습니다.", "Exported the whole trail."),
            "trail.checked": Words(
                "감사 기록 {records}건을 검증했습니다. {whole}", "Verified {records} records. {whole}"
            ),
        },
        values={
            "whole": {
                "True": Words("온전합니다.", "All of them are whole."),
                "False": Words("어긋난 곳이 있습니다.", "Something in them does not fit."),
            }
        },
    )
)
