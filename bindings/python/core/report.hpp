// A report with what is known of its source, and what went wrong where there is none.
#ifndef GONGKAI_PYTHON_REPORT_HPP
#define GONGKAI_PYTHON_REPORT_HPP

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <vector>

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

/// A place in a file: its line, or what tells where there are no lines.
struct Where {
  std::size_t line = 0;
  TablePlace at;
  std::string sheet;  ///< Reading::sheet() of it

  Where() = default;
  Where(const Reading& reading, const Place& place, const TablePlace& table)
      : line(place.line), at(table), sheet(reading.sheet(table)) {}
};
std::string text_of(const Where& where, Language language);  ///< "第 31 行", or place_name()

struct SourcedReport {
  Report report;
  std::shared_ptr<const Source> source;  ///< none for a report made in the program

  std::string file() const { return source ? source->file : std::string(); }
};

/// check_all() of it, with the text beside its tables where it was read from a file.
Findings findings_of(const SourcedReport& report);

/// A file that could not be read, or a line of one.
struct Failure {
  Error error;
  std::string file;
  Position at;       ///< 0, 0 where not known
  std::string text;  ///< what people are told
};
Failure failure(const Error& error, const std::string& file, std::string_view source);
py::object exception_of(const Failure& failure);  ///< a ReadError
[[noreturn]] void raise(const Failure& failure);

/// "zh" or "en"; refuses others with ValueError.
Language language_of(const std::string& lang);

/// A list of str, or whatever gives them one by one; TypeError where it is none.
std::vector<std::string> strings_from(const py::object& given);

/// What Python gave as a Report; TypeError where it is none.
const SourcedReport& report_from(py::handle given);

/// The cell of a path, or of table, row and column by their official names: one that the report
/// has goes before one that it has not. KeyError, TypeError.
std::size_t cell_of(const Report& report, const py::object& key);

void bind_report(py::module_& module);
void bind_reading(py::module_& module);

}  // namespace gongkai::python

#endif
