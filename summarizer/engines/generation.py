"""What the local generative models share: loading without running anybody's code, and generating under limits.

Weights are read from safetensors only, never from a pickle; code that a model brings along is never run; and nothing is
downloaded unless the settings say so.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from summarizer.engines.base import EngineInfo
from summarizer.engines.foreign import as_engine_error
from summarizer.errors import EngineError, MissingExtraError
from summarizer.settings import Settings

if TYPE_CHECKING:
    import torch

EXTRA = "transformer"
NEEDS = f"pip install 'newsroom-summarizer[{EXTRA}]'"
_PACKAGES = ("torch", "transformers", "safetensors", "tokenizers")
_CLASSES = {"seq2seq": "AutoModelForSeq2SeqLM", "causal": "AutoModelForCausalLM"}
_TOGETHER = 8
"""Texts generated together."""
_TOKENS_TOGETHER = 16_384
"""Tokens read together, padding included: a model's working memory grows with them."""


class Generated(NamedTuple):
    """What a model wrote, and whether it came to an end by itself."""

    text: str
    finished: bool


@dataclass(frozen=True, slots=True, eq=False)
class LocalModel:
    """A loaded model with its tokenizer. One thread at a time may use it: neither is made for more."""

    name: str
    model: Any
    tokenizer: Any
    revision: str
    seconds: float
    """Time limit for an answer, and for waiting for one's turn."""
    lock: Lock = field(default_factory=Lock)


