"""What a release on a server offers this machine: the name of a file, its size, and its digest where there is one."""

from collections.abc import Sequence

from pydantic import BaseModel, Field, ValidationError

from architect.setup.failing import failed
from architect.setup.wanted import machine, sources
from architect.setup.web import Web
from prover.words.errors import SetupFailed, faults_in

MOST_BYTES = 8 << 30  # of one file of a release


class Asset(BaseModel, frozen=True):
    """One file of a release. ``digest`` is `sha256:…`; releases of before June 2025 have none."""

    name: str = Field(pattern=r"^[\w.+-]{1,200}$")
    size: int = Field(gt=0, le=MOST_BYTES)
    url: str = Field(alias="browser_download_url", max_length=4000)
    digest: str | None = Field(None, pattern=r"^sha256:[0-9a-f]{64}$")


class _Release(BaseModel):
    assets: Sequence[dict[str, object]]


def offered(web: Web, origin: str, tag: str | None, which: str) -> Asset:
    """The file for this machine of a release (of the latest one where no ``tag`` is given); ``which``: `elan`, `lean`.

    Raises `SetupFailed` where the server has none, or answers in another way.
    """
    ending = _for_this_machine(which)
    path = f"repos/{origin}/releases/{f'tags/{tag}' if tag else 'latest'}"
    said = web.json(path)
    try:
        found = [asset for asset in _Release.model_validate(said).assets if str(asset.get("name")).endswith(ending)]
        if not found:
            raise failed(f"asking {web.api} for {origin} {tag or ''}".rstrip(), f"it has no file …{ending}")
        return Asset.model_validate(found[0])
    except ValidationError as error:
        raise failed(f"asking {web.api}/{path}", f"not what a release is: {faults_in(error)[0]}") from error


def _for_this_machine(which: str) -> str:
    machines = sources()["machines"]
    if machine() not in machines:
        raise SetupFailed(f"there is no Lean for {machine()}: there is for {', '.join(machines)}")
    return str(machines[machine()][which])
