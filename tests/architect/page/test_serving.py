"""The server: who may ask for what, what is given, who is told, and that it ends with whatever it shows."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from architect.page.address import Address
from architect.page.client import MOST_HEAD_BYTES, READ_WITHIN
from architect.page.data import Page
from architect.page.of_run import RunPage
from architect.page.serving import MOST_CLIENTS, MOST_LISTENERS, Served
from architect.project.recorded import run_of
from prover.words.errors import BadInput
from tests.conftest import PATIENCE
from tests.journals.kept import copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied("runs/killed_in_a_campaign", tmp_path / "a_run", "0" * 64)


@pytest.fixture
def address() -> Iterator[Address]:
    with Address() as address:
        yield address


@pytest.fixture
def served(address: Address, folder: Path) -> Iterator[Served]:
    with Served(RunPage(run_of(str(folder))), address) as served:
        yield served
    served.check()


class Played:
    """A page of the folder, unless something is to go wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.of_run = RunPage(run_of(str(folder)))
        self.makes: Callable[[], None] = lambda: None
        self.looks: Callable[[], None] = lambda: None

    def stamp(self, live: bool) -> str:
        self.looks()
        return self.of_run.stamp(live)

    def page(self, live: bool) -> Page:
        self.makes()
        return self.of_run.page(live)


def failing() -> None:
    raise UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates not allowed")


