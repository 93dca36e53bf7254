// check() on any typed report: it finds what adding up in 128 bits finds, the quick verdict says
// the same, and everything can be told.
#include "any_report.hpp"
#include "fuzz.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/write.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

__extension__ using Wide = __int128;

// Whether some whole numbers from 0 up in place of the unknown ones would make the sides equal.
bool can_hold(const Report& report, const Equation& equation) {
  const Identity& identity = statutory_rules.identities[equation.identity];
  Wide sums[2] = {0, 0};
  std::size_t unknown[2] = {0, 0};
  for (int side : {0, 1})
    for_each_term(side == 0 ? identity.left : identity.right, identity.width, equation.base,
                  [&](std::size_t cell) {
                    auto at = static_cast<const Count*>(
                        cell_at(schema<Report>, const_cast<Report*>(&report), cell));
                    if (at->has_value())
                      sums[side] += at->value();
                    else if (at->state() != State::absent)
                      ++unknown[side];
                  });
  return sums[0] == sums[1] || (sums[0] < sums[1] && unknown[0] > 0) ||
         (sums[1] < sums[0] && unknown[1] > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  Report report = any_report(bytes);
  Findings findings = check(report);
  must(balanced(report) == findings.empty(), "the verdict is that of the check");
  must(check(report, Rules(statutory_rules)).size() == findings.size(), "with the glance or not");

  std::size_t impossible = 0, equations = 0, whole = 0;
  bool blanks = false;
  for_each_cell(schema<Report>, &report, [&](const Member& member, const void* cell) {
    State state = cell_state(member.kind, cell);
    blanks = blanks || (state != State::value && state != State::absent);
  });
  for (const Equation& equation : statutory_rules.equations)
    impossible += can_hold(report, equation) ? 0U : 1U;
  for (const Finding& finding : findings) {
    if (finding.is_equation()) ++equations;
    whole += finding.rule.severity == Severity::error ? 1U : 0U;
    for (const Term& term : finding.terms)
      must(term.cell < schema<Report>.cells && term.path == path_of<Report>(term.cell),
           "a term names its cell");
    for (Language language : {Language::zh, Language::en})
      must(is_utf8(subject(finding, language) + message(finding, language)), "told in UTF-8");
    must(is_utf8(marked_table(report, finding, Language::zh)), "shown in UTF-8");
  }
  if (!blanks) must(equations == impossible, "each equation that does not hold is found");
  must(impossible == 0 || findings.has_errors(), "what cannot hold is an error");
  must(equations >= impossible, "what cannot hold is found");
  must(findings.count(Severity::error) == whole, "errors are counted");

  Reading reading;
  reading.report = report;
  Findings all = check_all(report, {});
  must(all.size() >= findings.size(), "all checks find what one finds");
  must(is_utf8(findings_text(reading, all, "f", {}, Language::en, false)), "text");
  must(is_utf8(findings_json(reading, all, "f")), "JSON");
  return 0;
}
