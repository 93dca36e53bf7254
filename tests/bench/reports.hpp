// Reports of realistic size to measure with: made up, and the same in every run.
#ifndef GONGKAI_TESTS_BENCH_REPORTS_HPP
#define GONGKAI_TESTS_BENCH_REPORTS_HPP

#include <cstdint>
#include <random>
#include <string>

#include "gongkai/rules.hpp"

/// Report number `n`: about 5.7 KB as JSON, a sixth of it Chinese prose.
inline gongkai::Report made_up_report(std::uint32_t n) {
  using namespace gongkai;
  static const std::string sentences[] = {
      "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，不断健全工作制度。",
      "全年通过门户网站主动公开各类信息，及时回应社会关切。",
      "依法办理政府信息公开申请，规范答复文书，提高办理质量。",
      "加强政府信息管理，动态调整主动公开目录，落实保密审查。\n",
      "主要问题：公开内容还不够丰富，解读形式比较单一；下一步将加强培训。",
      "没有需要报告的其他事项，全年未收取信息处理费。",
  };
  std::mt19937 random(n);
  auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  auto prose = [&](std::uint32_t count) {
    std::string text;
    for (std::uint32_t i = 0; i < count; ++i) text += sentences[below(6)];
    return text;
  };
  bool old = below(5) == 0;
  Report report = blank_report(old ? Form::of_2019 : Form::of_2021);
  for_each_cell(schema<Report>, &report, [&](const Member& member, const void* at) {
    void* cell = const_cast<void*>(at);
    if (cell_state(member.kind, cell) == State::absent) return;
    if (member.kind == Kind::amount) {
      *static_cast<Amount*>(cell) = Amount(below(1000000), 4);
    } else if (member.kind == Kind::change) {
      *static_cast<Change*>(cell) = Change(static_cast<std::int64_t>(below(100)) - 50);
    } else {  // mostly zeros, some blanks, small numbers, a few large ones
      std::uint32_t kind = below(20);
      *static_cast<Count*>(cell) = kind < 12   ? Count(0)
                                   : kind < 13 ? Count()
                                   : kind < 19 ? Count(below(100))
                                               : Count(below(100000));
    }
  });
  report.agency = "达州市人力资源和社会保障局";
  report.year = old ? 2020 : 2022;
  report.published = {static_cast<std::int16_t>(report.year + 1), 1,
                      static_cast<std::int8_t>(1 + below(31))};
  report.division = "511700";
  report.parent = "达州市人民政府";
  report.overview.opening = prose(1);
  report.overview.proactive_disclosure = prose(2);
  report.overview.disclosure_on_request = prose(1);
  report.overview.information_management = prose(1);
  report.overview.platforms = prose(1);
  report.overview.oversight = prose(1);
  report.problems = prose(1);
  report.other_matters = prose(1);
  return report;
}

/// Makes every equation hold: a cell without a number becomes 0, what stands alone on the right of
/// an equation the sum of the left, and what was received all that was handled or carried forward.
inline void bring_into_balance(gongkai::Report& report) {
  using namespace gongkai;
  for_each_cell(schema<Report>, &report, [](const Member& member, const void* at) {
    void* cell = const_cast<void*>(at);
    State state = cell_state(member.kind, cell);
    if (state == State::value || state == State::absent) return;
    if (member.kind == Kind::count) *static_cast<Count*>(cell) = 0;
    if (member.kind == Kind::change) *static_cast<Change*>(cell) = 0;
    if (member.kind == Kind::amount) *static_cast<Amount*>(cell) = Amount(0, 0);
  });
  report.applications.carried_in = {0, 0, 0, 0, 0, 0, 0};
  auto count = [&](std::size_t cell) -> Count& {
    return *static_cast<Count*>(cell_at(schema<Report>, &report, cell));
  };
  for (bool totals : {true, false})
    for (const Equation& equation : statutory_rules.equations) {
      const Identity& identity = statutory_rules.identities[equation.identity];
      const Side &left = identity.left, &right = identity.right;
      bool is_total = right.size == 1 && right.spans[0].units == 1;
      if (is_total != totals) continue;
      std::int64_t sum = 0;
      for_each_term(is_total ? left : right, identity.width, equation.base, [&](std::size_t cell) {
        if (count(cell).has_value()) sum += count(cell).value();
      });
      Count& result = count(equation.base + (is_total ? right : left).spans[0].first);
      if (result.has_value()) result = sum;
    }
}

#endif
