"""The pages: jobs.py for everyone, people.py contracts and pay, desk.py the tool, office.py for the job's own people; parts.py what they share."""
