#include "table.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <new>

#include "columns.hpp"
#include "described.hpp"
#include "gongkai/json.hpp"

namespace gongkai::python {

std::string shown(const std::string& name) {
  if (name.empty()) return name;
  Result<std::string> utf8 = to_utf8(name);  // old archives name their files in GBK
  if (utf8) return *utf8;
  std::string plain;
  for (char c : name) plain += static_cast<unsigned char>(c) < 0x80 ? c : '?';
  return plain;
}

void GrowingTable::append(const SourcedReport& report, bool check, const std::string& file) {
  Findings found;
  if (check) {
    found = findings_of(report);
    auto reading_of = [&](std::size_t) {
      return report.source ? &report.source->reading : nullptr;
    };
    for (const Finding& finding : found)
      findings->push_back(row_finding(finding, rows->size(), reading_of));
  }
  rows->append(report.report, check ? FindingCounts(found) : FindingCounts(), shown(file));
}

ReportTable GrowingTable::table() const {
  ReportTable table;
  table.rows = rows;
  table.findings = findings;
  table.failures = failures;
  table.passed_over = passed_over;
  return table;
}

namespace {

SourcedReport report_of(const ReportTable& table, std::size_t row) {
  SourcedReport report;
  report.report = table.rows->row(row);
  auto source = std::make_shared<Source>();
  source->file = std::string(table.rows->file(row));
  report.source = std::move(source);
  return report;
}

// These rows, in this order, with their findings.
ReportTable take(const ReportTable& table, const std::vector<std::size_t>& wanted) {
  ReportTable taken;
  auto rows = std::make_shared<Table<Report>>();
  auto findings = std::make_shared<std::vector<RowFinding>>();
  std::vector<std::size_t> first(table.rows->size() + 1, table.findings->size());  // by row
  for (std::size_t i = table.findings->size(); i-- > 0;) first[(*table.findings)[i].row] = i;
  for (std::size_t row : wanted) {
    for (std::size_t i = first[row]; i < table.findings->size(); ++i) {
      if ((*table.findings)[i].row != row) break;
      findings->push_back((*table.findings)[i]);
      findings->back().row = rows->size();
    }
    rows->append(*table.rows, row);
  }
  taken.rows = std::move(rows);
  taken.findings = std::move(findings);
  taken.selection = table.selection;
  return taken;
}

ReportTable concatenated(const ReportTable& a, const ReportTable& b) {
  ReportTable both;
  auto rows = std::make_shared<Table<Report>>(*a.rows);
  auto findings = std::make_shared<std::vector<RowFinding>>(*a.findings);
  auto failures = std::make_shared<std::vector<Failure>>(*a.failures);
  for (RowFinding found : *b.findings) {
    found.row += rows->size();
    findings->push_back(std::move(found));
  }
  failures->insert(failures->end(), b.failures->begin(), b.failures->end());
  rows->append(*b.rows);
  both.rows = std::move(rows);
  both.findings = std::move(findings);
  both.failures = std::move(failures);
  both.selection = a.selection;
  both.passed_over = a.passed_over + b.passed_over;
  return both;
}

// ---- columns -----------------------------------------------------------------------------------

std::vector<std::string> columns(const ReportTable& table) {
  std::vector<std::string> names;
  if (table.selection.file) names.emplace_back("file");
  for (std::size_t i : table.selection.identity) names.emplace_back(table.rows->column(i).name);
  for (std::size_t cell : table.selection.cells) names.push_back(to_string(path_of<Report>(cell)));
  if (table.selection.verdict) names.insert(names.end(), {"errors", "warnings", "notes"});
  return names;
}

ColumnSelection selected(const std::vector<std::string>& names) {
  Result<ColumnSelection> selection = select_columns<Report>(names);
  if (!selection) throw py::key_error(selection.error.path);
  return *selection;
}

std::size_t width(const ColumnSelection& selection) {
  return selection.identity.size() + selection.cells.size() + (selection.file ? 1 : 0) +
         (selection.verdict ? 3 : 0);
}

ArrowArrayStream wide(const ReportTable& table, const ColumnSelection& selection) {
  ArrowArrayStream stream{};
  arrow_wide<Report>(table.rows, selection, &stream);
  return stream;
}
ArrowArrayStream tidy(const ReportTable& table) {
  ArrowArrayStream stream{};
  arrow_tidy<Report>(table.rows, &stream);
  return stream;
}

std::size_t tidy_rows(const ReportTable& table) {
  const detail::TableData& data = table.rows->data();
  std::size_t rows = 0;
  for (std::uint32_t pattern : data.patterns()) {
    rows += schema<Report>.cells;
    for (auto at = data.pattern_begin(pattern); at != data.pattern_end(pattern); ++at)
      rows -= at->state == State::absent ? 1U : 0U;
  }
  return rows;
}

// One column, as `table[name]` gives it.
py::object column(const ReportTable& table, const std::string& name) {
  bool verdict = name == "errors" || name == "warnings" || name == "notes";
  ColumnSelection selection = selected({verdict ? "verdict" : name});
  if (!verdict && width(selection) != 1)
    throw py::key_error(name + " is several columns: table[[\"" + name + "\"]]");
  ArrowArrayStream stream = wide(table, selection);
  py::dict read = columns_of(stream, table.rows->size());
  return py::module_::import("gongkai._frames").attr("masked")(read[name.c_str()]);
}

// Which of the selected cells are counts: all that are not money. Each once.
std::vector<std::size_t> counts_among(const ColumnSelection& selection) {
  std::vector<std::size_t> counts;
  for (std::size_t cell : selection.cells)
    if (path_of<Report>(cell).cell().kind != Kind::amount &&
        std::find(counts.begin(), counts.end(), cell) == counts.end())
      counts.push_back(cell);
  return counts;
}

py::object to_numpy(const ReportTable& table) {
  py::tuple made = count_matrix(table.rows, counts_among(table.selection));
  return py::module_::import("numpy").attr("ma").attr("MaskedArray")(*made);
}

py::object frame_of(const py::dict& columns) {
  return py::module_::import("gongkai._frames").attr("frame_of_columns")(columns);
}
py::object tidy_frame(const ReportTable& table) {
  ArrowArrayStream stream = tidy(table);
  return frame_of(columns_of(stream, tidy_rows(table)));
}
py::object wide_frame(const ReportTable& table) {
  py::dict counts = count_columns(table.rows, counts_among(table.selection));
  ColumnSelection others = table.selection;
  others.cells.clear();
  for (std::size_t cell : table.selection.cells)
    if (path_of<Report>(cell).cell().kind == Kind::amount) others.cells.push_back(cell);
  ArrowArrayStream stream = wide(table, others);
  py::dict read = columns_of(stream, table.rows->size()), all;
  for (const std::string& name : columns(table))
    all[name.c_str()] = (counts.contains(name) ? counts : read)[name.c_str()];
  return frame_of(all);
}

// ---- Arrow's PyCapsules ------------------------------------------------------------------------

template <class Arrow>
py::capsule capsule(std::unique_ptr<Arrow> arrow, const char* name) {
  py::capsule made(arrow.get(), name, [](PyObject* self) {
    auto* held = static_cast<Arrow*>(PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
    if (held->release != nullptr) held->release(held);  // unless it was moved out
    delete held;
  });
  arrow.release();
  return made;
}

py::capsule arrow_stream(ArrowArrayStream stream) {
  return capsule(std::make_unique<ArrowArrayStream>(stream), "arrow_array_stream");
}
py::capsule arrow_schema(ArrowArrayStream stream) {
  auto schema = std::make_unique<ArrowSchema>();
  int status = stream.get_schema(&stream, schema.get());
  stream.release(&stream);
  if (status != 0) throw std::bad_alloc();  // nothing else can go wrong
  return capsule(std::move(schema), "arrow_schema");
}

/// The tidy form, for who asks for Arrow: Table.tidy.
struct TidyTable {
  ReportTable table;
};

// ---- what people see ---------------------------------------------------------------------------

struct Counts {
  std::size_t errors = 0, warnings = 0, notes = 0, wrong = 0, checked = 0;
};
Counts counts(const ReportTable& table) {
  Counts counts;
  for (std::size_t row = 0; row < table.rows->size(); ++row) {
    FindingCounts verdict = table.rows->verdict(row);
    counts.errors += verdict.errors;
    counts.warnings += verdict.warnings;
    counts.notes += verdict.notes;
    counts.wrong += verdict.errors > 0 ? 1U : 0U;
    counts.checked += verdict.checked ? 1U : 0U;
  }
  return counts;
}

std::string sentence(const ReportTable& table) {
  auto number = [](std::size_t n, const std::string& what) {
    return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s");
  };
  Counts found = counts(table);
  std::string text =
      number(table.rows->size(), "report") + " × " + number(width(table.selection), "column");
  if (found.checked > 0)
    text += "; " + number(found.errors, "error") + " in " + number(found.wrong, "report") + ", " +
            number(found.warnings, "warning") + ", " + number(found.notes, "note");
  if (found.checked < table.rows->size())
    text += "; " + std::to_string(table.rows->size() - found.checked) + " not checked";
  if (!table.failures->empty())
    text += "; " + number(table.failures->size(), "file") + " could not be read";
  return text;
}

py::object get(const ReportTable& table, const py::object& key) {
  if (py::isinstance<py::slice>(key)) {
    py::ssize_t start = 0, stop = 0, step = 0, size = 0;
    if (!key.cast<py::slice>().compute(static_cast<py::ssize_t>(table.rows->size()), &start, &stop,
                                       &step, &size))
      throw py::error_already_set();
    std::vector<std::size_t> wanted;
    for (py::ssize_t i = 0; i < size; ++i)
      wanted.push_back(static_cast<std::size_t>(start + i * step));
    return py::cast(take(table, wanted));
  }
  if (py::isinstance<py::str>(key)) return column(table, key.cast<std::string>());
  if (py::isinstance<py::tuple>(key))
    return column(table, to_string(path_of<Report>(cell_of(blank_report(Form::of_2021), key))));
  if (PyIndex_Check(key.ptr()) != 0 && !py::hasattr(key, "__len__")) {
    auto size = static_cast<py::ssize_t>(table.rows->size());
    py::ssize_t row = PyNumber_AsSsize_t(key.ptr(), PyExc_IndexError);
    if (row == -1 && PyErr_Occurred() != nullptr) throw py::error_already_set();
    if (row < 0) row += size;
    if (row < 0 || row >= size)
      throw py::index_error("there are " + std::to_string(size) + " rows");
    return py::cast(report_of(table, static_cast<std::size_t>(row)));
  }
  if (py::isinstance<py::list>(key) && py::len(key) > 0 &&
      py::isinstance<py::str>(key.cast<py::list>()[0])) {
    ReportTable chosen = table;
    std::vector<std::string> names = strings_from(key);
    for (std::string& name : names)
      if (name == "errors" || name == "warnings" || name == "notes") name = "verdict";
    chosen.selection = selected(names);
    return py::cast(chosen);
  }
  py::object wanted =
      py::module_::import("gongkai._frames").attr("rows_of")(key, table.rows->size());
  return py::cast(take(table, wanted.cast<std::vector<std::size_t>>()));
}

ReportTable from_reports(const py::iterable& reports, bool check) {
  if (py::isinstance<ReportTable>(reports)) return reports.cast<ReportTable>();
  GrowingTable growing;
  for (auto report : reports) growing.append(report_from(report), check);
  return growing.table();
}

ReportTable filter(const ReportTable& table, const py::function& wanted) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows->size(); ++row)
    if (py::bool_(wanted(report_of(table, row)))) rows.push_back(row);
  return take(table, rows);
}

std::string json_lines(const ReportTable& table) {
  std::string lines;
  for (std::size_t row = 0; row < table.rows->size(); ++row)
    lines += write_json(table.rows->row(row)) + '\n';
  return lines;
}

// ---- failures ----------------------------------------------------------------------------------

using Failures = std::shared_ptr<const std::vector<Failure>>;
struct AllFailures {
  Failures all;
};

py::list failure_dicts(const AllFailures& failures) {
  py::list list;
  for (const Failure& each : *failures.all) {
    py::object exception = exception_of(each);
    py::dict dict;
    for (const char* name :
         {"file", "line", "rule", "path", "table", "row", "column", "expected", "actual"})
      dict[name] = exception.attr(name);
    dict["message"] = message(each.error, Language::zh);
    list.append(dict);
  }
  return list;
}

void bind_failures(py::module_& module) {
  py::class_<AllFailures>(module, "Failures",
                          "The files of a scan that could not be read, and lines of JSON Lines: a "
                          "sequence of ReadError.")
      .def("__len__", [](const AllFailures& self) { return self.all->size(); })
      .def(
          "__getitem__",
          [](const AllFailures& self, std::ptrdiff_t index) {
            auto size = static_cast<std::ptrdiff_t>(self.all->size());
            if (index < 0) index += size;
            if (index < 0 || index >= size) throw py::index_error();
            return exception_of((*self.all)[static_cast<std::size_t>(index)]);
          },
          py::arg("index"))
      .def("__iter__",
           [](const py::object& self) {
             return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr()));
           })
      .def("to_dicts", &failure_dicts,
           "A dict a failure: file, line, rule, path, table, row, column, expected, actual, "
           "message. What they are, ReadError says.")
      .def(
          "to_pandas",
          [](const AllFailures& self) {
            return py::module_::import("gongkai._frames")
                .attr("frame_of_dicts")(failure_dicts(self),
                                        py::cast(std::vector<std::string>{
                                            "file", "line", "rule", "path", "table", "row",
                                            "column", "expected", "actual", "message"}));
          },
          "The same as a DataFrame, a row a failure.")
      .def("__repr__", [](const AllFailures& self) {
        return "<gongkai.Failures " + std::to_string(self.all->size()) + '>';
      });
}

}  // namespace

