// All that one report can be asked: its equations, its text, its plausibility.
#ifndef GONGKAI_CHECK_ALL_HPP
#define GONGKAI_CHECK_ALL_HPP

#include <utility>
#include <vector>

#include "gongkai/check.hpp"
#include "gongkai/plausibility.hpp"
#include "gongkai/read.hpp"
#include "gongkai/text_rules.hpp"

namespace gongkai {
inline namespace v0 {

/// check(), then check_text(), then check_plausibility(). `mentions` are those of the report's
/// texts and of those beside its tables: Reading::mentions, or mentions(report, beside).
inline Findings check_all(const Report& report, const std::vector<Mention>& mentions,
                          const BesideTables& beside = {}) {
  Findings findings = check(report);
  for (Findings more : {check_text(report, mentions, beside), check_plausibility(report)})
    for (Finding& finding : more.items) findings.items.push_back(std::move(finding));
  return findings;
}

/// Of a report as read() gave it.
inline Findings check_all(const Reading& reading) {
  return check_all(reading.report, reading.mentions, reading.beside_tables);
}

}  // namespace v0
}  // namespace gongkai

#endif
