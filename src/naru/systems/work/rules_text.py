"""A job's rules as text, with an example to begin with."""

EXAMPLE = """{
  "labels": [
    {"name": "road", "ko": "도로", "en": "Roads"},
    {"name": "noise", "ko": "소음", "en": "Noise"},
    {"name": "other", "ko": "그 밖", "en": "Other"}
  ],
  "question": {"ko": "무엇에 대한 민원인가요?", "en": "What is the complaint about?"},
  "pay": {"by": "piece", "won": 120},
  "contract": "freelance",
  "batch_size": 20,
  "lease_minutes": 120,
  "rework_days": 3,
  "doubled_share": "0.2",
  "gold_in_batch": 2,
  "training": {"size": 5, "pass_share": "0.8", "tries": 2, "won": 1000},
  "idle_seconds": 60,
  "pay_weekday": 4
}
"""
