"""Any instruct model of the transformers library, asked through its own chat template with the product's prompts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

from summarizer.document import Document
from summarizer.engines import generation
from summarizer.engines.asking import answered, asked_for, values
from summarizer.engines.base import Draft, EngineInfo, Written
from summarizer.engines.condensing import condense
from summarizer.engines.generation import Generated, LocalModel
from summarizer.engines.rewriting import LocalRewriter, Prepared
from summarizer.errors import EngineError
from summarizer.extract.select import Budget
from summarizer.prompting.files import Prompts, load_prompts
from summarizer.prompting.messages import Messages, compose
from summarizer.records import Notice
from summarizer.settings import Settings


class CausalEngine(LocalRewriter):
    """Rewrites with an instruct model."""

    name = "causal"

    def __init__(self, local: LocalModel, prompts: Prompts, settings: Settings) -> None:
        super().__init__(local)
        self._prompts = prompts
        self._window = generation.window(local)
        self._most = settings.engine_tokens
        special = local.tokenizer.all_special_tokens
        self._special = [token for token in special if len(token) > 1 and not token.isalnum()]

    @classmethod
    def create(cls, model: str, settings: Settings) -> Self:
        """Load a model by its folder or its hub's name.

        Raises UsageError for prompts that are not valid, EngineError if the model cannot be loaded.
        """
        prompts = load_prompts(settings.prompts)
        return cls(generation.load(model, "causal", settings), prompts, settings)

    @staticmethod
    def info() -> EngineInfo:
        """Describe the engine."""
        return generation.described(
            "causal", "Writes with any instruct model that runs on this machine, through its chat template."
        )

    def _prepared(self, document: Document, draft: Draft, budget: Budget) -> Prepared:
        empty = self._chat(compose(self._prompts, (), values(document, budget)))
        prompt, *sizes = generation.token_counts(self._local, [empty, *(document.quote(s) for s in document.sentences)])
        room = min(self._most, self._window - prompt - asked_for(budget))
        part = condense(document, draft.salience, sizes=sizes, room=room)
        messages = compose(self._prompts, [self._plain(text) for text in part.paragraphs], values(document, budget))
        ids = self._local.tokenizer(self._chat(messages), add_special_tokens=False)["input_ids"]
        return Prepared(document, draft, part, ids, messages.number)

    def _new_tokens(self, budget: Budget) -> int:
        return asked_for(budget)

    def _how(self, language: str) -> Mapping[str, Any]:
        return {"num_beams": 1}

    def _read(self, prepared: Prepared, answer: Generated, budget: Budget) -> tuple[Written, tuple[Notice, ...]]:
        if not answer.finished:
            raise EngineError(f"The model's answer was cut off after {asked_for(budget):,} tokens.")
        said = answered(answer.text, prepared.number, prepared.document, budget)
        return replace(said, prompt_sha256=self._prompts.sha256), ()

    def _plain(self, text: str) -> str:
        """Return a text without the marks that this very model takes for something other than text."""
        for token in self._special:
            text = text.replace(token, " ")
        return text

    def _chat(self, messages: Messages) -> str:
        """Return a conversation as the model's template writes it; plain text if it has none."""
        from jinja2 import TemplateError

        whole = f"{messages.system}\n\n{messages.user}"
        if not self._local.tokenizer.chat_template:
            return f"{self._local.tokenizer.bos_token or ''}{whole}\n\n"
        try:
            return self._rendered(
                [{"role": "system", "content": messages.system}, {"role": "user", "content": messages.user}]
            )
        except TemplateError:  # how templates of models that were trained without a system's role refuse one
            return self._rendered([{"role": "user", "content": whole}])

    def _rendered(self, roles: Sequence[Mapping[str, str]]) -> str:
        """Render a conversation; models that can think aloud are asked not to."""
        text: str = self._local.tokenizer.apply_chat_template(
            list(roles), tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        return text
