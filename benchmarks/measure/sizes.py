"""How large the code is, against the bounds that it keeps: `python -m benchmarks.measure.sizes [ROOT]`; imports none.

Prints one table, names what passes a bound, and then ends with 1. Every Python file below the top rooms counts that
has a line in it; a function is as long as it is from `def` to its last line, and neither `self` nor `cls` is a
parameter.
"""

import argparse
import ast
import graphlib
import math
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("architect", "prover", "benchmarks", "lean_project", "docs")
MEDIAN_MODULE, LARGEST_MODULE = 110, 300  # lines
MOST_FUNCTIONS, SHARE = 45, 0.95  # lines that so great a share of the functions does not pass
MOST_PARAMETERS = 6

TYPE_VARIABLES = ("TypeVar", "TypeVarTuple", "ParamSpec")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Sizes:
    """Lines of each module; lines and parameters of each function, `module.function`.

    ``cycle`` are modules that import each other in a circle, the first again at the end, and empty where none do.
    ``shared`` has each name of a type (a class or an alias) that stands for more than one thing, with the modules
    that have it; a leading underscore counts for nothing.
    """

    modules: Mapping[str, int]
    functions: Mapping[str, int]
    parameters: Mapping[str, int]
    cycle: Sequence[str]
    shared: Mapping[str, Sequence[str]]

    @property
    def median_module(self) -> float:
        return statistics.median(self.modules.values())

    @property
    def most_functions(self) -> int:
        """Lines that all functions but the longest few keep to."""
        ordered = sorted(self.functions.values())
        return ordered[math.ceil(SHARE * len(ordered)) - 1]

    def passed(self) -> list[str]:
        """A line for each bound that is passed, with what passes it."""
        found = []
        if self.median_module > MEDIAN_MODULE:
            found.append(f"the median module has {self.median_module:g} lines, over {MEDIAN_MODULE}")
        found += [
            f"{name} has {lines} lines, over {LARGEST_MODULE}" for name, lines in over(self.modules, LARGEST_MODULE)
        ]
        if self.most_functions > MOST_FUNCTIONS:
            longest = ", ".join(f"{name} ({lines})" for name, lines in over(self.functions, MOST_FUNCTIONS))
            found.append(f"more than {1 - SHARE:.0%} of the functions have over {MOST_FUNCTIONS} lines: {longest}")
        for name, count in over(self.parameters, MOST_PARAMETERS):
            found.append(f"{name} has {count} parameters, over {MOST_PARAMETERS}")
        if self.cycle:
            found.append(f"an import cycle: {' → '.join(self.cycle)}")
        found += [f"{len(where)} types are called {name}: {', '.join(where)}" for name, where in self.shared.items()]
        return found


def over(sizes: Mapping[str, int], bound: int) -> list[tuple[str, int]]:
    """What is larger than a bound, the largest first."""
    return sorted(
        ((name, size) for name, size in sizes.items() if size > bound), key=lambda found: (-found[1], found[0])
    )


def sizes_of(root: Path) -> Sizes:
    """The sizes of the code in a checkout. Raises `ValueError` where it has no function at all."""
    texts = {name: path.read_text(encoding="utf-8") for name, path in modules(root)}
    trees = {name: ast.parse(text) for name, text in texts.items()}
    functions: dict[str, int] = {}
    parameters: dict[str, int] = {}
    types: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees.items():
        for name, function in functions_in(tree, module):
            functions[name] = (function.end_lineno or function.lineno) - function.lineno + 1
            parameters[name] = parameters_of(function)
        for name in types_in(tree):
            types[name.lstrip("_")].append(module)
    if not functions:
        raise ValueError(f"{root}: there is no function in it")
    return Sizes(
        {name: text.count("\n") for name, text in texts.items() if text},
        functions,
        parameters,
        cycle_in({name: sorted({*imports(tree)} & trees.keys()) for name, tree in trees.items()}),
        {name: where for name, where in sorted(types.items()) if len(where) > 1},
    )


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """The dotted name of each module, and its file."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            yield ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"), path


def functions_in(node: ast.AST, name: str) -> Iterator[tuple[str, Function]]:
    """All functions in a module, in classes and in functions too, with their names. Of two by one name the second."""
    for child in ast.iter_child_nodes(node):
        inner = f"{name}.{child.name}" if isinstance(child, Function | ast.ClassDef) else name
        if isinstance(child, Function):
            yield inner, child
        yield from functions_in(child, inner)


def types_in(tree: ast.Module) -> Iterator[str]:
    """Every class, and every type alias outside of functions and classes: what is assigned to a name in CamelCase."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for node in outermost(tree):
        match node:
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, ast.expr() as value):
                plain = name.lstrip("_")
                if plain[:1].isupper() and not plain.isupper() and not is_type_variable(value):
                    yield name


def outermost(node: ast.AST) -> Iterator[ast.stmt]:
    """The statements of a module, also those below an `if` or a `try`, but none of a function or a class."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if not isinstance(child, Function | ast.ClassDef):
            yield from outermost(child)


def is_type_variable(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in TYPE_VARIABLES


def parameters_of(function: Function) -> int:
    given = function.args
    named = [*given.posonlyargs, *given.args]
    own = bool(named) and named[0].arg in ("self", "cls")
    return len(named) - own + len(given.kwonlyargs) + (given.vararg is not None) + (given.kwarg is not None)


def imports(tree: ast.AST) -> Iterator[str]:
    """What may be a module that this one imports, wherever it does so; imports are absolute here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def cycle_in(edges: Mapping[str, Sequence[str]]) -> Sequence[str]:
    try:
        graphlib.TopologicalSorter(edges).prepare()
    except graphlib.CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def table(sizes: Sizes) -> str:
    """All figures beside their bounds."""
    longest, widest = over(sizes.functions, 0)[0], over(sizes.parameters, -1)[0]
    largest = over(sizes.modules, 0)[0]
    most_modules = sorted(sizes.modules.values())[math.ceil(SHARE * len(sizes.modules)) - 1]
    rows = [
        ("modules, functions", "–", f"{len(sizes.modules)}, {len(sizes.functions)}"),
        ("lines of a module, median", MEDIAN_MODULE, f"{sizes.median_module:g}"),
        ("lines of a module, p95", "–", most_modules),
        ("lines of the largest module", LARGEST_MODULE, f"{largest[1]} ({largest[0]})"),
        ("lines of a function, median", "–", f"{statistics.median(sizes.functions.values()):g}"),
        ("lines of a function, p95", MOST_FUNCTIONS, sizes.most_functions),
        ("lines of the longest function", "–", f"{longest[1]} ({longest[0]})"),
        ("parameters, most", MOST_PARAMETERS, f"{widest[1]} ({widest[0]})"),
        ("import cycles", 0, " → ".join(sizes.cycle) or 0),
        ("names of types of more than one thing", 0, len(sizes.shared)),
    ]
    head = ["| measure | at most | value |", "| --- | --- | --- |"]
    return "\n".join([*head, *(f"| {what} | {bound} | {value} |" for what, bound, value in rows)])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).parents[2], help="a checkout")
    sizes = sizes_of(parser.parse_args(arguments).root)
    print(table(sizes))
    passed = sizes.passed()
    for line in passed:
        print(line, file=sys.stderr)
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
