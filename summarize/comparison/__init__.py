"""Outlets side by side: one file a view, each its own small value."""
