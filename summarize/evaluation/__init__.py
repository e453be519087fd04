"""Scoring summaries against references: strings and arrays in, numbers out."""
