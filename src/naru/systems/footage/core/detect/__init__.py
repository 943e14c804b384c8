"""From a model's raw output to boxes; motion; still people-like things."""