def asked(address: Address, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """The answer, its body still to be read; a header of another name than the host's has `_` for `-`."""
    connection = HTTPConnection("127.0.0.1", address.port, timeout=PATIENCE)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


def event(stream: HTTPResponse) -> str:
    """The data of the next event."""
    while not (line := stream.readline().decode()).startswith("data: "):
        assert line != "", "it ended"
    return line.removeprefix("data: ").strip()


def test_the_page_and_its_data_are_given(served: Served, address: Address, folder: Path) -> None:
    page, data = asked(address, "/"), asked(address, "/data.json")
    found = json.loads(data.read())
    assert (page.status, data.status) == (200, 200)
    assert (found["title"], found["live"], len(found["graphs"][0]["events"])) == ("mul_comm", True, 5)
    assert b'"title":"mul_comm"' in page.read()
    for answer in (page, data):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Access-Control-Allow-Origin"] is None
    assert "sha256-" in page.headers["Content-Security-Policy"]


def test_what_has_not_changed_is_not_sent_again(served: Served, address: Address, folder: Path) -> None:
    etag = asked(address, "/data.json").headers["ETag"]
    again = asked(address, "/data.json", If_None_Match=etag)
    assert (again.status, again.read(), again.headers["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/", "GET", {"Host": "evil.example"}, 403),
        ("/data.json", "GET", {"Host": "127.0.0.1.evil.example"}, 403),
        ("/data.json", "GET", {"Host": "127.0.0.1"}, 403),
        ("/data.json", "GET", {"Origin": "http://evil.example"}, 403),
        ("/events", "GET", {"Origin": "null"}, 403),
        ("/data.json", "GET", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
        ("/data.json", "POST", {}, 405),
        ("/", "HEAD", {}, 405),
        ("/run.json", "GET", {}, 404),
        ("/../run.json", "GET", {}, 404),
        ("/data.json?x", "GET", {}, 404),
        ("//evil.example/", "GET", {}, 404),
    ],
)
def test_who_is_from_elsewhere_or_wants_something_else_gets_nothing(
    served: Served, address: Address, path: str, method: str, headers: dict[str, str], status: int
) -> None:
    answer = asked(address, path, method, **headers)
    assert answer.status == status
    assert b"mul_comm" not in answer.read()


def test_this_machine_may_be_called_by_its_name(served: Served, address: Address) -> None:
    name = f"localhost:{address.port}"
    assert asked(address, "/data.json", Host=name, Origin=f"http://{name}").status == 200


@pytest.mark.parametrize("said", [b"\x00\xff nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"x" * MOST_HEAD_BYTES * 2])
def test_what_is_no_request_ends_its_connection_and_nothing_else(served: Served, address: Address, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", address.port), timeout=PATIENCE) as connection:
        connection.sendall(said)
        assert connection.recv(12).startswith(b"HTTP/1.1 4")
    assert asked(address, "/data.json").status == 200


def test_so_many_clients_are_served_and_no_more_and_none_keeps_it_from_ending(served: Served, address: Address) -> None:
    with ExitStack() as stack:
        for _ in range(MOST_CLIENTS):
            idle = stack.enter_context(socket.create_connection(("127.0.0.1", address.port), timeout=PATIENCE))
            idle.sendall(b"GET / HTTP/1.1\r\n")
        with socket.create_connection(("127.0.0.1", address.port), timeout=READ_WITHIN / 2) as silent:
            assert silent.recv(1) == b"", "it has no time to say anything"
        served.__exit__(None, None, None)
        with pytest.raises(ConnectionRefusedError):
            asked(address, "/data.json")


def test_however_many_listen_there_is_room_for_who_wants_the_page(served: Served, address: Address) -> None:
    streams = [asked(address, "/events") for _ in range(MOST_LISTENERS)]
    assert {stream.status for stream in streams} == {200}
    assert asked(address, "/events").status == 503
    assert [asked(address, path).status for path in ("/", "/data.json")] == [200, 200]
    for stream in streams:
        stream.close()


def test_a_fault_in_making_the_page_is_answered_and_kept_and_ends_nothing(folder: Path) -> None:
    played = Played(folder)
    with Address() as address, Served(played, address) as served:
        stream = asked(address, "/events")
        event(stream)
        played.makes = failing
        assert [asked(address, path).status for path in ("/", "/data.json")] == [500, 500]
        played.makes = lambda: None
        assert asked(address, "/data.json").status == 200
        played.makes = failing
    stream.read()  # it is whole: else this raises
    with pytest.raises(UnicodeEncodeError):
        served.check()


def test_a_fault_in_looking_for_news_is_kept_and_ends_nothing(folder: Path) -> None:
    played, looked = Played(folder), Event()

    def look() -> None:
        looked.set()
        failing()

    played.looks = look
    with Address() as address, Served(played, address) as served:
        assert looked.wait(PATIENCE)
        assert asked(address, "/data.json").status == 500
        played.looks = lambda: None
        stream = asked(address, "/events")
        event(stream)
        stream.close()
    with pytest.raises(UnicodeEncodeError):
        served.check()


def test_a_last_page_that_is_not_made_in_time_is_not_waited_for(folder: Path) -> None:
    played, begun, over = Played(folder), Event(), Event()

    def wait() -> None:
        begun.set()
        assert over.wait(PATIENCE)

    try:
        with Address() as address, Served(played, address, patience=0.05) as served:
            stream = asked(address, "/events")
            event(stream)
            played.makes = wait
        assert begun.is_set(), "it was being made"
        served.check()
    finally:
        over.set()


def test_whoever_listens_is_told_when_the_journal_grew(served: Served, address: Address, folder: Path) -> None:
    stream = asked(address, "/events")
    first = event(stream)
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "journal.jsonl").write_bytes(b"".join([*lines, lines[-1]]))
    second = event(stream)
    found = asked(address, "/data.json")
    assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert first != second == found.headers["ETag"]
    assert len(json.loads(found.read())["graphs"][0]["events"]) == 6
    stream.close()


def test_a_journal_that_is_cut_off_or_damaged_is_said_and_the_server_lives(
    served: Served, address: Address, folder: Path
) -> None:
    journal, stream = folder / "journal.jsonl", asked(address, "/events")
    whole = journal.read_bytes()
    event(stream)
    journal.write_bytes(whole[:-20])
    event(stream)
    assert len(json.loads(asked(address, "/data.json").read())["graphs"][0]["events"]) == 4
    journal.write_bytes(b"no journal\n")
    event(stream)
    damaged = asked(address, "/data.json")
    assert (damaged.status, b"not an event of a journal" in damaged.read()) == (503, True)
    journal.write_bytes(whole)
    event(stream)
    assert asked(address, "/data.json").status == 200
    stream.close()


def test_at_the_end_whoever_listens_is_told_and_sees_how_it_ended(address: Address, folder: Path) -> None:
    ends: list[dict[str, object]] = []
    with Served(RunPage(run_of(str(folder))), address):
        stream = asked(address, "/events")
        before = event(stream)

        def listen() -> None:
            assert event(stream) != before
            ends.append(json.loads(asked(address, "/data.json").read()))
            assert stream.read().strip().removeprefix(b": still here") == b""  # it is whole: else this raises

        listener = Thread(target=listen)
        listener.start()
    listener.join(PATIENCE)
    assert [end["live"] for end in ends] == [False]


@pytest.mark.long
def test_who_has_the_last_page_before_the_end_is_told_may_ask_for_it_again(address: Address, folder: Path) -> None:
    class Slow(Played):
        """Its last look for news, the second one at the end, takes until the page was had."""

        def __init__(self) -> None:
            super().__init__(folder)
            self.looking, self.had, self.at_the_end = Event(), Event(), count(1)

        def stamp(self, live: bool) -> str:
            if not live and next(self.at_the_end) == 2:
                self.looking.set()
                assert self.had.wait(PATIENCE)
            return super().stamp(live)

    played, ends = Slow(), list[bool]()

    def listen() -> None:
        assert played.looking.wait(PATIENCE)
        ends.append(json.load(asked(address, "/data.json"))["live"])
        played.had.set()
        assert event(stream) != before
        assert [stream.readline() for _ in range(2)] == [b"\n", b": still here\n"]
        ends.append(json.load(asked(address, "/data.json"))["live"])
        stream.close()

    with Served(played, address, patience=PATIENCE):
        stream = asked(address, "/events")
        before = event(stream)
        listener = Thread(target=listen)
        listener.start()
    listener.join(PATIENCE)
    assert ends == [False, False]


def test_a_port_that_is_taken_is_bad_input(address: Address) -> None:
    with pytest.raises(BadInput, match=f"port {address.port}: it is not to be had"):
        Address(address.port)


def test_who_comes_before_there_is_a_page_waits_for_it(address: Address, folder: Path) -> None:
    early = HTTPConnection("127.0.0.1", address.port, timeout=PATIENCE)
    early.request("GET", "/data.json")
    with Served(RunPage(run_of(str(folder))), address):
        assert json.load(early.getresponse())["title"] == "mul_comm"
