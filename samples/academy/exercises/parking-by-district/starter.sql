select 구군
from 공영주차장_현황
