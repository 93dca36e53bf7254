#include <pybind11/stl.h>

#include <algorithm>
#include <tuple>

#include "described.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/write.hpp"
#include "table.hpp"
#include "write/place.hpp"

namespace gongkai::python {

namespace {

Printed printed_in(const Reading* reading, std::size_t cell) {
  if (reading == nullptr || cell >= reading->sources.size()) return {};
  const CellSource& source = reading->sources[cell];
  if (!source.found()) return {};
  return {true, source.printed, Where(*reading, source.place, source.at)};
}

}  // namespace

RowFinding row_finding(Finding finding, std::size_t row, const ReadingOf& reading_of) {
  RowFinding made;
  made.row = row;
  for (const Term& term : finding.terms)
    made.printed.push_back(printed_in(reading_of(term.report), term.cell));
  if (const Reading* reading = reading_of(finding.report)) {
    Places shown = places_of(*reading, finding);
    made.where = Where(*reading, shown.place, shown.at);
  }
  made.finding = std::move(finding);
  return made;
}

Findings findings_of(const SourcedReport& report) {
  static const BesideTables none;
  const BesideTables& beside = report.source ? report.source->reading.beside_tables : none;
  return check_all(report.report, mentions(report.report, beside), beside);
}

TableFindings check(const SourcedReport& report) {
  GrowingTable one;
  one.append(report, true);
  return {one.rows, one.findings, report.source};
}

namespace {

// One finding, which keeps the rows alive.
struct OneFinding {
  Rows rows;
  std::shared_ptr<const std::vector<RowFinding>> all;
  std::size_t index = 0;
  const RowFinding& found() const { return (*all)[index]; }
  const Finding& operator*() const { return found().finding; }
  const Finding* operator->() const { return &found().finding; }
};

py::object value_of(const Term& term) {
  if (term.state != State::value) return to_python(term.state);
  if (term.path.cell().kind == Kind::amount)
    return py::module_::import("decimal").attr("Decimal")(term.printed);
  return py::int_(py::str(term.printed));
}

// The cell that a finding speaks of first: the total of an equation, or the cell itself. None
// where it is about a report as a whole.
const Term* chief(const Finding& finding) {
  if (finding.terms.empty()) return nullptr;
  return finding.is_equation() ? &finding.terms.back() : &finding.terms.front();
}
std::string chief_text(const Finding& finding, std::string (*text)(const Path&)) {
  const Term* term = chief(finding);
  return term == nullptr ? std::string() : text(term->path);
}
std::string path_text(const Path& path) { return to_string(path); }
std::string table_text(const Path& path) { return table_name(path, Language::zh); }
std::string row_text(const Path& path) { return row_name(path, Language::zh); }
std::string column_text(const Path& path) { return column_name(path, Language::zh); }

py::object expected(const Finding& finding) {
  if (!finding.is_equation()) return py::none();
  return py::int_(py::str(to_string(finding.left)));
}
py::object actual(const Finding& finding) {
  if (finding.is_equation()) return py::int_(py::str(to_string(finding.right)));
  return chief(finding) == nullptr ? py::object(py::none()) : value_of(*chief(finding));
}

py::dict cell_dict(const Term& term, const Printed& printed) {
  py::dict cell;
  cell["path"] = path_text(term.path);
  cell["table"] = table_text(term.path);
  cell["row"] = row_text(term.path);
  cell["column"] = column_text(term.path);
  cell["value"] = value_of(term);
  if (printed.found) {
    cell["printed"] = printed.text;
    cell["line"] = printed.where.line;
    cell["place"] = text_of(printed.where, Language::zh);
  }
  return cell;
}

std::string agency(const Table<Report>& rows, std::size_t row) { return rows.identity(row, 0); }
py::object year(const Table<Report>& rows, std::size_t row) {
  std::string text = rows.identity(row, 1);
  if (text.empty()) return py::none();
  return py::int_(py::str(text));
}

const std::vector<std::string> columns = {"file",   "agency",  "year",    "severity", "rule",
                                          "path",   "table",   "row",     "column",   "expected",
                                          "actual", "subject", "message", "place"};

py::dict dict_of(const Table<Report>& rows, const RowFinding& found, Language language) {
  const Finding& finding = found.finding;
  py::dict dict;
  dict["file"] = rows.file(found.row);
  dict["agency"] = agency(rows, found.row);
  dict["year"] = year(rows, found.row);
  dict["severity"] = name(finding.rule.severity);
  dict["rule"] = finding.rule.id;
  dict["path"] = chief_text(finding, path_text);
  dict["table"] = chief_text(finding, table_text);
  dict["row"] = chief_text(finding, row_text);
  dict["column"] = chief_text(finding, column_text);
  dict["expected"] = expected(finding);
  dict["actual"] = actual(finding);
  dict["subject"] = subject(finding, language);
  dict["message"] = message(finding, language);
  dict["place"] = text_of(found.where, language);
  return dict;
}

py::list dicts(const TableFindings& all, const std::string& lang) {
  Language language = language_of(lang);
  py::list list;
  for (const RowFinding& found : *all.items) list.append(dict_of(*all.rows, found, language));
  return list;
}

// What was known of it when the report was read.
void put_place(Reading& reading, const Where& where) {
  if (where.sheet.empty()) return;
  reading.sheets.resize(std::max<std::size_t>(reading.sheets.size(), where.at.table));
  reading.sheets[where.at.table - 1] = where.sheet;
}

// As the command prints them: report by report, those without findings left out where there are
// several.
std::string text(const TableFindings& all, const std::string& lang) {
  Language language = language_of(lang);
  std::string text;
  auto next = all.items->begin(), end = all.items->end();
  for (std::size_t row = 0; row < all.rows->size(); ++row) {
    Reading reading;
    std::string source;
    if (all.source) {
      reading = all.source->reading;
      source = all.source->text;
    } else {
      reading.sources.resize(schema<Report>.cells);
    }
    reading.report = all.rows->row(row);
    Findings findings;
    for (; next != end && next->row == row; ++next) {
      findings.items.push_back(next->finding);
      if (!all.source && !next->finding.sentence.part.empty()) {
        const TextStretch& sentence = next->finding.sentence;
        put_place(reading, next->where);
        reading.texts.push_back({sentence.part,
                                 sentence.offset,
                                 sentence.length,
                                 {0, 0, next->where.line},
                                 next->where.at});
      }
      for (std::size_t i = 0; !all.source && i < next->printed.size(); ++i) {
        const Term& term = next->finding.terms[i];
        if (!next->printed[i].found || term.report != next->finding.report) continue;
        CellSource& cell = reading.sources[term.cell];
        cell.printed = next->printed[i].text;
        cell.place.line = next->printed[i].where.line;
        cell.at = next->printed[i].where.at;
        put_place(reading, next->printed[i].where);
      }
    }
    std::sort(reading.texts.begin(), reading.texts.end(),
              [](const TextSource& a, const TextSource& b) {
                return std::tie(a.part, a.offset) < std::tie(b.part, b.offset);
              });
    if (findings.empty() && all.rows->size() > 1) continue;
    std::string name(all.rows->file(row));
    if (name.empty()) name = agency(*all.rows, row);
    text += findings_text(reading, findings, name.empty() ? "<report>" : name, source, language,
                          false, nullptr, all.compared[language]);
  }
  return text;
}

std::size_t count(const TableFindings& all, Severity severity) {
  std::size_t count = 0;
  for (const RowFinding& found : *all.items)
    count += found.finding.rule.severity == severity ? 1U : 0U;
  return count;
}

std::string sentence(const TableFindings& all) {
  return std::to_string(count(all, Severity::error)) + " errors, " +
         std::to_string(count(all, Severity::warning)) + " warnings, " +
         std::to_string(count(all, Severity::note)) + " notes";
}

}  // namespace

void bind_findings(py::module_& module) {
  py::class_<OneFinding>(module, "Finding", "One thing that a check found.")
      .def_property_readonly(
          "file", [](const OneFinding& f) { return f.rows->file(f.found().row); },
          "Name of the file; empty where there is none.")
      .def_property_readonly("agency",
                             [](const OneFinding& f) { return agency(*f.rows, f.found().row); })
      .def_property_readonly(
          "year", [](const OneFinding& f) { return year(*f.rows, f.found().row); },
          "int, or None where not known.")
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
          "place", [](const OneFinding& f) { return text_of(f.found().where, Language::zh); },
          "Where its file says so: \"第 31 行\", \"工作表“表三”C12\"; empty where that is not "
          "known.")
      .def_property_readonly(
          "place_en", [](const OneFinding& f) { return text_of(f.found().where, Language::en); })
      .def_property_readonly(
          "subject", [](const OneFinding& f) { return subject(*f, Language::zh); },
          "What it is about: \"表三·（一）予以公开\".")
      .def_property_readonly(
          "basis", [](const OneFinding& f) { return f->rule.basis.zh; },
          "The notice and item that asks for it.")
      .def_property_readonly(
          "path", [](const OneFinding& f) { return chief_text(*f, path_text); },
          "Path of the cell it speaks of first; empty where it is about the report as a whole.")
      .def_property_readonly("table",
                             [](const OneFinding& f) { return chief_text(*f, table_text); })
      .def_property_readonly("row", [](const OneFinding& f) { return chief_text(*f, row_text); })
      .def_property_readonly("column",
                             [](const OneFinding& f) { return chief_text(*f, column_text); })
      .def_property_readonly(
          "expected", [](const OneFinding& f) { return expected(*f); },
          "Of an equation: its left side, the sum of the parts; None otherwise.")
      .def_property_readonly(
          "actual", [](const OneFinding& f) { return actual(*f); },
          "Of an equation: its right side; of a single cell: what it holds.")
      .def_property_readonly(
          "cells",
          [](const OneFinding& f) {
            py::list cells;
            for (std::size_t i = 0; i < f->terms.size(); ++i)
              cells.append(cell_dict(f->terms[i], f.found().printed[i]));
            return cells;
          },
          "The cells concerned, as dicts: path, table, row, column, value; "
          "printed, line and place where the report was read from a file.")
      .def("__repr__", [](const OneFinding& f) {
        return "<" + std::string(name(f->rule.severity)) + ' ' + std::string(f->rule.id) + ": " +
               subject(*f, Language::zh) + ' ' + message(*f, Language::zh) + '>';
      });

