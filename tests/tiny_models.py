"""Models of every kind, small enough to be made and run in tests: random weights, a tokenizer trained on the spot.

python tests/tiny_models.py KIND FOLDER      writes one of bart, t5, pegasus, led, mbart, llama
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from articles import BY_LANGUAGE, LISTICLE, NEWS

PAD, START, END, UNKNOWN = "<pad>", "<s>", "</s>", "<unk>"
TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>\n{{ message['content'] }}</s>\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>\n{% endif %}"
)
WITHOUT_SYSTEM = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}" + TEMPLATE
WIDTH, HEADS, LAYERS, INNER = 16, 2, 1, 32


def tokenizer(*more: str) -> Any:
    """Train byte pairs on the tests' articles; every text can be written with them."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    kind: Any = PreTrainedTokenizerFast
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=700,
        special_tokens=[PAD, START, END, UNKNOWN, *more],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator([NEWS, LISTICLE, *BY_LANGUAGE.values()], trainer)
    made.post_processor = processors.TemplateProcessing(single=f"$A {END}", special_tokens=[(END, 2)])
    return kind(tokenizer_object=made, pad_token=PAD, bos_token=START, eos_token=END, unk_token=UNKNOWN)


def _ids(cutter: Any) -> dict[str, Any]:
    return {
        "vocab_size": len(cutter),
        "pad_token_id": cutter.pad_token_id,
        "bos_token_id": cutter.bos_token_id,
        "eos_token_id": cutter.eos_token_id,
        "decoder_start_token_id": cutter.eos_token_id,
    }


def _bart_like(**more: Any) -> dict[str, Any]:
    return {
        "d_model": WIDTH, "encoder_layers": LAYERS, "decoder_layers": LAYERS, "encoder_attention_heads": HEADS,
        "decoder_attention_heads": HEADS, "encoder_ffn_dim": INNER, "decoder_ffn_dim": INNER,
        "forced_eos_token_id": None, **more,
    }  # fmt: skip


def bart(cutter: Any, positions: int) -> Any:
    """Return a BART."""
    from transformers import BartConfig, BartForConditionalGeneration

    return BartForConditionalGeneration(
        BartConfig(**_ids(cutter), **_bart_like(max_position_embeddings=positions, forced_bos_token_id=None))
    )


def mbart(cutter: Any, positions: int) -> Any:
    """Return an mBART."""
    from transformers import MBartConfig, MBartForConditionalGeneration

    return MBartForConditionalGeneration(MBartConfig(**_ids(cutter), **_bart_like(max_position_embeddings=positions)))


def pegasus(cutter: Any, positions: int) -> Any:
    """Return a PEGASUS."""
    from transformers import PegasusConfig, PegasusForConditionalGeneration

    ids = {**_ids(cutter), "decoder_start_token_id": cutter.pad_token_id}
    return PegasusForConditionalGeneration(PegasusConfig(**ids, **_bart_like(max_position_embeddings=positions)))


def led(cutter: Any, positions: int) -> Any:
    """Return a LED, which reads more than it writes."""
    from transformers import LEDConfig, LEDForConditionalGeneration

    sizes = _bart_like(max_encoder_position_embeddings=positions, max_decoder_position_embeddings=256)
    return LEDForConditionalGeneration(LEDConfig(**_ids(cutter), **sizes, attention_window=[16]))


def t5(cutter: Any, positions: int) -> Any:
    """Return a T5, which wants to be told its task."""
    from transformers import T5Config, T5ForConditionalGeneration

    ids = {**_ids(cutter), "decoder_start_token_id": cutter.pad_token_id}
    sizes: dict[str, Any] = {"d_model": WIDTH, "d_kv": 8, "d_ff": INNER, "num_layers": LAYERS, "num_heads": HEADS}
    config = T5Config(**ids, **sizes)
    config.n_positions = positions
    config.task_specific_params = {"summarization": {"prefix": "summarize: ", "num_beams": 2}}
    return T5ForConditionalGeneration(config)


def llama(cutter: Any, positions: int) -> Any:
    """Return a Llama."""
    from transformers import LlamaConfig, LlamaForCausalLM

    ids = {key: value for key, value in _ids(cutter).items() if key != "decoder_start_token_id"}
    sizes: dict[str, Any] = {
        "hidden_size": WIDTH,
        "intermediate_size": INNER,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
    }
    return LlamaForCausalLM(LlamaConfig(**ids, **sizes, max_position_embeddings=positions))


KINDS: dict[str, Callable[[Any, int], Any]] = {
    "bart": bart, "t5": t5, "pegasus": pegasus, "led": led, "mbart": mbart, "llama": llama,
}  # fmt: skip


def write_model(
    kind: str, folder: Path, *, positions: int = 1_024, template: str | None = TEMPLATE, more: Sequence[str] = ()
) -> Path:
    """Write a model with random weights and its tokenizer, and return the folder."""
    import torch

    torch.manual_seed(5)
    cutter = tokenizer(*more)
    if kind == "llama":
        cutter.chat_template = template
    _save(KINDS[kind](cutter, positions), cutter, folder)
    return folder


def write_parrot(
    kind: str, folder: Path, *pieces: str, ends: bool = True, positions: int = 4_096, template: str | None = TEMPLATE
) -> Path:
    """Write a t5 or llama that answers everything with the same few pieces, and return the folder.

    A line break, or the token that starts a decoder, is followed by the first piece, and the last piece by the end, or
    by itself. Its layers add nothing, so each token alone decides on the next: the one whose embedding, four times as
    long as its own, shares a dimension with it.
    """
    import torch

    cutter = tokenizer()
    cutter.add_tokens(list(pieces))
    cutter.chat_template = template
    model = KINDS[kind](cutter, positions)
    start = cutter.pad_token_id if kind == "t5" else cutter.convert_tokens_to_ids(cutter.tokenize("\n"))[0]
    chain = [start, *cutter.convert_tokens_to_ids(list(pieces)), *([cutter.eos_token_id] if ends else [])]
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight", ".o.weight", ".wo.weight")):
                weight.zero_()
        embeddings = model.get_input_embeddings().weight.zero_()
        for place, token in enumerate(chain):
            embeddings[token, place] = embeddings[token, place + 1] = 4.0**place
        model.get_output_embeddings().weight.copy_(embeddings)
    if kind == "t5":
        model.config.task_specific_params = {"summarization": {"num_beams": 1}}
    _save(model, cutter, folder)
    return folder


def _save(model: Any, cutter: Any, folder: Path) -> None:
    model.eval().save_pretrained(folder)
    cutter.save_pretrained(folder)


if __name__ == "__main__":
    write_model(sys.argv[1], Path(sys.argv[2]))
