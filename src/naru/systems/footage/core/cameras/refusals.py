"""What a person is told when a camera's description cannot be used: where in it, what is wrong, what to do.

Every refusal carries ``place``, the way to it in the file: ``cameras[0].zones[2].points``.
"""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "camera_field_missing": Sentence(
            ko="{place}: 값이 없습니다. 카메라 파일에 이 항목을 적어 주세요.",
            en="{place} is missing. Add it to the camera file.",
            status=422,
        ),
        "camera_field_unknown": Sentence(
            ko="{place}: 알 수 없는 항목입니다. 쓸 수 있는 항목: {known}.",
            en="{place} is not a field of a camera file. Known here: {known}.",
            status=422,
        ),
        "camera_field_unusable": Sentence(
            ko="{place}: 쓸 수 없는 값입니다 ({given}). 필요한 값: {ko_wanted}.",
            en="{place} cannot be {given}. It takes {en_wanted}.",
            status=422,
        ),
        "camera_id_twice": Sentence(
            ko="{place}: 같은 번호가 이미 있습니다 ({id}). 카메라와 그 안의 구역·선은 저마다 다른 번호여야 합니다.",
            en="{place}: the id {id} is taken. Cameras, and the zones and lines of one camera, need ids of their own.",
            status=422,
        ),
        "camera_time_zone_unknown": Sentence(
            ko="{place}: 알 수 없는 시간대입니다 ({given}). Asia/Seoul처럼 IANA 이름으로 적어 주세요.",
            en="{place}: there is no time zone {given}. Write its IANA name, such as Asia/Seoul.",
            status=422,
        ),
        "camera_act_unknown": Sentence(
            ko="{place}: 그런 사건 규칙이 없습니다({given}). 쓸 수 있는 규칙: {known}.",
            en="{place}: there is no rule {given}. Known: {known}.",
            status=422,
        ),
        "camera_point_outside": Sentence(
            ko="{place}: 화면 밖의 점입니다({x}, {y}). 화면의 크기: {width}×{height} 픽셀.",
            en="{place}: the point ({x}, {y}) lies outside the picture of {width} × {height} pixels.",
            status=422,
        ),
        "camera_polygon_crosses": Sentence(
            ko="{place}: 구역의 변이 서로 엇갈립니다. 둘레를 한 방향으로 돌며 점을 적어 주세요.",
            en="{place}: the outline crosses or touches itself. Write its points in order around the edge.",
            status=422,
        ),
        "camera_polygon_flat": Sentence(
            ko="{place}: 넓이가 없는 구역입니다. 서로 다른 점을 셋 이상 적어 주세요.",
            en="{place}: the zone has no area. It needs three points or more that are not on one line.",
            status=422,
        ),
        "camera_line_short": Sentence(
            ko="{place}: 선에는 서로 다른 점이 둘 이상 있어야 합니다.",
            en="{place}: a line needs two points or more that differ.",
            status=422,
        ),
        "camera_ground_few": Sentence(
            ko="{place}: 지면 점이 {count}개뿐입니다. 화면과 땅에서 함께 잰 점을 4개 이상 적거나 모두 빼 주세요.",
            en="{place}: only {count} ground points. Give four or more that were measured both in the picture and on the ground, or none.",
            status=422,
        ),
        "camera_ground_weak": Sentence(
            ko="{place}: 지면 점들이 거의 한 줄에 있어 땅의 좌표를 구할 수 없습니다. 화면 곳곳에 흩어진 점을 재어 주세요.",
            en="{place}: the ground points lie almost on one line, so that they do not give the ground. Measure points all over the picture.",
            status=422,
        ),
        "camera_ground_twisted": Sentence(
            ko="{place}: 지면 점들이 서로 뒤바뀐 것 같습니다. 화면의 점마다 그 자리의 땅 좌표가 맞는지 확인해 주세요.",
            en="{place}: the ground points seem to be swapped. Check that each pixel stands with the metres of its own spot.",
            status=422,
        ),
        "camera_ground_far_off": Sentence(
            ko="{place}: 지면 점들이 서로 맞지 않습니다. 가장 어긋나는 점은 {number}번째로 {off_m} m 벗어납니다. 잰 값을 확인해 주세요.",
            en="{place}: the ground points contradict each other. Number {number} is off by {off_m} m, the most of them. Check what was measured.",
            status=422,
        ),
    }
)
