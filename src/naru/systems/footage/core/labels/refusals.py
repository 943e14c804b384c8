"""What a person is told of a label file that cannot be taken."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "labels_format_unknown": Sentence(
            ko="{format}: 모르는 라벨 형식입니다. 쓸 수 있는 형식: {known}.",
            en="No label format is called {format}. Known: {known}.",
            status=422,
        ),
        "labels_unreadable": Sentence(
            ko="{file}: {format} 라벨 파일로 읽을 수 없습니다. 자리: {place}. 문제: {problem}.",
            en="{file} cannot be read as {format}: {problem}, at {place}.",
            status=422,
        ),
        "labels_missing": Sentence(
            ko="{format} 라벨 파일이 없습니다. 있어야 하는 파일: {wanted}.",
            en="There is no {format} label file; wanted: {wanted}.",
            status=422,
        ),
        "labels_frame_impossible": Sentence(
            ko="{file}: 그림 번호가 맞지 않습니다. 자리: {place}, 번호: {frame}. 번호는 {first}부터입니다.",
            en="{file}: there is no frame {frame} (at {place}); this format counts from {first}.",
            status=422,
        ),
        "labels_box_impossible": Sentence(
            ko="{file}: 상자의 좌표가 맞지 않습니다. 자리: {place}, 좌표: {box}.",
            en="{file}: the box {box} at {place} is no box.",
            status=422,
        ),
        "labels_class_unknown": Sentence(
            ko="{file}: 선언하지 않은 분류입니다. 자리: {place}, 분류: {label}.",
            en="{file}: the class {label} at {place} is declared nowhere.",
            status=422,
        ),
        "labels_track_twice": Sentence(
            ko="{file}: 한 그림에 같은 궤적이 두 번 있습니다. 영상: {media}, 그림: {frame}, 궤적: {track}.",
            en="{file}: track {track} stands twice in frame {frame} of {media}.",
            status=422,
        ),
        "labels_media_twice": Sentence(
            ko="{file}: 같은 이름의 영상이나 그림이 두 번 있습니다: {media}. 폴더를 나누어 주세요.",
            en="{file}: {media} is there twice. Put them into folders.",
            status=422,
        ),
        "labels_too_many": Sentence(
            ko="{file}: 라벨이 한 번에 읽을 수 있는 수보다 많습니다: {limit}개.",
            en="{file} holds more than {limit} labels, the most that are read at once.",
            status=413,
        ),
        "labels_format_cannot_say": Sentence(
            ko="{format} 형식으로는 쓸 수 없습니다: {problem}.",
            en="{format} cannot say this: {problem}.",
            status=422,
        ),
    }
)
