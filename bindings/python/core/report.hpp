// A report with what is known of its source.
#ifndef GONGKAI_PYTHON_REPORT_HPP
#define GONGKAI_PYTHON_REPORT_HPP

#include <pybind11/pybind11.h>

#include <memory>
#include <string>

#include "gongkai/finding.hpp"
#include "gongkai/read.hpp"

namespace gongkai::python {

namespace py = pybind11;

/// Where a report was read from. Shared: copies of a report come from the same file.
struct Source {
  std::string file;
  std::string text;  ///< in which places count; empty where there is none
  Reading reading;   ///< its report is empty: that is the SourcedReport's own
};

struct SourcedReport {
  Report report;
  std::shared_ptr<const Source> source;  ///< none for a report made in the program
};

/// What check() said of a report: a value of its own, which outlives the report.
struct ReportFindings {
  Findings findings;
  std::string agency;
  std::int32_t year = 0;
  std::shared_ptr<const Source> source;
};

void bind_report(py::module_& module);
void bind_findings(py::module_& module);
void bind_reading(py::module_& module);

}  // namespace gongkai::python

#endif
