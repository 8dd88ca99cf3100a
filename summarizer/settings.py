"""Settings of an installation: environment variables named ``SUMMARIZER_…``, or keyword arguments.

Every limit bounds something that a stranger controls. The README's table of settings is generated from here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from summarizer.complaints import complaint
from summarizer.errors import UsageError

Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0)]


def _from(ours: str, standard: str) -> Any:
    """Return a field that is read from our environment variable, or else from the one that everybody knows."""
    return Field(validation_alias=AliasChoices(f"SUMMARIZER_{ours}", standard))


class Settings(BaseSettings):
    """How this installation behaves, whoever calls it."""

    model_config = SettingsConfigDict(
        env_prefix="SUMMARIZER_", frozen=True, extra="ignore", populate_by_name=True, use_attribute_docstrings=True
    )

    engine: str = "auto"
    """Engine used when a caller names none."""

    min_sentences: Annotated[int, Field(ge=1)] = 3
    """Fewest body sentences of an article; below it the verdict is too_short."""
    min_words: Annotated[int, Field(ge=1)] = 40
    """Fewest body words of an article; below it the verdict is too_short."""

    max_bytes: Count = 10_000_000
    """Largest input, in bytes, before and after decompression."""
    max_characters: Count = 3_000_000
    """Longest canonical text, in characters."""
    max_blocks: Count = 20_000
    """Most paragraphs, headings and other blocks of one text."""
    max_sentences: Count = 20_000
    """Most sentences that may compete; the rest is left out with a warning."""
    max_depth: Count = 200
    """Deepest nesting of an HTML page."""
    max_pages: Count = 200
    """Most pages of a PDF."""

    max_archive_bytes: Count = 100_000_000_000
    """Most bytes that one archive may decompress to, all its files together; each article is held to max_bytes."""
    max_archive_members: Count = 1_000_000
    """Most files in one archive."""
    max_archive_ratio: Count = 200
    """Most that compressed data may grow to, as a multiple of its size; text grows three- to tenfold."""
    max_archive_depth: Count = 2
    """Most archives inside one another: 2 reads a zip inside a tar."""

    fetch_seconds: Seconds = 10.0
    """Time limit for fetching a URL, redirects included, in seconds."""
    fetch_redirects: Annotated[int, Field(ge=0)] = 5
    """Most redirects followed for a URL."""
    fetch_proxy: str | None = None
    """Proxy for fetching URLs; those of the environment are not used."""

    prompts: Path | None = None
    """Folder of prompts that take the place of the shipped ones of the same name."""
    engine_seconds: Seconds = 60.0
    """Time limit for what a generative model writes about one article, in seconds."""
    engine_tokens: Count = 8_192
    """Most tokens of an article that a generative model is given; of a longer one, it is given the weightiest
    sentences. An endpoint that holds less needs this lowered."""
    download: bool = False
    """Whether a generative model that is not on this machine may be downloaded from the Hugging Face hub."""
    device: Annotated[str, Field(pattern=r"^(auto|cpu|mps|cuda(:[0-9]{1,3})?)$")] = "auto"
    """Where models compute: auto (a GPU if there is one), cpu, mps, cuda or cuda:1."""
    torch_threads: Count | None = None
    """Threads that torch computes with; by default, as many as there are cores."""
    endpoint_url: Annotated[str | None, _from("ENDPOINT_URL", "OPENAI_BASE_URL")] = None
    """Base URL of an OpenAI-compatible server, such as http://127.0.0.1:8000/v1; OPENAI_BASE_URL serves as well."""
    endpoint_key: Annotated[SecretStr | None, _from("ENDPOINT_KEY", "OPENAI_API_KEY")] = None
    """Key of that server, if it wants one; OPENAI_API_KEY serves as well."""
    endpoint_proxy: str | None = None
    """Proxy for reaching the endpoint; those of the environment are not used."""

    web_fetch: bool = False
    """Whether the web form and the API may fetch URLs."""
    web_engines: Annotated[tuple[str, ...], NoDecode] = ()
    """Engines that callers may ask for beside auto, extractive, encoder and the default one, such as seq2seq:FOLDER;
    names, separated by commas."""
    host: str = "127.0.0.1"
    """Address that the server binds."""
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    """Port that the server binds."""
    workers: Count = 2
    """Worker processes of the server."""
    request_seconds: Annotated[int, Field(ge=1)] = 30
    """Time limit for receiving one web request, in seconds."""

    @field_validator("web_engines", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        return tuple(name for part in value.split(",") if (name := part.strip())) if isinstance(value, str) else value


def read_settings(**given: Any) -> Settings:
    """Return the settings given (not None), the rest from the environment. Raises UsageError for one without sense."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = f"SUMMARIZER_{str(first['loc'][0]).removeprefix('SUMMARIZER_')}".upper()
        raise UsageError(f"{name} is {first['input']!r}: {complaint(first)}") from error
