"""A blueprint as a picture for papers: SVG in leanblueprint's colours with a legend, or PNG; it opens no files."""

import re
from collections.abc import Callable
from html import escape

from architect.blueprint.graph import Blueprint, Kind
from architect.views.blueprint import INFERRED, PROVED, STATED, EdgeSort, edges_of
from architect.views.placing import Point, Size, placed
from architect.views.progress import BORDERS, FILLS, PALETTE, Standings
from prover.words.errors import BadInput
from prover.words.plain import counted
from prover.words.shown import in_one_line

FONT = "DejaVu Sans, Verdana, Geneva, sans-serif"
LETTER, LINE = 12.0, 15.0  # sizes in pixels
MOST_IN_LINE, MOST_LINES = 22, 3  # letters, and lines of a label
MARGIN = 20.0
PLAIN = "#444444"
WIDTHS = ((re.compile(r"[ijlIt.,:;'|!()\[\]f]"), 0.4), (re.compile(r"[mwMW@%]"), 0.97), (re.compile(r"[A-Z]"), 0.71))
DASHES = {STATED: "6 4", INFERRED: "1.5 3.5"}
EDGES = {PROVED: "its proof uses it", STATED: "its statement uses it", INFERRED: "seen in Lean only"}
MOST_PIXELS = 12e6  # of a PNG
THINNEST = 1.1  # pixels of a line in a PNG that is smaller than its SVG: what is thinner takes ten times as long
SMOOTH = 1500  # edges of a PNG have smooth lines: of more each is without, which takes a tenth of the time
LARGER = 2.0  # than the SVG says, for print


def as_svg(blueprint: Blueprint, standings: Standings, tell: Callable[[str], None] = lambda _: None) -> str:
    """The graph from what is used down to what uses it, and what its colours mean.

    ``tell`` is told in a line where there are so many edges that the longest cannot be led around the nodes.
    """
    labels = [_lines(node.name) for node in blueprint.nodes]
    boxes = [node.kind is Kind.DEFINITION for node in blueprint.nodes]
    sizes = [_size(lines, is_box) for lines, is_box in zip(labels, boxes, strict=True)]
    edges = [edge for edge in edges_of(blueprint) if edge[0] != edge[1]]
    found = placed(sizes, [(used, user) for used, user, _ in edges])
    if found.direct:
        tell(f"of {len(edges)} edges the {found.direct} longest are drawn from end to end, behind the nodes")
    parts = [_edge(route, DASHES.get(sort, "")) for route, (_, _, sort) in zip(found.routes, edges, strict=True)]
    for node, lines, size, centre in zip(blueprint.nodes, labels, sizes, found.centres, strict=True):
        own = standings[node.name]
        fill, border = own.palette[own.fill], own.palette.get(own.border, PLAIN)
        shape = _shape(node.kind is Kind.DEFINITION, centre, size, fill, border)
        told = escape(in_one_line(f"{node.name}: {own.words}"))
        parts.append(f"<g><title>{told}</title>{shape}{_text(lines, centre)}</g>")
    legend, width, height = _legend(blueprint, standings, {sort for *_, sort in edges}, found.size)
    whole = max(found.size[0], width) + 2 * MARGIN, found.size[1] + height + 2 * MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole[0]:.0f}" height="{whole[1]:.0f}" '
        f'viewBox="{-MARGIN:.0f} {-MARGIN:.0f} {whole[0]:.0f} {whole[1]:.0f}" role="img" '
        f'font-family="{FONT}" font-size="{LETTER:g}">'
    )
    return "\n".join(
        [
            head,
            f"<title>Blueprint of {counted(len(blueprint.nodes), 'node')}</title>",
            '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
            f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5L8 4L0 7.5z" fill="{PLAIN}"/></marker></defs>',
            f'<rect x="{-MARGIN:.0f}" y="{-MARGIN:.0f}" width="100%" height="100%" fill="white"/>',
            *parts,
            *legend,
            "</svg>",
            "",
        ]
    )


def as_png(svg: str) -> bytes:
    """The same in pixels. Raises `BadInput` where no font is there to write with, or the extra `page` is not."""
    try:
        import resvg_py
    except ImportError as error:
        raise BadInput("PNG wants resvg: pip install 'blueprint-prover[page]', or take --format svg") from error

    width, height = (float(found) for found in re.findall(r' (?:width|height)="(\d+)"', svg)[:2])
    zoom = min(LARGER, (MOST_PIXELS / (width * height)) ** 0.5)
    bare = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" font-family="{FONT}">{{}}</svg>'
    empty, written = (resvg_py.svg_to_bytes(svg_string=bare.format(t)) for t in ("", '<text y="9">M</text>'))
    if empty == written:
        raise BadInput(f"a picture would have no names: install one of the fonts {FONT}, or take --format svg")
    style = f"stroke-width:{THINNEST / zoom:.2f};" if zoom < 1 else ""
    if svg.count("marker-end=") > SMOOTH:
        style += "shape-rendering:crispEdges;"
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, style_sheet=f"path{{{style}}}" if style else None))


