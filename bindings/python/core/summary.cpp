#include <pybind11/stl.h>

#include <algorithm>
#include <map>
#include <optional>

#include "cli/units.hpp"
#include "described.hpp"
#include "gongkai/indicators.hpp"
#include "gongkai/rollup.hpp"
#include "gongkai/series.hpp"
#include "gongkai/summary_json.hpp"
#include "gongkai/threads.hpp"
#include "gongkai/tree.hpp"
#include "table.hpp"

namespace gongkai::python {
namespace {

constexpr int pickle_version = 1;

/// What Python calls Summary. As gongkai::Summary, but the rows of a table are shared with it until
/// a report is added, and what they add up to is kept.
struct ReportSummary {
  std::vector<By> by;
  Rows rows = std::make_shared<const Table<Report>>();
  std::shared_ptr<const Sums> sums;  ///< none where they are still to be added up

  void add(const Report& report) {
    auto own = rows.use_count() > 1 ? std::make_shared<Table<Report>>(*rows)
                                    : std::const_pointer_cast<Table<Report>>(rows);
    own->append(report);
    rows = std::move(own);
    sums = nullptr;
  }
};

// ---- what to group by, and the keys of groups --------------------------------------------------

std::vector<By> by_of(const py::object& by) {
  std::vector<std::string> names;
  if (py::isinstance<py::str>(by))
    names.push_back(by.cast<std::string>());
  else if (!by.is_none())
    names = strings_from(by);
  Result<std::vector<By>> read = group_by<Report>(names);
  if (!read) throw py::key_error(read.error.path);
  return *std::move(read);
}

std::vector<std::string> names_of(const std::vector<By>& by) {
  std::vector<std::string> names;
  for (const By& each : by) names.push_back(each.name);
  return names;
}

// A year is a number; what is not known is None.
py::object key_part(const Table<Report>& table, const By& by, const std::string& text) {
  if (text.empty()) return py::none();
  Kind kind = table.column(by.column).kind;
  bool number = by.how == By::How::whole && (kind == Kind::number || kind == Kind::choice);
  if (number) return py::int_(py::str(text));
  return py::str(text);
}

py::object exact(const ExactSum& sum) { return py::int_(py::str(to_string(sum))); }

// ---- sums as rows ------------------------------------------------------------------------------

// Others may add to the summary meanwhile: these rows stay as they are.
std::shared_ptr<const Sums> finished(ReportSummary& summary, std::size_t jobs = 0) {
  if (summary.sums) return summary.sums;
  Rows rows = summary.rows;
  std::shared_ptr<const Sums> sums;
  {
    py::gil_scoped_release release;
    sums = std::make_shared<const Sums>(add_up(*rows, summary.by, jobs));
  }
  if (summary.rows == rows) summary.sums = sums;
  return sums;
}

py::dict head(const ReportSummary& summary, const Group& group) {
  py::dict row;
  for (std::size_t i = 0; i < summary.by.size(); ++i)
    row[py::str(summary.by[i].name)] = key_part(*summary.rows, summary.by[i], group.key[i]);
  row["reports"] = group.reports;
  return row;
}

// The sum of a cell, or None where no report gives a number.
py::object sum_of(const Group& group, std::size_t cell, std::size_t& amount) {
  bool money = path_of<Report>(cell).cell().kind == Kind::amount;
  const AmountSum* sum = money ? &group.amounts[amount++] : nullptr;
  if (group.cells[cell].reporting() == 0) return py::none();
  if (!money) return exact(group.cells[cell].sum);
  return py::module_::import("decimal").attr("Decimal")(to_string(*sum));
}

py::list wide_rows(ReportSummary& summary) {
  py::list rows;
  for (const Group& group : finished(summary)->groups) {
    py::dict row = head(summary, group);
    std::size_t amount = 0;
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell)
      row[py::str(to_string(path_of<Report>(cell)))] = sum_of(group, cell, amount);
    rows.append(row);
  }
  return rows;
}

py::list tidy_rows(ReportSummary& summary) {
  std::vector<Total> all = totals(Rules(statutory_rules));
  py::list rows;
  for (const Group& group : finished(summary)->groups) {
    std::size_t amount = 0;
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
      Path path = path_of<Report>(cell);
      py::dict row = head(summary, group);
      row["path"] = to_string(path);
      row["table"] = table_name(path, Language::zh);
      row["row"] = row_name(path, Language::zh);
      row["column"] = column_name(path, Language::zh);
      row["sum"] = sum_of(group, cell, amount);
      row["recomputed"] = py::none();
      for (const Total& total : all)
        if (total.cell == cell) row["recomputed"] = exact(recomputed(group, total).sum);
      for (std::size_t s = 0; s < group.cells[cell].states.size(); ++s)
        row[py::str(std::string(name(static_cast<State>(s))))] = group.cells[cell].states[s];
      rows.append(row);
    }
  }
  return rows;
}

