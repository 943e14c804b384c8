"""What may have to be said no to where something is owed."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "duty_cannot_move": Sentence(
            ko="이미 끝난 일입니다: {state}.", en="This has ended already: {state_en}.", status=409
        ),
        "no_such_duty": Sentence(
            ko="그런 할 일이 없습니다. 기한 화면에서 확인해 주세요.",
            en="There is no such duty. See the page of what is due.",
            status=404,
            exit_code=4,
        ),
    }
)
