// diagnose() on any typed report: what it proposes makes the broken equations hold.
#include "any_report.hpp"
#include "fuzz.hpp"
#include "gongkai/check.hpp"
#include "gongkai/diagnose.hpp"
#include "gongkai/write.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

bool has_broken(const Report& report) {
  for (const Finding& finding : check(report))
    if (finding.is_equation() || finding.rule.id == cell_contradiction.id) return true;
  return false;
}

// Whether that equation is among those that the check says are broken.
bool is_broken(const Report& report, std::size_t number) {
  const Equation& equation = statutory_rules.equations[number];
  const Identity& identity = statutory_rules.identities[equation.identity];
  std::size_t right = equation.base + identity.right.spans[0].first;
  for (const Finding& finding : check(report)) {
    if (!finding.is_equation() || finding.rule.id != identity.rule.id) continue;
    for (const Term& term : finding.terms)
      if (term.role == Role::right && term.cell == right) return true;
  }
  return false;
}

void change(Report& report, const std::vector<Proposal>& cells) {
  for (const Proposal& proposal : cells) {
    Count& cell = *static_cast<Count*>(cell_at(schema<Report>, &report, proposal.cell));
    must(cell == proposal.printed, "what is printed is told as it is");
    must(proposal.proposed.has_value() && proposal.proposed.value() >= 0, "numbers from 0 up");
    must(cell != proposal.proposed, "a proposal changes something");
    must(path_of<Report>(proposal.cell) == proposal.path, "a proposal names its cell");
    cell = proposal.proposed;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  const Report report = any_report(bytes);
  Diagnosis diagnosis = diagnose(report);
  bool has_negative = false;
  for (const Finding& finding : check(report))
    has_negative = has_negative || finding.rule.id == cell_negative.id;
  if (diagnosis.faults.empty())
    must(diagnosis.verdict == Verdict::consistent, "no fault, nothing wrong");
  for (const Fault& fault : diagnosis.faults) {
    must(!fault.equations.empty() || has_negative, "a fault is equations or a negative number");
    must((fault.verdict == Verdict::undecidable) == fault.explanations.empty(),
         "undecidable is: no explanation");
    must(fault.count >= fault.explanations.size(), "those that are listed are counted");
    if (fault.verdict == Verdict::one)
      must(fault.count == 1 && fault.complete, "one is one, and all were looked for");
    for (const Explanation& explanation : fault.explanations) {
      must(!explanation.slips.empty() && explanation.size() > 0, "an explanation changes cells");
      Report changed = report;
      for (const Slip& slip : explanation.slips) {
        change(changed, slip.cells);
        if (!slip.one_of.empty()) change(changed, slip.one_of[0]);
      }
      for (std::size_t equation : fault.equations)
        must(!is_broken(changed, equation), "an explanation makes the fault's equations hold");
    }
  }
  // All of them at once mend the report, where each fault can be mended.
  bool mended = true;
  Report changed = report;
  for (const Fault& fault : diagnosis.faults) {
    mended = mended && !fault.explanations.empty();
    if (fault.explanations.empty()) continue;
    for (const Slip& slip : fault.explanations[0].slips) {
      change(changed, slip.cells);
      if (!slip.one_of.empty()) change(changed, slip.one_of[0]);
    }
  }
  if (mended) must(!has_broken(changed), "the first explanations of all faults mend the report");
  for (Language language : {Language::zh, Language::en})
    must(is_utf8(diagnosis_text(diagnosis, language, false)), "told in UTF-8");
  must(is_utf8(diagnosis_json(diagnosis)), "written in UTF-8");
  std::vector<Correction> log;
  Report applied = report;
  for (const Correction& correction : corrections(diagnosis))
    must(apply(applied, correction, log), "a correction can be applied");
  return 0;
}
