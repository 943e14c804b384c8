"""What may have to be said no to where terms are agreed."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "no_such_document": Sentence(
            ko="그런 약정 문서나 판이 없습니다: {document}. 계약 화면에서 다시 찾아 주세요.",
            en="There is no such agreement, or no such version of it: {document}. Look for it on the contract's page.",
            status=404,
            exit_code=4,
        ),
        "terms_without_rule": Sentence(
            ko="허용하는 일이 하나도 없는 약정은 만들 수 없습니다. 무엇을 해도 되는지 적어도 하나 고르세요.",
            en="Terms that allow nothing cannot be made. Choose at least one thing that may be done.",
            status=422,
            exit_code=2,
        ),
        "terms_party_unknown": Sentence(
            ko="이 약정의 당사자가 아닙니다. 당사자 기관의 대표나 담당자로 로그인해 주세요.",
            en="That is no party of this agreement. Sign in as a steward of one of its parties.",
            status=403,
            exit_code=3,
        ),
        "terms_ended": Sentence(
            ko="끝난 약정입니다. 끝난 날: {on}. 새 계약을 맺어 주세요.",
            en="This agreement ended on {on}. Make a new contract.",
            status=409,
        ),
        "terms_superseded": Sentence(
            ko="{number}번째 판 뒤에 새 판이 나왔습니다. 가장 새 판({newest}번째)을 읽고 서명해 주세요.",
            en="A newer version than {number} was proposed. Read and sign version {newest}.",
            status=409,
        ),
        "terms_digest_differs": Sentence(
            ko="서명하려는 글이 저장된 글과 다릅니다. 화면을 새로 고쳐 {number}번째 판을 다시 읽고 서명해 주세요.",
            en="What you were shown is not what is kept. Reload the page, read version {number} again, and sign that.",
            status=409,
        ),
    }
)
