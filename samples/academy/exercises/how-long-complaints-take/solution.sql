select 분야,
       median(date_diff('day', 접수일, 처리일)) as 걸린_날,
       round(100.0 * count(*) filter (where 처리일 is null) / count(*), 1) as 남은_비율
from 전자민원_접수_현황
group by 분야
