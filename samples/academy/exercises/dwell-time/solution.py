궤적 = pd.read_csv(files["궤적"]).sort_values(["궤적", "초"])
앞 = 궤적.groupby("궤적")
새_방문 = (앞["초"].diff().fillna(99).round(3) > 1) | (궤적["구역"] != 앞["구역"].shift())
궤적["방문"] = 새_방문.cumsum()
방문 = 궤적.groupby("방문").agg(구역=("구역", "first"), 처음=("초", "min"), 끝=("초", "max"))
방문["길이"] = (방문["끝"] - 방문["처음"]).round(3)
센 = 방문[방문["길이"] >= 3]
answer = 센.groupby("구역", as_index=False).agg(방문=("길이", "count"), 머문_시간=("길이", "mean"))
answer["머문_시간"] = answer["머문_시간"].round(1)
