"""What a run and its workers say to each other arrives whole, in order, and never makes the run wait."""

from __future__ import annotations

import socket
from threading import Thread

import pytest
from batches import EXTRACTIVE

from summarizer import Settings
from summarizer.batch.channel import Channel, packed, unpacked
from summarizer.batch.orders import Orders

ORDERS = Orders(Settings(), EXTRACTIVE, 5.0, 1_000, near=False)


def test_orders_arrive_as_they_were_sent() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Channel(ours).put(ORDERS)
        assert unpacked(theirs) == ORDERS


def test_more_than_the_socket_holds_is_kept_until_it_is_read() -> None:
    ours, theirs = socket.socketpair()
    sent = [b"x" * 3_000_000, "last"]
    with theirs:
        channel = Channel(ours)
        for message in sent:
            channel.put(message)
        assert channel.is_waiting
        got: list[object] = []
        reader = Thread(target=lambda: got.extend(unpacked(theirs) for _ in sent))
        reader.start()
        while channel.is_waiting:
            channel.flush()
        reader.join(10)
        assert got == sent
        channel.close()


def test_a_message_in_pieces_is_taken_when_it_is_whole() -> None:
    ours, theirs = socket.socketpair()
    channel = Channel(ours)
    data = packed({"a": 1}) + packed("b")
    for place in range(0, len(data), 7):
        theirs.sendall(data[place : place + 7])
    assert list(channel.take()) == [{"a": 1}, "b"]
    theirs.sendall(packed("c")[:-1])
    assert list(channel.take()) == []
    assert channel.is_open
    theirs.close()
    assert list(channel.take()) == []
    assert not channel.is_open
    channel.close()


def test_last_words_are_heard() -> None:
    ours, theirs = socket.socketpair()
    channel = Channel(ours)
    theirs.sendall(packed("farewell"))
    theirs.close()
    assert list(channel.take()) == ["farewell"]
    channel.put("too late")
    assert not channel.is_waiting
    channel.close()


def test_a_worker_hears_that_the_run_hung_up() -> None:
    ours, theirs = socket.socketpair()
    ours.close()
    with theirs, pytest.raises(EOFError):
        unpacked(theirs)
