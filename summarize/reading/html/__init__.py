"""Web pages: the article out of its page, and each field of metadata from the best place that has it."""