def _lines(name: str) -> list[str]:
    """A name on a few lines, parted where its words end; what is too long is cut in its middle."""
    most = MOST_IN_LINE * MOST_LINES - MOST_LINES
    name = in_one_line(name)
    if len(name) > most:
        name = f"{name[: most // 2]}…{name[len(name) - most // 2 :]}"
    lines = [""]
    for word in re.findall(r"[^._:/\-\s]*[._:/\-\s]*", name):
        for piece in (word[i : i + MOST_IN_LINE] for i in range(0, len(word), MOST_IN_LINE)):
            if len(lines[-1]) + len(piece) > MOST_IN_LINE and len(lines) <= MOST_LINES:
                lines.append("")
            lines[-1] += piece
    return lines


def _width(text: str) -> float:
    """That of a line in a wide font, which others stay below."""
    return LETTER * sum(next((w for sort, w in WIDTHS if sort.match(c)), 0.65 if c.isascii() else 0.9) for c in text)


def _size(lines: list[str], is_box: bool) -> Size:
    width, height = max(map(_width, lines)), LINE * len(lines)
    return (width + 16, height + 10) if is_box else (width * 1.12 + 30, height * 1.3 + 14)


def _shape(is_box: bool, centre: Point, size: Size, fill: str, border: str) -> str:
    (x, y), (width, height) = centre, size
    paint = f'fill="{fill}" stroke="{border}" stroke-width="{1.0 if border == PLAIN else 2.2}"'
    if is_box:
        corner = f'x="{x - width / 2:.1f}" y="{y - height / 2:.1f}"'
        return f'<rect {corner} width="{width:.1f}" height="{height:.1f}" {paint}/>'
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{width / 2:.1f}" ry="{height / 2:.1f}" {paint}/>'


def _text(lines: list[str], centre: Point) -> str:
    x, y = centre
    first = y - LINE * (len(lines) - 1) / 2 + LETTER * 0.35
    spans = (f'<tspan x="{x:.1f}" y="{first + LINE * i:.1f}">{escape(line)}</tspan>' for i, line in enumerate(lines))
    return f'<text text-anchor="middle">{"".join(spans)}</text>'


def _edge(route: list[Point], dashes: str) -> str:
    (x, y), *others = ((round(x, 1), round(y, 1)) for x, y in route)
    path = [f"M{x:g} {y:g}"]  # most of a large picture are its curves: they are written from where they begin
    for i, (to_x, to_y) in enumerate(others):
        if i % 2:
            over, half = round(to_x - x, 1), round((to_y - y) / 2, 2)
            path.append(f"c0 {half:g} {over:g} {half:g} {over:g} {round(to_y - y, 1):g}")
        elif (x, y) != (to_x, to_y):  # a line of no length has no direction, which the arrow's head needs
            path.append(f"V{to_y:g}" if x == to_x else f"L{to_x:g} {to_y:g}")
        x, y = to_x, to_y
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{"".join(path)}" fill="none" stroke="{PLAIN}"{dash} marker-end="url(#end)"/>'


def _legend(
    blueprint: Blueprint, standings: Standings, sorts: set[EdgeSort], size: Size
) -> tuple[list[str], float, float]:
    """What stands for what, of that which occurs, below a graph of this size; its own size."""
    used = [standings[node.name] for node in blueprint.nodes]
    palette = used[0].palette if used else PALETTE
    entries: list[tuple[str, str, str]] = []  # what is drawn, its colour, what it means
    entries += [("box", "", "definition")] if any(n.kind is Kind.DEFINITION for n in blueprint.nodes) else []
    entries += [("ellipse", "", "theorem")] if any(n.kind is not Kind.DEFINITION for n in blueprint.nodes) else []
    entries += [("border", palette[name], name) for name in BORDERS if any(s.border == name for s in used)]
    entries += [("fill", palette[name], name) for name in FILLS if any(s.fill == name for s in used)]
    entries += [("edge", DASHES.get(sort, ""), name) for sort, name in EDGES.items() if sort in sorts]
    most, x, y = max(size[0], 400.0), 0.0, size[1] + 34
    parts, widest = [], 0.0
    for drawn, colour, name in entries:
        width = 42 + _width(name) + 18
        if x and x + width > most:
            x, y = 0.0, y + 24
        match drawn:
            case "edge":
                parts.append(_edge([(x, y), (x + 30, y)], colour))
            case "border" | "fill":
                fill, border = (colour, PLAIN) if drawn == "fill" else ("#FFFFFF", colour)
                parts.append(_shape(True, (x + 15, y), (26, 15), fill, border))
            case _:
                parts.append(_shape(drawn == "box", (x + 15, y), (28, 15), "#FFFFFF", PLAIN))
        parts.append(f'<text x="{x + 36:.1f}" y="{y + LETTER * 0.35:.1f}">{escape(name)}</text>')
        x += width
        widest = max(widest, x)
    return parts, widest, y + 14 - size[1]
