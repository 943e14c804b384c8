"""What may have to be said no to where deliveries are checked."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "no_such_delivery": Sentence(
            ko="그런 납품이 없습니다: {delivery}. 목록에서 다시 골라 주세요.",
            en="There is no delivery {delivery}. Choose it from the list.",
            status=404,
            exit_code=4,
        ),
        "delivery_decided": Sentence(
            ko="이미 결정한 납품입니다. 결정: {verdict_ko}",
            en="This delivery was decided on already: {verdict_en}.",
            status=409,
        ),
        "delivery_waits": Sentence(
            ko="앞서 낸 것이 아직 확인을 기다립니다. 결정을 받은 뒤에 다시 내 주세요.",
            en="What was delivered before still waits to be checked. Deliver again once it is decided on.",
            status=409,
        ),
        "delivery_own": Sentence(
            ko="자기가 낸 것은 스스로 인수할 수 없습니다. 다른 사람이 확인해 주세요.",
            en="Nobody accepts their own delivery. Have another person check it.",
            status=403,
            exit_code=3,
        ),
        "delivery_reason_missing": Sentence(
            ko="보완을 요청하거나 거절할 때는 까닭을 적어 주세요.",
            en="Write why it is to be reworked or refused.",
            status=422,
            exit_code=2,
        ),
        "delivery_time_left": Sentence(
            ko="확인할 날이 아직 남았습니다. 마지막 날: {until}",
            en="There is still time to check it, until {until}.",
            status=409,
        ),
    }
)
