"""What harvest says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="harvest_source",
        words=Words("수집 출처", "Harvest sources"),
        verbs={
            "harvest_source.added": Words("출처를 등록했습니다: {source}", "Registered the source {source}."),
            "harvest_source.changed": Words("출처를 고쳤습니다: {source}", "Changed the source {source}."),
            "harvest_source.ended": Words("출처를 그만두었습니다: {source}", "Ended the source {source}."),
            "harvest_source.run_ended": Words(
                "수집을 마쳤습니다: {source}. 결과 {state}, 새 기록 {added}건, 바뀐 기록 {changed}건, 보이지 않는 기록 {absent}건",
                "Harvested {source}: {state}, {added} new, {changed} changed, {absent} missing.",
            ),
            "harvest_source.removal_confirmed": Words(
                "사라진 기록 {records}건을 내려도 된다고 확인했습니다: {source}",
                "Confirmed that {records} missing records of {source} may go.",
            ),
            "harvest_source.removal_declined": Words(
                "보이지 않는 기록 {records}건을 그대로 두기로 했습니다: {source}",
                "Decided that {records} missing records of {source} stay.",
            ),
            "harvest_source.duplicate_decided": Words(
                "두 기록을 견주어 결정했습니다: ‘{first}’, ‘{second}’ ({decision})",
                "Decided on two records, “{first}” and “{second}”: {decision}.",
            ),
        },
        values={
            "state": {
                "complete": Words("모두 확인", "complete"),
                "incomplete": Words("일부만 확인", "incomplete"),
                "asks": Words("확인 필요", "needs a person"),
            },
            "decision": {"merged": Words("합침", "merged"), "apart": Words("따로 둠", "kept apart")},
        },
    )
)
