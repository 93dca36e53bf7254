"""Writes src/read/html_entities.cpp: all character references by name of the HTML standard."""

import html.entities

WIDTH = 100


def literal(chars):
    result = ""
    for char in chars:
        code = ord(char)
        if char in '"\\':
            result += "\\" + char
        elif char == "\n":
            result += "\\n"
        elif char == "\t":
            result += "\\t"
        elif code < 0x7F:
            result += char
        elif code < 0xA0:
            raise ValueError(hex(code))
        elif code > 0xFFFF:
            result += f"\\U{code:08X}"
        else:
            result += f"\\u{code:04X}"
    return result


names = html.entities.html5
print("// Written by tests/tables/html_entities.py.")
print('#include "read/html_entities.hpp"')
print()
print("// clang-format off")
print("namespace gongkai {")
print("inline namespace v0 {")
print()
print("const HtmlEntity html_entities[] = {")
line = "   "
for name in sorted(n[:-1] for n in names if n.endswith(";")):
    word = f'{{"{name}", "{literal(names[name + ";"])}", {int(name in names)}}},'
    if len(line) + len(word) >= WIDTH:
        print(line)
        line = "   "
    line += " " + word
print(line)
print("};")
print("const std::size_t html_entity_count = sizeof(html_entities) / sizeof(html_entities[0]);")
print()
print("}  // namespace v0")
print("}  // namespace gongkai")
