select 날씨
from 해수욕장_이용객
group by 날씨
