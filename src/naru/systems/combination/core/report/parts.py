"""The report's sections, from JSON to HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from naru.systems.combination.core.report.figures import drawn, percent, shown, shown_together
from naru.systems.combination.core.report.labels import FAILURES, LEVELS, REASONS, label
from naru.systems.combination.core.report.markup import both, said, section, table
from naru.systems.combination.core.report.pictures import Mark, Part, bar, bar_row, frontier, key

Figures = Mapping[str, Any]
COMBINATIONS_SHOWN = 10


def heading(case: Figures, after: Figures) -> str:
    facts = [
        (both("목적", "Purpose"), both(str(case.get("purpose", "–")), str(case.get("purpose", "–")))),
        (both("참여 기관", "Parties"), both(*[", ".join(str(party) for party in case.get("parties", ()))] * 2)),
        (both("결합키 판", "Key version"), both(*[str(case.get("key_version", "–"))] * 2)),
        (both("작성", "Made"), both(*[str(case.get("created", "–"))] * 2)),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    title = both("결합 적정성 검토 보고서", "Review of a combination")
    name = both(*[str(case.get("case", ""))] * 2)
    return f'<header><h1>{title}</h1><p class="note">{name}</p><dl class="facts">{listed}</dl>{verdict(after)}</header>'


def verdict(after: Figures) -> str:
    if after["passes"]:
        return f'<div class="verdict">{both("✓ 처리한 표가 모든 기준을 지킵니다", "✓ The treated table keeps every limit")}</div>'
    items = "".join(f"<li>{failure(each)}</li>" for each in after["failures"])
    lead = both("✕ 지키지 못한 기준이 있습니다", "✕ Limits are broken")
    return f'<div class="verdict broken"><div>{lead}<ul>{items}</ul></div></div>'


def failure(each: Figures) -> str:
    words = label(FAILURES, each["code"])
    about = f"{each['about']}: " if each["about"] else ""
    compared = f" ({each['value']:.4g} / {each['limit']:.4g})"
    return both(about + words.ko + compared, about + words.en + compared)


def risk_cards(before: Figures, after: Figures, *, shown_from: int) -> str:
    cards = [
        (
            both("가장 작은 동질집합", "Smallest class"),
            *(said(shown(each["k"], shown_from=0)) for each in (before, after)),
        ),
        (both("가장 큰 재식별 위험", "Highest risk"), *(percent(each["prosecutor"]) for each in (before, after))),
        (both("평균 재식별 위험", "Mean risk"), *(percent(each["marketer"]) for each in (before, after))),
        (both("혼자인 행", "Unique rows"), *(percent(each["unique"]) for each in (before, after))),
        (both("행", "Rows"), *(said(shown(each["rows"], shown_from=shown_from)) for each in (before, after))),
    ]
    shown_cards = "".join(
        f'<div class="card"><s>{name}</s><b>{now}</b><s>{both("처리 전", "before")} {was}</s></div>'
        for name, was, now in cards
    )
    note = both(
        "굵은 수가 처리한 뒤의 값입니다. 위험은 이웃이나 동료가 그 사람이 표에 있음을 안다고 보고 셉니다.",
        "The bold figure is after treatment. Risk is for someone who knows that the person is in the table.",
    )
    return section(
        "risk", both("위험, 처리 전과 후", "Risk, before and after"), note, f'<div class="cards">{shown_cards}</div>'
    )


def match_rates(match_rate: Figures, *, shown_from: int) -> str:
    parties = "".join(match_party(each, shown_from=shown_from) for each in match_rate.get("parties", ()))
    matched = match_rate.get("matched")
    told = (
        both("아직 모름", "not known yet")
        if matched is None
        else both(f"약 {matched:,}명", f"about {matched:,} persons")
    )
    rounding = match_rate.get("rounded_to")
    unit = both(f" ({rounding} 단위로 어림)", f" (rounded to {rounding})") if matched is not None and rounding else ""
    note = both("결합된 사람: ", "Persons matched: ") + told + unit
    return section("match", both("결합률과 그 까닭", "Match rate, and why"), note, parties)


def match_party(each: Figures, *, shown_from: int) -> str:
    reasons = sorted(each.get("rejected", {}).items(), key=lambda entry: (-entry[1], entry[0]))
    counts = [each["accepted"], *(count for _, count in reasons)]
    words = shown_together(counts, shown_from=shown_from)
    whole = max(sum(drawn(count, shown_from=shown_from) for count in counts), 1)
    names = [both("키를 만든 기록", "Records with a key"), *(said(label(REASONS, code)) for code, _ in reasons)]
    colours = ["green", *["amber"] * len(reasons)]
    lines = (
        bar_row(name, bar([Part(amount=drawn(count, shown_from=shown_from), colour=colour)], whole=whole), said(figure))
        for name, count, colour, figure in zip(names, counts, colours, words, strict=True)
    )
    return f"<h3>{both(str(each['party']), str(each['party']))}</h3>{''.join(lines)}"


def class_sizes(before: Figures, after: Figures, *, shown_from: int) -> str:
    bands = [band["from"] for band in before["class_sizes"]]
    names = band_names(bands)
    rows = [[band["rows"] for band in each["class_sizes"]] for each in (before, after)]
    whole = max(*(drawn(count, shown_from=shown_from) for each in rows for count in each), 1)
    told = [shown_together(each, shown_from=shown_from) for each in rows]
    lines = []
    for place, (ko, en) in enumerate(names):
        pair = [
            bar([Part(amount=drawn(side[place], shown_from=shown_from), colour=colour)], whole=whole, thin=True)
            for side, colour in zip(rows, ("grey", "blue"), strict=True)
        ]
        was, now = (side[place] for side in told)
        figure = both(f"{was.ko} → {now.ko}", f"{was.en} → {now.en}")
        lines.append(bar_row(both(ko, en), f'<span class="pair">{"".join(pair)}</span>', figure))
    note = both(
        "준식별자가 똑같은 사람이 몇 명씩 모여 있는가. 왼쪽 수가 작을수록 알아보기 쉽습니다.",
        "How many people share the same quasi-identifiers. The fewer, the easier one is known.",
    )
    meaning = key(("grey", "처리 전 행", "rows before"), ("blue", "처리 후 행", "rows after"))
    return section("classes", both("동질집합의 크기", "Sizes of classes"), note, *lines, meaning)


def band_names(bands: Sequence[int]) -> list[tuple[str, str]]:
    ends = [*(start - 1 for start in bands[1:]), None]
    spans = [
        f"{start}" if start == end else f"{start}–{end}" if end else f"{start}+"
        for start, end in zip(bands, ends, strict=True)
    ]
    return [(f"{span}명", f"{span} people" if span != "1" else "1 person") for span in spans]


def frontier_chart(given: Figures) -> str:
    points = given.get("points", ())
    if not points:
        return ""
    marks = marks_of(points, chosen=given.get("chosen"))
    told = "; ".join(f"k={each['k']}: {percent(each['loss'])} / {percent(each['marketer'])}" for each in points)
    rows = (
        (
            f"k = {each['k']}",
            percent(each["loss"]),
            percent(each["suppressed"]),
            percent(each["marketer"]),
            percent(each["prosecutor"]),
        )
        for each in points
    )
    head = (
        "k",
        both("잃은 쓸모", "Use lost"),
        both("뺀 행", "Rows left out"),
        both("평균 위험", "Mean risk"),
        both("가장 큰 위험", "Highest risk"),
    )
    note = both(
        "점마다 그 k 값에서 쓸모를 가장 적게 잃는 방법입니다. 큰 점이 고른 방법입니다.",
        "Each point is the way that loses least use for its k. The large one is the choice.",
    )
    chart = frontier(marks, label=f"위험과 쓸모 · risk against use: {told}")
    return section(
        "frontier",
        both("위험과 쓸모", "Risk against use"),
        note,
        chart,
        table(head, rows, label="위험과 쓸모 · Risk against use"),
    )


def marks_of(points: Sequence[Figures], *, chosen: Any) -> list[Mark]:
    """One mark for sizes that the same way reaches."""
    by_place: dict[tuple[float, float], list[int]] = {}
    for each in points:
        by_place.setdefault((each["loss"], each["marketer"]), []).append(each["k"])
    return [
        Mark(lost=lost, risk=risk, label=f"k={', '.join(map(str, sizes))}", chosen=chosen in sizes)
        for (lost, risk), sizes in by_place.items()
    ]


def changes(effects: Sequence[Figures]) -> str:
    rows = [
        (
            str(place),
            both(each["words"]["ko"], each["words"]["en"]),
            both(*[", ".join(each["columns"]) or "–"] * 2),
            both(*[detail(each)] * 2),
            f"{each['risk']['before']['k']} → {each['risk']['after']['k']}",
            f"{percent(each['risk']['before']['marketer'])} → {percent(each['risk']['after']['marketer'])}",
            "<br>".join(f"{both(*[name] * 2)} {percent(share)}" for name, share in each["kept"].items()) or "–",
        )
        for place, each in enumerate(effects, start=1)
    ]
    head = (
        "#",
        both("기법", "Technique"),
        both("열", "Columns"),
        both("설정", "Options"),
        "k",
        both("평균 위험", "Mean risk"),
        both("남은 정보", "Information kept"),
    )
    note = both(
        "차례대로 처리한 것과 그때마다 달라진 위험입니다.", "What was done, in order, and how risk changed each time."
    )
    return section(
        "changes", both("무엇을 바꿨는가", "What was changed"), note, table(head, rows, label="바꾼 것 · Changes")
    )


def detail(each: Figures) -> str:
    """Options that are numbers or words."""
    fixed = ("do", "columns", "words", "rows", "risk", "kept", "shift")
    plain = (
        (name, value) for name, value in each.items() if name not in fixed and isinstance(value, (int, float, str))
    )
    return ", ".join(f"{name} {value}" for name, value in plain) or "–"


def neighbours(after: Figures, *, shown_from: int) -> str:
    rows = [
        (
            both(name, name),
            str(here["distinct_l"]),
            f"{here['entropy_l']:.2f}",
            f"{here['t']:.3f}",
            said(shown(here["one_value_rows"], shown_from=shown_from)),
        )
        for name, here in after["sensitive"].items()
    ]
    head = (
        both("민감한 열", "Sensitive column"),
        both("값의 가짓수 (최소)", "Values in a class, least"),
        both("엔트로피 l (최소)", "Entropy l, least"),
        both("t (최대)", "t, greatest"),
        both("값이 하나뿐인 집합의 행", "Rows in classes of one value"),
    )
    note = both(
        "나이·사는 곳을 아는 이웃이 그 사람의 동질집합을 찾았을 때 민감한 값을 얼마나 알아낼 수 있는가.",
        "What someone who finds a person's class, by age or district, still learns of the sensitive value.",
    )
    parts = [table(head, rows, label="민감한 열 · Sensitive columns")]
    if "journalist" in after:
        parts.append(against_population(after["journalist"]))
    if "population" in after and after["unique"] > 0:
        parts.append(population(after["population"]))
    if "rare" in after:
        parts.append(rare(after["rare"], shown_from=shown_from))
    return section("neighbours", both("이웃이 아직 알 수 있는 것", "What a neighbour could still learn"), note, *parts)


def against_population(found: Figures) -> str:
    highest, mean, present = (percent(found[name]) for name in ("highest", "mean", "present"))
    text = both(
        f"전체 인구에 견준 위험은 가장 큰 것이 {highest}, 평균 {mean}, 표에 있음이 드러나는 정도(δ)는 {present}입니다.",
        f"Against the whole population the highest risk is {highest}, the mean {mean}, and presence in the table (δ) {present}.",
    )
    return f"<p>{text}</p>"


def population(estimate: Figures) -> str:
    right = percent(estimate["match_is_right"])
    text = both(
        f"인구 {estimate['persons']:,}명에서 혼자인 행과 맞는 사람을 하나 찾았을 때 그 사람이 맞을 확률(어림)은 {right}.",
        f"Of {estimate['persons']:,} persons, someone found to fit a unique row is estimated to be the right one with {right}.",
    )
    return f"<p>{text}</p>"


def rare(found: Figures, *, shown_from: int) -> str:
    first = found["combinations"][:COMBINATIONS_SHOWN]
    title = both(
        f"열 {found['columns_max']}개까지로 {found['below']}명 미만이 되는 조합",
        f"Fewer than {found['below']} people by at most {found['columns_max']} columns",
    )
    if not first:
        return f"<h3>{title}</h3><p>{both('없습니다.', 'There are none.')}</p>"
    whole = max(drawn(each["rows"], shown_from=shown_from) for each in first)
    lines = (
        bar_row(
            both(*[" × ".join(each["columns"])] * 2),
            bar([Part(amount=drawn(each["rows"], shown_from=shown_from), colour="amber")], whole=whole),
            said(shown(each["rows"], shown_from=shown_from)),
        )
        for each in first
    )
    return f"<h3>{title}</h3>{''.join(lines)}"


def applicants(before: Figures, after: Figures, *, shown_from: int) -> str:
    if not after["linkage"]:
        return ""
    blocks = []
    for party, here in after["linkage"].items():
        for each, (ko, en) in ((before["linkage"].get(party), LEVELS["before"]), (here, LEVELS["after"])):
            if each:
                blocks.append(attack_row(party, each, ko=ko, en=en, shown_from=shown_from))
    note = both(
        "보낸 자료를 그대로 가진 신청 기관이 돌려받은 표에서 자기 고객을 찾을 때, 후보가 하나만 남는 행의 수입니다. 처리 방법을 모두 안다고 봅니다.",
        "An applicant that kept what it sent looks for its own customers in what it gets. Rows that leave it one candidate are singled out. It is taken to know the whole treatment.",
    )
    meaning = key(
        ("red", "한 명으로 좁혀짐", "one candidate"),
        ("amber", "후보가 적음", "few candidates"),
        ("sky", "후보가 많음", "many candidates"),
    )
    return section("linkage", both("신청 기관의 연결 공격", "An applicant's attack by linkage"), note, *blocks, meaning)


def attack_row(party: str, each: Figures, *, ko: str, en: str, shown_from: int) -> str:
    one, few = each["singled_out"], each["few_candidates"] - each["singled_out"]
    counts = [one, few, each["rows"] - one - few]
    pieces = [
        Part(amount=drawn(count, shown_from=shown_from), colour=colour)
        for count, colour in zip(counts, ("red", "amber", "sky"), strict=True)
    ]
    told = shown_together(counts, shown_from=shown_from)
    words = both(f"{told[0].ko}행", f"{told[0].en} rows")
    return bar_row(
        both(f"{party}, {ko}", f"{party}, {en}"), bar(pieces, whole=max(sum(part.amount for part in pieces), 1)), words
    )


def earlier_releases(differences: Sequence[Figures], *, shown_from: int) -> str:
    if not differences:
        return ""
    rows = (
        (both(*[str(each["release"])] * 2), f"{each['classes']:,}", said(shown(each["small"], shown_from=shown_from)))
        for each in differences
    )
    head = (
        both("앞선 반출", "Earlier release"),
        both("견준 집합", "Classes compared"),
        both("조금만 달라진 집합", "Classes that changed by few"),
    )
    note = both(
        "같은 기관이 앞서 받은 표를 새 표에서 빼면 몇 사람만 남는 집합이 있는가.",
        "Whether taking a table that the same party holds from the new one leaves only a few people.",
    )
    return section(
        "earlier",
        both("앞선 반출과의 차이", "Differences against earlier releases"),
        note,
        table(head, rows, label="차이 · Differences"),
    )
