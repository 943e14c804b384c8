t = 주요_상권_유동인구
answer = t.groupby(["상권", "시간대"], as_index=False)["유동인구(명)"].sum()
