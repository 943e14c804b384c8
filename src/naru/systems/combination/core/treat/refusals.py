"""What a person is told when a table cannot be treated as planned."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "plan_unreadable": Sentence(
            ko='처리 계획을 읽을 수 없습니다. {{"steps": [{{"do": "generalise", "columns": ["age"], "level": 2}}]}} 꼴로 적어 주세요.',
            en='The plan cannot be read. Write it as {{"steps": [{{"do": "generalise", "columns": ["age"], "level": 2}}]}}.',
        ),
        "technique_unknown": Sentence(
            ko="{step}번째 단계: {technique}: 모르는 처리 기법입니다. 쓸 수 있는 기법: {known}.",
            en="Step {step}: there is no technique {technique}. There are: {known}.",
        ),
        "plan_without_columns": Sentence(
            ko="{step}번째 단계({technique}): 처리할 열이 없습니다. columns 칸에 열 이름을 적어 주세요.",
            en="Step {step} ({technique}) names no column. List them in columns.",
        ),
        "option_unknown": Sentence(
            ko="{step}번째 단계({technique}): {option}: 이 기법에 없는 설정입니다. 이름을 확인해 주세요.",
            en="Step {step}: {technique} has no option {option}. Check its name.",
        ),
        "option_missing": Sentence(
            ko="{step}번째 단계({technique}): {option} 설정이 없습니다. 값을 적어 주세요.",
            en="Step {step}: {technique} needs the option {option}. Give it a value.",
        ),
        "option_unreadable": Sentence(
            ko="{step}번째 단계({technique}): {option} 설정의 값을 쓸 수 없습니다. 알맞은 종류와 범위의 값을 적어 주세요.",
            en="Step {step}: {technique} cannot use the value of {option}. Give one of the right kind and size.",
        ),
        "column_not_numeric": Sentence(
            ko="{column}: 수가 아닌 열입니다. 이 기법은 수로 된 열에만 쓸 수 있습니다. 다른 기법을 골라 주세요.",
            en="{column} holds no numbers, and this technique needs them. Choose another technique.",
        ),
        "level_unknown": Sentence(
            ko="{column}: 일반화 단계표에 {level}단계가 없습니다. 가장 높은 단계: {highest}. 단계를 고치거나 단계표를 붙여 주세요.",
            en="The hierarchy of {column} has no level {level}; its highest is {highest}. Take another level, or give it a hierarchy.",
        ),
        "serial_untouchable": Sentence(
            ko="{column}: 일련번호 열은 처리할 수 없습니다. 반출 전에 저절로 빠집니다. 계획에서 빼 주세요.",
            en="{column} is a serial and is not treated: it leaves the table before a release. Take it out of the plan.",
        ),
        "too_few_values": Sentence(
            ko="값 하나가 {values}행에 한 번보다 자주 나와 해부화를 할 수 없습니다. l 값을 낮춰 주세요.",
            en="One value stands in more than one row in {values}, so the table cannot be anatomised. Take a lower l.",
        ),
        "too_few_rows": Sentence(
            ko="{column}: 어떤 값도 {below}행에 나오지 않아 재현 데이터를 만들 수 없습니다. 값을 먼저 묶어 주세요.",
            en="No value of {column} stands in {below} rows, so no rows can be made up. Make its values coarser first.",
        ),
        "too_many_values": Sentence(
            ko="{column}: 서로 다른 값이 너무 많습니다: {values}개, 한도 {limit}개. 값을 먼저 묶어 주세요.",
            en="{column} has too many different values: {values}, at most {limit}. Make them coarser first.",
        ),
    }
)
