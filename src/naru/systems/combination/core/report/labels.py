"""Codes in words."""

from collections.abc import Mapping

from naru.base.kit.words import Words

FAILURES: Mapping[str, Words] = {
    "k_below": Words("가장 작은 동질집합이 기준보다 작음", "the smallest class is below the limit"),
    "prosecutor_above": Words("가장 큰 재식별 위험이 기준을 넘음", "the highest risk is above the limit"),
    "marketer_above": Words("평균 재식별 위험이 기준을 넘음", "the mean risk is above the limit"),
    "unique_above": Words("혼자인 행이 기준보다 많음", "more rows are unique than the limit"),
    "rare_above": Words("드문 조합의 행이 기준보다 많음", "more rows are in rare combinations than the limit"),
    "journalist_above": Words(
        "인구에 견준 재식별 위험이 기준을 넘음", "the risk against the population is above the limit"
    ),
    "presence_above": Words(
        "표에 있음이 드러나는 정도(δ)가 기준을 넘음", "presence in the table (δ) is above the limit"
    ),
    "differences_above": Words(
        "앞선 반출과 몇 행만 다른 집합이 있음", "classes differ from an earlier release by a few rows"
    ),
    "distinct_l_below": Words("집합 안 값의 가짓수가 기준보다 적음", "a class has fewer values than the limit"),
    "entropy_l_below": Words("집합 안 값의 엔트로피가 기준보다 낮음", "a class has less entropy than the limit"),
    "recursive_l_broken": Words("한 값에 치우친 집합이 있음", "one value rules a class"),
    "t_above": Words("집합의 값 분포가 전체와 기준보다 멂", "a class lies further from the whole than the limit"),
    "outliers_above": Words("특이치가 기준보다 많음", "more numbers stand out than the limit"),
    "linkage_above": Words(
        "신청 기관이 한 명으로 좁힐 수 있는 행이 기준보다 많음", "an applicant can single out more rows than the limit"
    ),
}

REASONS: Mapping[str, Words] = {  # why a record makes no key, as ``normalise`` says it
    "missing": Words("값이 없음", "value missing"),
    "broken_encoding": Words("글자가 깨짐", "broken encoding"),
    "name_not_letters": Words("이름이 글자가 아님", "name is no name"),
    "not_mobile": Words("휴대전화 번호가 아님", "no mobile number"),
    "birth_not_8_digits": Words("생년월일이 8자리가 아님", "birth has not 8 digits"),
    "birth_not_in_calendar": Words("달력에 없는 생년월일", "birth not in the calendar"),
    "sex_unknown": Words("성별을 알 수 없음", "sex unknown"),
    "no_digits": Words("숫자가 없음", "no digits"),
    "duplicate": Words("같은 키가 두 번 이상", "the same key more than once"),
}

LEVELS: Mapping[str, tuple[str, str]] = {"before": ("처리 전", "before"), "after": ("처리 후", "after")}


def label(table: Mapping[str, Words], code: str) -> Words:
    return table.get(code, Words(code, code))
