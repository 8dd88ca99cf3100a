"""The model card of a trained encoder (Mitchell et al., "Model cards for model reporting", 2019)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def card(about: Mapping[str, Any]) -> str:
    """Return a card in Markdown: what the model is for, what it learnt from, how it did on what was held out."""
    training = about["training"]
    data = "\n".join(f"- `{name}`, SHA-256 `{digest}`" for name, digest in training["data"].items())
    plan = "\n".join(f"| {name} | {value} |" for name, value in training["plan"].items())
    history = "\n".join(f"| {step} | {loss:.3f} | {score:.1%} |" for step, loss, score in training["history"])
    versions = ", ".join(f"{name} {number}" for name, number in training["versions"].items())
    return _CARD.format(
        languages=", ".join(about["languages"]), data=data, plan=plan, history=history, versions=versions
    )


_CARD = """# Encoder

Picks the sentences of a news article that matter most, and says which of their phrases can go. It writes nothing.

- **Languages**: {languages}
- **Use**: `--engine encoder:FOLDER`, the folder that holds this card and `encoder.safetensors`.
- **Not for**: other languages, fiction, transcripts; deciding without an editor what is published.

## Learnt from

{data}

## How

| option | value |
|---|---|
{plan}

Versions: {versions}. The same data, options and versions give the same weights.

## Held-out articles

The score is how far its three picks come from the first three sentences' shares of the oracle's choice to the best
three's.

| step | training loss | score |
|---:|---:|---:|
{history}
"""
