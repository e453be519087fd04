"""sentence-transformers' own ``encode``, in batches whose shape depends on no sentence but the one that is asked for.

PyTorch's products may be added up in another order where a batch has another shape or another number of threads works on it. So all batches of one length
have one shape, each is the work of one thread, and as many run at once as there are cores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .batches import FIXED, Division, divide
from .processor import processor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

#: A word of one word piece in nearly every vocabulary, of which texts are made that fill batches up.
_WORD: Final = "a"


def encode_alike(model: Any, texts: Sequence[str]) -> NDArray[np.float32]:
    """Encode texts by a sentence-transformers model so that the vector of each is the same whatever the others are, in whatever order.

    A batch holds at least one text that is there only to bring the others to its length.

    Parameters
    ----------
    model : sentence_transformers.SentenceTransformer
    texts : sequence of str

    Returns
    -------
    ndarray of shape (n_texts, n_dims), float32
        Unit rows.

    Notes
    -----
    A fifth more word pieces than in batches that are padded to their longest. Where no text of a wanted length can be made, each text is encoded by itself.

    References
    ----------
    Reimers, N., & Gurevych, I. (2019). Sentence-BERT: sentence embeddings using Siamese BERT-networks. EMNLP.
    """
    import numpy as np

    def run(batch: Division) -> NDArray[np.float32]:
        n_rows, length = batch.shape
        together = [texts[i] for i in batch.rows]
        together += [fillers.get(length, "")] * (n_rows - len(together))
        found = model.encode(
            together, batch_size=n_rows, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(found[: len(batch.rows)], dtype=np.float32)

    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    batches, fillers = _batches(model, texts)
    found = _in_single_threads(run, batches) if model.device.type == "cpu" else [run(batch) for batch in batches]
    vectors = np.empty((len(texts), found[0].shape[1]), dtype=np.float32)
    for batch, part in zip(batches, found, strict=True):
        vectors[batch.rows] = part
    return vectors


def _batches(model: Any, texts: Sequence[str]) -> tuple[list[Division], dict[int, str]]:
    """Batches, the longest first, and the text that fills those of each length up."""
    lengths = _lengths(model, texts)
    if lengths is None:
        return [Division([i], (1, 0)) for i in range(len(texts))], {}
    batches: list[Division] = []
    fillers: dict[int, str] = {}
    (fewest,) = _lengths(model, [_WORD]) or (0,)
    # One row more than those of a batch, for the text that has its length.
    for rows, (n_rows, length) in divide(lengths, FIXED, model.max_seq_length):
        filler = fillers.get(length) or " ".join([_WORD] * (1 + length - fewest))
        if length not in fillers and _lengths(model, [filler]) != [length]:
            batches += [Division([i], (1, length)) for i in rows]
        else:
            fillers[length] = filler
            batches.append(Division(rows, (n_rows + 1, length)))
    return batches[::-1], fillers


def _lengths(model: Any, texts: Sequence[str]) -> list[int] | None:
    """Word pieces of each text as the model reads it; None where it does not say."""
    prompt = (model.prompts or {}).get(model.default_prompt_name, "")
    # Older versions call it so.
    prepare = getattr(model, "preprocess", None) or model.tokenize
    mask = prepare([prompt + text for text in texts]).get("attention_mask")
    return None if mask is None else [int(n_pieces) for n_pieces in mask.sum(dim=1)]


def _in_single_threads(
    run: Callable[[Division], NDArray[np.float32]], batches: Sequence[Division]
) -> list[NDArray[np.float32]]:
    """Run batches at once, each by one thread of PyTorch; its setting for all others is as it was."""
    from concurrent.futures import ThreadPoolExecutor

    import torch

    n_before = torch.get_num_threads()
    try:
        with ThreadPoolExecutor(processor().n_cores, initializer=torch.set_num_threads, initargs=(1,)) as threads:
            return list(threads.map(run, batches))
    finally:
        torch.set_num_threads(n_before)
