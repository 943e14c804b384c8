"""What may have to be said no to in paid work."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "work_cannot_move": Sentence(
            ko="지금 상태에서는 할 수 없습니다: {state} → {to}.",
            en="This cannot be done now: {state_en} → {to_en}.",
            status=409,
        ),
        "work_rules_refused": Sentence(
            ko="일감의 규칙을 읽을 수 없습니다: {what}. 안내서의 보기를 본떠 적어 주세요.",
            en="The job's rules cannot be read: {what}. Follow the example in the guide.",
            status=422,
            exit_code=2,
        ),
        "work_freelance_hours": Sentence(
            ko="프리랜서 계약에는 정해진 시간을 둘 수 없습니다. 시간을 정하려면 근로계약으로 바꿔 주세요.",
            en="Freelance work has no fixed hours. Offer employment if there must be some.",
            status=422,
            exit_code=2,
        ),
        "work_task_refused": Sentence(
            ko="작업 {line}번을 읽을 수 없습니다: {what}. 일감의 종류에 맞는 모양으로 적어 주세요.",
            en="Task {line} cannot be read: {what}. Write it as the job's kind wants it.",
            status=422,
            exit_code=2,
        ),
        "work_task_twice": Sentence(
            ko="같은 이름의 작업이 두 번 있습니다: {key}.",
            en="A task stands twice: {key}.",
            status=422,
            exit_code=2,
        ),
        "work_answer_refused": Sentence(
            ko="이 답은 일감의 라벨이 아닙니다: {what}. 화면을 새로 고친 뒤 다시 골라 주세요.",
            en="This answer is none of the job's labels: {what}. Reload the page and choose again.",
            status=422,
        ),
        "work_gold_missing": Sentence(
            ko="정답이 있는 연습 작업이 {needed}개 필요하지만 {count}개뿐입니다.",
            en="{needed} training tasks with a known answer are needed; there are {count}.",
            status=409,
        ),
        "work_no_tasks": Sentence(
            ko="아직 작업이 없습니다. 먼저 올려 주세요.", en="There are no tasks yet.", status=409
        ),
        "work_budget_too_small": Sentence(
            ko="이 일감의 예산이 모자랍니다: {needed}원이 필요하고 {left}원이 남았습니다.",
            en="The job's money does not reach: {needed} won are needed and {left} are left.",
            status=409,
        ),
        "work_not_open": Sentence(
            ko="이 일감은 지금 작업을 나누지 않습니다: {state}.",
            en="This job gives out no work now: {state_en}.",
            status=409,
        ),
        "work_contract_needed": Sentence(
            ko="이 일감의 계약이 있어야 합니다. 일감에서 참여를 신청해 주세요.",
            en="You need a contract for this job. Ask to take part on its page.",
            status=403,
        ),
        "work_identity_unchecked": Sentence(
            ko="본인 확인을 마친 뒤에 계약할 수 있습니다. 확인했다고 표시해 주세요.",
            en="A contract needs the identity checked. Say that it was.",
            status=422,
        ),
        "work_not_qualified": Sentence(
            ko="연습을 통과한 뒤에 작업을 가져갈 수 있습니다.",
            en="Pass the training before you take a batch.",
            status=409,
        ),
        "work_tries_used": Sentence(
            ko="연습 기회를 모두 썼습니다: {tries}번.", en="All {tries} tries are used.", status=409
        ),
        "work_has_batch": Sentence(
            ko="가져간 묶음이 있습니다. 그것을 먼저 마치거나 돌려놓아 주세요.",
            en="You hold a batch. Finish it or give it back first.",
            status=409,
        ),
        "work_rework_first": Sentence(
            ko="고쳐 달라는 묶음이 있습니다. 그것을 먼저 고쳐 주세요.",
            en="Something is to be mended. Do that first.",
            status=409,
        ),
        "work_none_left": Sentence(
            ko="지금 가져갈 묶음이 없습니다. 다른 사람이 돌려놓으면 다시 생깁니다.",
            en="There is no batch for you now; one comes back when somebody gives it up.",
            status=409,
        ),
        "work_outside_hours": Sentence(
            ko="이 근로계약의 시간은 {begins}부터 {ends}까지입니다.",
            en="This employment's hours are {begins} to {ends}.",
            status=409,
        ),
        "work_reward_changed": Sentence(
            ko="보수가 {won}원으로 바뀌었습니다. 확인하고 다시 가져가 주세요.",
            en="The reward is now {won} won. Look at it and take the batch again.",
            status=409,
        ),
        "work_lease_over": Sentence(
            ko="시간이 지나 묶음이 돌아갔습니다. 새 묶음을 가져가 주세요.",
            en="The time is over and the batch went back. Take a new one.",
            status=409,
        ),
        "work_unanswered": Sentence(
            ko="아직 답하지 않은 작업이 {count}개 있습니다.", en="{count} tasks have no answer yet.", status=409
        ),
        "work_own_answer": Sentence(
            ko="자기가 한 작업은 검수하거나 판정할 수 없습니다.",
            en="Nobody checks or judges their own work.",
            status=403,
        ),
        "work_reason_missing": Sentence(
            ko="인정하지 않거나 고쳐 달라는 까닭을 적어 주세요.",
            en="Say why something is refused or to be mended.",
            status=422,
        ),
        "work_price_too_low": Sentence(
            ko="가격은 지금보다 높게만 바꿀 수 있습니다: {won}원.",
            en="A price can only be raised: it is {won} won now.",
            status=422,
        ),
        "work_price_under_minimum": Sentence(
            ko="시급이 최저임금 {least}원보다 적습니다.",
            en="The hourly pay is under the minimum wage of {least} won.",
            status=422,
            exit_code=2,
        ),
        "work_to_check": Sentence(
            ko="검수를 기다리거나 고치는 묶음이 {count}개 있습니다. 그것을 먼저 마쳐 주세요.",
            en="{count} batches wait to be checked or mended. Finish those first.",
            status=409,
        ),
        "work_not_disputable": Sentence(
            ko="인정받지 못한 답에만 이의를 낼 수 있습니다.", en="Only a refused answer can be disputed.", status=409
        ),
        "work_image_refused": Sentence(
            ko="그림을 읽을 수 없습니다: {name}. PNG, JPEG, WebP로 저장해 주세요.",
            en="The picture {name} cannot be read. Save it as PNG, JPEG or WebP.",
            status=422,
            exit_code=2,
        ),
        "work_file_refused": Sentence(
            ko="작업 파일을 읽을 수 없습니다: {what}. 글과 표는 JSON Lines나 CSV, 그림은 ZIP으로 올려 주세요.",
            en="The task file cannot be read: {what}. Bring texts and tables as JSON Lines or CSV, pictures as a ZIP.",
            status=422,
            exit_code=2,
        ),
    }
)
