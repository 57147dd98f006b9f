"""Hot loops as machine code, without paying for a compiler at every start.

Importing numba takes most of a second, which a command that must answer within one second cannot pay. So each module of
loops is compiled once, in a process of its own (`rantai.engine.compiled.build`), and kept as an object file; from then
on it is loaded by llvmlite in milliseconds. Where numba or llvmlite is missing the same functions run as plain Python.

    lib = Library(__name__)

    @lib.part                          # called by the loops of this module only
    def smaller(one: int, other: int) -> int: ...

    @lib.door("i8(i8[:], f8[:], i8)")  # what Python calls
    def price(sizes, worths, room): ...

Loops take whole numbers (i8), floats (f8) and flat arrays (i8[:], f8[:], u1[:]) and return one number. They allocate
nothing, raise nothing and know no Python objects: work space and results are arrays that the caller brings.
"""

from rantai.engine.compiled.library import Door, Library, is_compiled

__all__ = ["Door", "Library", "is_compiled"]
