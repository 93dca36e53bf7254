#include <pybind11/pybind11.h>

#include "report.hpp"
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
}
