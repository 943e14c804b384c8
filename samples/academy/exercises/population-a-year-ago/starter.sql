select 구군, 기준연월, "인구 (명)"
from 구_군별_인구_추이
order by 기준연월 desc
limit 20