std::string_view standing_name(Ratio::Standing standing) {
  return standing == Ratio::Standing::defined    ? "defined"
         : standing == Ratio::Standing::no_cases ? "no_cases"
                                                 : "incomplete";
}

py::list indicator_rows(ReportSummary& summary, Language language) {
  Indicators work_out;
  py::list rows;
  for (const Group& group : finished(summary)->groups)
    for (const Indicator& indicator : work_out.list()) {
      Ratio ratio = work_out(indicator, group);
      py::dict row = head(summary, group);
      row["indicator"] = indicator.id;
      row["title"] = indicator.title[language];
      row["numerator"] = exact(ratio.numerator);
      row["denominator"] = exact(ratio.denominator);
      row["standing"] = standing_name(ratio.standing);
      std::string value = decimal(ratio);
      row["per_100"] = value.empty() ? py::object(py::none())
                                     : py::module_::import("decimal").attr("Decimal")(value);
      rows.append(row);
    }
  return rows;
}

// What a row begins with, and these.
std::vector<std::string> columns(const ReportSummary& summary,
                                 const std::vector<std::string>& more) {
  std::vector<std::string> all = names_of(summary.by);
  all.emplace_back("reports");
  all.insert(all.end(), more.begin(), more.end());
  return all;
}
std::vector<std::string> paths() {
  std::vector<std::string> all;
  for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell)
    all.push_back(to_string(path_of<Report>(cell)));
  return all;
}

py::object frames() { return py::module_::import("gongkai._frames"); }

ReportSummary merged(const ReportSummary& a, const ReportSummary& b) {
  if (!(a.by == b.by)) throw py::value_error("summaries are grouped by different things");
  Rows mine = a.rows, theirs = b.rows;  // which others may not add to meanwhile
  py::gil_scoped_release release;
  auto both = std::make_shared<Table<Report>>(*mine);
  both->append(*theirs);
  return {a.by, std::move(both), nullptr};
}

ReportSummary summarise(const ReportTable& table, const py::object& by, std::optional<int> jobs) {
  if (jobs && *jobs < 1) throw py::value_error("jobs is at least 1");
  ReportSummary summary{by_of(by), table.rows, nullptr};
  finished(summary, static_cast<std::size_t>(jobs.value_or(0)));
  return summary;
}

// ---- several reports against each other --------------------------------------------------------

// Reports of Python's with their rows, whichever way they were given.
struct Given {
  std::vector<SourcedReport> reports;
  GrowingTable rows;

  explicit Given(const py::iterable& given) {
    for (auto each : given) {
      reports.push_back(report_from(each));
      rows.append(reports.back(), false);
    }
  }
  // Findings about some of them: `places` are theirs in the list that was checked.
  void add(const Findings& findings, const std::vector<std::size_t>& places) {
    auto reading_of = [&](std::size_t report) {
      const SourcedReport& given = reports[places[report]];
      return given.source ? &given.source->reading : nullptr;
    };
    for (const Finding& finding : findings)
      rows.findings->push_back(row_finding(finding, places[finding.report], reading_of));
  }
  std::vector<const Report*> pointers(const std::vector<std::size_t>& places) const {
    std::vector<const Report*> all;
    for (std::size_t place : places) all.push_back(&reports[place].report);
    return all;
  }
  TableFindings findings(Text compared) {
    std::stable_sort(rows.findings->begin(), rows.findings->end(),
                     [](const RowFinding& a, const RowFinding& b) { return a.row < b.row; });
    return {rows.rows, rows.findings, nullptr, compared};
  }
};

TableFindings series(const py::iterable& reports) {
  Given given(reports);
  std::map<std::string, std::vector<std::size_t>> agencies;
  for (std::size_t i = 0; i < given.reports.size(); ++i)
    agencies[given.reports[i].report.agency].push_back(i);
  for (const auto& agency : agencies)
    given.add(check_series(given.pointers(agency.second)), agency.second);
  return given.findings({"与本机关其他年度的报告核对", "compared with the agency's other years"});
}

