"""Summarize and compare many outlets' coverage of one story: every sentence verbatim, every number traceable."""
