// Reports with every state, both forms, negative and huge numbers, money of every fineness.
#ifndef GONGKAI_TESTS_WILD_HPP
#define GONGKAI_TESTS_WILD_HPP

#include <random>
#include <string>

#include "gongkai/report.hpp"

namespace gongkai::test {

inline Report wild_report(std::uint32_t seed) {
  std::mt19937 random(seed);
  auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  Report report = blank_report(below(3) == 0 ? Form::of_2019 : Form::of_2021);
  const std::int64_t numbers[] = {0,
                                  1,
                                  -1,
                                  7,
                                  32767,
                                  32768,
                                  -32768,
                                  -32769,
                                  2147483647,
                                  2147483648,
                                  -2147483649,
                                  Count::max,
                                  Count::max - 1,
                                  Count::min,
                                  Count::min + 1};
  for_each_cell(schema<Report>, &report, [&](const Member& member, const void* at_const) {
    void* at = const_cast<void*>(at_const);
    if (cell_state(member.kind, at) == State::absent) return;
    if (below(6) == 0) {
      set_state(member.kind, at, static_cast<State>(1 + below(5)));
      return;
    }
    std::int64_t number = below(12) > 0 ? below(50) : numbers[below(15)];
    if (member.kind == Kind::count) *static_cast<Count*>(at) = number;
    if (member.kind == Kind::change) *static_cast<Change*>(at) = number;
    if (member.kind == Kind::amount)
      *static_cast<Amount*>(at) = Amount(number, static_cast<int>(below(12) > 0 ? 6 : below(40)));
  });
  report.agency = "局" + std::to_string(seed);
  report.year = static_cast<std::int32_t>(2019 + below(6));
  report.published = {2024, static_cast<std::int8_t>(1 + below(12)),
                      static_cast<std::int8_t>(1 + below(28))};
  report.division = below(5) == 0 ? "" : std::to_string(350100 + below(30));
  report.problems = "问题";
  return report;
}

inline Report without_prose(Report report) {
  report.overview = {};
  report.problems = report.other_matters = {};
  return report;
}

}  // namespace gongkai::test

#endif
