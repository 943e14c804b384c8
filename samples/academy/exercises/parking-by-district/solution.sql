select 구군, count(*) as 주차장, sum("주차구획수") as 구획
from 공영주차장_현황
group by 구군
