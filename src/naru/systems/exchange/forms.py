"""An offer as a seller types it; the rules themselves are in ``core``."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.lazy_words import spoken
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.systems.exchange.actions.offers import OfferDraft
from naru.systems.exchange.core.articles import FORM_WORDS, ContractForm
from naru.systems.exchange.core.offers import AUDIENCE_WORDS, TEXT_LONGEST, TITLE_LONGEST, Audience, Offer, Scope
from naru.systems.exchange.core.plans import KIND_WORDS, UNIT_WORDS, Plan, PlanKind, Unit, tiers_from, tiers_text
from naru.systems.exchange.core.term_blocks import (
    FREQUENCY_WORDS,
    PURPOSE_WORDS,
    SHARING_WORDS,
    Blocks,
    Frequency,
    Purpose,
    Sharing,
)


def said(words: Words) -> str:
    return words.in_(get_language() or "ko")


def _choices(table: dict[Any, Words]) -> list[tuple[str, str]]:
    return [(code.value, said(words)) for code, words in table.items()]


def _day(ko: str, en: str, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=spoken(ko, en), required=required, widget=widget)


def _text(ko: str, en: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=spoken(ko, en), required=False, max_length=TEXT_LONGEST, widget=widget)


def _whole(
    ko: str, en: str, initial: int | None = None, *, required: bool = False, hint: Any = ""
) -> forms.IntegerField:
    return forms.IntegerField(
        label=spoken(ko, en), min_value=0, max_value=10**11, initial=initial, required=required, help_text=hint
    )


def _tick(ko: str, en: str) -> forms.BooleanField:
    return forms.BooleanField(label=spoken(ko, en), required=False)


class OfferForm(forms.Form):
    """What, for how much, under which terms, to whom."""

    title_ko = forms.CharField(label=spoken("제목", "Title in Korean"), max_length=TITLE_LONGEST)
    title_en = forms.CharField(label=spoken("영어 제목", "Title in English"), max_length=TITLE_LONGEST, required=False)
    text_ko = _text("설명", "Text in Korean")
    text_en = _text("영어 설명", "Text in English")
    plan = forms.ChoiceField(label=spoken("요금제", "Plan"))
    price_krw = _whole(
        "가격(공급가액, 원)",
        "Price without VAT, won",
        hint=spoken("무료와 견적은 비워 두세요.", "Leave it empty for free and by quote."),
    )
    unit = forms.ChoiceField(label=spoken("쓴 만큼: 단위", "As used: unit"), required=False)
    tiers = forms.CharField(
        label=spoken("쓴 만큼: 구간", "As used: tiers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "100,000: 30\n*: 10"}),
        help_text=spoken(
            "한 줄에 한 구간: 몇 단위까지, 1,000단위에 몇 원. 마지막 줄은 * 로 그 위를 모두 적습니다.",
            "A tier a line: up to how many units, won for each 1,000. The last line has * for all above.",
        ),
    )
    cap_krw = _whole("쓴 만큼: 한 달 상한", "As used: most in a month")
    trial_days = _whole("무료 체험 일수", "Days of free trial", 0)
    audience = forms.ChoiceField(label=spoken("누구에게", "To whom"), widget=forms.RadioSelect)
    named = forms.MultipleChoiceField(
        label=spoken("지정한 기관", "Named organisations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_approval = _tick("요청마다 판매자가 승인", "Each request needs the seller's approval")
    starts = _day("판매 시작", "On sale from")
    ends = _day("판매 종료", "Until")
    columns = forms.MultipleChoiceField(
        label=spoken("파는 열", "Columns that are sold"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=spoken("아무것도 고르지 않으면 모든 열입니다.", "None chosen: all of them."),
    )
    rows = forms.CharField(
        label=spoken("파는 행", "Rows that are sold"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "구:in:중구,동구"}),
        help_text=spoken(
            "한 줄에 조건 하나(열:eq:값, 열:in:값,값, 열:gte:값). 비우면 모든 행입니다.",
            "A condition a line (column:eq:value, column:in:value,value, column:gte:value). Empty: all rows.",
        ),
    )
    later_than = _whole(
        "이 버전 다음부터",
        "Versions after",
        hint=spoken("비우면 지금 것부터 앞으로 나올 것까지.", "Empty: all, those to come too."),
    )
    chosen = forms.CharField(
        label=spoken("이 버전만", "These versions alone"),
        required=False,
        help_text=spoken("지난 버전의 번호를 쉼표로 나누어.", "Numbers of past versions, with commas."),
    )
    purposes = forms.MultipleChoiceField(label=spoken("이용 목적", "Purposes"), widget=forms.CheckboxSelectMultiple)
    form = forms.ChoiceField(label=spoken("표준계약서의 꼴", "Standard contract"))
    sharing = forms.ChoiceField(label=spoken("제3자 제공", "Passing on"))
    frequency = forms.ChoiceField(label=spoken("갱신 약속", "Promised updates"))
    grace_days = _whole("약속한 날에서 늦어도 되는 일수", "Days of grace for an update", 5)
    credit_percent = _whole("늦은 버전마다 적립(%)", "Credited for a late version, %", 10)
    deletion_days = _whole("종료 뒤 삭제까지 일수", "Days to delete after the end", 30)
    notice_days = _whole("해지를 미리 알리는 일수", "Days of notice", 30)
    derivatives = _tick("가공과 파생물 허용", "Derived works are allowed")
    ai_training = _tick("인공지능 학습 허용", "Training models is allowed")
    only_in_korea = _tick("국내에서만 처리", "Processed in Korea only")
    attribution = _tick("출처 표시", "Attribution")

    def __init__(self, *args: Any, columns: list[tuple[str, str]], seller: OrganisationId, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: dict[str, list[tuple[str, str]]] = {
            "plan": _choices(KIND_WORDS),
            "unit": _choices(UNIT_WORDS),
            "audience": _choices(AUDIENCE_WORDS),
            "named": [(each.id, said(each.name)) for each in people.organisations() if each.id != seller],
            "columns": columns,
            "purposes": _choices(PURPOSE_WORDS),
            "form": _choices(FORM_WORDS),
            "sharing": _choices(SHARING_WORDS),
            "frequency": _choices(FREQUENCY_WORDS),
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def draft(self, dataset_id: str, table_id: str) -> OfferDraft:
        """What was typed, as a value."""
        asked = self.cleaned_data
        return OfferDraft(
            dataset_id=dataset_id,
            title=Words(asked["title_ko"], asked["title_en"]),
            text=Words(asked["text_ko"], asked["text_en"]),
            plan=self._plan(),
            blocks=self._blocks(),
            audience=Audience(asked["audience"]),
            named=[OrganisationId(each) for each in asked["named"]],
            scope=Scope(
                table_id=table_id,
                columns=tuple(asked["columns"]),
                rows=tuple(line.strip() for line in asked["rows"].splitlines() if line.strip()),
                later_than=asked["later_than"],
                chosen=tuple(numbers_in(asked["chosen"])),
            ),
            trial_days=asked["trial_days"] or 0,
            starts=asked["starts"],
            ends=asked["ends"],
            needs_approval=asked["needs_approval"],
        )

    def _plan(self) -> Plan:
        asked = self.cleaned_data
        kind = PlanKind(asked["plan"])
        metered = kind is PlanKind.METERED
        return Plan(
            kind=kind,
            price_krw=asked["price_krw"] or 0,
            unit=Unit(asked["unit"] or Unit.ROWS.value),
            tiers=tiers_from(asked["tiers"]) if metered else (),
            cap_krw=asked["cap_krw"] if metered else None,
        )

    def _blocks(self) -> Blocks:
        asked = self.cleaned_data
        return Blocks(
            purposes=tuple(Purpose(each) for each in asked["purposes"]),
            derivatives=asked["derivatives"],
            sharing=Sharing(asked["sharing"]),
            ai_training=asked["ai_training"],
            only_in_korea=asked["only_in_korea"],
            attribution=asked["attribution"],
            deletion_days=asked["deletion_days"],
            frequency=Frequency(asked["frequency"]),
            grace_days=asked["grace_days"] or 0,
            credit_share=Decimal(asked["credit_percent"] or 0) / 100,
            notice_days=asked["notice_days"] or 0,
            form=ContractForm(asked["form"]),
        )


def numbers_in(text: str) -> list[int]:
    """``1, 3``. Raises ``Refused``: ``versions_unreadable``."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdecimal() and len(part) < 7 for part in parts):
        raise Refused("versions_unreadable")
    return [int(part) for part in parts]


