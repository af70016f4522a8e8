"""What a package's files hold is known without reading them, and is the same wherever and whenever it is installed."""

import base64
import os
from hashlib import sha256
from pathlib import Path

import pytest

from prover.lean.toolchains.installed import contents

HOUR = 3600


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, at: float, text: bytes = b"a library") -> Path:
    """The one file of a package that is installed there and then."""
    file, about = folder / "thing" / "lib.so", folder / "thing-1.dist-info"
    for each in (file.parent, about):
        each.mkdir(parents=True)
    file.write_bytes(text)
    digest = base64.urlsafe_b64encode(sha256(text).digest()).rstrip(b"=").decode()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1\n")
    (about / "RECORD").write_text(f"thing/lib.so,sha256={digest},{len(text)}\nthing-1.dist-info/RECORD,,\n")
    for each in (file, about / "RECORD"):
        os.utime(each, (at, at))
    monkeypatch.syspath_prepend(folder)
    return file


def test_a_package_that_is_installed_anew_holds_the_same_and_another_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = contents("thing", [installed(tmp_path / "one", monkeypatch, HOUR)])
    again = contents("thing", [installed(tmp_path / "two", monkeypatch, 2 * HOUR)])
    other = contents("thing", [installed(tmp_path / "three", monkeypatch, HOUR, b"b library")])
    assert first == again
    assert first != other


@pytest.mark.parametrize("how", ["changed", "changed to another size", "not recorded", "no package"])
def test_what_the_record_does_not_vouch_for_is_told_apart_by_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    file = installed(tmp_path, monkeypatch, HOUR)
    vouched = contents("thing", [file])
    if how.startswith("changed"):
        file.write_bytes(b"c library" if how == "changed" else b"a longer library")
        at = 2 * HOUR if how == "changed" else HOUR
        os.utime(file, (at, at))
    elif how == "not recorded":
        (tmp_path / "thing-1.dist-info" / "RECORD").write_text("thing-1.dist-info/RECORD,,\n")
    package = "nothing-of-that-name" if how == "no package" else "thing"
    first = contents(package, [file])
    os.utime(file, (3 * HOUR, 3 * HOUR))
    assert vouched != first != contents(package, [file])
