"""Each `sorry` that a plain count finds, and whose the parser says it is; part of `measure/parser.py`."""

from collections import Counter
from collections.abc import Iterator

from benchmarks.measure.written import code_of, open_places
from prover.text.problem import Problem

SHOWN = 20
ANSWER = "answer("


class Holes:
    """None may be lost: it belongs to a declaration, or the problem says where it is."""

    def __init__(self) -> None:
        self.whose: Counter[str] = Counter()
        self.lost: list[str] = []
        self.more: list[str] = []  # which the plain count has not

    def add(self, problem: Problem) -> None:
        owners = {hole.start: each.keyword for each in problem.declarations for hole in each.holes}
        besides = {str(place) for place in problem.open_besides(problem.declarations)}
        code = code_of(problem.text)
        places = open_places(code)
        for at in places:
            where = str(problem.position(at))
            if at in owners:
                self.whose["`answer(sorry)`" if code.endswith(ANSWER, 0, at) else owners[at]] += 1
            elif where in besides:
                self.whose["none, and said so"] += 1
            else:
                self.lost.append(f"{problem.path}:{where}")
        self.more += [f"{problem.path}:{problem.position(at)}" for at in owners.keys() - {*places}]

    def told(self) -> Iterator[str]:
        whose = ", ".join(f"{what} {count:,}" for what, count in self.whose.most_common())
        yield f"| `sorry`s of a plain count | – | {self.whose.total() + len(self.lost):,}: {whose} |"
        yield f"| lost | 0 | {len(self.lost)} |"
        yield f"| that the plain count has not | 0 | {len(self.more)} |"
        yield from [*self.lost, *self.more][:SHOWN]
