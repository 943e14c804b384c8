t = 대기오염_측정소_시간_자료
t["날"] = pd.to_datetime(t["측정일시"]).dt.date
answer = t.head(20)
