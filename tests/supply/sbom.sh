#!/bin/sh
# The bill of materials of a build: complete, with versions and licences, and agreeing with what the
# library is linked with and with what the project's scripts install.
#   sbom.sh BUILD_FOLDER
set -eu
command -v python3 >/dev/null || { echo "no python3 here: skipped"; exit 77; }
build=$(realpath "$1")
cd "$(dirname "$0")/../.."
python3 - "$build" <<'END'
import json, pathlib, re, sys

build = pathlib.Path(sys.argv[1])
bom = json.loads((build / "gongkai.cdx.json").read_text())
assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.5")
version = re.search(r"VERSION ([0-9.]+) # the only place", pathlib.Path("CMakeLists.txt").read_text())[1]
assert bom["metadata"]["component"]["version"] == version
parts = {part["bom-ref"]: part for part in bom["components"]}
assert set(bom["dependencies"][0]["dependsOn"]) == set(parts), "who depends on what"
# What CMakeLists.txt looks for, and what is linked, is in it.
asked = re.findall(r"find_package\((\w+) \$\{gongkai_(\w+)_oldest\}", pathlib.Path("CMakeLists.txt").read_text())
assert len(asked) >= 4 and all(name == oldest for name, oldest in asked), asked
assert {name.lower() for name, _ in asked} | {"boost"} == set(parts) | {"cli11"}, (asked, set(parts))
scripts = {name: pathlib.Path(name).read_text() for name in ("tests/run.sh", "examples/run.sh")}
for name, part in parts.items():
    assert re.fullmatch(r"[0-9]+(\.[0-9]+)+", part["version"]), part
    assert part["licenses"][0]["license"]["id"] in ("BSL-1.0", "Apache-2.0", "Zlib", "MIT", "BSD-3-Clause"), part
    package = {p["name"]: p["value"] for p in part["properties"]}["gongkai:debian-package"]
    for script, text in scripts.items():
        assert re.search(rf"\b{re.escape(package)}\b", text), f"{script} does not install {package}"
print(f"{len(parts)} parts, each with its version and licence")
END
