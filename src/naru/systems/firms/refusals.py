"""What may have to be said no to with firms, problems, calls and workspaces."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "problem_text_refused": Sentence(
            ko="제목과 내용을 적어 주세요. 제목은 {title_most}자, 내용은 {text_most}자까지입니다.",
            en="Write a title of at most {title_most} letters and a text of at most {text_most}.",
            status=422,
            exit_code=2,
        ),
        "problem_cannot_move": Sentence(
            ko="지금 상태에서는 할 수 없습니다: {state} → {to}.",
            en="This cannot be done now: {state_en} → {to_en}.",
            status=409,
        ),
        "problem_has_supporters": Sentence(
            ko="공감한 사람이 {count}명 있는 문제는 거두지 않습니다. 비슷한 문제와 합칠 수는 있습니다.",
            en="{count} people support this problem, so it stays. It can be merged with a similar one.",
            status=409,
        ),
        "proposal_exists": Sentence(
            ko="이 문제에 이미 낸 제안이 있습니다. 결과를 기다려 주세요.",
            en="Your firm has a proposal for this problem already.",
            status=409,
        ),
        "measure_is_no_figure": Sentence(
            ko="재는 질의는 수 하나를 답해야 합니다. 지금은 {rows}행 {columns}열입니다.",
            en="The measuring query must answer a single figure; it answers {rows} rows of {columns} columns.",
            status=422,
            exit_code=2,
        ),
        "pilot_not_measured": Sentence(
            ko="끝난 뒤의 값을 아직 재지 않았습니다. 먼저 재고 나서 결정해 주세요.",
            en="What came of it was not measured yet. Measure first, then decide.",
            status=409,
        ),
        "reason_needed": Sentence(
            ko="까닭을 적어 주세요. 누구나 보게 됩니다.",
            en="Say why; everyone will read it.",
            status=422,
            exit_code=2,
        ),
        "pilot_end_refused": Sentence(
            ko="실증이 끝나는 날은 오늘 뒤의 날짜로 적어 주세요: {said}.",
            en="The proof of concept ends on a day after today: {said}.",
            status=422,
            exit_code=2,
        ),
        "growth_refused": Sentence(
            ko="해와 사람 수, 투자액을 숫자로, 근거를 글로 적어 주세요.",
            en="Write year, people and won as numbers, and the evidence as text.",
            status=422,
            exit_code=2,
        ),
        "call_rules_refused": Sentence(
            ko="공고의 규칙을 읽을 수 없습니다: {what}. 앞선 공고의 규칙을 본떠 적어 주세요.",
            en="The rules of the call cannot be read: {what}. Follow those of an earlier call.",
            status=422,
            exit_code=2,
        ),
        "call_text_refused": Sentence(
            ko="공고에는 제목, 내용과 오늘 뒤의 마감일이 있어야 합니다.",
            en="A call has a title, a text and a last day after today.",
            status=422,
            exit_code=2,
        ),
        "call_not_open": Sentence(
            ko="지금은 신청을 받지 않습니다. 접수 기간은 {opens}부터 {closes}까지입니다.",
            en="Applications are taken from {opens} to {closes}.",
            status=409,
        ),
        "call_announced_already": Sentence(
            ko="이미 결과를 알렸습니다.", en="The results are announced already.", status=409
        ),
        "call_panel_not_signed": Sentence(
            ko="심사위원 {count}명이 아직 서명하지 않았습니다. 모두 서명한 뒤에 결정합니다.",
            en="{count} reviewers have not signed yet. Decide once all have.",
            status=409,
        ),
        "call_not_judged": Sentence(
            ko="심사단이 아직 없습니다. 심사단을 뽑고 모두 서명한 뒤에 결정합니다.",
            en="There is no panel yet. Draw one, and decide once all of it have signed.",
            status=409,
        ),
        "reviewer_not_blind": Sentence(
            ko="신청 기업을 아는 사람은 심사할 수 없습니다: {names}. 담당자나 감사관이 아닌 사람을 골라 주세요.",
            en="Whoever may know the applicants cannot review them: {names}. Choose people who are neither officers nor auditors.",
            status=422,
            exit_code=2,
        ),
        "award_not_agreed": Sentence(
            ko="협약이 끝난 지원만 쓸 수 있습니다. 시와 기업이 모두 서명해야 합니다.",
            en="Support begins once city and firm have signed the agreement.",
            status=409,
        ),
        "award_used_up": Sentence(
            ko="남은 지원은 {left}입니다. 적은 양: {wanted}.",
            en="{left_en} are left and {wanted_en} were noted.",
            status=409,
        ),
        "milestones_open": Sentence(
            ko="아직 인수하지 않은 단계가 {count}개 있습니다. 모두 인수한 뒤 마칩니다.",
            en="{count} milestones are not accepted yet. End the support once they are.",
            status=409,
        ),
        "award_without_result": Sentence(
            ko="기업이 결과를 아직 적지 않았습니다. 결과를 적은 뒤 마칩니다.",
            en="The firm has not said yet what came of it. End the support once it has.",
            status=409,
        ),
        "workspace_text_refused": Sentence(
            ko="제목과 목적을 적고, 끝나는 날은 오늘 뒤의 날짜로 적어 주세요.",
            en="Write a title and a purpose, and a last day after today.",
            status=422,
            exit_code=2,
        ),
        "workspace_closed": Sentence(
            ko="닫았거나 기한이 지난 작업방입니다. 읽을 수만 있습니다.",
            en="This workspace is closed or past its last day. It can only be read.",
            status=409,
        ),
        "workspace_seat_taken": Sentence(
            ko="이미 함께하는 사람입니다: {name}.", en="{name} is in this workspace already.", status=409
        ),
        "workspace_needs_lead": Sentence(
            ko="책임자는 나갈 수 없습니다. 작업방을 닫아 주세요.",
            en="The lead cannot leave. Close the workspace instead.",
            status=409,
        ),
        "workspace_data_asked": Sentence(
            ko="이미 요청했거나 쓰고 있는 데이터입니다: {title}.",
            en="{title} was asked for already.",
            status=409,
        ),
        "workspace_data_open": Sentence(
            ko="이 데이터는 승인 없이 쓸 수 있습니다: {title}.",
            en="{title} can be used without approval.",
            status=409,
        ),
        "result_too_large": Sentence(
            ko="결과는 {most}행까지 남깁니다. 모으거나 줄여서 물어 주세요.",
            en="A result has at most {most} rows. Aggregate, or ask for less.",
            status=422,
            exit_code=2,
        ),
        "result_of_closed_data": Sentence(
            ko="공개하지 않은 데이터로 만든 결과는 그 데이터의 담당 기관이 허락해야 되돌릴 수 있습니다: {titles}.",
            en="What was computed from closed data is published only where its keeper allows it: {titles}.",
            status=403,
        ),
        "result_published_already": Sentence(
            ko="이미 데이터셋으로 되돌린 결과입니다.", en="This result is a dataset already.", status=409
        ),
    }
)
