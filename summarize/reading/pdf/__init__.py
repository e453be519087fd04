"""Pages of a PDF: an article out of letters that have a place, a size, and nothing else."""
