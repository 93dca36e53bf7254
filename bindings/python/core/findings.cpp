#include <pybind11/stl.h>

#include "described.hpp"
#include "gongkai/check.hpp"
#include "gongkai/write.hpp"
#include "report.hpp"

namespace gongkai::python {
namespace {

Language language_of(const std::string& lang) { return lang == "en" ? Language::en : Language::zh; }

// One finding, which keeps all of its report alive.
struct OneFinding {
  std::shared_ptr<const ReportFindings> all;
  std::size_t index = 0;
  const Finding& operator*() const { return all->findings[index]; }
  const Finding* operator->() const { return &all->findings[index]; }
};

const CellSource* source_of(const ReportFindings& all, std::size_t cell) {
  if (!all.source || cell >= all.source->reading.sources.size()) return nullptr;
  const CellSource& source = all.source->reading.sources[cell];
  return source.found() ? &source : nullptr;
}

py::object value_of(const Term& term) {
  if (term.state != State::value) return to_python(term.state);
  if (term.path.cell().kind == Kind::amount)
    return py::module_::import("decimal").attr("Decimal")(term.printed);
  return py::int_(py::str(term.printed));
}

py::dict cell_dict(const OneFinding& finding, const Term& term) {
  py::dict cell;
  cell["path"] = to_string(term.path);
  cell["table"] = table_name(term.path, Language::zh);
  cell["row"] = row_name(term.path, Language::zh);
  cell["column"] = column_name(term.path, Language::zh);
  cell["value"] = value_of(term);
  if (const CellSource* source = source_of(*finding.all, term.cell)) {
    cell["printed"] = source->printed;
    cell["line"] = source->place.line;
  }
  return cell;
}

// The cell that a finding speaks of first: the total of an equation, or the cell itself.
const Term& chief(const Finding& finding) {
  return finding.is_equation() ? finding.terms.back() : finding.terms.front();
}

py::dict row(const OneFinding& finding, const std::string& lang) {
  Language language = language_of(lang);
  py::dict row;
  row["file"] = finding.all->source ? finding.all->source->file : std::string();
  row["agency"] = finding.all->agency;
  row["year"] = to_python(finding.all->year);
  row["severity"] = name(finding->rule.severity);
  row["rule"] = finding->rule.id;
  row["subject"] = subject(*finding, language);
  row["message"] = message(*finding, language);
  row["path"] = finding->terms.empty() ? std::string() : to_string(chief(*finding).path);
  return row;
}

py::list rows(const std::shared_ptr<const ReportFindings>& all, const std::string& lang) {
  py::list list;
  for (std::size_t i = 0; i < all->findings.size(); ++i) list.append(row({all, i}, lang));
  return list;
}

std::string text(const ReportFindings& all, const std::string& lang) {
  Reading reading;
  std::string file = all.agency.empty() ? "<report>" : all.agency, source;
  if (all.source) {
    reading = all.source->reading;
    file = all.source->file;
    source = all.source->text;
  }
  reading.report.agency = all.agency;
  reading.report.year = all.year;
  return findings_text(reading, all.findings, file, source, language_of(lang), false);
}

}  // namespace

void bind_findings(py::module_& module) {
  using All = std::shared_ptr<ReportFindings>;
  py::class_<OneFinding>(module, "Finding", "One thing that a check found.")
      .def_property_readonly(
          "rule", [](const OneFinding& f) { return f->rule.id; },
          "Stable id of the rule: \"applicants.total\".")
      .def_property_readonly(
          "severity", [](const OneFinding& f) { return name(f->rule.severity); },
          "\"error\", \"warning\" or \"note\".")
      .def_property_readonly("message",
                             [](const OneFinding& f) { return message(*f, Language::zh); })
      .def_property_readonly("message_en",
                             [](const OneFinding& f) { return message(*f, Language::en); })
      .def_property_readonly(
          "subject", [](const OneFinding& f) { return subject(*f, Language::zh); },
          "What it is about: \"表三·（一）予以公开\".")
      .def_property_readonly(
          "basis", [](const OneFinding& f) { return f->rule.basis.zh; },
          "The notice and item that asks for it.")
      .def_property_readonly(
          "path", [](const OneFinding& f) { return to_string(chief(*f).path); },
          "Path of the cell it speaks of first.")
      .def_property_readonly(
          "table", [](const OneFinding& f) { return table_name(chief(*f).path, Language::zh); })
      .def_property_readonly(
          "row", [](const OneFinding& f) { return row_name(chief(*f).path, Language::zh); })
      .def_property_readonly(
          "column", [](const OneFinding& f) { return column_name(chief(*f).path, Language::zh); })
      .def_property_readonly(
          "expected",
          [](const OneFinding& f) -> py::object {
            if (!f->is_equation()) return py::none();
            return py::int_(py::str(to_string(f->left)));
          },
          "Of an equation: its left side, the sum of the parts; None otherwise.")
      .def_property_readonly(
          "actual",
          [](const OneFinding& f) -> py::object {
            if (f->is_equation()) return py::int_(py::str(to_string(f->right)));
            return value_of(chief(*f));
          },
          "Of an equation: its right side; of a single cell: what it holds.")
      .def_property_readonly(
          "cells",
          [](const OneFinding& f) {
            py::list cells;
            for (const Term& term : f->terms) cells.append(cell_dict(f, term));
            return cells;
          },
          "The cells concerned, as dicts: path, table, row, column, value; "
          "printed and line where the report was read from a file.")
      .def("__repr__", [](const OneFinding& f) {
        return "<" + std::string(name(f->rule.severity)) + ' ' + std::string(f->rule.id) + ": " +
               subject(*f, Language::zh) + ' ' + message(*f, Language::zh) + '>';
      });

  py::class_<ReportFindings, All>(module, "Findings",
                                  "What a check found: a sequence of Finding, errors and doubts.")
      .def("__len__", [](const All& all) { return all->findings.size(); })
      .def("__getitem__",
           [](const All& all, std::ptrdiff_t index) {
             auto size = static_cast<std::ptrdiff_t>(all->findings.size());
             if (index < 0) index += size;
             if (index < 0 || index >= size) throw py::index_error();
             return OneFinding{all, static_cast<std::size_t>(index)};
           })
      .def_property_readonly(
          "errors", [](const All& all) { return all->findings.count(Severity::error); },
          "How many are errors.")
      .def_property_readonly("warnings",
                             [](const All& all) { return all->findings.count(Severity::warning); })
      .def_property_readonly("notes",
                             [](const All& all) { return all->findings.count(Severity::note); })
      .def(
          "text", [](const All& all, const std::string& lang) { return text(*all, lang); },
          py::arg("lang") = "zh", "As the command `gongkai check` prints them.")
      .def("to_dicts", &rows, py::arg("lang") = "zh",
           "A dict a finding: file, agency, year, severity, rule, subject, message, path.")
      .def(
          "to_pandas",
          [](const All& all, const std::string& lang) {
            py::list columns;
            for (const char* column :
                 {"file", "agency", "year", "severity", "rule", "subject", "message", "path"})
              columns.append(column);
            return py::module_::import("pandas").attr("DataFrame")(rows(all, lang),
                                                                   py::arg("columns") = columns);
          },
          py::arg("lang") = "zh", "The same as a DataFrame, a row a finding.")
      .def("__repr__", [](const All& all) {
        return "<gongkai.Findings " + std::to_string(all->findings.count(Severity::error)) +
               " errors, " + std::to_string(all->findings.count(Severity::warning)) +
               " warnings, " + std::to_string(all->findings.count(Severity::note)) + " notes>";
      });
}

}  // namespace gongkai::python
