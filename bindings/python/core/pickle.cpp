// A Table as Python's pickle takes it: rows as JSON Lines, what was found and what failed as
// tuples.
#include <pybind11/stl.h>

#include <array>
#include <limits>

#include "gongkai/json.hpp"
#include "table.hpp"
#include "write/catalogue.hpp"

namespace gongkai::python {
namespace {

constexpr int pickle_version = 2;

[[noreturn]] void refuse() {
  throw py::value_error("a Table pickled by another version of gongkai, or damaged");
}
void demand(bool good) {
  if (!good) refuse();
}

/// The number if it is one of an enum whose last value that is.
template <class E>
E choice_of(py::handle number, E last) {
  auto value = number.cast<std::size_t>();
  demand(value <= static_cast<std::size_t>(last));
  return static_cast<E>(value);
}

// What an equation demands of a cell: a number, or None where there is no such number.
py::object packed(Count count) {
  return count.has_value() ? py::object(py::int_(count.value())) : py::object(py::none());
}
Count count_from(const py::object& number) {
  return number.is_none() ? Count() : Count(number.cast<std::int64_t>());
}

// A sum may need more than 64 bits: its digits.
ExactSum sum_from(const std::string& text) {
  bool negative = text.substr(0, 1) == "-";
  demand(!text.empty() && text.size() <= 30);
  ExactSum sum;
  for (std::size_t i = negative ? 1 : 0; i < text.size(); ++i) {
    demand(text[i] >= '0' && text[i] <= '9');
    ExactSum before = sum;
    for (int times = 1; times < 10; ++times) sum = sum - (ExactSum() - before);
    sum += text[i] - '0';
  }
  return negative ? ExactSum() - sum : sum;
}

const Rule& rule_named(const std::string& id) {
  const Rule* found = nullptr;
  for_each_rule([&](const Rule& rule, const RuleGroup&) {
    if (rule.id == id) found = &rule;
  });
  demand(found != nullptr);
  return *found;
}

// What a message names: the name stands in the rule's message, which outlives the finding.
std::string_view name_in(const Rule& rule, const std::string& name) {
  std::size_t at = rule.message.zh.find('{' + name + '}');
  demand(at != std::string_view::npos);
  return rule.message.zh.substr(at + 1, name.size());
}

py::tuple packed(const Where& where) {
  const TablePlace& at = where.at;
  return py::make_tuple(where.line, at.table, at.row, at.column, at.paragraph, where.sheet);
}
Where where_from(const py::tuple& state) {
  demand(state.size() == 6);
  Where where;
  where.line = state[0].cast<std::size_t>();
  where.at = {state[1].cast<std::uint32_t>(), state[2].cast<std::uint32_t>(),
              state[3].cast<std::uint32_t>(), state[4].cast<std::uint32_t>()};
  where.sheet = state[5].cast<std::string>();
  constexpr std::uint32_t most_sheets = 1'000'000;  // more than any workbook that is read
  demand(where.sheet.empty() || (where.at.table > 0 && where.at.table <= most_sheets));
  return where;
}

py::tuple packed(const RowFinding& found) {
  const Finding& finding = found.finding;
  py::list terms, demands, named;
  for (std::size_t i = 0; i < finding.terms.size(); ++i) {
    const Term& term = finding.terms[i];
    const Printed& printed = found.printed[i];
    terms.append(py::make_tuple(static_cast<int>(term.role), term.cell,
                                static_cast<int>(term.state), term.printed, packed(term.determined),
                                term.report, printed.found, printed.text, packed(printed.where)));
  }
  for (const Demand& demand : finding.demands)
    demands.append(py::make_tuple(demand.rule.id, packed(demand.number)));
  for (const Named& each : finding.named)
    if (finding.rule.message.zh.find('{' + std::string(each.name) + '}') != std::string_view::npos)
      named.append(py::make_tuple(each.name, each.zh, each.en));
  return py::make_tuple(found.row, finding.rule.id, terms, to_string(finding.left),
                        to_string(finding.right), demands, finding.table_cells, named,
                        finding.report, finding.sentence.part, finding.sentence.offset,
                        finding.sentence.length, packed(found.where));
}

RowFinding finding_from(const py::tuple& state, std::size_t rows) {
  RowFinding found;
  Finding& finding = found.finding;
  demand(state.size() == 13);
  found.row = state[0].cast<std::size_t>();
  demand(found.row < rows);
  finding.rule = rule_named(state[1].cast<std::string>());
  for (auto each : state[2].cast<py::list>()) {
    auto fields = each.cast<py::tuple>();
    demand(fields.size() == 9);
    Term term;
    term.role = choice_of(fields[0], Role::cell);
    term.cell = fields[1].cast<std::size_t>();
    demand(term.cell < schema<Report>.cells);
    term.path = path_of<Report>(term.cell);
    term.state = choice_of(fields[2], State::absent);
    term.printed = fields[3].cast<std::string>();
    term.determined = count_from(fields[4]);
    term.report = fields[5].cast<std::size_t>();
    finding.terms.push_back(std::move(term));
    found.printed.push_back({fields[6].cast<bool>(), fields[7].cast<std::string>(),
                             where_from(fields[8].cast<py::tuple>())});
  }
  finding.left = sum_from(state[3].cast<std::string>());
  finding.right = sum_from(state[4].cast<std::string>());
  for (auto each : state[5].cast<py::list>()) {
    auto fields = each.cast<py::tuple>();
    demand(fields.size() == 2);
    finding.demands.push_back({rule_named(fields[0].cast<std::string>()), count_from(fields[1])});
  }
  finding.table_cells = state[6].cast<std::size_t>();
  for (auto each : state[7].cast<py::list>()) {
    auto fields = each.cast<py::tuple>();
    demand(fields.size() == 3);
    finding.named.push_back({name_in(finding.rule, fields[0].cast<std::string>()),
                             fields[1].cast<std::string>(), fields[2].cast<std::string>()});
  }
  finding.report = state[8].cast<std::size_t>();
  finding.sentence = {state[9].cast<std::string>(), state[10].cast<std::size_t>(),
                      state[11].cast<std::size_t>()};
  found.where = where_from(state[12].cast<py::tuple>());
  return found;
}

py::tuple packed(const Failure& failure) {
  return py::make_tuple(static_cast<int>(failure.error.code), failure.error.offset,
                        failure.error.path, failure.error.detail, failure.file, failure.at.line,
                        failure.at.column, failure.text);
}
Failure failure_from(const py::tuple& state) {
  demand(state.size() == 8);
  Failure failure;
  failure.error = {choice_of(state[0], ErrorCode::encrypted), state[1].cast<std::size_t>(),
                   state[2].cast<std::string>(), state[3].cast<std::string>()};
  failure.file = state[4].cast<std::string>();
  failure.at = {state[5].cast<std::size_t>(), state[6].cast<std::size_t>()};
  failure.text = state[7].cast<std::string>();
  return failure;
}

}  // namespace

py::tuple pickled(const ReportTable& table) {
  const Table<Report>& rows = *table.rows;
  std::string lines;
  py::list verdicts, findings, failures;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    lines += write_json(rows.row(row)) + '\n';
    FindingCounts verdict = rows.verdict(row);
    verdicts.append(py::make_tuple(rows.file(row), verdict.checked, verdict.errors,
                                   verdict.warnings, verdict.notes));
  }
  for (const RowFinding& found : *table.findings) findings.append(packed(found));
  for (const Failure& failure : *table.failures) failures.append(packed(failure));
  const ColumnSelection& shown = table.selection;
  return py::make_tuple(pickle_version, py::bytes(lines), verdicts, findings, failures,
                        table.passed_over,
                        py::make_tuple(shown.identity, shown.cells, shown.verdict, shown.file));
}

