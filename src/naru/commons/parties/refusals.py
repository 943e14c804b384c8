"""What may have to be said no to where parties are registered."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "number_shape": Sentence(
            ko="등록번호의 꼴이 아닙니다: {number}. 숫자만 이어서, 또는 {shape}처럼 적어 주세요. 빈칸과 전각 숫자는 쓸 수 없습니다.",
            en="{number} does not look like a registered number. Write its digits alone, or like {shape}; no spaces, no full-width digits.",
            status=422,
            exit_code=2,
        ),
        "number_check_digit": Sentence(
            ko="등록번호의 검증 숫자가 맞지 않습니다: {number}. 등록증을 보고 다시 적어 주세요.",
            en="The check digit of {number} is wrong. Type it again from the certificate.",
            status=422,
            exit_code=2,
        ),
        "bank_account_refused": Sentence(
            ko="계좌번호로 쓸 수 없습니다: {account}. 숫자 8자리에서 16자리를 하이픈과 함께 또는 없이 적어 주세요.",
            en="{account} cannot be an account's number. Write 8 to 16 digits, with hyphens or without.",
            status=422,
            exit_code=2,
        ),
        "party_number_missing": Sentence(
            ko="이 종류의 거래처에는 등록번호가 있어야 합니다. 종류: {kind}, 빠진 번호: {which} (business는 사업자등록번호, corporate는 법인등록번호)",
            en="A party of the kind {kind} has a {which} registration number. Write it too.",
            status=422,
            exit_code=2,
        ),
        "party_number_unexpected": Sentence(
            ko="이 종류의 거래처에는 그 등록번호가 없습니다. 종류: {kind}, 남는 번호: {which} (business는 사업자등록번호, corporate는 법인등록번호)",
            en="A party of the kind {kind} has no {which} registration number. Leave it out, or choose another kind.",
            status=422,
            exit_code=2,
        ),
        "party_text_refused": Sentence(
            ko="{field} 값을 쓸 수 없습니다. 이름은 비울 수 없고, 보이는 글자로 {longest}자까지 한 줄로 적어 주세요.",
            en="The value of {field} will not do. A name is not empty; write one line of visible letters, {longest} at most.",
            status=422,
            exit_code=2,
        ),
        "party_taken": Sentence(
            ko="같은 등록번호나 기관의 거래처가 이미 있습니다: {name}. 거래처 목록에서 찾아 주세요.",
            en="A party with that number or organisation is registered already: {name}. Look for it in the list.",
            status=409,
        ),
        "no_such_party": Sentence(
            ko="그런 거래처가 없습니다: {party}. `naru party list`로 확인해 주세요.",
            en="There is no party {party}. See `naru party list`.",
            status=404,
            exit_code=4,
        ),
    }
)
