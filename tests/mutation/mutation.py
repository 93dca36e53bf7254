#!/usr/bin/env python3
"""Seeds small mistakes into the core, one at a time, and sees whether the tests notice.

  tests/mutation/mutation.py [--count 240] [--seed 1] [--jobs 2] [--only PATTERN]

Works in build/mutation; the tree itself is not changed, and should not be while this runs. Each
mutation changes one operator, number or word of one line; the tests named for that file are compiled
with it (or the one source of the library) and run, until one fails. What does not compile does not
count. Survivors are listed; those that change nothing that could be seen stand in equivalent.txt with
the reason. Status 1 if fewer than 95 % of the others are killed.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]
build = root / "build/mutation"

# Which tests are there to notice it.
tests_of = {
    "include/gongkai/rules.hpp": ["rules_test", "balanced_test", "aggregate_test"],
    "include/gongkai/rule.hpp": ["rules_test", "own_type_test"],
    "include/gongkai/check.hpp": ["rules_test", "balanced_test", "own_type_test"],
    "include/gongkai/cell.hpp": ["cell_test", "rules_test", "aggregate_test"],
    "include/gongkai/diagnose.hpp": ["diagnose_test"],
    "include/gongkai/smallest_sets.hpp": ["diagnose_test"],
    "include/gongkai/slips.hpp": ["diagnose_test"],
    "include/gongkai/diagnosis.hpp": ["diagnose_test"],
    "include/gongkai/aggregate.hpp": ["aggregate_test", "table_test"],
    "include/gongkai/table.hpp": ["aggregate_test", "table_test", "arrow_test"],
    "src/read/number.cpp": ["read_test", "text_test", "html_test", "office_test", "roundtrip_test"],
    "src/read/recognise.cpp": ["read_test", "text_test", "html_test", "office_test", "roundtrip_test"],
    "src/read/rows.cpp": ["read_test", "text_test", "html_test", "office_test", "roundtrip_test"],
    "src/read/align.cpp": ["read_test", "text_test", "html_test", "office_test", "roundtrip_test"],
    "src/read/runs.cpp": ["read_test", "text_test", "html_test", "office_test", "roundtrip_test"],
}

# What a hand slips to. Operators stand between spaces here (clang-format sees to that), so that
# templates, pointers and references are left alone.
slips = [
    (r"&\w+::\w+, ", [""]),  # a term left out of a sum
    (r" < ", [" <= ", " > "]), (r" <= ", [" < "]), (r" > ", [" >= ", " < "]), (r" >= ", [" > "]),
    (r" == ", [" != "]), (r" != ", [" == "]), (r" && ", [" || "]), (r" \|\| ", [" && "]),
    (r" \+ ", [" - "]), (r" - ", [" + "]), (r" \* (?=[a-z0-9])", [" + "]), (r" % ", [" / "]),
    (r" \+= ", [" -= "]), (r" -= ", [" += "]), (r"\+\+(?=[a-z])", ["--"]),
    (r"\btrue\b", ["false"]), (r"\bfalse\b", ["true"]),
    (r"\bcontinue;", ["break;"]), (r"(?<=[( ])!(?=[a-z(])", [""]),
    (r"(?<=[ (\[])0(?=[;,)\]])", ["1"]), (r"(?<=[ (\[])1(?=[;,)\]])", ["0", "2"]),
    (r"\.front\(\)", [".back()"]), (r"\bstd::min\b", ["std::max"]), (r"\bstd::max\b", ["std::min"]),
]


def code_of(line):
    """The line without texts and comments, at the same columns; empty where nothing is executed."""
    if re.match(r"\s*(#|//|template|static_assert|namespace|using |struct |class |\}|public:|private:)", line):
        return ""
    line = re.sub(r'"(\\.|[^"\\])*"', lambda m: '"' + "x" * (len(m[0]) - 2) + '"', line)
    return re.sub(r"//.*", lambda m: " " * len(m[0]), line)


def mutations(name):
    lines = (root / name).read_text().split("\n")
    for number, line in enumerate(lines):
        code = code_of(line)
        for pattern, replacements in slips:
            for found in re.finditer(pattern, code):
                for replacement in replacements:
                    changed = line[: found.start()] + replacement + line[found.end():]
                    yield name, number, line, changed


def run(command, timeout, **options):
    return subprocess.run(command, timeout=timeout, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **options)


def linker():
    """The quickest there is: a program is linked for each mutation."""
    return next(("-fuse-ld=" + name for name, tool in [("mold", "mold"), ("lld", "ld.lld")]
                 if shutil.which(tool)), "-fuse-ld=bfd")


def compiled(command, source, changed, folder, out):
    """Compiles a source as the build does, with the changed file in place of its own."""
    command = shlex.split(command)
    command[command.index("-o") + 1] = str(out)
    at = command.index("-c")
    if source == changed:
        command[at + 1] = str(folder / changed)
        command.insert(1, "-I" + str(root / pathlib.Path(source).parent))
    else:
        command.insert(1, "-I" + str(folder / "include"))
    return run([c for c in command if c != "ccache"] + ["-w", "-g0"], 600, cwd=build).returncode == 0


def judge(commands, mutation, index):
    """The tests of that file in turn, each a program of its own, until one notices."""
    name, number, _, changed_line = mutation
    folder = build / "mutants" / str(index)
    shutil.rmtree(folder, ignore_errors=True)
    in_header = name.startswith("include/")
    if in_header:
        shutil.copytree(root / "include", folder / "include")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    lines = (root / name).read_text().split("\n")
    lines[number] = changed_line
    (folder / name).write_text("\n".join(lines))
    objects_of_tests = build / "tests/CMakeFiles/gongkai_tests.dir"
    changed, program = folder / "changed.o", folder / "program"
    try:
        if not in_header and not compiled(commands[name], name, name, folder, changed):
            return "invalid"
        for test in tests_of[name]:
            if in_header and not compiled(commands[f"tests/{test}.cpp"], f"tests/{test}.cpp", name,
                                          folder, changed):
                return "invalid"
            objects = [changed] + [objects_of_tests / (source + ".cpp.o") for source in
                                   ["main", "render"] + ([] if in_header else [test])]
            # What is changed comes first: of a function that several have, its own counts.
            linked = run(["c++", linker(), *map(str, objects), str(build / "libgongkai.a"), "-o",
                          str(program), "-lsimdjson", "-lpugixml", "-lz", "-lgumbo"], 600)
            if linked.returncode != 0:
                raise SystemExit(linked.stdout.decode())
            if run([str(program), "--abort-after=1"], 300, cwd=root / "tests").returncode != 0:
                return "killed"
        return "survived"
    except subprocess.TimeoutExpired:
        return "killed"  # it never ends
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="")
    options = parser.parse_args()

    subprocess.run(["cmake", "--preset", "dev", "-B", build, "-DGONGKAI_EXAMPLES=OFF"], check=True,
                   stdout=subprocess.DEVNULL, cwd=root)
    subprocess.run(["cmake", "--build", build, "--parallel", str(options.jobs), "--target",
                    "gongkai_tests"], check=True, stdout=subprocess.DEVNULL)
    commands = {os.path.relpath(c["file"], root): c["command"]
                for c in json.loads((build / "compile_commands.json").read_text())}

    equivalent = {}
    for line in (root / "tests/mutation/equivalent.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, before, after, _why = (part.strip() for part in line.split(" ;; "))
            equivalent[(name, before, after)] = _why

    every = [m for name in tests_of if re.search(options.only, name) for m in mutations(name)]
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))
    print(f"{len(every)} mutations to choose from, {len(chosen)} chosen (seed {options.seed})", flush=True)
    counts = {"killed": 0, "survived": 0, "equivalent": 0, "invalid": 0}
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        verdicts = pool.map(lambda each: judge(commands, *each), zip(chosen, range(len(chosen))))
        for (name, number, before, after), verdict in zip(chosen, verdicts):
            if verdict == "survived" and (name, before.strip(), after.strip()) in equivalent:
                verdict = "equivalent"
            counts[verdict] += 1
            if verdict == "survived":
                print(f"survived {name}:{number + 1}\n  - {before.strip()}\n  + {after.strip()}", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    counted = counts["killed"] + counts["survived"]
    share = counts["killed"] / counted if counted else 0
    print(f"killed {100 * share:.1f} % of {counted} that change something")
    return 0 if share >= 0.95 else 1


if __name__ == "__main__":
    sys.exit(main())
