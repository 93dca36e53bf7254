// Any typed reports in a table: rows come out as they went in, sums are those of adding up in 128
// bits, and it does not matter how the reports were split.
#include <vector>

#include "any_report.hpp"
#include "fuzz.hpp"
#include "gongkai/aggregate.hpp"
#include "gongkai/summary_json.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

__extension__ using Wide = __int128;

std::string to_text(Wide number) {
  if (number < 0) return '-' + to_text(-number);
  if (number < 10) return std::string(1, static_cast<char>('0' + static_cast<int>(number)));
  return to_text(number / 10) + static_cast<char>('0' + static_cast<int>(number % 10));
}

const void* at(const Report& report, std::size_t cell) {
  return cell_at(schema<Report>, const_cast<Report*>(&report), cell);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  Result<std::vector<By>> by = group_by<Report>(
      (bytes.next() & 1U) != 0 ? std::vector<std::string>{"year"} : std::vector<std::string>{});
  Table<Report> table;
  std::vector<Report> reports;
  while (bytes.any() && reports.size() < 12) {
    Report report = any_report(bytes);
    std::uint64_t agency = bytes.next() % 8;  // now and then the same report again
    report.agency = agency == 0 ? "" : "机关" + std::to_string(agency);
    report.published = {static_cast<std::int16_t>(report.year + 1), 1,
                        static_cast<std::int8_t>(1 + bytes.next() % 4)};
    table.append(report);
    reports.push_back(std::move(report));
  }
  for (std::size_t row = 0; row < reports.size(); ++row)
    must(table.row(row) == reports[row], "a row comes out as it went in");

  Sums sums = add_up(table, *by);
  std::size_t counted = 0, groups = 0;
  for (std::size_t row = 0; row < reports.size(); ++row) counted += table.counts(row) ? 1U : 0U;
  for (const Group& group : sums.groups) groups += group.reports;
  must(groups == counted, "every report that counts is in a group");
  for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
    bool money = path_of<Report>(cell).cell().kind == Kind::amount;
    for (const Group& group : sums.groups) {
      Wide sum = 0;
      std::uint32_t states[7] = {};
      for (std::size_t row = 0; row < reports.size(); ++row) {
        bool here = group.key.empty() || group.key[0] == std::to_string(reports[row].year);
        if (!here || !table.counts(row)) continue;
        ++states[static_cast<std::size_t>(table.state(row, cell))];
        if (!money && table.state(row, cell) == State::value)
          sum += static_cast<const Count*>(at(reports[row], cell))->value();
      }
      for (std::size_t s = 0; s < 7; ++s)
        must(group.cells[cell].states[s] == states[s], "states are counted");
      if (!money) must(to_string(group.cells[cell].sum) == to_text(sum), "sums are exact");
    }
  }

  // In two parts, in either order, and through their JSON.
  std::size_t middle = reports.empty() ? 0 : bytes.next() % (reports.size() + 1);
  Summary<Report> first(*by), second(*by);
  for (std::size_t row = 0; row < reports.size(); ++row)
    (row < middle ? first : second).add(reports[row]);
  Summary<Report> other = second;
  must(other.merge(first) && first.merge(second), "summaries of one grouping merge");
  must(first.finish() == sums && other.finish() == sums, "the split does not matter");
  Result<Summary<Report>> again = read_summary<Report>(write_json_lines(first));
  must(again && again->finish() == sums, "the same through JSON");
  return 0;
}
