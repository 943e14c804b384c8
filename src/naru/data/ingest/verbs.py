"""What bringing files says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.data.ingest.core.sanity import GRAVE_NAMES
from naru.data.ingest.core.states import DECISION_WORDS, Decision

declare(
    Stream(
        name="load",
        words=Words("불러오기", "Loads"),
        verbs={
            "load.received": Words(
                "{file} 파일을 올렸습니다({bytes}바이트).", "Brought the file {file} ({bytes} bytes)."
            ),
            "load.fixed": Words(
                "{file} 파일의 ‘{table}’ 표를 고쳐서 다시 불러왔습니다.",
                "Corrected the table “{table}” of {file} and loaded it again.",
            ),
            "load.trusted": Words(
                "{file} 파일이 이상해 보였지만 맞는 것을 확인했습니다: {doubts}",
                "Confirmed {file}, which looked odd, as it is: {doubts}",
            ),
            "load.decided": Words(
                "{file} 파일에서 찾은 개인정보를 결정했습니다: {decision}. 해당 열: {columns}",
                "Decided about the personal data found in {file}: {decision}. Columns: {columns}",
            ),
        },
        values={
            "decision": {decision.value: DECISION_WORDS[decision] for decision in Decision},
            "doubts": GRAVE_NAMES,
        },
    )
)
declare(
    Stream(
        name="feed",
        words=Words("목록 기록", "Catalogue feeds"),
        verbs={
            "feed.received": Words("목록 ‘{feed}’ 파일을 올렸습니다.", "Brought the feed “{feed}”."),
            "feed.taken_in": Words(
                "목록 ‘{feed}’에서 새 기록 {added}건, 고친 기록 {changed}건을 받고 {left_out}줄을 뺐습니다.",
                "Took in the feed “{feed}”: {added} new, {changed} changed, {left_out} lines left out.",
            ),
        },
    )
)
