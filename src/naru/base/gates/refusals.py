"""What a person is told when a gate stays shut."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "gate_refused": Sentence(
            ko="‘{gate_ko}’에서 막혔습니다: {reason_ko}",
            en="“{gate_en}” does not let this pass: {reason_en}",
            status=409,
        ),
        "gate_declined": Sentence(
            ko="‘{gate_ko}’에서 돌려보냈습니다: {note} 내용을 고친 뒤 다시 하거나 돌려보낸 사람에게 물어보세요.",
            en="“{gate_en}” was declined: {note} Change what was asked for and do it again, or ask whoever declined.",
            status=409,
        ),
        "hold_is_decided": Sentence(
            ko="이미 결정된 건입니다. 확인 대기 목록에서 결정을 볼 수 있습니다.",
            en="This was decided already. The list of holds shows how.",
            status=409,
        ),
        "hold_needs_another": Sentence(
            ko="자신이 요청한 것은 스스로 풀 수 없습니다. 다른 사람에게 확인을 맡겨 주세요.",
            en="Whoever asked cannot release it. Have another person look.",
            status=403,
            exit_code=3,
        ),
        "hold_needs_note": Sentence(
            ko="무엇을 확인했는지, 또는 왜 돌려보내는지 500자 안으로 적어 주세요.",
            en="Write what was looked at, or why it is declined, in at most 500 characters.",
            status=422,
            exit_code=2,
        ),
    }
)
