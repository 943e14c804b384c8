select 날씨, round(avg("이용객(명)")) as 평균
from 해수욕장_이용객
where 날씨 is not null
group by 날씨