def initial(offer: Offer | None) -> dict[str, Any]:
    """The form's values of an offer, or those with which a new one begins."""
    if offer is None:
        blocks = Blocks(purposes=(Purpose.ANALYSIS, Purpose.RESEARCH))
        first = {"plan": PlanKind.MONTHLY.value, "audience": Audience.PUBLIC.value, "starts": SYSTEM_CLOCK.today()}
        return first | _of_blocks(blocks)
    return {
        "title_ko": offer.title.ko,
        "title_en": offer.title.en,
        "text_ko": offer.text.ko,
        "text_en": offer.text.en,
        "plan": offer.plan.kind.value,
        "price_krw": offer.plan.price_krw,
        "unit": offer.plan.unit.value,
        "tiers": tiers_text(offer.plan.tiers),
        "cap_krw": offer.plan.cap_krw,
        "trial_days": offer.trial_days,
        "audience": offer.audience.value,
        "named": sorted(offer.named),
        "needs_approval": offer.needs_approval,
        "starts": offer.starts,
        "ends": offer.ends,
        "columns": list(offer.scope.columns),
        "rows": "\n".join(offer.scope.rows),
        "later_than": offer.scope.later_than,
        "chosen": ", ".join(map(str, offer.scope.chosen)),
        **_of_blocks(offer.blocks),
    }


def _of_blocks(blocks: Blocks) -> dict[str, Any]:
    stored = blocks.to_json()
    return {**stored, "credit_percent": int(Decimal(str(stored["credit_share"])) * 100)}
