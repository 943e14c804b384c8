"""What may have to be said no to with firms and problems."""

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
    }
)
