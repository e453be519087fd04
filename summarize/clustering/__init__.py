"""Grouping the sentences of one story: from arrays to labels, knowing nothing of news.

Within one story every sentence resembles every other, and plain similarities say little. Four steps set the themes
apart: the common direction is removed, each row gains its neighbours in its document, rows are compared by *what they
are near to* instead of by what they are, and groups are merged by average linkage down to one bar. The bar is a mean
similarity of such profiles, which has the same meaning in every story, so the number of clusters follows from the data.
"""
