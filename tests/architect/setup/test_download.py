"""Files of releases come from a server on this machine, which breaks off, lies, is slow or is not there."""

import errno
import itertools
import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from architect.setup.download import drop, fetched
from architect.setup.release import Asset, offered
from architect.setup.web import Web
from prover.words.errors import DownloadBroken, SetupFailed, StorageFailed
from tests.architect.setup.releases import (
    LEAN,
    TAG,
    Server,
    cut_after,
    ignores_ranges,
    quiet,
    says,
    serving,
    stops_after,
)

DATA = random.Random(0).randbytes(400_000)
FILE = f"/files/{LEAN}"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server({LEAN: DATA})) as server:
        yield server


@pytest.fixture
def web(server: Server) -> Web:
    return Web(server.url, tries=3, pause=lambda seconds: None)


def asset(web: Web) -> Asset:
    return offered(web, "leanprover/lean4", TAG, "lean")


def fetch(web: Web, folder: Path) -> bytes:
    return fetched(web, asset(web), folder, quiet()[0]).read_bytes()


def asked_for(server: Server) -> list[str | None]:
    return [what for path, what in server.asked if path == FILE]


def test_after_a_small_file_that_came_whole_nobody_waits(server: Server, tmp_path: Path) -> None:
    server.files[LEAN] = b"small"
    pauses: list[float] = []
    assert fetch(Web(server.url, pause=pauses.append), tmp_path) == b"small"
    assert pauses == []


def test_a_file_comes_whole_and_is_not_asked_for_again(server: Server, web: Web, tmp_path: Path) -> None:
    assert fetch(web, tmp_path / "new") == DATA
    assert fetch(web, tmp_path / "new") == DATA
    assert asked_for(server) == [None]
    drop(tmp_path / "new" / LEAN)
    assert [*(tmp_path / "new").iterdir()] == []


def test_a_download_that_breaks_off_goes_on_where_it_stopped(server: Server, web: Web, tmp_path: Path) -> None:
    server.scenes += [cut_after(100_000), cut_after(50_000), says(503)]
    assert fetch(web, tmp_path) == DATA
    assert asked_for(server) == [None, "bytes=100000-", "bytes=150000-", "bytes=150000-"]


def test_what_came_before_a_failure_is_kept_for_the_next_run(server: Server, web: Web, tmp_path: Path) -> None:
    server.scenes += [cut_after(100_000), says(403)]
    with pytest.raises(DownloadBroken, match=r"HTTP 403 .*try again in an hour"):
        fetch(web, tmp_path)
    tell, lines = quiet()
    assert fetched(web, asset(web), tmp_path, tell).read_bytes() == DATA
    assert asked_for(server) == [None, "bytes=100000-", "bytes=100000-"]
    assert "from 100 kB on" in lines[0]


def test_a_server_that_knows_no_ranges_begins_anew(server: Server, web: Web, tmp_path: Path) -> None:
    server.scenes += [cut_after(100_000), ignores_ranges]
    assert fetch(web, tmp_path) == DATA


def test_a_part_of_another_file_is_not_gone_on_with(server: Server, web: Web, tmp_path: Path) -> None:
    server.scenes += [cut_after(100_000), says(404)]
    with pytest.raises(DownloadBroken, match="HTTP 404"):
        fetch(web, tmp_path)
    server.files[LEAN] = DATA[::-1]
    assert fetch(web, tmp_path) == DATA[::-1]
    assert asked_for(server)[2] is None


def test_a_file_of_another_digest_is_deleted(server: Server, web: Web, tmp_path: Path) -> None:
    server.digests[LEAN] = f"sha256:{'0' * 64}"
    with pytest.raises(SetupFailed, match=r"it is sha256:.*, and the release says sha256:0{64}; it is deleted"):
        fetch(web, tmp_path)
    assert not (tmp_path / LEAN).exists()


def test_more_bytes_than_the_release_says_are_not_taken(server: Server, web: Web, tmp_path: Path) -> None:
    small = asset(web).model_copy(update={"size": 1000, "digest": None})
    with pytest.raises(SetupFailed, match="more comes than the 1000 bytes"):
        fetched(web, small, tmp_path, quiet()[0])
    assert not (tmp_path / LEAN).exists()


def test_a_file_that_is_shorter_than_the_release_says_is_no_end_of_tries(
    server: Server, web: Web, tmp_path: Path
) -> None:
    large = asset(web).model_copy(update={"size": len(DATA) + 1})
    with pytest.raises(SetupFailed, match="ended after 400000 of 400001 bytes; try again"):
        fetched(web, large, tmp_path, quiet()[0])
    assert len(asked_for(server)) == 1 + web.tries


