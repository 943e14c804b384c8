"""What may have to be said no to on a case's way."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "case_cannot_move": Sentence(
            ko="지금 상태에서는 할 수 없습니다: {state} → {to}. 화면을 다시 열어 지금 상태를 확인해 주세요.",
            en="This cannot be done now: {state_en} → {to_en}. Open the page again to see how it stands.",
            status=409,
        ),
        "case_not_open": Sentence(
            ko="낸 신청은 고칠 수 없습니다(상태: {state}). 고쳐야 하면 담당자에게 보완 요청을 부탁해 주세요.",
            en="A filed application is not changed ({state_en}). Ask the officer in charge for a supplement request.",
            status=409,
        ),
        "case_incomplete": Sentence(
            ko="아직 빠진 것이 {count}가지 있어 낼 수 없습니다: {fields}. 그 단계를 채운 뒤 다시 내 주세요.",
            en="{count} things are missing, so it cannot be filed: {fields_en}. Fill in those steps, then file again.",
            status=422,
            exit_code=2,
        ),
        "case_too_late": Sentence(
            ko="접수가 {until}에 끝났습니다. 다음 공고를 기다려 주세요.",
            en="Filing ended at {until}. Wait for the next call.",
            status=409,
        ),
        "case_exists": Sentence(
            ko="신청이 이미 있습니다. 그 신청을 이어서 쓰거나 취하한 뒤 새로 쓰세요.",
            en="There is an application already. Go on with it, or withdraw it first.",
            status=409,
        ),
        "panel_too_small": Sentence(
            ko="심사위원 {size}명이 필요한데 이해관계가 없는 후보는 {free}명입니다. 후보를 더해 주세요.",
            en="{size} reviewers are needed and {free} candidates are free of interest. Add candidates.",
            status=409,
        ),
        "panel_exists": Sentence(
            ko="심사위원을 이미 뽑았습니다. 다시 뽑을 수 없습니다.",
            en="The panel is drawn already and is not drawn again.",
            status=409,
        ),
        "declare_first": Sentence(
            ko="먼저 이해관계를 밝혀 주세요. 없으면 없다고 확인하면 됩니다.",
            en="Declare your interests first; if there are none, say so.",
            status=409,
        ),
        "recused": Sentence(
            ko="이해관계가 있어 이 신청은 심사하지 않습니다.",
            en="You have an interest here and do not review it.",
            status=403,
        ),
        "sheets_signed": Sentence(
            ko="서명한 심사표는 고치지 않습니다.", en="Signed sheets are not changed.", status=409
        ),
        "sheets_missing": Sentence(
            ko="아직 {count}건을 심사하지 않았습니다. 모두 심사한 뒤 서명해 주세요.",
            en="{count} applications are not scored yet. Score all of them, then sign.",
            status=409,
        ),
        "points_missing": Sentence(
            ko="‘{criterion}’ 점수가 없습니다.", en="There are no points for “{criterion_en}”.", status=422, exit_code=2
        ),
        "points_out_of_range": Sentence(
            ko="‘{criterion}’ 점수 {given}: 0에서 {most} 사이로 적어 주세요.",
            en="{given} points: between 0 and {most}, please.",
            status=422,
            exit_code=2,
        ),
        "no_sheets": Sentence(
            ko="심사표가 하나도 없는 신청이 있습니다. 심사위원이 서명한 뒤에 순위를 냅니다.",
            en="An application has no sheet at all. Ranking waits for the reviewers to sign.",
            status=409,
        ),
        "decider_has_objection": Sentence(
            ko="결정한 사람은 그 결정에 대한 이의를 처리하지 않습니다. 다른 담당자가 처리해 주세요.",
            en="Whoever decided does not answer the objection. Another officer does.",
            status=403,
        ),
    }
)
