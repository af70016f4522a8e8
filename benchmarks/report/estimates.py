"""The estimators and tests of the report, each with its source; pure arithmetic on counts."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

Z95 = 1.959963984540054  # the normal distribution's 97.5 % point
RESAMPLES = 2_000


@dataclass(frozen=True)
class Rate:
    """A rate with its 95 % confidence interval, and how that was found."""

    value: float
    low: float
    high: float
    how: str


def pass_at_k(tries: int, solved: int, k: int) -> float:
    """The chance that one of ``k`` tries solves it, without bias from ``tries`` of which ``solved`` did.

    Chen et al. 2021, "Evaluating Large Language Models Trained on Code", equation 1. Raises `ValueError` when k is not
    between 1 and ``tries``.
    """
    if not 1 <= k <= tries or not 0 <= solved <= tries:
        raise ValueError(f"pass@{k} cannot be estimated from {solved} of {tries} tries")
    return 1.0 - math.comb(tries - solved, k) / math.comb(tries, k)


def wilson(solved: int, of: int) -> Rate:
    """A rate of independent successes (Wilson 1927): it stays within 0 and 1, also near them."""
    if of == 0:
        return Rate(0.0, 0.0, 1.0, "Wilson")
    rate, z2 = solved / of, Z95 * Z95
    middle = (rate + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 / (1 + z2 / of) * math.sqrt(rate * (1 - rate) / of + z2 / (4 * of * of))
    # At its ends the interval is closed; in floating point it would miss them by a hair.
    low = 0.0 if solved == 0 else max(middle - half, 0.0)
    high = 1.0 if solved == of else min(middle + half, 1.0)
    return Rate(rate, low, high, "Wilson")


def bootstrap(values: Sequence[float], seed: int) -> Rate:
    """The mean of `values`, one for each statement, resampled by statement (Efron 1979, percentiles)."""
    mean = math.fsum(values) / len(values)
    chance = random.Random(seed)  # noqa: S311
    means = sorted(math.fsum(chance.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES))
    low, high = means[round(0.025 * RESAMPLES)], means[round(0.975 * RESAMPLES) - 1]
    return Rate(mean, low, high, f"bootstrap, {RESAMPLES} resamples")


def mcnemar(only_first: int, only_second: int) -> float:
    """The exact two-sided p-value of McNemar's test on pairs of which so many succeeded in one run only."""
    differing = only_first + only_second
    if differing == 0:
        return 1.0
    tail, term = 0, 1  # term is C(differing, i)
    for i in range(min(only_first, only_second) + 1):
        tail += term
        term = term * (differing - i) // (i + 1)
    return min(1.0, 2 * tail / (1 << differing))
