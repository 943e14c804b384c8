상점 = pd.read_csv(files["상점"], encoding="cp949", dtype=str)
매출 = pd.read_csv(files["매출"], encoding="cp949", dtype=str)
for 표 in (상점, 매출):
    표["상점번호"] = 표["상점번호"].str.strip().str.upper()
매출["매출"] = 매출["매출"].str.replace(",", "").astype("int64")
이은 = 매출.merge(상점, on="상점번호")
answer = 이은.groupby("업종", as_index=False).agg(상점=("상점번호", "nunique"), 매출=("매출", "sum"))
