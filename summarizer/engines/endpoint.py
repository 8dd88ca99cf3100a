"""Any OpenAI-compatible server: vLLM, Ollama, llama.cpp, ``transformers serve``, or a provider's."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.util import find_spec
from typing import Self

from summarizer.document import Document
from summarizer.engines.asking import answered, asked_for, values
from summarizer.engines.base import Draft, EngineInfo
from summarizer.engines.condensing import condense
from summarizer.engines.endpoint_client import Client, PromptTooLongError
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.errors import EngineError, MissingExtraError
from summarizer.extract.select import Budget
from summarizer.prompting.files import Prompts, load_prompts
from summarizer.prompting.messages import compose
from summarizer.settings import Settings

_EXTRA = "endpoint"
_BYTES_A_TOKEN = 3
"""UTF-8 bytes that a token stands for: 4.5 in English, 3 in Chinese; too few is safe."""
_SHRINKINGS = 3
"""Times that a server may find an article too long; it is given half as much each time."""


class EndpointEngine:
    """Writes with a model of a server; what it leaves open is drafted by the extractive engine."""

    name = "endpoint"

    def __init__(self, client: Client, prompts: Prompts, settings: Settings) -> None:
        self.model: str | None = client.model
        self.revision: str | None = None
        self._client = client
        self._prompts = prompts
        self._extractive = ExtractiveEngine.create(None)
        self._most = settings.engine_tokens
        self._seconds = settings.engine_seconds

    @classmethod
    def create(cls, model: str, settings: Settings) -> Self:
        """Make the engine for a model of the server that the settings name; calls nobody.

        Raises MissingExtraError without the openai package, UsageError for prompts that are not valid, EngineError if
        the settings name no server.
        """
        if find_spec("openai") is None:
            raise MissingExtraError("The endpoint engine", _EXTRA)
        return cls(Client(model, settings), load_prompts(settings.prompts), settings)

    @staticmethod
    def info() -> EngineInfo:
        """Describe the engine."""
        ready = find_spec("openai") is not None
        return EngineInfo(
            name="endpoint",
            description="Writes with a model of any OpenAI-compatible server, such as vLLM, Ollama or llama.cpp.",
            ready=ready,
            needs=None if ready else f"pip install 'newsroom-summarizer[{_EXTRA}]'",
            takes_model=True,
        )

    def draft(self, document: Document, budget: Budget) -> Draft:
        """Draft one document. Raises EngineError."""
        deadline = time.monotonic() + self._seconds
        draft = self._extractive.draft(document, budget)
        sizes = [len(document.quote(each).encode()) // _BYTES_A_TOKEN + 1 for each in document.sentences]
        room = min(self._most, sum(sizes) + 2 * len(sizes))
        for _ in range(_SHRINKINGS):
            part = condense(document, draft.salience, sizes=sizes, room=room)
            messages = compose(self._prompts, part.paragraphs, values(document, budget))
            try:
                text = self._client.ask(messages, tokens=asked_for(budget), deadline=deadline)
            except PromptTooLongError:
                room //= 2
                continue
            said = answered(text, messages.number, document, budget)
            notices = (*draft.notices, *part.notices(len(sizes)))
            return replace(draft, written=replace(said, prompt_sha256=self._prompts.sha256), notices=notices)
        raise EngineError("The endpoint takes no article of this length.")
