"""What a person is told when a rule or a file of the Korean test cannot be read."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "rule_unreadable": Sentence(
            ko="규칙 {rule}의 {field} 항목이 없거나 알 수 없거나 값이 잘못되었습니다. 안내서의 규칙 예시와 비교해 고쳐 주세요.",
            en="In rule {rule} the field {field} is missing, unknown or wrong. Compare it with the example rules of the guide.",
            status=422,
        ),
        "rules_file_unreadable": Sentence(
            ko="{file}: 규칙 파일로 읽을 수 없습니다({what}). naru footage rules 명령이 내는 파일을 본보기로 고쳐 주세요.",
            en="{file} cannot be read as a file of rules ({what}). Take what `naru footage rules` prints as an example.",
            status=422,
        ),
        "kisa_answers_none": Sentence(
            ko="{folder}에 KISA 시험의 XML 파일이 없습니다. XML 파일이 있는 폴더를 지정해 주세요.",
            en="{folder} holds no XML file of the KISA test. Name the folder that does.",
            status=422,
        ),
        "kisa_unreadable": Sentence(
            ko="{file}: KISA 지능형 CCTV 시험 파일로 읽을 수 없습니다({what}). 시험 도구에서 다시 내보내 주세요.",
            en="{file} cannot be read as a file of the KISA intelligent-CCTV test ({what}). Export it again from the test's tool.",
            status=422,
        ),
    }
)
