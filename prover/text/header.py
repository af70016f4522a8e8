"""The header of a Lean text: `module`, `prelude` and imports, and where it ends; it looks for no file."""

from prover.text.lexer import TokenKind, tokens

HEADS = frozenset({"module", "prelude"})
IMPORT_WORDS = frozenset({"public", "meta", "all"})


def header_imports(text: str) -> list[str]:
    """The modules that the `import` lines at the top of `text` name, in order."""
    return read_header(text)[0]


def read_header(text: str) -> tuple[list[str], int]:
    """The imported modules, and the offset at which the header ends."""
    imports: list[str] = []
    end, expected = 0, False
    for token in tokens(text):
        if token.kind is TokenKind.COMMENT:
            continue
        if expected and token.kind is TokenKind.NAME and token.text != "all":
            imports.append(token.text)
            end, expected = token.end, False
        elif token.text in HEADS and not imports:
            end = token.end
        elif token.text == "import":
            expected = True
        elif token.text not in IMPORT_WORDS:  # before an import they belong to it, before anything else to that
            break
    return imports, end


def module_parts(name: str) -> tuple[str, ...]:
    """The parts of a module's name; one in `«»` may have dots in it."""
    found, inside = [""], False
    for character in name:
        if character in "«»":
            inside = character == "«"
        elif character == "." and not inside:
            found.append("")
        else:
            found[-1] += character
    return tuple(found)
