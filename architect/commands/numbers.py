"""Numbers on a command line, above 0 in seconds or in money, or whole; it knows no option."""

import argparse
from collections.abc import Callable

SECONDS, MONEY = "a number of seconds", "an amount"


def is_above_zero(value: float) -> bool:
    """Whether it is, and finite."""
    return 0 < value < float("inf")


def above_zero(what: str) -> Callable[[str], float]:
    """The type of an option whose value is ``what``, which argparse refuses in these words."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = 0.0
        if not is_above_zero(value):
            raise argparse.ArgumentTypeError(f"not {what} above 0: {text}")
        return value

    return read


def natural(text: str) -> int:
    """The type of an option whose value is a number of steps or things, 0 included."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"not a whole number from 0 on: {text}")
    return int(text)
