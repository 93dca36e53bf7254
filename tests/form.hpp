// What several tests need of a report: filled forms, cells by number, rows by official number.
#ifndef GONGKAI_TESTS_FORM_HPP
#define GONGKAI_TESTS_FORM_HPP

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gongkai/report.hpp"

namespace gongkai::test {

/// Every cell of the form 0: as balanced as a report can be.
inline Report zeros(Form form) {
  Report report = blank_report(form);
  for_each_cell(schema<Report>, &report, [](const Member& member, const void* at) {
    if (cell_state(member.kind, at) == State::absent) return;
    void* cell = const_cast<void*>(at);
    if (member.kind == Kind::count) *static_cast<Count*>(cell) = 0;
    if (member.kind == Kind::change) *static_cast<Change*>(cell) = 0;
    if (member.kind == Kind::amount) *static_cast<Amount*>(cell) = Amount(0, 0);
  });
  return report;
}

inline Count& count_at(Report& report, std::size_t cell) {
  return *static_cast<Count*>(cell_at(schema<Report>, &report, cell));
}

inline State state_at(const Report& report, std::size_t cell) {
  return cell_state(path_of<Report>(cell).cell().kind,
                    cell_at(schema<Report>, const_cast<Report*>(&report), cell));
}

inline std::string text_at(const Report& report, std::size_t cell) {
  return cell_text(path_of<Report>(cell).cell().kind,
                   cell_at(schema<Report>, const_cast<Report*>(&report), cell));
}

/// The cells of tables 3 and 4 that belong to that form.
inline std::vector<std::size_t> counts_of_tables_3_and_4(Form form) {
  Report report = blank_report(form);
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i)
    if (table_number(path_of<Report>(i)) >= 3 && state_at(report, i) != State::absent)
      cells.push_back(i);
  return cells;
}

/// The first cell of the row with that table and official number or label: (3, "（三）1"). The row
/// must belong to the report's form.
inline std::size_t row_cell(const Report& report, int table, std::string_view row) {
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    Path path = path_of<Report>(i);
    const Label& label = path[path.size() - 2].label;
    if (table_number(path) == table &&
        (label.number.empty() ? label.text.zh : label.number) == row &&
        state_at(report, i) != State::absent)
      return i;
  }
  FAIL("no row ", std::string(row), " in table ", table);
  return 0;
}

inline std::string file_text(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The sample reports.
inline const std::string data = GONGKAI_SOURCE_DIR "/examples/data/";

inline bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace gongkai::test

#endif
