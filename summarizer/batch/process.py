"""A worker's process, which a run starts and feeds: ``python -m summarizer.batch.process SOCKET MEMORY``, descriptors.

What an article does here costs the article and this process, never the run: a timer ends the process when an article
takes too long, even inside C code, and a limit on its address space ends it before it takes the machine's memory.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from summarizer.batch.channel import packed, unpacked
from summarizer.batch.orders import OUT_OF_MEMORY, Orders
from summarizer.errors import EngineError, SummarizerError

_SIZES = Path("/proc/self/statm")


def main(descriptor: int, memory: int) -> None:
    """Load the engine, say who it is or why not, then answer each group of articles until the run hangs up."""
    from summarizer.batch.worker import Worker

    end = socket.socket(fileno=descriptor)
    orders: Orders = unpacked(end)
    queue: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_receive, args=(end, queue), daemon=True).start()
    try:
        worker = Worker(
            orders.settings,
            orders.options,
            near=orders.near,
            arm=lambda count: _arm(count * orders.article_seconds),
            memory=memory,
        )
        end.sendall(packed(worker.identity()))
    except SummarizerError as error:
        end.sendall(packed(error))
        return
    except OSError as error:  # a full disk, a limit on files: nothing that another start would mend
        end.sendall(packed(EngineError(f"A worker cannot start: {error}.")))
        return
    _limit_memory(orders.article_memory)
    try:
        while True:
            end.sendall(packed(worker.process(queue.get())))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _receive(end: socket.socket, queue: SimpleQueue[Any]) -> None:
    """Read ahead, so that the run never waits; when it has gone, so do we, whatever is going on."""
    try:
        while True:
            queue.put(unpacked(end))
    except (EOFError, OSError):
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _arm(seconds: float) -> None:
    # Unhandled, the alarm ends the process by itself: no Python code has to run.
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int) -> None:
    if not _SIZES.exists():  # only Linux tells the size of an address space
        return
    taken = int(_SIZES.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = taken + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
