#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "cli/command.hpp"
#include "report.hpp"
#include "table.hpp"
#include "values.hpp"

// Classes first, then what uses them, so that signatures in docstrings show Python's names.
#if PYBIND11_VERSION_HEX >= 0x020D0000
PYBIND11_MODULE(_core, module, pybind11::mod_gil_not_used()) {
#else
PYBIND11_MODULE(_core, module) {
#endif
  using namespace gongkai::python;
  module.doc() = "The compiled part of gongkai.";
  bind_state(module);
  bind_findings(module);
  bind_report(module);
  bind_reading(module);
  bind_diagnosis(module);
  bind_table(module);
  bind_scan(module);
  bind_summary(module);
  module.def(
      "command",
      [](const std::vector<pybind11::bytes>& arguments) {
        std::vector<std::string> words;  // bytes: names of files need not be UTF-8
        for (const pybind11::bytes& argument : arguments) words.emplace_back(argument);
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(&word[0]);
        pybind11::gil_scoped_release release;
        return gongkai::command(static_cast<int>(pointers.size()), pointers.data());
      },
      pybind11::arg("arguments"), "The command `gongkai` with these words; its exit status.");
}
