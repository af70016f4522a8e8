"""Numbers on a command line: above 0 in seconds or in money, whole, or how old something is; it knows no option."""

import argparse
import re
from collections.abc import Callable

SECONDS, MONEY = "a number of seconds", "an amount"
AGES = {"h": 3_600, "d": 86_400, "w": 7 * 86_400}


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


def whole(text: str) -> int:
    """The type of an option whose value is a whole number; who takes it says which fit."""
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a whole number: {text}") from error


def positive(text: str) -> int:
    """The type of an option whose value is a number of things, or a line."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a whole number above 0: {text}")
    return int(text)


def natural(text: str) -> int:
    """The type of an option whose value is a number of steps or things, 0 included."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"not a whole number from 0 on: {text}")
    return int(text)


def an_age(text: str) -> float:
    """The type of an option that says how old: `30d`, `12h`, `2w`, in seconds."""
    if (found := re.fullmatch(rf"(\d{{1,6}})([{''.join(AGES)}])", text, re.ASCII)) is None:
        raise argparse.ArgumentTypeError(f"not an age like 30d, 12h or 2w: {text}")
    return float(found[1]) * AGES[found[2]]
