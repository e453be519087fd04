"""Aligned sentences: what two outlets say alike, and word by word where they differ."""
