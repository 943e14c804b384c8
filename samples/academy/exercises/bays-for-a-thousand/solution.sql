with 사람 as (
  select 구군, "인구 (명)" as 인구 from 구_군별_인구_추이
  where 기준연월 = (select max(기준연월) from 구_군별_인구_추이)
), 자리 as (
  select 구군, sum("주차구획수") as 구획 from 공영주차장_현황 group by 구군
)
select 사람.구군, round(1000.0 * coalesce(자리.구획, 0) / 사람.인구, 1) as 천명당_구획
from 사람 left join 자리 using (구군)
