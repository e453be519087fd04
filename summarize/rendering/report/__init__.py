"""The report as one self-contained page; what it shows is what the record says."""
