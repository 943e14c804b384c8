"""What the site may know of vouchers."""

from naru.base.kit.system import Fact, MenuGroup, MenuItem, System
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
            footer="data",
            footer_words=Words("데이터 바우처", "Data vouchers"),
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
)
