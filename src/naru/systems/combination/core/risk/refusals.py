"""What a person is told when a table cannot be assessed."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "threshold_unknown": Sentence(
            ko="{threshold}: 모르는 평가 기준입니다. 이름을 확인해 주세요.",
            en="{threshold} is no threshold of an assessment. Check its name.",
        ),
        "threshold_missing": Sentence(
            ko="{threshold}: 꼭 필요한 평가 기준이 없습니다. 기준 파일에 적어 주세요.",
            en="The threshold {threshold} is missing. State it in the thresholds file.",
        ),
        "threshold_unreadable": Sentence(
            ko="{threshold}: 평가 기준의 값을 읽을 수 없습니다. 0 이상의 수로 적어 주세요.",
            en="The value of the threshold {threshold} cannot be read. Write a number of 0 or more.",
        ),
        "combinations_too_many": Sentence(
            ko="살펴볼 열 조합이 너무 많습니다: 조합 {sets}개, 한도 {limit}개. 준식별자를 줄이거나 rare_columns 값을 낮춰 주세요.",
            en="There are too many sets of columns to look at: {sets}, at most {limit}. Take fewer quasi-identifiers or a lower rare_columns.",
        ),
    }
)
