"""Metrics as versioned pure functions: a truth and a prediction in, one number out.

values.py         what a metric is, and the form of answer that it judges
labels.py         which class: accuracy, F1, MCC, kappa, IoU of classes
probabilities.py  how likely: AUC, average precision, log loss, Brier, top k
numbers.py        how much: MAE, RMSE, MAPE, R², pinball, CRPS
rankings.py       in which order: MAP@k, nDCG@k
boxes.py          where in a picture: IoU and COCO's mAP
register.py       all of them by name

Equal to scikit-learn 1.9 and pycocotools 2.0 to 1e-9. Arrays are NumPy's, one entry a row; what is undefined is NaN, which
never ranks. A metric that changes what it answers gets a new version, and a score names the version that made it.
"""
