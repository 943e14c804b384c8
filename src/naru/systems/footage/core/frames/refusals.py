"""What a person is told when a clip cannot be used: which, what is wrong, what to do."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "clip_is_empty": Sentence(
            ko="{file}: 내용이 없는 파일입니다(0바이트). 녹화기에서 다시 내보내 주세요.",
            en="{file} is empty (0 bytes). Export it again from the recorder.",
            status=422,
        ),
        "clip_is_a_playlist": Sentence(
            ko="{file}: 영상이 아니라 다른 파일을 가리키는 재생 목록입니다. 영상 파일을 직접 넣어 주세요.",
            en="{file} is a playlist that points at other files, not a clip. Bring the clips themselves.",
            status=422,
        ),
        "clip_is_no_video": Sentence(
            ko="{file}: 영상 형식이 아닙니다. MP4, MKV, AVI, TS, MPEG, FLV, ASF 영상으로 내보내 주세요.",
            en="{file} is not a video. Export it as MP4, MKV, AVI, TS, MPEG, FLV or ASF.",
            status=422,
        ),
        "clip_is_broken": Sentence(
            ko="{file}: 영상이 깨졌거나 끝까지 저장되지 않아 읽을 수 없습니다. 녹화기에서 다시 내보내 주세요.",
            en="{file} is damaged or was not saved to its end, and cannot be read. Export it again from the recorder.",
            status=422,
        ),
        "clip_has_no_pictures": Sentence(
            ko="{file}: 볼 수 있는 화면이 하나도 없습니다(소리만 있거나 비어 있음). 영상이 맞는지 확인해 주세요.",
            en="{file} has no picture that can be shown (sound only, or nothing). Check that it is a video.",
            status=422,
        ),
        "clip_codec_unknown": Sentence(
            ko="{file}: 압축 방식을 알 수 없어 화면을 읽을 수 없습니다. H.264나 H.265로 내보내 주세요.",
            en="{file} is compressed in a way that is not known here. Export it as H.264 or H.265.",
            status=422,
        ),
        "clip_too_large": Sentence(
            ko="{file}: 화면이 {width}×{height}픽셀로 너무 큽니다(한 장면 {most}픽셀까지). 해상도를 낮추어 내보내 주세요.",
            en="{file} has pictures of {width}×{height} pixels, which is too large (up to {most} pixels each). Export it smaller.",
            status=422,
        ),
        "clip_start_unknown": Sentence(
            ko="{file}: 언제 찍은 영상인지 알 수 없습니다. 이름에 2026-11-29_09-00-00처럼 시작 시각을 적거나 시작 시각을 따로 지정해 주세요.",
            en="{file} does not say when it was taken. Put its start into its name, as 2026-11-29_09-00-00, or give the start.",
            status=422,
        ),
        "clip_takes_memory": Sentence(
            ko="{file}: 읽는 데 메모리 {megabytes}MB로는 모자랍니다. 해상도를 낮추거나 짧게 나누어 내보내 주세요.",
            en="{file} needs over {megabytes} MB of memory to be read. Export it smaller or in shorter parts.",
            status=422,
            exit_code=5,
        ),
        "clip_takes_long": Sentence(
            ko="{file}: {seconds}초 안에 끝나지 않아 멈추었습니다. 짧게 나누어 내보내 주세요.",
            en="{file} was not done within {seconds} seconds and was stopped. Export it in shorter parts.",
            status=422,
            exit_code=5,
        ),
        "clip_breaks_reader": Sentence(
            ko="{file}: 읽는 도중 멈추었습니다. 파일이 깨졌을 수 있습니다. 녹화기에서 다시 내보내 주세요.",
            en="{file} broke its reader off; it may be damaged. Export it again from the recorder.",
            status=422,
            exit_code=5,
        ),
        "clip_changed": Sentence(
            ko="{file}: 처음 살펴본 뒤 파일이 바뀌었습니다(장면 {expected}개가 아니라 {seen}개). 처음부터 다시 처리해 주세요.",
            en="{file} has changed since it was probed ({seen} frames, not {expected}). Begin again with it.",
            status=409,
        ),
    }
)