def is_ready() -> bool:
    """Whether the packages are there; loads none."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def described(name: str, description: str) -> EngineInfo:
    """Describe an engine that runs a model on this machine."""
    ready = is_ready()
    return EngineInfo(name=name, description=description, ready=ready, needs=None if ready else NEEDS, takes_model=True)


def load(name: str, kind: Literal["seq2seq", "causal"], settings: Settings) -> LocalModel:
    """Load the model of a folder, or of a hub's name that is on this machine or may be downloaded.

    Raises MissingExtraError without torch and transformers, EngineError with the reason if it cannot be loaded.
    """
    if not is_ready():
        raise MissingExtraError(f"The {kind} engine", EXTRA)
    folder = Path(name).expanduser()
    if not folder.is_dir() and name.startswith(("/", ".", "~")):
        raise EngineError(f"The model {name} could not be loaded: there is no such folder.")
    hint = "" if settings.download or folder.is_dir() else " (nothing is downloaded unless SUMMARIZER_DOWNLOAD is true)"
    with as_engine_error(f"The model {name} could not be loaded{hint}"), _quiet():
        import torch
        import transformers

        if settings.torch_threads is not None:
            torch.set_num_threads(settings.torch_threads)
        device = _device(settings.device)
        place = str(folder) if folder.is_dir() else name
        rules = {"local_files_only": not settings.download, "trust_remote_code": False}
        tokenizer = transformers.AutoTokenizer.from_pretrained(place, **rules)
        model = getattr(transformers, _CLASSES[kind]).from_pretrained(place, use_safetensors=True, **rules)
        model = model.to(device=device, dtype=_dtype(device)).eval()
        if tokenizer.pad_token_id is None:
            tokenizer.pad_token = tokenizer.eos_token
        if kind == "causal":
            tokenizer.padding_side = "left"  # what is written follows the prompt without a gap
        return LocalModel(name, model, tokenizer, _revision(model, folder), settings.engine_seconds)


@contextmanager
def in_turn(local: LocalModel) -> Iterator[None]:
    """Hold a model for this thread alone. Raises EngineError if others keep it for too long."""
    if not local.lock.acquire(timeout=local.seconds):
        raise EngineError(f"The model {local.name} was busy for {local.seconds:g} s.")
    try:
        with as_engine_error(f"The model {local.name} failed"), _quiet():
            yield
    finally:
        local.lock.release()


def generate(
    local: LocalModel, prompts: Sequence[Sequence[int]], *, new_tokens: int, how: Mapping[str, Any]
) -> list[Generated]:
    """Return what a model writes to each prompt, given as token ids, in order; to be called in turn.

    Prompts of like lengths are read together. Raises EngineError if a group of them takes too long.
    """
    order = sorted(range(len(prompts)), key=lambda n: (-len(prompts[n]), n))
    found: dict[int, Generated] = {}
    while order:
        group = order[: max(1, min(_TOGETHER, _TOKENS_TOGETHER // len(prompts[order[0]])))]
        order = order[len(group) :]
        found.update(zip(group, _group(local, [prompts[n] for n in group], new_tokens, how), strict=True))
    return [found[n] for n in range(len(prompts))]


def _group(
    local: LocalModel, prompts: Sequence[Sequence[int]], new_tokens: int, how: Mapping[str, Any]
) -> list[Generated]:
    import torch

    batch = local.tokenizer.pad({"input_ids": [list(ids) for ids in prompts]}, return_tensors="pt")
    inputs = {name: batch[name].to(local.model.device) for name in ("input_ids", "attention_mask")}
    if local.model.config.model_type == "led":  # its first token sees all others (Beltagy et al. 2020, section 5.4)
        inputs["global_attention_mask"] = torch.zeros_like(inputs["input_ids"])
        inputs["global_attention_mask"][:, 0] = 1
    limit = local.seconds * len(prompts)
    started = time.monotonic()
    with torch.inference_mode():
        rows = local.model.generate(**inputs, do_sample=False, max_new_tokens=new_tokens, max_time=limit, **how).cpu()
    # An encoder-decoder's first token starts the decoder: it is not written, and may be the one that ends a text.
    rows = rows[:, 1 if local.model.config.is_encoder_decoder else inputs["input_ids"].shape[1] :]
    ends = _ends(local)
    finished = [any(token in ends for token in row) for row in rows.tolist()]
    if time.monotonic() - started >= limit and not all(finished):
        raise EngineError(f"The model {local.name} took longer than {local.seconds:g} s.")
    texts = local.tokenizer.batch_decode(rows, skip_special_tokens=True)
    return [Generated(text, done) for text, done in zip(texts, finished, strict=True)]


def window(local: LocalModel) -> int:
    """Return how many tokens a model reads at once, as far as it or its tokenizer says."""
    config = local.model.config
    positions = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
    told = [size for name in positions if isinstance(size := getattr(config, name, None), int) and size > 0][:1]
    return min([int(local.tokenizer.model_max_length), *told])


def writable(local: LocalModel, wanted: int) -> int:
    """Return how many tokens a model may write of those wanted: a decoder has only so many positions."""
    config = local.model.config
    limit = getattr(config, "max_decoder_position_embeddings", None) or getattr(config, "max_position_embeddings", None)
    return min(wanted, limit - 2) if isinstance(limit, int) and limit > 2 else wanted


def token_counts(local: LocalModel, texts: Sequence[str]) -> list[int]:
    """Return the length of each text in tokens; to be called in turn."""
    return [len(ids) for ids in local.tokenizer(list(texts), add_special_tokens=False)["input_ids"]]


def _ends(local: LocalModel) -> set[int]:
    ends = local.model.generation_config.eos_token_id
    return set(ends) if isinstance(ends, list) else {ends}


def _device(wanted: str) -> torch.device:
    import torch

    return torch.device("cuda" if torch.cuda.is_available() else "cpu") if wanted == "auto" else torch.device(wanted)


def _dtype(device: torch.device) -> torch.dtype:
    """Return 16 bits of float32's range where the device computes with them, else 32 bits."""
    import torch

    return torch.bfloat16 if device.type == "cuda" and torch.cuda.is_bf16_supported() else torch.float32


def _revision(model: Any, folder: Path) -> str:
    """Return the hub's commit, or the SHA-256 of the weights in a folder."""
    if not folder.is_dir():
        return str(model.config._commit_hash)
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.safetensors")):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep progress bars and advice for developers off the terminal."""
    from transformers.utils import logging

    verbosity = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
