#include "report.hpp"

#include <pybind11/stl.h>

#include "described.hpp"
#include "gongkai/json.hpp"
#include "gongkai/write.hpp"
#include "table.hpp"

namespace gongkai::python {
namespace {

constexpr int pickle_version = 1;

// ---- cells by official name -------------------------------------------------------------------

[[noreturn]] void no_such_cell(const std::string& key) { throw py::key_error(key); }

bool names_row(const Path& path, std::string_view row) {
  const Label& label = path[path.size() - 2].label;
  return row == label.number || row == label.text.zh || row == label.text.en ||
         row == row_name(path, Language::zh);
}

// ("表三", "（七）", "总计"): a cell that the report has goes before one that it has not.
std::size_t cell_of(const Report& report, const std::string& table, const std::string& row,
                    const std::string& column) {
  std::size_t found = no_cell;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    Path path = path_of<Report>(i);
    const Label& tables = path[0].label;
    bool here = (table == tables.number || table == tables.text.zh ||
                 table == std::to_string(table_number(path))) &&
                names_row(path, row) &&
                (column == path.cell().label.text.zh || column == path.cell().label.text.en);
    if (!here) continue;
    const void* at = cell_at(schema<Report>, const_cast<Report*>(&report), i);
    bool in_form = cell_state(path.cell().kind, at) != State::absent;
    if (in_form) return i;
    if (found == no_cell) found = i;
  }
  if (found == no_cell) no_such_cell(table + "·" + row + "·" + column);
  return found;
}

}  // namespace

std::size_t cell_of(const Report& report, const py::object& key) {
  if (py::isinstance<py::str>(key)) {
    std::size_t cell = cell_index<Report>(key.cast<std::string>());
    if (cell == no_cell) no_such_cell(key.cast<std::string>());
    return cell;
  }
  if (!py::isinstance<py::tuple>(key) || py::len(key) != 3)
    throw py::type_error(
        "a cell is named by its path, \"applications.received.total\", or by table, row and "
        "column: \"表三\", \"（七）\", \"总计\"");
  auto text = [&](std::size_t i) { return std::string(py::str(key.cast<py::tuple>()[i])); };
  return cell_of(report, text(0), text(1), text(2));
}

std::vector<std::string> strings_from(const py::object& given) {
  std::vector<std::string> strings;
  for (auto each : given) {
    if (!py::isinstance<py::str>(each))
      throw py::type_error("a str, not " + std::string(py::repr(each)));
    strings.push_back(each.cast<std::string>());
  }
  return strings;
}

const SourcedReport& report_from(py::handle given) {
  if (!py::isinstance<SourcedReport>(given))
    throw py::type_error("a Report, not " + std::string(py::repr(given)));
  return given.cast<const SourcedReport&>();
}

Language language_of(const std::string& lang) {
  if (lang == "zh") return Language::zh;
  if (lang == "en") return Language::en;
  throw py::value_error("lang is \"zh\" or \"en\", not \"" + lang + '"');
}

namespace {

py::object get(const Report& report, std::size_t cell) {
  return to_python(path_of<Report>(cell).cell(),
                   cell_at(schema<Report>, const_cast<Report*>(&report), cell));
}

py::list cells(const Report& report) {
  py::list all;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    py::object value = get(report, i);
    if (is_state(value) && state_of(value) == State::absent) continue;
    all.append(py::make_tuple(to_string(path_of<Report>(i)), value));
  }
  return all;
}

// What a cell may be called, for completion: its path, and its official names.
py::list keys(const Report& report) {
  py::list keys;
  for (auto cell : cells(report)) keys.append(cell.cast<py::tuple>()[0]);
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    Path path = path_of<Report>(i);
    const void* at = cell_at(schema<Report>, const_cast<Report*>(&report), i);
    if (cell_state(path.cell().kind, at) == State::absent) continue;
    keys.append(py::make_tuple(table_name(path, Language::zh), row_name(path, Language::zh),
                               column_name(path, Language::zh)));
  }
  return keys;
}

void set_members(py::object report, const py::kwargs& members) {
  for (auto member : members) {
    std::string name(py::str(member.first));
    if (!py::hasattr(report, name.c_str())) throw py::type_error("Report has no member " + name);
    py::setattr(report, name.c_str(), member.second);
  }
}

SourcedReport from_json(const std::string& text) {
  Result<Report> read = read_json<Report>(text);
  if (!read) throw py::value_error(message(read.error, Language::en));
  return {*std::move(read), nullptr};
}

std::string short_form(const SourcedReport& self) {
  const Report& report = self.report;
  return "<gongkai.Report " + (report.agency.empty() ? "(no agency)" : report.agency) +
         (report.year == 0 ? "" : ' ' + std::to_string(report.year)) + ", form " +
         std::to_string(static_cast<int>(report.form)) + '>';
}

}  // namespace