TableFindings parts(const SourcedReport& whole, const py::iterable& reports,
                    const std::vector<std::string>& missing) {
  py::list all;
  all.append(whole);
  for (auto part : reports) all.append(part);
  Given given(all);
  std::vector<std::size_t> places(given.reports.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  std::vector<const Report*> pointers = given.pointers(places);
  pointers.erase(pointers.begin());
  given.add(check_rollup(given.reports[0].report, pointers, missing), places);
  return given.findings({"上下级报告逐格核对", "compared between the levels"});
}

// ---- levels of government ----------------------------------------------------------------------

struct RolledReport {
  SourcedReport report;
  std::vector<std::string> included, missing, partial;
};

py::tuple rollup(const std::string& csv, const ReportTable& table) {
  Result<std::vector<Unit>> units = read_units(csv);
  if (!units) throw py::value_error("the list of agencies needs a column named agency");
  Tree tree(*std::move(units));
  std::string wrong;
  for (const TreeError& error : tree.errors())
    wrong += (wrong.empty() ? "" : "; ") + message(error, Language::zh);
  if (!wrong.empty()) throw py::value_error(wrong);
  std::vector<std::string> strangers;
  for (const TreeError& error : tree.strangers(*table.rows))
    strangers.push_back(message(error, Language::zh));
  std::map<std::int32_t, int> years;
  for (std::size_t row = 0; row < table.rows->size(); ++row)
    if (!table.rows->identity(row, 1).empty()) ++years[std::stoi(table.rows->identity(row, 1))];
  std::vector<RolledReport> all;
  for (const auto& year : years)
    for (RolledUp& rolled : tree.roll_up(*table.rows, year.first)) {
      RolledReport made;
      made.report.report = std::move(rolled.report);
      made.included = std::move(rolled.included);
      made.missing = std::move(rolled.missing);
      for (std::size_t cell : rolled.partial)
        made.partial.push_back(to_string(path_of<Report>(cell)));
      all.push_back(std::move(made));
    }
  return py::make_tuple(all, strangers);
}

}  // namespace

