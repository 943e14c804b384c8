"""What happens in paid work, as the trail says it."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="work_job",
        words=Words("일감", "Jobs of work"),
        verbs={
            "work_job.made": Words("일감을 만들었습니다: {title}", "Made the job {title}."),
            "work_job.tasks_added": Words("작업 {count}개를 더했습니다.", "Added {count} tasks."),
            "work_job.deposited": Words("예산 {won}원이 들어온 것을 확인했습니다.", "{won} won came in."),
            "work_job.opened": Words(
                "일감을 열었습니다: 작업 {tasks}개, 묶음 {batches}개", "Opened: {tasks} tasks in {batches} batches."
            ),
            "work_job.paused": Words("일감을 쉬게 했습니다.", "Paused the job."),
            "work_job.resumed": Words("일감을 다시 열었습니다.", "Opened the job again."),
            "work_job.stopped": Words(
                "한 시간의 보수가 {hour}원으로 최저임금 {least}원 아래라 멈췄습니다.",
                "Stopped: an hour brought {hour} won, under the minimum of {least}.",
            ),
            "work_job.price_raised": Words("가격을 {won}원으로 올렸습니다.", "Raised the price to {won} won."),
            "work_job.closed": Words("일감을 마쳤습니다.", "Closed the job."),
            "work_job.exported": Words("라벨 {count}개를 내보냈습니다.", "Exported {count} labels."),
        },
    )
)
declare(
    Stream(
        name="work_contract",
        words=Words("작업 계약", "Work contracts"),
        verbs={
            "work_contract.asked": Words("참여를 신청했습니다.", "Asked to take part."),
            "work_contract.offered": Words(
                "본인 확인을 마치고 계약서를 보냈습니다.", "Identity checked, contract offered."
            ),
            "work_contract.signed": Words("계약했습니다.", "Signed the contract."),
            "work_contract.declined": Words("계약을 맺지 않았습니다.", "Declined the contract."),
            "work_contract.ended": Words("계약을 끝냈습니다: {reason}", "Ended the contract: {reason}"),
            "work_contract.trained": Words("연습 결과: {right}/{of}", "Training: {right} of {of} right."),
            "work_contract.training_paid": Words("연습 보수 {won}원", "{won} won for the training."),
            "work_contract.alarm_raised": Words("품질 경보: {kind}", "Alarm: {kind}."),
            "work_contract.alarm_answered": Words("품질 경보를 살폈습니다.", "Looked at the alarm."),
        },
        values={"kind": {"gold": Words("정답 작업", "gold tasks")}},
    )
)
declare(
    Stream(
        name="work_assignment",
        words=Words("작업 묶음", "Batches of work"),
        verbs={
            "work_assignment.taken": Words("묶음을 가져갔습니다: 최대 {won}원", "Took a batch of up to {won} won."),
            "work_assignment.returned": Words("묶음을 돌려놓았습니다.", "Gave the batch back."),
            "work_assignment.lapsed": Words("시간이 지나 묶음이 돌아갔습니다.", "The batch went back: time ran out."),
            "work_assignment.handed_in": Words("묶음을 냈습니다.", "Handed the batch in."),
            "work_assignment.reworked": Words("{count}개를 고쳐 달라고 했습니다.", "{count} answers are to be mended."),
            "work_assignment.checked": Words(
                "검수를 마쳤습니다: {accepted}/{of}개 인정, {won}원",
                "Checked: {accepted} of {of} accepted, {won} won.",
            ),
        },
    )
)
declare(
    Stream(
        name="work_answer",
        words=Words("작업의 답", "Answers of work"),
        verbs={
            "work_answer.disputed": Words("이의를 냈습니다.", "Disputed the refusal."),
            "work_answer.upheld": Words("이의를 받아들여 {won}원을 더합니다.", "The dispute was upheld: {won} won."),
            "work_answer.confirmed": Words("이의를 받아들이지 않았습니다.", "The refusal was confirmed."),
        },
    )
)
declare(
    Stream(
        name="work_task",
        words=Words("작업", "Tasks of work"),
        verbs={"work_task.adjudicated": Words("갈린 답을 판정했습니다.", "Decided between answers that differ.")},
    )
)
declare(
    Stream(
        name="work_payout",
        words=Words("작업 보수", "Pay for work"),
        verbs={
            "work_payout.paid": Words(
                "{gross}원 가운데 세금 {tax}원을 떼고 지급했습니다.", "Paid {gross} won, less {tax} won of tax."
            )
        },
    )
)
