select 노선, sum("이용객 (명)") as 이용객
from 시내버스_노선별_월별_이용객
group by 노선
order by 이용객 desc, 노선
limit 5
