"""Files of strangers, read in the limited child: task_child.py lines and tables, picture_child.py pictures."""
