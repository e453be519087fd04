"""Records of the views as a comparison of any number of outlets would have them, for the tests of rendering."""

from __future__ import annotations

from typing import Any


def _town(o: int) -> str:
    return f"The Outlet of Town {o}"


def _sentence(o: int, text: str) -> dict[str, Any]:
    return {"document": f"outlet-{o}/article", "outlet": _town(o), "start": 0, "stop": len(text), "text": text}


def emphasis_of(n_outlets: int, n_themes: int) -> list[dict[str, Any]]:
    return [
        {
            "theme": k if k < n_themes else None,
            "term": None if k < n_themes else "a [word] | that is quite long",
            "outlet": _town(o),
            "count": 3,
            "of": 31,
            "count_elsewhere": 9,
            "of_elsewhere": 310,
            "ratio": 3.1 if o % 2 else 0.252,
            "log_odds": 1.2 if o % 2 else -1.2,
            "z": 3.3 if o % 2 else -3.3,
            "p_value": 0.001,
            "significant": o % 3 < 2,
            "alpha_0": 5.0 if k < n_themes else 100.0,
            "basis": ("outlet", "two articles", "this article")[o % 3],
            "pooled": 0.04,
            "design_effect": 2.5,
            "design_effect_elsewhere": 1.0,
            "least_variance": 0.0,
            "freedom": 12,
            "tested": 412,
        }
        for k in (*range(n_themes), n_themes)
        for o in range(n_outlets)
    ]


def views_of(n_outlets: int, n_themes: int, texts: list[str]) -> dict[str, Any]:
    outlets = [_town(o) for o in range(n_outlets)]
    outcomes = ["covered", "in_passing", "absent", "cannot_tell"]
    values = [[1.0 if i == j else round(1 / (1 + abs(i - j)), 6) for j in range(n_outlets)] for i in range(n_outlets)]
    merges = [
        {"first": sorted(outlets[:k]), "second": [outlets[k]], "likeness": round(1 / (1 + k), 6)}
        for k in range(1, n_outlets)
    ]
    known = [o for o in range(n_outlets) if o % 3]
    return {
        "emphasis": emphasis_of(n_outlets, n_themes),
        "emphasis_notes": ["words are not judged where one article alone stands for an outlet: The [Outlet]"],
        "emphasis_words_tested": 412,
        "omissions": [
            {
                "claim": i,
                "outlet": outlets[o],
                "count": int(o % 4 < 2),
                "outcome": outcomes[o % 4],
                "elsewhere": 3,
                "p_value": 0.012 if o % 4 > 1 else None,
                "nearest": {**_sentence(o, texts[o % len(texts)]), "similarity": 0.41} if o % 4 > 1 else None,
                "perhaps": (None, None, 0.04, 0.4)[o % 4],
                "unstated": o % 4 == 2,
                "share_elsewhere": 0.16,
                "correlation": 0.02,
                "n_effective": 25.4,
            }
            for i in range(2)
            for o in range(n_outlets)
        ],
        "prominence": [
            {
                "theme": k if kind == "theme" else None,
                "claim": k if kind == "claim" else None,
                "outlet": outlets[o],
                "headline": {"document": "outlet-0/article", "title": "A | headline"} if o == 0 else None,
                "in_lead": o < 2,
                "place": o + 1,
                "of": 40,
                "depth": (o + 0.5) / 40,
                "share": 0.1,
                "weighted_share": 0.2,
                "sentence": _sentence(o, texts[o % len(texts)]),
            }
            for kind, n in (("theme", n_themes), ("claim", 2))
            for k in range(n)
            for o in range(n_outlets)
            if (k + o) % 3 or kind == "claim"
        ],
        "timeline": [
            {
                "claim": i,
                "outlet": outlets[o],
                "document": f"outlet-{o}/article",
                "published": f"2025-02-18T1{o % 10}:05:00+03:00",
                "lag_minutes": None if n > 1 else 95.0 * n,
                "certain": i == 0,
                "place": "later" if n else "first",
                "lag_low_minutes": 95.0 * n,
                "lag_high_minutes": 100.0 * n,
                "sentence": _sentence(o, texts[o % len(texts)]),
                "statement": _sentence(0, texts[0]),
                "earlier": [] if i == 0 else [_sentence(k, texts[k % len(texts)]) for k in range(0, n_outlets, 3)],
            }
            for i in range(2)
            for n, o in enumerate(known if len(known) > 1 else [])
        ],
        "timeline_outlets": [
            {
                "outlet": outlets[o],
                "n_claims": 2,
                "n_certain": 1,
                "n_first": 1,
                "n_tied": 0,
                "median_lag_minutes": 3000.0,
            }
            for o in (known if len(known) > 1 else [])
        ],
        "timeline_documents": [
            {
                "document": f"outlet-{o}/article",
                "published": None if o % 3 == 0 else f"2025-02-18T1{o % 10}:05:00+03:00",
                "known": bool(o % 3),
                "reason": None if o % 3 else "no date",
                "earliest": f"2025-02-18T1{o % 10}:05:00+00:00" if o % 3 else None,
                "latest": f"2025-02-18T1{o % 10}:05:00+00:00" if o % 3 else None,
            }
            for o in range(n_outlets)
        ],
        "timeline_unordered": 3,
        "likeness": [
            {
                "kind": kind,
                "outlets": outlets,
                "sizes": [20] * n_outlets,
                "values": values,
                "chance": values if kind == "themes" else None,
                "left_out": [{"outlet": "A [short] one", "size": 2}],
                "merges": merges if n_outlets > 2 else [],
                "cophenetic": None if kind == "claims" else 0.87,
                "refused": None if n_outlets > 2 else "a tree needs three outlets",
            }
            for kind in ("themes", "claims", "verbatim")
        ],
        "breadth": [
            {
                "outlet": outlets[o],
                "n_sentences": 31 - o,
                "n_themes": n_themes,
                "effective": None if o == 4 else 2.5,
                "rarefied": None if o == 4 else 2.25,
                "rarefied_to": 12,
                "n_consensus": 1,
                "of_consensus": 2,
                "n_shared": 3,
                "of_shared": 4,
                "n_shared_surely": 1,
                "n_consensus_surely": 1,
                "of_consensus_surely": 1,
                "of_shared_surely": 1,
            }
            for o in range(n_outlets)
        ],
    }


def honesty_of(n_outlets: int, text: str) -> dict[str, Any]:
    return {
        "sentences_of": {_town(o): 1 for o in range(min(n_outlets, 6))},
        "n_outlets": n_outlets,
        "outlets_needed": min(n_outlets, 2),
        "outlets_enough": [_town(o) for o in range(min(n_outlets, 2))],
        "n_consensus": 3,
        "missed": [{"outlets": [_town(0)], "independent": 2, "sentence": _sentence(0, text)}],
        "silent_themes": [{"id": 1, "label": text, "outlets": [_town(0)], "sentence": _sentence(0, text)}],
    }
