"""Any encoder–decoder summariser of the transformers library: BART, PEGASUS, T5, LED, mBART and their kin.

It writes one text. Its sentences become the highlights, and the first of them the summary; the headline stays the
extracted one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Self

from summarizer.document import Document
from summarizer.engines import generation
from summarizer.engines.base import Draft, EngineInfo, Written
from summarizer.engines.condensing import condense
from summarizer.engines.generation import Generated, LocalModel
from summarizer.engines.rewriting import LocalRewriter, Prepared
from summarizer.engines.statements import written
from summarizer.errors import EngineError
from summarizer.extract.select import Budget
from summarizer.records import Notice
from summarizer.settings import Settings
from summarizer.text.sentences import split

_BEAMS = 4
"""Beams of the published summarisers (Lewis et al. 2020, Zhang et al. 2020)."""
_SENTENCE_TOKENS = 60
"""Tokens that a highlight may take; human ones take 20 on average."""
_SPECIAL = 4
"""Tokens that a tokenizer adds around a text, at most."""
_CODE = re.compile(r"([a-z]{2})_[A-Z]{2}")
"""A language as mBART's vocabulary writes it: de_DE."""
_SEARCH = ("no_repeat_ngram_size", "length_penalty", "early_stopping", "num_beams")
_PEGASUS_LINE = "<n>"
_END = re.compile(r"[.!?…。！？।؟։][\"'”’»)\]」』]*$")
_CUT_OFF = Notice(
    code="cut_off",
    message="The model reached its limit in the middle of a sentence, which was left out.",
    pointer="/highlights",
)


class Seq2seqEngine(LocalRewriter):
    """Rewrites with an encoder–decoder model."""

    name = "seq2seq"

    def __init__(self, local: LocalModel, settings: Settings) -> None:
        super().__init__(local)
        config = local.model.config
        asked: dict[str, Any] = (getattr(config, "task_specific_params", None) or {}).get("summarization", {})
        self._window = min(generation.window(local), settings.engine_tokens)
        self._prefix: str = asked.get("prefix") or getattr(config, "prefix", None) or ""
        self._codes = _language_codes(local)
        self._search = {"num_beams": _BEAMS, **{name: asked[name] for name in _SEARCH if name in asked}}
        if (own := local.model.generation_config.num_beams or 1) > 1:
            self._search["num_beams"] = own

    @classmethod
    def create(cls, model: str, settings: Settings) -> Self:
        """Load a model by its folder or its hub's name. Raises EngineError if it cannot be loaded."""
        return cls(generation.load(model, "seq2seq", settings), settings)

    @staticmethod
    def info() -> EngineInfo:
        """Describe the engine."""
        return generation.described(
            "seq2seq", "Rewrites with any encoder–decoder summariser: BART, PEGASUS, T5, LED, mBART."
        )

    def _prepared(self, document: Document, draft: Draft, budget: Budget) -> Prepared:
        tokenizer = self._local.tokenizer
        if (code := self._codes.get(document.language)) is not None:
            tokenizer.src_lang = code
        prefix, *sizes = generation.token_counts(
            self._local, [self._prefix, *(document.quote(sentence) for sentence in document.sentences)]
        )
        part = condense(document, draft.salience, sizes=sizes, room=self._window - prefix - _SPECIAL)
        text = self._prefix + " ".join(part.paragraphs)
        prompt = tokenizer(text, truncation=True, max_length=self._window)["input_ids"]
        return Prepared(document, draft, part, prompt)

    def _new_tokens(self, budget: Budget) -> int:
        return generation.writable(self._local, _SENTENCE_TOKENS * (budget.sentences + 1))

    def _how(self, language: str) -> Mapping[str, Any]:
        code = self._codes.get(language)
        return {**self._search, **(_spoken(self._local, code, self._codes.values()) if code else {})}

    def _read(self, prepared: Prepared, answer: Generated, budget: Budget) -> tuple[Written, tuple[Notice, ...]]:
        text = answer.text.replace(_PEGASUS_LINE, "\n\n")
        sentences = [text[span.start : span.end] for span in split(text, language=prepared.document.language)]
        cut_off = bool(sentences) and not answer.finished and not _END.search(sentences[-1])
        if cut_off:
            sentences.pop()
        if not sentences:
            raise EngineError("The model wrote no whole sentence.")
        said = written(prepared.document, budget, highlights=sentences, summary=sentences[0])
        return said, (_CUT_OFF,) if cut_off else ()


def _language_codes(local: LocalModel) -> dict[str, str]:
    """Return the model's languages, ISO 639-1 → its code, if it has to be told which one to write."""
    if not hasattr(local.tokenizer, "src_lang"):
        return {}
    return {found[1]: token for token in sorted(local.tokenizer.get_vocab()) if (found := _CODE.fullmatch(token))}


def _spoken(local: LocalModel, code: str, codes: Iterable[str]) -> dict[str, int]:
    """Return what makes a model write a language: mBART-50 is forced to, mBART-25 starts with it."""
    numbers = set(local.tokenizer.convert_tokens_to_ids(list(codes)))
    wanted: int = local.tokenizer.convert_tokens_to_ids(code)
    start = local.model.generation_config.decoder_start_token_id
    return {"decoder_start_token_id" if start is None or start in numbers else "forced_bos_token_id": wanted}
