select 노선
from 시내버스_노선별_월별_이용객
limit 5
