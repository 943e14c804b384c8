"""What papers say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="paper",
        words=Words("문서", "Papers"),
        verbs={
            "paper.issued": Words(
                "문서를 발급했습니다: {title}, 번호 {number}", "Issued a paper: {title_en}, number {number}"
            ),
            "paper.withdrawn": Words("문서를 무효로 했습니다. 까닭: {reason}", "Withdrew a paper: {reason}"),
        },
    )
)
