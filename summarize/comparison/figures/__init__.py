"""Figures: what is counted, and where outlets come to other numbers.

Number words, units and signs stand in ``words.toml``; what is no figure (a date, a time, a name) is left alone.
"""
