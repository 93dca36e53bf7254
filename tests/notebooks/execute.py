#!/usr/bin/env python3
"""Executes examples/notebooks in a copy of examples/; a cell that raises is an error.

    execute.py DIRECTORY     the copy, with the outputs, is left there
"""

import shutil
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

root = Path(__file__).resolve().parents[2]
place = Path(sys.argv[1]) / "examples"
shutil.rmtree(place, ignore_errors=True)
shutil.copytree(root / "examples", place)
passed = failed = 0
for path in sorted((place / "notebooks").glob("*.ipynb")):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if any(cell.outputs or cell.execution_count for cell in code):
        print(f"{path.name}: is kept with outputs; they stay out of the repository")
        failed += 1
        continue
    try:
        NotebookClient(notebook, timeout=300, kernel_name="python3",
                       resources={"metadata": {"path": str(path.parent)}}).execute()
    except CellExecutionError as error:
        print(f"{path.name}: {error}")
        failed += 1
        continue
    nbformat.write(notebook, path)
    print(f"{path.name}: {len(code)} cells ran")
    passed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
