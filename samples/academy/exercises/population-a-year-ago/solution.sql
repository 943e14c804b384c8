with 최근 as (select max(기준연월) as 달 from 구_군별_인구_추이)
select 지금.구군, 지금."인구 (명)" as 인구,
       round(100.0 * (지금."인구 (명)" - 전."인구 (명)") / 전."인구 (명)", 2) as 증감률
from 구_군별_인구_추이 지금
join 최근 on 지금.기준연월 = 최근.달
join 구_군별_인구_추이 전 on 전.구군 = 지금.구군 and 전.기준연월 = 지금.기준연월 - interval 1 year
