"""The real elan, where one is on the PATH (Debian and Ubuntu have a package `elan`); elsewhere, as in CI, these skip.

It is installed by our setup from a server on this machine, finds the toolchain that we put in its place, and stands for
the toolchain's `lean` and `lake`. Toolchain and lake are stand-ins all the same.
"""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from architect.setup.found import elan, items
from architect.setup.install import install
from architect.setup.wanted import wanted
from architect.setup.web import Web
from tests.architect.setup.releases import ELAN, cut_after, quiet, releases, serving, tarred
from tests.architect.setup.test_install import project

__all__ = ["project"]

REAL = shutil.which("elan")
pytestmark = pytest.mark.skipif(REAL is None, reason="no elan on the PATH")


def said(command: list[str], folder: Path, proxy: str) -> tuple[int, str]:
    environment = {**os.environ, "https_proxy": proxy, "http_proxy": proxy}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def test_the_real_elan_is_installed_and_finds_the_lean_that_was_fetched_for_it(project: Path, own_home: Path) -> None:
    assert REAL is not None
    server = releases()
    server.files[ELAN] = gzip.compress(tarred({"elan-init": (Path(REAL).read_bytes(), 0o755)}))
    server.scenes += [cut_after(1000), cut_after(1 << 20)]
    home = own_home / ".elan" / "bin"
    with serving(server):
        install(wanted(project), Web(server.url, pause=lambda seconds: None), quiet()[0])
        assert elan() == home / "elan"
        assert all(item.where for item in items(wanted(project)))
        assert (project / "lake.log").read_text() == "exe cache get\n"  # through what elan put in the place of `lake`

        server.asked.clear()
        code, words = said([str(home / "lean"), "--version"], project, server.url)
        assert (code, "Lean (version 4.35.0, a stand-in)" in words) == (0, True)
        assert "leanprover/lean4:v4.35.0" in said([str(home / "elan"), "toolchain", "list"], project, server.url)[1]
        assert "lean-toolchain" in said([str(home / "elan"), "show"], project, server.url)[1]
        assert server.asked == []  # it is there, so nobody is asked for it

        (project / "lean-toolchain").write_text("leanprover/lean4:v4.34.0")
        assert said([str(home / "lean"), "--version"], project, server.url)[0] != 0
        # What elan fetches itself comes from hosts that no variable changes: only a proxy is asked first.
        assert {path for path, _ in server.asked} <= {"CONNECT github.com:443", "CONNECT release.lean-lang.org:443"}
        assert server.asked != []
