"""What the API's reference says of the Dataspace Protocol in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="dataspace",
    title=Words("데이터스페이스", "Dataspace"),
    order=64,
    operations={
        "dataspaceCatalog": "팔고 있는 상품의 목록(DSP 카탈로그)",
        "dataspaceRequest": "상품의 계약을 요청",
        "dataspaceNegotiation": "협상의 지금 상태",
        "dataspaceAgreement": "판매자가 서명한 계약",
        "dataspaceEvent": "제안을 받아들임",
        "dataspaceVerify": "계약을 확인하고 서명",
        "dataspaceTerminate": "협상을 끝냄",
    },
    parameters={"pid": Words("협상의 번호(providerPid)", "The negotiation's providerPid")},
)
