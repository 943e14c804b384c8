"""What looks wrong, with its reason; a person looks, nothing is decided by it.

Texts are compared by the runs of three content morphemes they share (Jaccard), so that other particles and other spacing do
not hide a copy (Broder, "On the resemblance and containment of documents", 1997).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from naru.base.kit.words import Words
from naru.commons.cases.core.interests import Ties, ties_between

RUN = 3
KINDS = {
    "alike": Words("비슷한 신청", "Alike"),
    "document": Words("같은 파일", "Same file"),
    "origin": Words("같은 기기", "Same device"),
    "related": Words("이해관계", "Related"),
    "circular": Words("돈의 순환", "Circular money"),
    "dear": Words("높은 가격", "High price"),
    "early": Words("앞선 작업", "Early work"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """``kind`` is one of ``KINDS``; ``things`` are the ids it is about: applications, awards or claims."""

    kind: str
    words: Words
    things: tuple[str, ...]
    evidence: str

    @property
    def name(self) -> Words:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One application as it is compared: ``runs`` of its text, digests of its documents and of whence it was written."""

    id: str
    label: str
    runs: frozenset[tuple[str, ...]]
    documents: frozenset[str]
    origins: frozenset[str]
    ties: Ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """One claim: ``began`` is when the work began as the supplier says, ``agreed`` when the last party signed."""

    id: str
    label: str
    holder: str
    supplier: str
    price_krw: int
    kind: str
    began: date | None
    agreed: date | None
    ties: tuple[Ties, Ties]  # of the holder and of the supplier


def runs_of(morphemes: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(morphemes[at : at + RUN]) for at in range(len(morphemes) - RUN + 1))


def alike(proposals: Sequence[Proposal], *, least: Decimal) -> list[Signal]:
    """Pairs that share so much of their text."""
    found = []
    for one, other in combinations(proposals, 2):
        both, either = len(one.runs & other.runs), len(one.runs | other.runs)
        share = Decimal(both) / either if either else Decimal(0)
        if share >= least:
            percent = int(share * 100)
            words = Words(f"신청서 내용이 {percent}% 같습니다.", f"{percent}% of the two texts are the same.")
            found.append(_pair("alike", words, one, other, f"{both:,} / {either:,}"))
    return found


def reused_documents(proposals: Sequence[Proposal]) -> list[Signal]:
    """One file, byte for byte, in several applications."""
    words = Words("같은 파일을 여러 신청에 냈습니다.", "The same file stands in several applications.")
    return _shared("document", words, proposals, lambda each: each.documents)


def same_origin(proposals: Sequence[Proposal]) -> list[Signal]:
    """Several firms' applications written from one device or address of the network."""
    words = Words("여러 기업의 신청을 한 기기에서 썼습니다.", "Several firms' applications were written on one device.")
    return _shared("origin", words, proposals, lambda each: each.origins)


def related_applicants(proposals: Sequence[Proposal]) -> list[Signal]:
    """Applicants with one representative or one address."""
    found = []
    for one, other in combinations(proposals, 2):
        for tie in ties_between(one.ties, other.ties):
            words = Words(f"신청 기업끼리 {tie.kind.words.ko}", f"Two applicants: {tie.kind.words.en}")
            found.append(_pair("related", words, one, other, tie.detail))
    return found


def related_supplier(claims: Iterable[Spending]) -> list[Signal]:
    """A supplier that is tied to the firm it supplies."""
    return [
        Signal(
            kind="related",
            words=Words(f"공급기업과 수요기업이 {tie.kind.words.ko}", f"Supplier and holder: {tie.kind.words.en}"),
            things=(each.id,),
            evidence=tie.detail,
        )
        for each in claims
        for tie in ties_between(*each.ties)
    ]


def circular(claims: Iterable[Spending]) -> list[Signal]:
    """Firms that supply each other, over however many others: money that comes round."""
    edges: dict[str, set[str]] = defaultdict(set)
    listed = list(claims)
    for each in listed:
        edges[each.holder].add(each.supplier)
    words = Words("돈이 돌아서 제자리로 왔습니다.", "The money went round and came back.")
    return [
        Signal(kind="circular", words=words, things=(each.id,), evidence=f"{each.holder} → {each.supplier}")
        for each in listed
        if _reaches(edges, each.supplier, each.holder)
    ]


def dear(claims: Sequence[Spending], *, times: Decimal) -> list[Signal]:
    """A price so many times the median of its kind; a kind needs four prices to have one."""
    prices: dict[str, list[int]] = defaultdict(list)
    for each in claims:
        prices[each.kind].append(each.price_krw)
    found = []
    for each in claims:
        among = sorted(prices[each.kind])
        middle = among[len(among) // 2]
        if len(among) >= 4 and each.price_krw > middle * times:
            words = Words("같은 종류의 가격보다 훨씬 비쌉니다.", "Far above the prices of its kind.")
            evidence = f"{each.price_krw:,} > {middle:,} × {times}"
            found.append(Signal(kind="dear", words=words, things=(each.id,), evidence=evidence))
    return found


def early_work(claims: Iterable[Spending]) -> list[Signal]:
    """Work that began before the agreement was signed."""
    words = Words("협약하기 전에 일을 시작했습니다.", "Work began before the agreement.")
    return [
        Signal(kind="early", words=words, things=(each.id,), evidence=f"{each.began} < {each.agreed}")
        for each in claims
        if each.began and each.agreed and each.began < each.agreed
    ]


def _reaches(edges: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        fresh = edges.get(here, set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return False


def _shared(
    kind: str, words: Words, proposals: Sequence[Proposal], of: Callable[[Proposal], frozenset[str]]
) -> list[Signal]:
    owners: dict[str, list[Proposal]] = defaultdict(list)
    for each in proposals:
        for mark in of(each):
            owners[mark].append(each)
    return [
        Signal(
            kind=kind,
            words=words,
            things=tuple(each.id for each in among),
            evidence=", ".join(each.label for each in among),
        )
        for _, among in sorted(owners.items())
        if len(among) > 1
    ]


def _pair(kind: str, words: Words, one: Proposal, other: Proposal, evidence: str) -> Signal:
    return Signal(
        kind=kind, words=words, things=(one.id, other.id), evidence=f"{one.label} · {other.label}: {evidence}"
    )
