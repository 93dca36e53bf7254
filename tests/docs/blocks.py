#!/usr/bin/env python3
"""Runs what the pages show: docs/*.md, README.zh-CN.md, and the commands of README.md.

```cpp      is compiled; a ```text right behind it is what the program prints
```console  "$ command" is run, what follows is what it prints, standard error too; a line that ends
            in "…" says how the line begins, "…" alone stands for any lines
```sh       in README.md: what begins with gongkai is run, among files of the names that it uses

README.zh-CN.md shows the same C++, CMake and Python as README.md.

blocks.py COMPILER LIBRARY COMMAND SCRATCH_DIRECTORY [FLAG...]
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]
compiler, library, command, scratch = sys.argv[1:5]
flags = sys.argv[5:]
scratch = pathlib.Path(scratch).resolve()
library, command = (str(pathlib.Path(p).resolve()) for p in (library, command))
faults = 0
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def fault(page, line, words):
    global faults
    faults += 1
    print(f"{page}:{line}: {words}")


def blocks(path):
    """(language, text, line) of each fenced block."""
    text = path.read_text(encoding="utf-8")
    return [(m[1], m[2], text[: m.start()].count("\n") + 1, text[m.end() :]) for m in BLOCK.finditer(text)]


def compile_and_run(page, line, code, behind, place):
    source, program = place / "block.cpp", place / "block"
    source.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [compiler, "-std=c++17", "-Wall", "-Wextra", "-Werror", *flags, f"-I{root}/include", source,
         library, "-lsimdjson", "-lpugixml", "-lz", "-o", program], capture_output=True, text=True)
    if done.returncode != 0:
        return fault(page, line, "does not compile:\n" + done.stderr)
    shown = re.match(r"\n+(?:[^`\n]+\n+)?```text\n(.*?)^```$", behind, re.M | re.S)
    if not shown:
        return fault(page, line, "the program's output is not shown behind it")
    done = subprocess.run([program], cwd=place, capture_output=True, text=True)
    if done.stdout != shown[1] or done.returncode != 0:
        fault(page, line, f"prints something else (status {done.returncode}):\n{done.stdout}")


def agrees(expected, printed):
    """Whether the lines are those, where "…" alone stands for any number of lines."""
    if not expected:
        return not printed
    first, rest = expected[0], expected[1:]
    if first == "…":
        return any(agrees(rest, printed[i:]) for i in range(len(printed) + 1))
    if not printed:
        return False
    same = printed[0].startswith(first[:-1]) if first.endswith("…") else printed[0] == first
    return same and agrees(rest, printed[1:])


def session(page, line, text, place):
    commands = re.split(r"^\$ ", text, flags=re.M)
    if commands[0]:
        return fault(page, line, "begins with no command")
    for each in commands[1:]:
        what, *expected = each.rstrip("\n").split("\n")
        if not what.startswith("gongkai "):
            fault(page, line, f"is not ours to run: {what}")
            continue
        done = subprocess.run([command + what[len("gongkai"):]], shell=True, cwd=place, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode not in (0, 1) or not agrees(expected, done.stdout.splitlines()):
            fault(page, line, f"{what}\nprints (status {done.returncode}):\n{done.stdout}")


def commands_of_readme(place):
    """Each line of README.md's list of commands does its work, and has somebody to say it to."""
    samples = root / "examples" / "data"
    for folder in ("county", "bureau"):
        (place / folder).mkdir()
        for sample in samples.glob("*.md"):
            shutil.copy(sample, place / folder / f"{sample.stem}.html")  # read by what is in it
    for name in ("report.md", "city.html"):
        shutil.copy(samples / "bureau_2021.md", place / name)
    shutil.make_archive(str(place / "2024"), "zip", samples)
    agencies = ["示例市人力资源和社会保障局", "示例市交通运输局", "示例县人民政府办公室"]
    (place / "agencies.csv").write_text(
        "agency,parent\n示例市,\n" + "".join(f"{each},示例市\n" for each in agencies), encoding="utf-8")
    (place / "bin").mkdir()
    (place / "bin" / "gongkai").symlink_to(command)
    path = f"{place / 'bin'}:{os.environ['PATH']}"
    lines = [(line, at) for language, text, at, _ in blocks(root / "README.md") if language == "sh"
             for line in text.splitlines() if line.startswith("gongkai ")]
    for what, at in lines:
        done = subprocess.run(["sh", "-c", what], cwd=place, env={**os.environ, "PATH": path}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        refused = "# refused" in what
        if done.returncode not in ((1,) if refused else (0, 1)):
            fault("README.md", at, f"{what}\nends with status {done.returncode}:\n{done.stdout[-2000:]}")
    return len(lines)


pages = sorted((root / "docs").glob("*.md")) + [root / "README.zh-CN.md"]
counted = {"cpp": 0, "console": 0}
for path in pages:
    page, place = path.relative_to(root), scratch / path.stem
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    shutil.copytree(root / "examples", place / "examples")
    for language, text, line, behind in blocks(path):
        if language == "cpp":
            compile_and_run(page, line, text, behind, place)
        elif language == "console":
            session(page, line, text, place)
        counted[language] = counted.get(language, 0) + 1

shutil.rmtree(scratch / "README", ignore_errors=True)
(scratch / "README").mkdir()
listed = commands_of_readme(scratch / "README")

# What is compiled and run for one README need not be for the other.
both = {name: {language: [text for lang, text, _, _ in blocks(root / name) if lang == language]
               for language in ("cpp", "cmake", "python")} for name in ("README.md", "README.zh-CN.md")}
for language, of_english in both["README.md"].items():
    if both["README.zh-CN.md"][language] != of_english:
        fault("README.zh-CN.md", 1, f"shows other {language} than README.md")

assert counted["cpp"] > 2 and counted["console"] > 3 and listed > 10, (counted, listed)
print(f"{counted['cpp']} C++ blocks and {counted['console']} console blocks of {len(pages)} pages, "
      f"{listed} commands of README.md")
sys.exit(1 if faults else 0)
