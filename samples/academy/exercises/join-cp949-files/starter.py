상점 = pd.read_csv(files["상점"], encoding="cp949", dtype=str)
매출 = pd.read_csv(files["매출"], encoding="cp949", dtype=str)
answer = 매출
