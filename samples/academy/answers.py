"""What six students handed in for one of the longer exercises: five of their own making, and one copied with other names."""

LONG = "how-long-complaints-take"
LONG_ANSWERS = (
    """select 분야, median(date_diff('day', 접수일, 처리일)) as 걸린_날,
       round(100.0 * count(*) filter (where 처리일 is null) / count(*), 1) as 남은_비율
from 전자민원_접수_현황
group by 분야
""",
    """with 민원 as (
  select 분야, 처리일 is null as 남음, date_diff('day', 접수일, 처리일) as 날 from 전자민원_접수_현황
), 센것 as (
  select 분야, count(*) as 모두, sum(case when 남음 then 1 else 0 end) as 남은, median(날) as 걸린_날 from 민원 group by 분야
)
select 분야, 걸린_날, round(남은 * 100.0 / 모두, 1) as 남은_비율 from 센것
""",
    """select 가.분야, 나.걸린_날, round(100 - 100.0 * coalesce(나.끝난, 0) / 가.모두, 1) as 남은_비율
from (select 분야, count(*) as 모두 from 전자민원_접수_현황 group by 분야) 가
left join (
  select 분야, count(*) as 끝난, median(처리일 - 접수일) as 걸린_날
  from 전자민원_접수_현황 where 처리일 is not null group by 분야
) 나 on 가.분야 = 나.분야
""",
    """select distinct 분야,
       median(처리일 - 접수일) over (partition by 분야) as 걸린_날,
       round(avg(case when 처리일 is null then 100.0 else 0 end) over (partition by 분야), 1) as 남은_비율
from 전자민원_접수_현황
""",
    """select 분야, quantile_cont(처리일 - 접수일, 0.5) as 걸린_날, round(100 * (1 - count(처리일) / count(*)), 1) as 남은_비율
from 전자민원_접수_현황
group by all
""",
    """-- 내가 풀었음
WITH t AS (
  SELECT 분야, 처리일 IS NULL AS a, date_diff('day', 접수일, 처리일) AS b FROM 전자민원_접수_현황
), u AS (
  SELECT 분야, COUNT(*) AS c, SUM(CASE WHEN a THEN 1 ELSE 0 END) AS d, MEDIAN(b) AS 걸린_날 FROM t GROUP BY 분야
)
SELECT 분야, 걸린_날, ROUND(d * 100.0 / c, 1) AS 남은_비율 FROM u
""",
)