void bind_summary(py::module_& module) {
  py::class_<ReportSummary>(
      module, "Summary",
      "Exact sums of reports by group. It knows its reports: none is added twice, whatever the "
      "split, and of two versions the later published one counts.\n\n"
      "Summary(by) is empty; Table.summarise makes one of a table.")
      .def(
          py::init([](const py::object& by) {
            return ReportSummary{by_of(by), std::make_shared<const Table<Report>>(), nullptr};
          }),
          py::arg("by") = py::none(),
          "by: a name or a list of them: \"year\", \"form\", \"agency\", \"parent\", \"division\", "
          "\"province\", \"city\", \"county\" (by division), \"kind\" (of agency). None: one "
          "group of all.")
      .def(
          "add", [](ReportSummary& self, const SourcedReport& report) { self.add(report.report); },
          py::arg("report"), "One report more.")
      .def("merge", &merged, py::arg("other"),
           "Both together. Raises ValueError where they are grouped by different things.")
      .def("__add__", &merged, py::is_operator())
      .def_property_readonly(
          "by", [](const ReportSummary& self) { return names_of(self.by); },
          "What it is grouped by.")
      .def_property_readonly(
          "reports", [](const ReportSummary& self) { return self.rows->size(); },
          "How many reports it knows, those that come again included.")
      .def_property_readonly(
          "repeats", [](const ReportSummary& self) { return self.rows->repeats().size(); },
          "How many of them are left out, as another report of the agency and year counts.")
      .def(
          "__len__", [](ReportSummary& self) { return finished(self)->groups.size(); },
          "How many groups.")
      .def(
          "__eq__", [](ReportSummary& a, ReportSummary& b) { return *finished(a) == *finished(b); },
          py::is_operator(), "The same sums.")
      .def(
          "to_dicts", [](ReportSummary& self) { return wide_rows(self); },
          "A dict a group: what it is grouped by, reports (how many), and for each cell, by its "
          "path, the exact sum, as int or Decimal (money, in 万元); None where no report gives a "
          "number.")
      .def(
          "to_pandas",
          [](ReportSummary& self) {
            return frames().attr("frame_of_sums")(wide_rows(self), columns(self, paths()),
                                                  names_of(self.by));
          },
          "The same as a DataFrame of shape (groups, 1 + cells), indexed by what it is grouped by. "
          "Counts are Int64, or object where a sum needs more than 64 bits.")
      .def(
          "coverage",
          [](ReportSummary& self) {
            return frames().attr("frame_of_dicts")(
                tidy_rows(self), columns(self, {"path", "table", "row", "column", "sum",
                                                "recomputed", "value", "blank", "missing",
                                                "unreadable", "fraction", "ambiguous", "absent"}));
          },
          "What stands behind each sum: a DataFrame with a row for each group and cell: path, "
          "table, row, column, sum, recomputed (a total from its details), and in how many reports "
          "the cell has which state: value, blank, missing, unreadable, fraction, ambiguous, "
          "absent.")
      .def(
          "indicators",
          [](ReportSummary& self, const std::string& lang) {
            return frames().attr("frame_of_dicts")(
                indicator_rows(self, language_of(lang)),
                columns(self,
                        {"indicator", "title", "numerator", "denominator", "standing", "per_100"}));
          },
          py::arg("lang") = "zh",
          "A DataFrame with a row for each group and indicator (docs/indicators.md): indicator, "
          "title, numerator, denominator, standing (\"defined\", \"no_cases\", \"incomplete\"), "
          "per_100 (Decimal of two decimals, or None).")
      .def("__repr__",
           [](const ReportSummary& self) {
             std::string by;
             for (const std::string& name : names_of(self.by))
               by += (by.empty() ? " by " : ", ") + name;
             return "<gongkai.Summary of " + std::to_string(self.rows->size()) + " reports" + by +
                    '>';
           })
      .def(py::pickle(
          [](const ReportSummary& self) {
            return py::make_tuple(
                pickle_version, py::bytes(write_json_lines(Summary<Report>(self.by, *self.rows))));
          },
          [](const py::tuple& state) {
            if (state.size() != 2 || state[0].cast<int>() != pickle_version)
              throw py::value_error("a Summary pickled by another version of gongkai");
            std::string lines = state[1].cast<py::bytes>();
            Result<Summary<Report>> read = read_summary<Report>(lines);
            if (!read) throw py::value_error(message(read.error, Language::en));
            return ReportSummary{read->by(), std::make_shared<const Table<Report>>(read->table()),
                                 nullptr};
          }));
  module.attr("Summary").attr("__hash__") = py::none();

  auto table = py::reinterpret_borrow<py::class_<ReportTable>>(module.attr("Table"));
  table.def("summarise", &summarise, py::arg("by") = py::none(), py::kw_only(),
            py::arg("jobs") = py::none(),
            "Exact sums by group; of a report that is there more than once only one counts. by: as "
            "for Summary. jobs: how many threads add up; None: as many as there are processors.");

  py::class_<RolledReport>(module, "RolledUp",
                           "What a government's report should say, from those below it.")
      .def_property_readonly(
          "report", [](const RolledReport& self) { return self.report; },
          "Report: sums over those who give a number, totals worked out anew.")
      .def_property_readonly(
          "included", [](const RolledReport& self) { return self.included; },
          "Names of the agencies whose reports are in it.")
      .def_property_readonly(
          "missing", [](const RolledReport& self) { return self.missing; },
          "Names of the agencies whose reports should be in it and are not there.")
      .def_property_readonly(
          "partial", [](const RolledReport& self) { return self.partial; },
          "Paths of cells that some included report does not give.")
      .def("__repr__", [](const RolledReport& self) {
        return "<gongkai.RolledUp " + self.report.report.agency + ' ' +
               std::to_string(self.report.report.year) + " from " +
               std::to_string(self.included.size()) + " reports, " +
               std::to_string(self.missing.size()) + " missing>";
      });

  module.def("series", &series, py::arg("reports"),
             "Compares each agency's reports year against year. reports: a Table, or Reports. "
             "Findings, each about one of them.");
  module.def("parts", &parts, py::arg("whole"), py::arg("reports"),
             py::arg("missing") = std::vector<std::string>(),
             "Compares a whole with the reports that it adds up, cell by cell: Findings. missing: "
             "names of parts whose reports are not at hand.");
  module.def("rollup", &rollup, py::arg("units"), py::arg("table"),
             "What gongkai.rollup does: units as CSV; (all RolledUp, what is wrong with reports).");
}

}  // namespace gongkai::python
