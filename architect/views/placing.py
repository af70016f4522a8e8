"""Where the nodes of a graph in layers lie, and which way its edges go; it draws nothing.

No edge crosses a node: through a layer it goes straight down, at a point of its own, and turns between layers only.
In a graph of very many edges the longest go straight from end to end, and may.
Units are those of the sizes given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from architect.views.layering import Edge, Layered, layered, mean_of, times

SIDE, POINT = 14.0, 7.0  # between two nodes of a layer, and half of what an edge takes of it
GAP, MOST_GAP, FOR_AN_EDGE = 34.0, 120.0, 0.8  # between layers
APART = 40.0  # between what is not connected
SETTLING, LEAST_SETTLING = 12, 4  # times that each layer is placed anew; the last few look above and below
PROPORTION = 1.6  # of width to height, where there is a choice

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True)
class Placed:
    """Centres of nodes, and for each edge the points between which it goes: straight down, then over, and so on.

    So many edges are ``direct``: they may go over nodes.
    """

    centres: list[Point]
    routes: list[list[Point]]
    size: Size
    direct: int


def placed(sizes: Sequence[Size], edges: Sequence[Edge]) -> Placed:
    """What is connected in layers, each of those beside and below the others."""
    centres: list[Point] = [(0.0, 0.0)] * len(sizes)
    routes: list[list[Point]] = [[]] * len(edges)
    parts = [_Connected(nodes, own, sizes, edges) for nodes, own in _parts(len(sizes), edges)]
    parts.sort(key=lambda part: (-len(part.nodes), part.nodes))
    area = sum((part.width + APART) * (part.height + APART) for part in parts)
    most = max([part.width for part in parts], default=0.0)
    most = max(most, (area * PROPORTION) ** 0.5)
    x = y = tallest = widest = 0.0
    for part in parts:
        if x and x + part.width > most:
            x, y, tallest = 0.0, y + tallest + APART, 0.0
        for node, (at_x, at_y) in part.centres.items():
            centres[node] = (at_x + x, at_y + y)
        for edge, points in part.routes.items():
            routes[edge] = [(at_x + x, at_y + y) for at_x, at_y in points]
        tallest, widest = max(tallest, part.height), max(widest, x + part.width)
        x += part.width + APART
    return Placed(centres, routes, (widest, y + tallest), sum(part.direct for part in parts))


def _parts(count: int, edges: Sequence[Edge]) -> list[tuple[list[int], list[int]]]:
    """The nodes that are connected with each other, and their edges."""
    root = list(range(count))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for first, last in edges:
        root[find(first)] = find(last)
    found: dict[int, tuple[list[int], list[int]]] = {}
    for node in range(count):
        found.setdefault(find(node), ([], []))[0].append(node)
    for i, (first, _) in enumerate(edges):
        found[find(first)][1].append(i)
    return list(found.values())


class _Connected:
    """What is connected, from (0, 0) on."""

    def __init__(self, nodes: list[int], own: list[int], sizes: Sequence[Size], edges: Sequence[Edge]) -> None:
        self.nodes = nodes
        number = {node: i for i, node in enumerate(nodes)}
        graph = layered(len(nodes), [(number[edges[i][0]], number[edges[i][1]]) for i in own])
        half = [sizes[node][0] / 2 + SIDE / 2 for node in nodes] + [POINT] * (len(graph.upper) - len(nodes))
        across = _across(graph, half)
        left = min(x - h for row in graph.layers for x, h in ((across[n], half[n]) for n in row))
        across = [x - left - SIDE / 2 for x in across]
        self.width = max(across[n] + half[n] for row in graph.layers for n in row) - SIDE / 2
        tops, bottoms, y = [], [], 0.0
        for row in graph.layers:
            tops.append(y)
            y += max((sizes[nodes[n]][1] for n in row if n < len(nodes)), default=0.0)
            bottoms.append(y)
            y += min(MOST_GAP, GAP + FOR_AN_EDGE * sum(len(graph.lower[n]) for n in row))
        self.height = bottoms[-1]
        layer = {n: i for i, row in enumerate(graph.layers) for n in row}
        middles = [(top + bottom) / 2 for top, bottom in zip(tops, bottoms, strict=True)]
        self.centres = {node: (across[i], middles[layer[i]]) for i, node in enumerate(nodes)}
        self.routes: dict[int, list[Point]] = {}
        self.direct = 0
        for edge, chain in zip(own, graph.chains, strict=True):
            self.direct += layer[chain[-1]] - layer[chain[0]] > graph.longest
            points = [point for n in chain for point in ((across[n], tops[layer[n]]), (across[n], bottoms[layer[n]]))]
            for end, (at, sign) in ((0, (chain[0], 1)), (-1, (chain[-1], -1))):
                x, middle = self.centres[nodes[at]]
                points[end] = (x, middle + sign * sizes[nodes[at]][1] / 2)
            self.routes[edge] = points if nodes[chain[0]] == edges[edge][0] else points[::-1]


def _across(graph: Layered, half: Sequence[float]) -> list[float]:
    """The place of each node in its layer, near to the middle of its neighbours, with none over another."""
    across = [0.0] * len(half)
    for row in graph.layers:
        x = 0.0
        for node in row:
            across[node] = x + half[node]
            x += 2 * half[node]
    count = graph.count
    turns = times(SETTLING, LEAST_SETTLING, graph.lower)
    for turn in range(turns):
        rows = reversed(graph.layers) if turn % 2 else graph.layers
        for row in rows:
            wanted, weights = [], []
            for node in row:
                near = (graph.lower if turn % 2 else graph.upper)[node]
                if turn >= turns - LEAST_SETTLING or not near:
                    near = graph.upper[node] + graph.lower[node]
                wanted.append(mean_of(across, near) if near else across[node])
                weights.append(len(near) or 0.1 if node < count else 4.0)  # long edges are to be straight
            _settle(row, wanted, weights, half, across)
    return across


def _settle(
    row: list[int], wanted: list[float], weights: list[float], half: Sequence[float], across: list[float]
) -> None:
    """The nearest places to those wanted that keep the order and the distances, by pooling adjacent violators."""
    offsets = [0.0]
    for left, right in pairwise(row):
        offsets.append(offsets[-1] + half[left] + half[right])
    pools: list[tuple[float, float, int]] = []  # the mean of what is wanted, its weight, how many
    for at, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, total, many = at - offset, weight, 1
        while pools and pools[-1][0] >= mean:
            before, of, more = pools.pop()
            mean, total, many = (before * of + mean * total) / (of + total), of + total, many + more
        pools.append((mean, total, many))
    at = 0
    for mean, _, many in pools:
        for _ in range(many):
            across[row[at]] = mean + offsets[at]
            at += 1