ReportTable table_from(const py::tuple& state) {
  if (state.size() != 7 || state[0].cast<int>() != pickle_version) refuse();
  GrowingTable growing;
  std::string lines = state[1].cast<py::bytes>();
  auto verdicts = state[2].cast<py::list>();
  JsonLines<Report> reader(lines);
  for (Report report; reader.next(report);) {
    demand(growing.rows->size() < verdicts.size());
    auto fields = verdicts[growing.rows->size()].cast<py::tuple>();
    demand(fields.size() == 5);
    FindingCounts verdict;
    verdict.checked = fields[1].cast<bool>();
    verdict.errors = fields[2].cast<std::uint32_t>();
    verdict.warnings = fields[3].cast<std::uint32_t>();
    verdict.notes = fields[4].cast<std::uint32_t>();
    growing.rows->append(report, verdict, fields[0].cast<std::string>());
  }
  demand(!reader.error() && growing.rows->size() == verdicts.size());
  std::size_t row = 0;  // findings lie in the order of their rows
  for (auto each : state[3].cast<py::list>()) {
    growing.findings->push_back(finding_from(each.cast<py::tuple>(), growing.rows->size()));
    demand(growing.findings->back().row >= row);
    row = growing.findings->back().row;
  }
  for (auto each : state[4].cast<py::list>())
    growing.failures->push_back(failure_from(each.cast<py::tuple>()));
  growing.passed_over = state[5].cast<std::size_t>();
  ReportTable table = growing.table();
  auto shown = state[6].cast<py::tuple>();
  demand(shown.size() == 4);
  table.selection = {shown[0].cast<std::vector<std::size_t>>(),
                     shown[1].cast<std::vector<std::size_t>>(), shown[2].cast<bool>(),
                     shown[3].cast<bool>()};
  for (std::size_t column : table.selection.identity) demand(column < table.rows->columns());
  for (std::size_t cell : table.selection.cells) demand(cell < schema<Report>.cells);
  return table;
}

}  // namespace gongkai::python
