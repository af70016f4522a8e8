"""An address on this machine that is held before there is a page to serve at it; whoever comes early waits."""

import socket
from typing import Self

from prover.words.errors import BadInput

HOST = "127.0.0.1"


class Address:
    """``with Address(port) as address:`` listens; 0 is a port that is free. Raises `BadInput` for one that is taken."""

    def __init__(self, port: int = 0) -> None:
        try:
            self.socket = socket.create_server((HOST, port))
        except OSError as error:
            raise BadInput(f"port {port}: it is not to be had: {error.strerror}") from error
        self.port: int = self.socket.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/"

    @property
    def names(self) -> tuple[str, str]:
        """What a client may call it."""
        return f"{HOST}:{self.port}", f"localhost:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