void bind_table(py::module_& module) {
  bind_failures(module);

  py::class_<TidyTable>(module, "TidyTable",
                        "A Table with a row for each cell that a report's form has: file, agency, "
                        "year, published, form, division, parent, table, row, column, path, value "
                        "(of counts), amount (of money, in 万元), state.")
      .def("__len__", [](const TidyTable& self) { return tidy_rows(self.table); })
      .def(
          "to_pandas", [](const TidyTable& self) { return tidy_frame(self.table); },
          "A DataFrame of 14 columns; value Int64, amount Decimal or None.")
      .def(
          "to_polars",
          [](const py::object& self) {
            return py::module_::import("polars").attr("DataFrame")(self);
          },
          "A polars DataFrame of 14 columns.")
      .def(
          "to_arrow",
          [](const py::object& self) { return py::module_::import("pyarrow").attr("table")(self); },
          "A pyarrow Table of 14 columns.")
      .def("__arrow_c_schema__",
           [](const TidyTable& self) { return arrow_schema(tidy(self.table)); })
      .def(
          "__arrow_c_stream__",
          [](const TidyTable& self, const py::object&) { return arrow_stream(tidy(self.table)); },
          py::arg("requested_schema") = py::none(), "A stream from the first row on.");

  py::class_<ReportTable>(
      module, "Table",
      "Many reports, a row for each, without their prose. Columns: file, the identity of a report "
      "(agency, year, published, form, division, parent), its cells by their paths, and how many "
      "errors, warnings and notes a check found.\n\n"
      "Table(reports) makes one of Reports; gongkai.scan reads one from files. It does not change: "
      "slices, masks and selections are tables of their own.")
      .def(py::init(&from_reports), py::arg("reports") = py::tuple(), py::arg("check") = true,
           "check: each is checked, as by Report.check.")
      .def("__len__", [](const ReportTable& self) { return self.rows->size(); })
      .def("__getitem__", &get, py::arg("key"),
           "table[3]: a Report without its prose. table[10:20], table[mask], table[[0, 5]]: those "
           "rows. table[[\"agency\", \"applications.received\"]]: those columns; a path above "
           "cells is all of them. table[\"applications.received.total\"], or table[\"表三\", "
           "\"（七）\", \"总计\"]: one column, of shape (rows,), masked where there is no number.")
      .def("__iter__",
           [](const py::object& self) {
             return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr()));
           })
      .def("__add__", &concatenated, py::is_operator())
      .def_property_readonly("columns", &columns, "Names of the columns, in their order.")
      .def_property_readonly(
          "shape",
          [](const ReportTable& self) {
            return py::make_tuple(self.rows->size(), width(self.selection));
          },
          "(rows, columns).")
      .def("filter", &filter, py::arg("wanted"),
           "The rows for whose Report wanted(report) is true.")
      .def_property_readonly(
          "findings",
          [](const ReportTable& self) {
            return TableFindings{self.rows, self.findings, nullptr};
          },
          "What the check found in all of them, in their order: Findings.")
      .def_property_readonly(
          "failures", [](const ReportTable& self) { return AllFailures{self.failures}; },
          "What could not be read, in the order of the files: Failures.")
      .def_property_readonly(
          "passed_over", [](const ReportTable& self) { return self.passed_over; },
          "How many files of the scan are no reports at all: pictures, style sheets.")
      .def_property_readonly(
          "repeats",
          [](const ReportTable& self) {
            py::list list;
            for (const Repeat& repeat : self.rows->repeats())
              list.append(py::make_tuple(repeat.row, repeat.instead, repeat.differs));
            return list;
          },
          "Reports of one agency and year that are there more than once: tuples (row that sums "
          "leave out, row that counts, whether they differ).")
      .def_property_readonly(
          "tidy", [](const ReportTable& self) { return TidyTable{self}; },
          "The same with a row for each cell, which says its state.")
      .def(
          "to_pandas", &wide_frame,
          "A DataFrame (rows, columns). Counts are Int64, <NA> where there is no number; published "
          "is datetime64; money is Decimal or None, in 万元.")
      .def(
          "to_polars",
          [](const py::object& self) {
            return py::module_::import("polars").attr("DataFrame")(self);
          },
          "A polars DataFrame (rows, columns). Counts are Int64, null where there is no number; "
          "money is Decimal, in 万元.")
      .def(
          "to_arrow",
          [](const py::object& self) { return py::module_::import("pyarrow").attr("table")(self); },
          "A pyarrow Table (rows, columns), with the official labels as metadata of its fields.")
      .def("to_numpy", &to_numpy,
           "The counts as one masked array of int64, of shape (rows, count cells among columns), "
           "masked where there is no number. Identity, money and verdict are left out.")
      .def("to_json_lines", &json_lines, "A report a line, without prose.")
      .def(py::pickle(&pickled, &table_from))
      .def("__arrow_c_schema__",
           [](const ReportTable& self) { return arrow_schema(wide(self, self.selection)); })
      .def(
          "__arrow_c_stream__",
          [](const ReportTable& self, const py::object&) {
            return arrow_stream(wide(self, self.selection));
          },
          py::arg("requested_schema") = py::none(), "A stream from the first row on.")
      .def("__repr__",
           [](const ReportTable& self) { return "<gongkai.Table " + sentence(self) + '>'; })
      .def("_repr_html_", [](const py::object& self) {
        return py::module_::import("gongkai._notebook")
            .attr("table_html")(self, sentence(self.cast<const ReportTable&>()));
      });
}

}  // namespace gongkai::python
