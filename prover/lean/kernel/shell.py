"""Lean's own `main` where a library has all of Lean but that function, as the wheels for macOS: the same calls.

    launch.py PARENT_PID script shell.py LIBRARY ARGUMENT…

It knows the options that we give to Lean, and no others. It is short of one thing that `main` does: a stack of its own.
"""

# ruff: noqa: PTH100, PTH118, PTH120

import ctypes
import getopt
import os
import sys
from collections.abc import Sequence

# Run by its path in a bare interpreter: nothing has put the package where `import` looks.
sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 3)))

from prover.lean.kernel.objects import NIL, Obj, Objects, constructor

# As `getopt_long` of Lean 4.35 has them: the short ones, and each long one with the short one that it stands for.
SHORT = "D:o:"
LONG = {"json": "J", "root=": "R", "stats": "a", "version": "v", "worker": "W"}


Pointer = ctypes.c_void_p
Argument = ctypes.c_void_p | ctypes.c_char_p | ctypes.c_uint32 | ctypes.c_size_t


class Shell(Objects):
    """A library whose Lean is started here. Raises `OSError` and `AttributeError` where it is none."""

    def __init__(self, library: str) -> None:
        self._library = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        self._library.lean_initialize()
        self._called("lean_init_search_path")
        self._called("lean_enable_initializer_execution")

    def main(self, arguments: Sequence[str]) -> int:
        """The exit status of `lean ARGUMENT…`. Raises `getopt.GetoptError` for an option that is none of ours."""
        options, others = getopt.gnu_getopt(list(arguments), SHORT, list(LONG))
        chosen = self._called("lean_shell_options_mk", Pointer(NIL))
        for name, value in options:
            letter = LONG.get(name[2:]) or LONG.get(f"{name[2:]}=") or name[1:]
            given = self._made(1, [self._string(value)]) if value else NIL
            made = self._called(
                "lean_shell_options_process",
                Pointer(chosen),
                ctypes.c_uint32(ord(letter)),
                Pointer(given),
            )
            if self.tag(made) != 0:
                return self.number(self.field(made, 0))  # Lean has said why
            chosen = self.field(made, 0)
        self._library.lean_io_mark_end_initialization()
        self._library.lean_init_task_manager_using(
            self._called("lean_shell_options_get_num_threads", Pointer(self.keep(chosen)), result=ctypes.c_uint32)
        )
        named = NIL
        for word in reversed(others):
            named = self._made(1, [self._string(word), named])
        ended = self._called("lean_shell_main", Pointer(named), Pointer(chosen))
        if self.tag(ended) == 0:
            return self.number(self.field(ended, 0))
        said = self._called("lean_io_error_to_string", Pointer(self.field(ended, 0)))
        print(self.string(said), file=sys.stderr)
        return 1

    def _called(
        self, name: str, *arguments: Argument, result: type[ctypes.c_uint32 | ctypes.c_void_p] = Pointer
    ) -> Obj:
        function = getattr(self._library, name)
        function.restype = result
        return Obj(function(*arguments))

    def _string(self, text: str) -> Obj:
        data = os.fsencode(text)
        return self.uncounted(
            self._called("lean_mk_string_from_bytes", ctypes.c_char_p(data), ctypes.c_size_t(len(data)))
        )

    def _made(self, tag: int, fields: Sequence[Obj]) -> Obj:
        data = constructor(tag, fields)
        made = self._called("lean_alloc_object", ctypes.c_size_t(len(data)))
        ctypes.memmove(made, data, len(data))
        return self.uncounted(made)


def main() -> None:
    library, *arguments = sys.argv[1:]
    try:
        status = Shell(library).main(arguments)
    except getopt.GetoptError as error:
        sys.exit(f"lean: {error}")
    # As launch.py ends Lean's own `main`: all that matters by now is that its output has left the buffers.
    ctypes.CDLL(None).fflush(None)
    os._exit(status & 0xFF)


if __name__ == "__main__":
    main()
