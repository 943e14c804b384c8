"""What the site may know of vouchers."""

from naru.base.kit.system import Fact, Findable, MenuGroup, MenuItem, System
from naru.base.kit.words import Words

SYSTEM = System(
    name="vouchers",
    optional=True,
    urls="naru.systems.vouchers.urls",
    api="naru.systems.vouchers.api:router",
    api_words="naru.systems.vouchers.api_words:WORDS",
    commands={"vouchers": "naru.systems.vouchers.commands:vouchers"},
    menu=(
        MenuItem(
            words=Words("바우처", "Vouchers"),
            url="vouchers:programmes",
            group=MenuGroup.COMMUNITY,
            order=44,
            footer="doors",
            footer_words=Words("데이터 바우처", "Data vouchers"),
        ),
    ),
    findables=(
        Findable(
            name="vouchers.programmes",
            words=Words("바우처 사업", "Voucher programmes"),
            things="naru.systems.vouchers.findables:programmes",
            url="vouchers:programmes",
            order=45,
        ),
    ),
    facts=(
        Fact(
            name="vouchers.awarded",
            words=Words("지원한 바우처", "Vouchers awarded"),
            unit=Words("건", "vouchers"),
            counts="vouchers.award",
            value="naru.systems.vouchers.reads:count_awarded",
            url="vouchers:programmes",
        ),
        Fact(
            name="vouchers.awards",
            words=Words("선정한 바우처", "Vouchers given"),
            unit=Words("건", "vouchers"),
            counts="vouchers.award",
            rows="naru.systems.vouchers.facts:awards",
            url="vouchers:programmes",
            definition=Words(
                "선정 결과를 알린 바우처. 알린 때부터 셉니다.",
                "Vouchers whose award was announced, from then on.",
            ),
        ),
        Fact(
            name="vouchers.awarded_krw",
            words=Words("선정한 바우처 금액", "Won awarded"),
            unit=Words("원", "won"),
            counts="vouchers.award",
            rows="naru.systems.vouchers.facts:awarded_krw",
            url="vouchers:programmes",
            definition=Words(
                "선정 결과를 알린 바우처의 지원금을 더합니다.",
                "The won of vouchers whose award was announced.",
            ),
            least=3,
        ),
        Fact(
            name="vouchers.paid_krw",
            words=Words("바우처로 지급한 금액", "Won paid by vouchers"),
            unit=Words("원", "won"),
            counts="vouchers.claim",
            rows="naru.systems.vouchers.facts:paid_krw",
            url="vouchers:programmes",
            definition=Words(
                "납품, 검수, 승인을 거쳐 공급기업에 지급한 지원금.",
                "What was paid to suppliers after delivery, inspection and approval.",
            ),
            least=3,
        ),
        Fact(
            name="vouchers.hires",
            words=Words("바우처 기업이 알린 채용", "Jobs that voucher firms report"),
            unit=Words("명", "people"),
            counts="vouchers.hire",
            rows="naru.systems.vouchers.facts:hires",
            url="vouchers:programmes",
            definition=Words(
                "바우처를 받은 기업이 성과 보고에 적은 채용. 기업마다 마지막 보고만 셉니다.",
                "Hires in the outcome reports of firms with a voucher; the last report of each.",
            ),
            least=3,
            is_reported=True,
        ),
    ),
    kinds={
        "voucher_programme": "naru.systems.vouchers.refs:programme",
        "voucher_application": "naru.systems.vouchers.refs:application",
        "voucher_award": "naru.systems.vouchers.refs:award",
        "voucher_claim": "naru.systems.vouchers.refs:claim",
        "programme": "naru.systems.vouchers.refs:programme",
        "award": "naru.systems.vouchers.refs:award",
        "claim": "naru.systems.vouchers.refs:claim",
        "recovery": "naru.systems.vouchers.refs:recovery",
    },
    sample="samples.vouchers:bring_vouchers",
    sample_is_long=True,
)
