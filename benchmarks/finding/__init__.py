"""How fast and how small finding is: our side and its peers, on the same documents, tokens and questions, in one run.

`documents` and `questions` are what all sides get, `sides/` what each makes of them, `rows` what is measured against which
goal, `measuring` runs it for one archive, `reporting` writes it down.
"""
