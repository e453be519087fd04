"""From text to sentence spans, exact to the character, and the language of a document.

A text is cut into units that no sentence crosses: its lines, or, where the text is hard-wrapped, runs of lines. Within a
unit a library finds the sentences, nupunkt in English and sentencex elsewhere; then a few rules mend what it gets wrong
in news. Each rule stands beside the case that asked for it. How the libraries were chosen, and what stays wrong, is in
``docs/segmentation.md``.
"""

from .documents import detect_language, segment
from .spans import UNDETERMINED, sentence_spans

__all__ = ["UNDETERMINED", "detect_language", "segment", "sentence_spans"]
