"""Voices: direct quotations, who says them, and which outlet lets whom speak, at what length.

Rules over the words around quotation marks and lists of words by language; no model.
"""
