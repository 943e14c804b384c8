"""What may have to be said no to with the city's plan."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "plan_refused": Sentence(
            ko="계획 문서의 이 자리를 고쳐 주세요: {place} ({what}).",
            en="Mend the plan's document at {place}: it {what_en}.",
            status=422,
            exit_code=2,
        ),
        "plan_repeats": Sentence(
            ko="계획 안에서 부호가 겹칩니다: {codes}. 부호마다 한 번만 써 주세요.",
            en="These codes stand in the plan more than once: {codes}. Use each once.",
            status=422,
            exit_code=2,
        ),
        "plan_exceeds": Sentence(
            ko="‘{part}’ 아래 예산을 더하면 {parts_krw}원으로, 위에 적은 {whole_krw}원보다 많습니다. 한쪽을 고쳐 주세요.",
            en="Below {part} the budgets come to {parts_krw} won, more than its own {whole_krw}. Mend one of them.",
            status=422,
            exit_code=2,
        ),
        "plan_cannot_move": Sentence(
            ko="지금 상태에서는 할 수 없습니다: {state} → {to}.",
            en="This cannot be done now: {state_en} → {to_en}.",
            status=409,
        ),
        "plan_same": Sentence(
            ko="시행 중인 계획과 똑같습니다. 고친 문서를 올려 주세요.",
            en="This is the plan in force, letter for letter. Bring the changed document.",
            status=409,
        ),
        "no_plan": Sentence(
            ko="아직 시행 중인 계획이 없습니다. 담당자가 계획 문서를 올리면 보입니다.",
            en="No plan is in force yet. It is shown once an officer has brought its document.",
            status=404,
            exit_code=4,
        ),
        "indicator_is_computed": Sentence(
            ko="‘{title}’ 지표는 나루가 재는 값이라 손으로 적을 수 없습니다. 값이 틀리면 세는 자료를 고쳐 주세요.",
            en="{title_en} is measured by Naru and cannot be typed over. If it is wrong, mend the rows that it counts.",
            status=409,
        ),
        "report_needs_evidence": Sentence(
            ko="알려 온 값에는 근거가 있어야 합니다. 문서 이름이나 주소를 적어 주세요.",
            en="A reported figure needs evidence. Name the document or its address.",
            status=422,
            exit_code=2,
        ),
        "report_figure_refused": Sentence(
            ko="값이나 날짜를 읽을 수 없습니다: {said}. 숫자와 오늘까지의 날짜를 적어 주세요.",
            en="The figure or its day cannot be read: {said}. Write a number and a day up to today.",
            status=422,
            exit_code=2,
        ),
        "plan_file_refused": Sentence(
            ko="JSON 계획 문서로 읽을 수 없는 파일입니다. 견본 계획을 내려받아 본떠 주세요.",
            en="This file cannot be read as a plan's JSON document. Download the sample plan and follow it.",
            status=422,
            exit_code=2,
        ),
    }
)
