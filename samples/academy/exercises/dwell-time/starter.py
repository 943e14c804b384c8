궤적 = pd.read_csv(files["궤적"])
answer = 궤적.groupby("구역", as_index=False).size()
