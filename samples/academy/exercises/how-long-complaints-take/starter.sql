select 분야, 접수일, 처리일
from 전자민원_접수_현황
limit 20
