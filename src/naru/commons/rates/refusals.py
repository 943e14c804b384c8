"""What may have to be said no to where figures are entered and asked for."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "rate_missing": Sentence(
            ko="{on}에 쓸 ‘{words}’ 값이 없습니다({name}). 담당 공무원이 요율 화면이나 `naru rate enter`로 근거와 함께 넣어야 합니다.",
            en="There is no “{words}” for {on} ({name}). An officer enters it with its source on the rates' page, or by `naru rate enter`.",
            status=409,
        ),
        "rate_undeclared": Sentence(
            ko="그런 이름의 요율이 없습니다: {name}. `naru rate list`로 이름을 확인해 주세요.",
            en="No rate is called {name}. See `naru rate list`.",
            status=404,
            exit_code=4,
        ),
        "rate_value_refused": Sentence(
            ko="{name} 값으로 쓸 수 없습니다: {value}. 종류에 맞게 적어 주세요: {kind} (decimal은 0.1처럼, integer는 14처럼).",
            en="{value} cannot be the value of {name}, which is of the kind {kind}: a decimal like 0.1, an integer like 14, or a text.",
            status=422,
            exit_code=2,
        ),
        "rate_source_missing": Sentence(
            ko="{name} 값의 근거가 없거나 너무 깁니다. 법령의 조항이나 결정 문서를 300자까지 적어 주세요.",
            en="The source of {name} is missing or too long. Write the article of the law or the decision, 300 characters at most.",
            status=422,
            exit_code=2,
        ),
        "rate_known": Sentence(
            ko="{name}의 {since}부터 값은 이미 그 값입니다: {value}.",
            en="{name} from {since} is {value} already.",
            status=409,
        ),
        "rates_unreadable": Sentence(
            ko="{file}의 {line}번째 줄을 읽을 수 없습니다. name,value,since,source,note 열이 있는 UTF-8 CSV로 적어 주세요. since는 2026-01-01처럼 씁니다.",
            en="Line {line} of {file} cannot be read. Write a CSV in UTF-8 with the columns name,value,since,source,note; since like 2026-01-01.",
            status=422,
            exit_code=2,
        ),
    }
)
