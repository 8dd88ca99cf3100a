"""A WordPress export written back with excerpts and key points in it; every other byte of it stays what it is.

An excerpt (``excerpt:encoded``) is what WordPress shows of a post where there is no room for all of it; it is filled in
where it is missing or empty. Headline, summary and highlights become custom fields (``wp:postmeta``) under names of
our own, hidden from the editor's list by the underscore that they begin with. What an earlier round trip wrote there is
replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from summarizer.outputs.filled import Filled
from summarizer.outputs.wxritem import Names, filled
from summarizer.outputs.xmlscan import Kind, Token, tokens

_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']", re.IGNORECASE)
_DECLARED = re.compile(rb"xmlns:([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ITEM = b"item"


def write_wxr(source: BinaryIO, target: BinaryIO, results: Iterable[Filled], *, overwrite: bool) -> None:
    """Copy an export with the results set in the items at their positions, of which one at a time is in memory."""
    remaining = iter(results)
    waiting = next(remaining, None)
    names = Names()
    held: list[Token] = []
    number = depth = 0
    for token in tokens(source):
        if token.kind is Kind.OTHER:
            if found := _ENCODING.match(token.data):
                names = names.in_encoding(found[1].decode())
        elif not held:
            names = names.with_declared(_declared(token)) if b"xmlns:" in token.data else names
            if token.name == _ITEM and token.kind is not Kind.END:
                number += 1
                while waiting is not None and waiting.position < number:
                    waiting = next(remaining, None)
        if held:
            held.append(token)
            depth += (token.kind is Kind.START) - (token.kind is Kind.END)
            if depth == 0 and waiting is not None:
                target.writelines(filled(held, waiting, names, overwrite=overwrite))
                held = []
        elif waiting is not None and waiting.position == number and token.name == _ITEM and token.kind is Kind.START:
            held, depth = [token], 1
        else:
            target.write(token.data)
    target.writelines(token.data for token in held)  # the file ended inside an item


def _declared(token: Token) -> Iterator[tuple[str, str]]:
    """Yield the prefixes that a tag declares, and the addresses that they stand for."""
    for prefix, double, single in _DECLARED.findall(token.data):
        yield prefix.decode("utf-8", "replace"), (double or single).decode("utf-8", "replace")
