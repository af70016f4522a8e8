"""The page on this machine's own address, kept new while it is looked at; it serves what the run folder holds only.

It has a thread and an event loop of its own, so that neither it nor the work that is watched keeps the other waiting.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self, TypeVar

from architect.page.address import Address
from architect.page.client import Client, HttpAnswer, HttpRequest, objection_to, refused
from architect.page.data import Page
from architect.page.filled import page_as_html, page_json, policy
from prover.words.errors import ArchitectError
from prover.words.shown import in_one_line

LOOKED_EVERY = 0.5  # seconds between two looks at the journal
SPARED = 9.0  # times what it takes to make the page are left to others before it is made again
ALIVE_EVERY = 5.0  # seconds between two signs of life to whoever listens
MOST_CLIENTS = 32
MOST_LISTENERS = 24  # of them: there is always room for who wants the page
SEEN_WITHIN = 5.0  # seconds that whoever listens has at the end, to see how it ended
STARTED_WITHIN = 10.0
EVENTS = "text/event-stream; charset=utf-8"
T = TypeVar("T")


class PageSource(Protocol):
    """What is served. ``stamp`` changes when the page would, and is cheap; ``live`` says that it may change again."""

    def stamp(self, live: bool) -> str: ...

    def page(self, live: bool) -> Page: ...


class Served:
    """``with Served(shown, address):`` serves there until it is left, which ends the address too.

    ``live`` says whether more is to come, until this ends; ``patience`` is how many seconds the end may wait for those
    who listen, and for the last page. What goes wrong ends nothing that is watched: `check` raises it.
    """

    def __init__(
        self,
        shown: PageSource,
        address: Address,
        live: Callable[[], bool] = lambda: True,
        patience: float = SEEN_WITHIN,
    ) -> None:
        self._shown, self._address, self._is_live, self._patience = shown, address, live, patience
        self._failure: BaseException | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="page", daemon=True)
        self._ready: Future[None] = Future()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.result(STARTED_WITHIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Whoever listens sees the end first."""
        with suppress(RuntimeError):  # the loop is closed: it failed
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()  # each wait in it has an end

    def check(self) -> None:
        """Raise what went wrong first, if anything did."""
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if not self._ready.done():
                self._ready.set_exception(error)
            else:
                self._keep(error)

    def _keep(self, error: BaseException) -> None:
        self._failure = self._failure or error

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._making, self._news = asyncio.Lock(), asyncio.Condition()
        self._stamp = self._etag = self._data = ""
        self._spare_until = 0.0
        self._listening = self._fetched = 0
        self._last, self._over = "", False  # the etag of the end; and whether nothing more is said
        self._makers = ThreadPoolExecutor(thread_name_prefix="page")
        try:
            await self._serve_until_stopped()
        finally:
            self._makers.shutdown(wait=False, cancel_futures=True)

    async def _serve_until_stopped(self) -> None:
        at_work = set[asyncio.Task[None]]()
        async with asyncio.TaskGroup() as group:

            def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                client = Client(reader, writer)
                if len(at_work) >= MOST_CLIENTS:
                    client.abort()
                    return
                at_work.add(task := group.create_task(self._attend(client)))
                task.add_done_callback(at_work.discard)

            async with await asyncio.start_server(attend, sock=self._address.socket):
                self._ready.set_result(None)
                watching = group.create_task(self._watch())
                await self._stop.wait()
                watching.cancel()
                await self._see_off()
                for task in at_work:
                    task.cancel()

    async def _apart(self, make: Callable[[], T]) -> T:
        """What ``make`` returns, in a thread; who is not waited for any more ends by itself."""
        return await self._loop.run_in_executor(self._makers, make)

    async def _attend(self, client: Client) -> None:
        """One client, from its request to its end; what goes wrong there ends it, and nothing else."""
        try:
            request = await client.request()
            if (objection := objection_to(request, self._address.names)) is not None:
                await client.answer(objection)
            elif request.target == "/events" and self._listening >= MOST_LISTENERS:
                await client.answer(refused(503, f"{MOST_LISTENERS} clients listen, and no more may"))
            elif request.target == "/events":
                await self._tell(client)
            else:
                await self._give(client, request)
            await client.close()
        except (ConnectionError, TimeoutError):
            pass
        except Exception as error:
            self._keep(error)
        finally:
            client.abort()

    async def _give(self, client: Client, request: HttpRequest) -> None:
        try:
            answer = await self._answer_to(request)
        except ArchitectError as error:
            answer = refused(503, in_one_line(str(error)))
        except Exception as error:
            self._keep(error)
            answer = refused(500, "a bug in this program: the page cannot be made")
        await client.answer(answer)
        if answer.headers and answer.headers.get("ETag") == self._last:
            async with self._news:
                self._fetched += 1
                self._news.notify_all()

    async def _answer_to(self, request: HttpRequest) -> HttpAnswer:
        if request.target not in ("/", "/data.json"):
            return refused(404, "there is no such page")
        etag, data = await self._current()
        if request.target == "/":
            html = await self._apart(lambda: page_as_html(data).encode())
            return HttpAnswer(200, html, "text/html; charset=utf-8", {"Content-Security-Policy": policy()})
        known = request.headers.get("if-none-match") == etag
        body = b"" if known else await self._apart(data.encode)
        return HttpAnswer(304 if known else 200, body, "application/json", {"ETag": etag})

    async def _current(self) -> tuple[str, str]:
        """The page as it is now, or was when it was made last, if that took long and is not long ago."""
        async with self._making:
            if time.monotonic() >= self._spare_until:
                live = not self._ended and self._is_live()
                stamp = await self._apart(lambda: self._shown.stamp(live))
                if f'"{stamp}"' != self._etag:
                    began = time.monotonic()
                    self._data = await self._apart(lambda: page_json(self._shown.page(live)))
                    self._etag = f'"{stamp}"'
                    self._last = self._etag if self._ended else ""
                    now = time.monotonic()
                    self._spare_until = 0.0 if self._ended else now + SPARED * (now - began)
            return self._etag, self._data

    async def _watch(self) -> None:
        """Look at the journal now and then, and have those who listen told when it grew."""
        while True:
            if time.monotonic() >= self._spare_until:
                await self._look()
            await asyncio.sleep(LOOKED_EVERY)

    async def _look(self) -> None:
        try:
            live = not self._ended and self._is_live()
            stamp = await self._apart(lambda: self._shown.stamp(live))
        except Exception as error:
            self._keep(error)
            return
        async with self._news:
            self._stamp = stamp
            self._news.notify_all()

    async def _tell(self, client: Client) -> None:
        """Tell a client of what is new, until nothing more is, or it leaves."""
        self._listening += 1
        try:
            await client.begin(HttpAnswer(200, kind=EVENTS))
            telling, leaving = asyncio.ensure_future(self._news_to(client)), asyncio.ensure_future(client.left())
            try:
                await asyncio.wait([telling, leaving], return_when=asyncio.FIRST_COMPLETED)
            finally:
                telling.cancel()
                leaving.cancel()
            with suppress(asyncio.CancelledError):
                await telling
        finally:
            self._listening -= 1
        async with self._news:
            self._news.notify_all()

    async def _news_to(self, client: Client) -> None:
        """Say at once, and then whenever it is so, that there is something new; or that we are still there."""
        told = ""
        while not self._over:
            piece = ": still here\n\n"
            with suppress(TimeoutError):
                async with asyncio.timeout(ALIVE_EVERY), self._news:
                    while self._stamp == told and not self._over:
                        await self._news.wait()
                    if self._stamp != told:
                        told = self._stamp
                        piece = f'event: changed\ndata: "{told}"\n\n'
            await client.go_on(piece.encode())
        await client.finish()

    async def _see_off(self) -> None:
        """Let those who listen see how it ended, and end what they are told as it should be."""
        self._ended, self._spare_until = True, 0.0
        try:
            async with asyncio.timeout(self._patience):
                if self._listening:
                    await self._current()
                    await self._look()
                    self._fetched = 0  # who had it before the end was told asks for it again
                    async with self._news:
                        await self._news.wait_for(lambda: self._fetched >= self._listening)
        except (ArchitectError, TimeoutError):
            pass
        except Exception as error:
            self._keep(error)
        self._over = True
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience), self._news:
                self._news.notify_all()
                await self._news.wait_for(lambda: not self._listening)
