"""What a zygote and its owner say to each other: packets of one size over a local socket, files handed over open.

    owner → zygote   PREPARE 0 [setup]                                 once, the first
                     JUDGE number [request, output, errors, file…]     fork for this; `request` says which files
                     KILL number []
    zygote → owner   STARTED number pid
                     ENDED number status                               negative: killed by that signal

The zygote reads the setup, and only what it has forked reads a request or writes to its output.
"""

import socket
import struct
from collections.abc import Sequence

ORDER, REPORT = struct.Struct("<BQ"), struct.Struct("<Bqq")
PREPARE, JUDGE, KILL = range(3)
STARTED, ENDED = range(2)
FILES = {PREPARE: (1, 1), JUDGE: (3, 16), KILL: (0, 0)}  # fewest and most that come with an order


def sent_order(line: socket.socket, kind: int, number: int, files: Sequence[int] = ()) -> None:
    """Raises `OSError` where it does not go out whole, and at once."""
    socket.send_fds(line, [ORDER.pack(kind, number)], list(files))


def received_order(line: socket.socket) -> tuple[int, int, list[int]] | None:
    """Kind, number and files of the next order, None when the owner is gone. Raises `ValueError` for what is none."""
    most = max(most for _, most in FILES.values())
    data, files, flags, _ = socket.recv_fds(line, ORDER.size + 1, most)
    if not data:
        return None
    if len(data) != ORDER.size or flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
        raise ValueError("an order of another size")
    kind, number = ORDER.unpack(data)
    fewest, most = FILES.get(kind, (1, 0))
    if not fewest <= len(files) <= most:
        raise ValueError("an order of an unknown kind, or with other files than it has")
    return kind, number, files


def received_report(line: socket.socket) -> tuple[int, int, int] | None:
    """Kind, number and value of the next report, None when the zygote is gone or what it says is none."""
    data = line.recv(REPORT.size + 1)
    return REPORT.unpack(data) if len(data) == REPORT.size else None
