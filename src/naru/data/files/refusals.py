"""What a person is told when a file cannot be kept or opened."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "file_too_large": Sentence(
            ko="{file}: 크기가 {megabytes}MB로 한도 {limit_megabytes}MB를 넘습니다. 파일을 나누거나 압축해 올려 주세요.",
            en="{file} is {megabytes} MB, over the limit of {limit_megabytes} MB. Split or compress it.",
            status=413,
        ),
        "disk_is_full": Sentence(
            ko="저장할 자리가 {megabytes}MB밖에 남지 않아 받지 않았습니다. 관리자에게 알려 주세요.",
            en="Only {megabytes} MB of disk space are left, so nothing was taken. Tell the installation's operator.",
            status=507,
        ),
        "asset_was_erased": Sentence(
            ko="{file}: 지워진 파일입니다.",
            en="{file} was erased.",
            status=410,
            exit_code=4,
        ),
        "asset_is_gone": Sentence(
            ko="{file}: 파일의 내용이 저장소에 없습니다. 다시 올리거나 관리자에게 알려 주세요.",
            en="The bytes of {file} are not in the store. Upload it again, or tell the installation's operator.",
            status=409,
            exit_code=4,
        ),
    }
)