void bind_report(py::module_& module) {
  bind_parts_of<Report>(module);

  py::class_<SourcedReport> report(
      module, "Report",
      "One agency's report on one year: the typed form, with where it was read from.\n\n"
      "Members are attributes (report.applications.received.total); a cell is an int, a Decimal "
      "(money, in 万元) or a State. Report(form=2021, agency=…) makes a blank form.");
  bind_members<Report>(report, [](SourcedReport& self) -> Report& { return self.report; });

  report
      .def(py::init([](int form, const py::kwargs& members) {
             if (form != 2019 && form != 2021)
               throw py::value_error("form is 2019 or 2021, not " + std::to_string(form));
             py::object made =
                 py::cast(SourcedReport{blank_report(static_cast<Form>(form)), nullptr});
             set_members(made, members);
             return made.cast<SourcedReport>();
           }),
           py::arg("form") = 2021, "A blank form of that generation, with these members.")
      .def(
          "__getitem__",
          [](const SourcedReport& self, const py::object& key) {
            return get(self.report, cell_of(self.report, key));
          },
          "The cell of that path, or of that table, row and column by their official names.")
      .def("__setitem__",
           [](SourcedReport& self, const py::object& key, const py::object& value) {
             std::size_t cell = cell_of(self.report, key);
             const Member& member = path_of<Report>(cell).cell();
             from_python(member, cell_at(schema<Report>, &self.report, cell), value);
           })
      .def(
          "cells", [](const SourcedReport& self) { return cells(self.report); },
          "All cells of the report's form, in its order: a list of (path, value).")
      .def("_ipython_key_completions_", [](const SourcedReport& self) { return keys(self.report); })
      .def(
          "check", [](const SourcedReport& self) { return check(self); },
          "Checks every equation and cell of the form, its text against its tables, and its "
          "plausibility. Returns Findings; changes nothing.")
      .def(
          "to_json",
          [](const SourcedReport& self, int indent) { return write_json(self.report, indent); },
          py::arg("indent") = 0, "The report as JSON, as `gongkai schema` describes it.")
      .def_static("from_json", &from_json, py::arg("text"), "A report from such JSON; strict.")
      .def(
          "to_dict",
          [](const SourcedReport& self) {
            return py::module_::import("json").attr("loads")(write_json(self.report));
          },
          "The same as nested dicts: cells are ints, decimal strings (money), None (blank) or the "
          "name of their State.")
      .def_static(
          "from_dict",
          [](const py::dict& tree) {
            py::object text = py::module_::import("json").attr("dumps")(tree);
            return from_json(text.cast<std::string>());
          },
          py::arg("tree"), "A report from such a dict; strict.")
      .def(
          "to_csv",
          [](const SourcedReport& self) {
            return std::string(csv_header()) +
                   csv_lines(self.report, self.source ? self.source->file : std::string());
          },
          "Tidy CSV: file, agency, year, form, table, row, column, value, state; a line a cell.")
      .def(
          "text",
          [](const SourcedReport& self, const std::string& lang) {
            return form_text(self.report, language_of(lang));
          },
          py::arg("lang") = "zh", "The whole form as aligned text.")
      .def(
          "to_markdown",
          [](const SourcedReport& self, const std::string& lang) {
            return form_markdown(self.report, language_of(lang));
          },
          py::arg("lang") = "zh", "The official form as Markdown with pipe tables.")
      .def(
          "to_html",
          [](const SourcedReport& self, const TableFindings* findings, bool page,
             const std::string& lang) {
            Findings marked;
            if (findings != nullptr)
              for (const RowFinding& found : *findings->items)
                marked.items.push_back(found.finding);
            const Findings* marks = findings == nullptr ? nullptr : &marked;
            return page ? form_page(self.report, language_of(lang), marks)
                        : form_html(self.report, language_of(lang), marks);
          },
          py::kw_only(), py::arg("findings") = nullptr, py::arg("page") = false,
          py::arg("lang") = "zh",
          "The official form as a piece of HTML, or as a whole page; styles inline, no script. "
          "With "
          "findings (of Report.check) the cells that they are about are marked and explained.")
      .def(
          "to_docx",
          [](const SourcedReport& self, const std::string& lang) {
            return py::bytes(form_docx(self.report, language_of(lang)));
          },
          py::arg("lang") = "zh", "The official form as a Word file, with the notice's geometry.")
      .def(
          "to_xlsx",
          [](const SourcedReport& self, const std::string& lang) {
            return py::bytes(form_xlsx(self.report, language_of(lang)));
          },
          py::arg("lang") = "zh", "The official form as an Excel file.")
      .def("_repr_html_",
           [](const SourcedReport& self) {
             Findings findings = findings_of(self);
             return form_html(self.report, Language::zh, &findings);
           })
      .def(
          "replace",
          [](const py::object& self, const py::kwargs& members) {
            py::object copy = py::cast(self.cast<SourcedReport>());
            set_members(copy, members);
            return copy;
          },
          "A copy with these members changed.")
      .def("__copy__", [](const SourcedReport& self) { return self; })
      .def(
          "__deepcopy__", [](const SourcedReport& self, const py::dict&) { return self; },
          py::arg("memo"))
      .def(
          "__eq__",
          [](const SourcedReport& a, const SourcedReport& b) { return a.report == b.report; },
          py::is_operator())
      .def("__repr__", &short_form)
      .def(py::pickle(
          [](const SourcedReport& self) {
            return py::make_tuple(pickle_version, write_json(self.report));
          },
          [](const py::tuple& state) {
            if (state.size() != 2 || state[0].cast<int>() != pickle_version)
              throw py::value_error("a Report pickled by another version of gongkai");
            return from_json(state[1].cast<std::string>());
          }));
  report.attr("__hash__") = py::none();
  report.attr("__replace__") = report.attr("replace");
}

}  // namespace gongkai::python
