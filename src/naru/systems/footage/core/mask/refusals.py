"""What a person is told when a clip cannot be masked as asked."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "mask_block_too_small": Sentence(
            ko="모자이크 한 칸이 {block_px}픽셀이면 가린 것을 되읽을 수 있습니다. {least}픽셀 이상으로 정해 주세요.",
            en="Mosaic blocks of {block_px} pixels can be read back. Choose {least} pixels or more.",
            status=422,
        ),
        "mask_tracks_of_another_clip": Sentence(
            ko="{file}: 다른 영상의 이동 경로로는 가릴 수 없습니다. 이 영상에서 추적부터 다시 해 주세요.",
            en="{file} cannot be masked from tracks of another clip. Track this clip first.",
            status=409,
        ),
    }
)