  py::class_<TableFindings>(module, "Findings",
                            "What a check found, of one report or many: a sequence of Finding.")
      .def("__len__", [](const TableFindings& all) { return all.items->size(); })
      .def(
          "__getitem__",
          [](const TableFindings& all, std::ptrdiff_t index) {
            auto size = static_cast<std::ptrdiff_t>(all.items->size());
            if (index < 0) index += size;
            if (index < 0 || index >= size) throw py::index_error();
            return OneFinding{all.rows, all.items, static_cast<std::size_t>(index)};
          },
          py::arg("index"))
      .def("__iter__",
           [](const py::object& self) {
             return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr()));
           })
      .def_property_readonly(
          "errors", [](const TableFindings& all) { return count(all, Severity::error); },
          "How many are errors.")
      .def_property_readonly("warnings",
                             [](const TableFindings& all) { return count(all, Severity::warning); })
      .def_property_readonly("notes",
                             [](const TableFindings& all) { return count(all, Severity::note); })
      .def("text", &text, py::arg("lang") = "zh", "As the command `gongkai check` prints them.")
      .def("to_dicts", &dicts, py::arg("lang") = "zh",
           "A dict a finding: file, agency, year, severity, rule, path, table, row, column, "
           "expected, actual, subject, message, place. What expected and actual are, Finding says.")
      .def(
          "to_pandas",
          [](const TableFindings& all, const std::string& lang) {
            return py::module_::import("gongkai._frames")
                .attr("frame_of_dicts")(dicts(all, lang), py::cast(columns));
          },
          py::arg("lang") = "zh", "The same as a DataFrame, a row a finding.")
      .def("_repr_html_",
           [](const py::object& self) {
             return py::module_::import("gongkai._notebook")
                 .attr("findings_html")(self, sentence(self.cast<const TableFindings&>()));
           })
      .def("__repr__",
           [](const TableFindings& all) { return "<gongkai.Findings " + sentence(all) + '>'; });
}

}  // namespace gongkai::python