def test_a_server_that_drips_is_left_when_its_time_is_over(server: Server, web: Web, tmp_path: Path) -> None:
    clock = itertools.count(step=40.0)
    server.scenes += [stops_after(10)] * 3
    with pytest.raises(DownloadBroken, match=r"only \d+ bytes in 30 s"):
        fetch(replace(web, clock=lambda: next(clock)), tmp_path)


def test_a_server_that_falls_silent_is_left_when_its_time_is_over(server: Server, web: Web, tmp_path: Path) -> None:
    server.scenes += [stops_after(10)] * 3
    with pytest.raises(DownloadBroken, match="timed out; try again"):
        fetch(replace(web, seconds=0.1), tmp_path)


def test_each_try_that_brings_nothing_is_waited_for_longer(server: Server, web: Web, tmp_path: Path) -> None:
    waited: list[float] = []
    server.scenes += [says(503), says(503)]
    assert fetch(replace(web, pause=waited.append), tmp_path) == DATA
    assert waited == [2.0, 4.0]


def test_only_one_process_fetches_a_file(server: Server, web: Web, tmp_path: Path) -> None:
    import fcntl

    tmp_path.joinpath(f"{LEAN}.lock").touch()
    with tmp_path.joinpath(f"{LEAN}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(SetupFailed, match="another process does so now"):
            fetch(web, tmp_path)


def test_a_disk_without_room_is_said_before_anything_is_fetched(server: Server, web: Web, tmp_path: Path) -> None:
    huge = asset(web).model_copy(update={"size": 1 << 60})
    with pytest.raises(StorageFailed, match=r"has .* left, and .*: make room, or set XDG_CACHE_HOME"):
        fetched(web, huge, tmp_path, quiet()[0])
    assert asked_for(server) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_fills_up_is_said_as_that(server: Server, web: Web, tmp_path: Path) -> None:
    (tmp_path / LEAN).symlink_to("/dev/full")
    note = {"asset": asset(web).model_dump(by_alias=True), "etag": None}
    (tmp_path / f"{LEAN}.json").write_text(json.dumps(note))
    with pytest.raises(StorageFailed, match=f"{os.strerror(errno.ENOSPC)}; make room"):
        fetch(web, tmp_path)


def test_no_server_no_network_and_a_proxy_are_each_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(SetupFailed, match=r"Connection refused; try again"):
        asset(Web("http://127.0.0.1:9"))
    with pytest.raises(SetupFailed, match=r"asking http://nowhere\.invalid/.*; is there a network\?"):
        asset(Web("http://nowhere.invalid"))
    with serving(Server({})) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url.replace("//", "//me:secret@"))
        with pytest.raises(
            SetupFailed, match=r"through the proxy 127\.0\.0\.1:\d+: .*; see that https_proxy"
        ) as caught:
            asset(Web("https://releases.invalid"))
    assert "secret" not in str(caught.value)
    with pytest.raises(SetupFailed, match=r"refused by the proxy; see that https_proxy"):  # it is gone now
        asset(Web("https://releases.invalid"))
    assert "\n" not in str(caught.value)


def test_a_release_that_is_not_there_or_no_release_is_one_line(server: Server, web: Web) -> None:
    with pytest.raises(SetupFailed, match=r"HTTP 404 .*see that `lean-toolchain` names a release"):
        offered(web, "leanprover/lean4", "v9.9.9", "lean")
    server.digests[LEAN] = "md5:1"
    with pytest.raises(SetupFailed, match="not what a release is: digest"):
        asset(web)


@pytest.mark.parametrize("name", ["../../evil-linux.tar.zst", "/etc/x-linux.tar.zst", ""])
def test_a_file_name_of_a_release_leads_nowhere_else(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Asset.model_validate({"name": name, "size": 1, "browser_download_url": "https://x"})


def test_what_is_asked_over_https_never_goes_on_without(tmp_path: Path) -> None:
    web = Web("https://releases.invalid")
    plain = Asset.model_validate({"name": "a", "size": 1, "browser_download_url": "http://127.0.0.1:9/a"})
    local = Asset.model_validate({"name": "a", "size": 1, "browser_download_url": "file:///etc/hostname"})
    for each in (plain, local):
        with pytest.raises(SetupFailed, match=r"it is not https; .*name a `--mirror`"):
            fetched(web, each, tmp_path, quiet()[0])
