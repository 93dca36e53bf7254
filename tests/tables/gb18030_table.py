"""Writes src/read/gb18030_table.cpp, from the iconv of the C library."""

import subprocess

WIDTH = 100


def decode(codes):
    """What iconv makes of each code; '' where it makes nothing."""
    # One code a line; the digit in front keeps a damaged code from taking the line end along.
    text = subprocess.run(
        ["iconv", "-c", "-f", "GB18030", "-t", "UTF-32LE"],
        input=b"\n".join(codes), stdout=subprocess.PIPE, check=False,
    ).stdout.decode("utf-32-le")
    lines = text.split("\n")
    assert len(lines) == len(codes)
    return lines


def literal(char):
    code = ord(char)
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    # Signs and Chinese characters as they are; spaces, private use and combining signs by number.
    plain = 0x4E00 <= code <= 0x9FA5 or 0x2500 <= code <= 0x266F or 0xFF01 <= code <= 0xFF5E
    return char if plain else f"\\u{code:04X}"


def two_byte():
    leads = range(0x81, 0xFF)
    trails = [t for t in range(0x40, 0xFF) if t != 0x7F]
    chars = decode([bytes([lead, trail]) for lead in leads for trail in trails])
    assert all(len(c) == 1 for c in chars)
    # A full-width space, as browsers read it: old programs of Chinese Windows wrote it so.
    chars[(0xA3 - 0x81) * 190 + (0xA0 - 0x41)] = "\u3000"
    for row in range(0, len(chars), 190):
        line = ""
        for char in chars[row:row + 190]:
            if len(line) > WIDTH - 20:
                yield f'    U"{line}"'
                line = ""
            line += literal(char)
        yield f'    U"{line}"'


def ranges():
    """Runs of four-byte codes up to U+FFFF, as (number of the code, its character)."""
    codes = [bytes([0x81 + n // 12600, 0x30 + n // 1260 % 10, 0x81 + n // 10 % 126, 0x30 + n % 10])
             for n in range(39420)]
    before = None
    for number, char in enumerate(decode(codes)):
        # What iconv leaves out lies between two characters and goes on with the first.
        if not char:
            continue
        gap = ord(char) - number
        if gap != before:
            yield f"{{{number}, 0x{ord(char):04X}}},"
        before = gap


def wrapped(words):
    line = "   "
    for word in words:
        if len(line) + len(word) >= WIDTH:
            yield line
            line = "   "
        line += " " + word
    yield line


print("// Written by tests/tables/gb18030_table.py.")
print('#include "read/gb18030_table.hpp"')
print()
print("// clang-format off")
print("namespace gongkai {")
print("inline namespace v0 {")
print()
print("const char32_t gb18030_two_byte[] =")
print("\n".join(two_byte()) + ";")
print()
print("const Gb18030Range gb18030_ranges[] = {")
print("\n".join(wrapped(ranges())))
print("};")
print("const std::size_t gb18030_range_count = sizeof(gb18030_ranges) / sizeof(gb18030_ranges[0]);")
print()
print("}  // namespace v0")
print("}  // namespace gongkai")
