"""What the queue may tell a person."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "job_failed": Sentence(
            ko="작업이 오류로 끝났습니다: {error}. 담당자는 작업 화면에서 다시 시도할 수 있습니다.",
            en="The job ended with an error: {error}. An officer can try it again on the jobs page.",
            status=500,
            exit_code=1,
        ),
        "job_cancelled": Sentence(ko="작업이 취소되었습니다.", en="The job was cancelled.", status=409, exit_code=1),
        "job_kills_workers": Sentence(
            ko="작업을 맡은 프로세스가 {deaths}번 사라져 멈추었습니다. 시스템 기록을 확인하고 다시 시도해 주세요.",
            en="Stopped because the process doing it vanished {deaths} times. Check the system's log and try again.",
            status=500,
            exit_code=1,
        ),
        "job_is_over": Sentence(ko="이미 끝난 작업입니다.", en="The job is over already.", status=409),
        "job_is_not_over": Sentence(
            ko="아직 끝나지 않은 작업입니다. 먼저 취소해 주세요.",
            en="The job is not over. Cancel it first.",
            status=409,
        ),
    }
)
