// Many reports, and what was found in them.
#ifndef GONGKAI_PYTHON_TABLE_HPP
#define GONGKAI_PYTHON_TABLE_HPP

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gongkai/table.hpp"
#include "report.hpp"

namespace gongkai::python {

using Rows = std::shared_ptr<const Table<Report>>;

/// What the source prints in the cell of a term; nothing where it was not found there.
struct Printed {
  bool found = false;
  std::string text;
  Where where;
};

/// A finding, and the row of its table whose report it is about.
struct RowFinding {
  std::size_t row = 0;
  Finding finding;
  std::vector<Printed> printed;  ///< by term
  Where where;                   ///< of its sentence, or else its cell
};

/// What was read of that report (Term::report); nullptr where it was not read from a file.
using ReadingOf = std::function<const Reading*(std::size_t report)>;
RowFinding row_finding(Finding finding, std::size_t row, const ReadingOf& reading_of);

/// What Python calls Findings: those of one report or of many.
struct TableFindings {
  Rows rows;
  std::shared_ptr<const std::vector<RowFinding>> items;
  std::shared_ptr<const Source> source;  ///< of a single report that was read
  Text compared = {{}, {}};              ///< where reports were not checked but compared: with what
};
TableFindings check(const SourcedReport& report);

/// What Python calls Table: rows, the columns that are shown of them, and what a scan left.
struct ReportTable {
  Rows rows = std::make_shared<Table<Report>>();
  ColumnSelection selection = all_columns<Report>();
  std::shared_ptr<const std::vector<RowFinding>> findings =
      std::make_shared<std::vector<RowFinding>>();
  std::shared_ptr<const std::vector<Failure>> failures = std::make_shared<std::vector<Failure>>();
  std::size_t passed_over = 0;  ///< files that are no reports
};

/// A table while it is put together.
struct GrowingTable {
  std::shared_ptr<Table<Report>> rows = std::make_shared<Table<Report>>();
  std::shared_ptr<std::vector<RowFinding>> findings = std::make_shared<std::vector<RowFinding>>();
  std::shared_ptr<std::vector<Failure>> failures = std::make_shared<std::vector<Failure>>();
  std::size_t passed_over = 0;

  void append(const SourcedReport& report, bool check) { append(report, check, report.file()); }
  void append(const SourcedReport& report, bool check, const std::string& file);
  ReportTable table() const;
};

/// What pickle keeps of a table, everything; and the table again. ValueError where that is damaged.
py::tuple pickled(const ReportTable& table);
ReportTable table_from(const py::tuple& state);

/// A file's name as UTF-8, whatever its bytes are: for showing, not for opening.
std::string shown(const std::string& name);

void bind_findings(py::module_& module);
void bind_diagnosis(py::module_& module);
void bind_table(py::module_& module);
void bind_scan(py::module_& module);
void bind_summary(py::module_& module);

}  // namespace gongkai::python

#endif
