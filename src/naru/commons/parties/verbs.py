"""What acts on parties say in the trail; bank accounts are not told there."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.commons.parties.core.values import PartyKind

declare(
    Stream(
        name="party",
        words=Words("거래처", "Parties"),
        verbs={
            "party.registered": Words(
                "거래처 ‘{name}’을(를) 등록했습니다. 종류: {kind}, 사업자등록번호: {business_number}",
                "Registered the party “{name}”. Kind: {kind}, business number: {business_number}.",
            ),
            "party.described": Words(
                "{since}부터의 거래처 이름과 주소를 적었습니다: {name}", "Described the party from {since} on: {name}."
            ),
            "party.number_corrected": Words(
                "등록번호를 바로잡았습니다: {before} → {business_number}",
                "Corrected the registered number: {before} → {business_number}.",
            ),
            "party.closed": Words("거래처가 {on}에 문을 닫았습니다.", "The party's business ended on {on}."),
        },
        values={"kind": {kind.value: kind.words for kind in PartyKind}},
    )
)
