"""What ``import summarizer`` offers, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer

LIGHT = {"numpy", "pydantic", "click"}
HEAVY = {
    "torch", "transformers", "flask", "apiflask", "nltk", "trafilatura", "ray", "pyarrow", "sklearn", "lightgbm",
    "matplotlib", "pypdf", "docx", "py3langid", "Stemmer", "requests", "urllib3", "rouge_score", "sqlalchemy", "openai",
    "gunicorn", "lxml", "charset_normalizer", "stop_words",
}  # fmt: skip


def loaded_by(code: str, *arguments: str) -> set[str]:
    """Return the top-level packages that a fresh process has after running the code."""
    program = f"import sys\nsys.argv[1:] = {list(arguments)!r}\n{code}\n"
    report = "import json; print('\\n' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}{report}"], capture_output=True, text=True, timeout=60, check=True
    )
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(names)


def test_the_public_names_are_sorted() -> None:
    assert summarizer.__all__ == sorted(summarizer.__all__)


def test_every_public_name_can_be_had() -> None:
    for name in summarizer.__all__:
        assert getattr(summarizer, name).__name__ == name


def test_every_public_name_is_promised_to_type_checkers_too() -> None:
    source = Path(summarizer.__file__).read_text(encoding="utf-8")
    promised = source.partition("if TYPE_CHECKING:")[2].partition("__all__")[0]
    assert [name for name in summarizer.__all__ if name not in promised] == []


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        summarizer.summarise  # noqa: B018


def test_star_import_brings_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from summarizer import *", names)
    assert set(summarizer.__all__) <= set(names)


def test_importing_the_package_loads_no_dependency_at_all() -> None:
    assert loaded_by("import summarizer") & (HEAVY | LIGHT) == set()


def test_help_loads_nothing_heavy() -> None:
    run = "from summarizer.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass"
    for arguments in (["--help"], ["summarize", "--help"], ["batch", "--help"]):
        assert loaded_by(run, *arguments) & (HEAVY | {"numpy"}) == set()


def test_summarising_plain_text_loads_neither_models_nor_web_nor_page_reader() -> None:
    text = (
        "The bridge closed on Monday after a lorry struck it. " * 3
        + "It will open again in May, the council said. " * 3
    )
    loaded = loaded_by(f"import summarizer\nsummarizer.Summarizer(engine='extractive').document({text!r})")
    assert loaded & (HEAVY - {"lxml", "Stemmer", "stop_words", "py3langid"}) == set()
