t = 대기오염_측정소_시간_자료
t["날"] = pd.to_datetime(t["측정일시"]).dt.date
하루 = t.groupby(["측정소", "날"])["초미세먼지(㎍/㎥)"].agg(["count", "mean"]).reset_index()
유효 = 하루[하루["count"] >= 18]
answer = 유효.groupby("측정소", as_index=False).agg(유효일=("날", "count"), 초미세먼지=("mean", "mean"))
answer["초미세먼지"] = answer["초미세먼지"].round(1)
