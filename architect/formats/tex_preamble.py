r"""What a document says of itself besides its nodes: macros that only make text, and colours of `\graphcolor`."""

import re
from dataclasses import dataclass, field

from architect.formats.tex_macros import Macro
from architect.views.progress import FULLY_PROVED, IN_LIBRARY, PROVED

# leanblueprint's words for what our views call otherwise.
COLOURED = {"mathlib": IN_LIBRARY, "stated": "stated", "can_state": "can be stated", "not_ready": "not ready"}
COLOURED |= {"proved": PROVED, "can_prove": "can be proved", "defined": "defined", "fully_proved": FULLY_PROVED}
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}|[A-Za-z]{1,30}")


@dataclass
class Preamble:
    """``macros`` are in the order of definition, ``colours`` those that are others than leanblueprint's (`Palette`)."""

    macros: dict[str, Macro] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Preamble") -> None:
        """Take over what another says, which comes later."""
        self.macros |= other.macros
        self.colours |= other.colours

    def colour(self, kind: str, colour: str) -> str:
        r"""Take up a `\graphcolor`; why it is none, where it is none."""
        if (name := COLOURED.get(kind.strip())) is None:
            return f"leanblueprint has no colour for {kind.strip()}"
        if _COLOUR.fullmatch(colour.strip()) is None:
            return f"no colour, which is a name or #RRGGBB: {colour.strip()}"
        self.colours[name] = colour.strip()
        return ""
