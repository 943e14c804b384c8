t = 주요_상권_유동인구
하루 = t.groupby(["상권", "일자", "시간대"], as_index=False)["유동인구(명)"].sum()
평균 = 하루.groupby(["상권", "시간대"], as_index=False)["유동인구(명)"].mean()
순서 = 평균.sort_values(["상권", "유동인구(명)", "시간대"], ascending=[True, False, True])
answer = 순서.drop_duplicates("상권").rename(columns={"유동인구(명)": "유동인구"})
answer["유동인구"] = answer["유동인구"].round().astype(int)
