"""A graph in layers: which layer each node is in, and its order there, so that few edges cross; it draws nothing.

Nodes are numbers from 0 on, an edge goes down from the first to the second. An edge over several layers has a point in
each layer between, which is a node of its own here, but for the longest edges of a graph that would have too many.
Layers are by the longest way from above; the order comes from barycentres, layer by layer, down and up (Sugiyama,
Tagawa and Toda).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 24  # at most; it ends when the last few brought nothing
PATIENCE = 4
MOST_VISITS = 1_500_000  # of points of edges, in all sweeps
MOST_POINTS = 50_000  # of edges: a dense graph of 300 nodes would have 300,000, and take minutes

Edge = tuple[int, int]


@dataclass(frozen=True)
class Layered:
    """``layers`` have the nodes from left to right, ``chains`` each edge as nodes from top to bottom.

    Those from ``count`` on are points of edges. ``upper`` and ``lower`` are neighbours, in the layers next to a node's.
    Edges over more than ``longest`` layers have no points, and a chain of their two ends.
    """

    count: int
    layers: list[list[int]]
    chains: list[list[int]]
    upper: list[list[int]]
    lower: list[list[int]]
    longest: int


def layered(count: int, edges: Sequence[Edge]) -> Layered:
    """``edges`` may have circles, but none from a node to itself; in a circle one goes up, its chain reversed."""
    downward = _downward(count, edges)
    layer = _layers(count, downward)
    rows: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for node, at in enumerate(layer):
        rows[at].append(node)
    chains: list[list[int]] = []
    upper: list[list[int]] = [[] for _ in layer]
    lower: list[list[int]] = [[] for _ in layer]
    longest = _longest([layer[last] - layer[first] for first, last in downward])
    for first, last in downward:
        if layer[last] - layer[first] > longest:
            chains.append([first, last])
            continue
        chain = [first]
        for at in range(layer[first] + 1, layer[last]):
            chain.append(len(upper))
            rows[at].append(len(upper))
            upper.append([])
            lower.append([])
        chain.append(last)
        chains.append(chain)
        for above, below in pairwise(chain):
            lower[above].append(below)
            upper[below].append(above)
    return Layered(count, _ordered(rows, upper, lower), chains, upper, lower, longest)


def _longest(lengths: Sequence[int]) -> int:
    """Up to which of these the edges may have a point in each layer between."""
    left = MOST_POINTS
    found = 1
    for length, many in sorted(Counter(lengths).items()):
        left -= (length - 1) * many
        if left < 0:
            break
        found = length
    return found


def _downward(count: int, edges: Sequence[Edge]) -> list[Edge]:
    """The edges, those turned round that would close a circle."""
    below: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for first, last in edges:
        below[first].append(last)
        waits[last] += 1
    rank: dict[int, int] = {}
    free = [node for node in reversed(range(count)) if not waits[node]]
    others = iter(range(count))
    while len(rank) < count:
        node = free.pop() if free else next(node for node in others if node not in rank)
        if node in rank:
            continue
        rank[node] = len(rank)
        for following in below[node]:
            waits[following] -= 1
            if not waits[following] and following not in rank:
                free.append(following)
    return [(first, last) if rank[first] < rank[last] else (last, first) for first, last in edges]


def _layers(count: int, edges: Sequence[Edge]) -> list[int]:
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for first, last in edges:
        below[first].append(last)
        above[last].append(first)
        waits[last] += 1
    order = [node for node in range(count) if not waits[node]]
    layer = [0] * count
    for node in order:
        for following in below[node]:
            layer[following] = max(layer[following], layer[node] + 1)
            waits[following] -= 1
            if not waits[following]:
                order.append(following)
    for node in reversed(order):  # down to what uses it, where that makes the edges shorter in all
        if below[node] and len(below[node]) > len(above[node]):
            layer[node] = min(layer[following] for following in below[node]) - 1
    return layer


def times(most: int, least: int, lower: Sequence[Sequence[int]]) -> int:
    """How often to go through all edges, so that it takes seconds however many there are."""
    return max(least, min(most, MOST_VISITS // max(sum(map(len, lower)), 1)))


def _ordered(rows: list[list[int]], upper: list[list[int]], lower: list[list[int]]) -> list[list[int]]:
    place = [0.0] * len(upper)
    _number(rows, place)
    best, fewest, stale = [list(row) for row in rows], _crossings(rows, lower, place), 0
    for sweep in range(times(SWEEPS, 2, lower)):
        if not fewest or stale == PATIENCE:
            break
        near = lower if sweep % 2 else upper
        for row in reversed(rows) if sweep % 2 else rows:
            centres = {node: mean_of(place, near[node]) if near[node] else place[node] for node in row}
            row.sort(key=centres.__getitem__)
            for i, node in enumerate(row):
                place[node] = i
        crossings = _crossings(rows, lower, place)
        stale = 0 if crossings < fewest else stale + 1
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return best


def _number(rows: list[list[int]], place: list[float]) -> None:
    for row in rows:
        for i, node in enumerate(row):
            place[node] = i


def mean_of(place: Sequence[float], nodes: Sequence[int]) -> float:
    """The middle of where these are; a point of an edge, as most are, has one above it and one below it."""
    return place[nodes[0]] if len(nodes) == 1 else sum(place[n] for n in nodes) / len(nodes)


def _crossings(rows: list[list[int]], lower: list[list[int]], place: list[float]) -> int:
    """Pairs of edges between two layers that cross."""
    found = 0
    for row in rows:
        ends: list[float] = []
        for node in row:
            # Each is put among those before it, which is no crossing with those of the same node: they are sorted.
            for at in (
                sorted(place[n] for n in lower[node]) if len(lower[node]) > 1 else [place[n] for n in lower[node]]
            ):
                if ends and at < ends[-1]:
                    i = bisect_right(ends, at)
                    found += len(ends) - i
                    ends.insert(i, at)
                else:
                    ends.append(at)
    return found
