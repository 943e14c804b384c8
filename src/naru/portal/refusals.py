"""What the portal may have to tell a person."""

from naru.kit.refusals import Sentence, declare

declare(
    {
        "bad_request": Sentence(
            ko="요청을 이해하지 못했습니다. 주소와 보낸 내용을 확인해 주세요.",
            en="The request could not be understood. Check the address and what was sent.",
        ),
        "broken": Sentence(
            ko="나루 쪽에서 문제가 생겼습니다. 잠시 뒤 다시 해 보시고, 계속되면 담당자에게 알려 주세요. 올리신 것은 그대로 있습니다.",
            en="Something broke on Naru's side. Try again in a moment and tell the staff if it goes on. Nothing you gave us is lost.",
            status=500,
            exit_code=70,
        ),
    }
)
