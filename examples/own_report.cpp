// A statutory report of one's own: its struct, its labels and its rules. Everything else (checks,
// messages, diagnosis, JSON, schema) follows from them.
#include <cstdio>
#include <gongkai/check.hpp>
#include <gongkai/diagnose.hpp>
#include <gongkai/json.hpp>

using namespace gongkai;

// A ledger of hotline calls (12345 热线): what came in, what was settled, what is left.
struct Calls {
  Count carried_in, received, settled, open;
};
BOOST_DESCRIBE_STRUCT(Calls, (), (carried_in, received, settled, open))

struct Hotline {
  std::string town;
  Calls consultation, complaint, total;
};
BOOST_DESCRIBE_STRUCT(Hotline, (), (town, consultation, complaint, total))

// The labels people see, in the order of the members; without them they see the members' names.
template <>
struct gongkai::Labels<Calls> {
  static constexpr Label of[] = {{"carried_in", "", {"上月结转", "carried over"}},
                                 {"received", "", {"本月受理", "received"}},
                                 {"settled", "", {"本月办结", "settled"}},
                                 {"open", "", {"月末在办", "open"}}};
};
template <>
struct gongkai::Labels<Hotline> {
  static constexpr Label of[] = {{"town", "", {"乡镇", "Town"}},
                                 {"consultation", "", {"咨询", "Consultation"}},
                                 {"complaint", "", {"投诉", "Complaint"}},
                                 {"total", "", {"合计", "Total"}}};
};

// Written once on Calls, it holds in all three rows.
constexpr auto flow =
    identity({"calls.flow",
              Severity::error,
              {"结转加受理等于办结加在办", "Came in equals settled and open"},
              {"月报填报说明第 2 条", "instructions, item 2"},
              {"收 {left}，支 {right}", "in {left}, out {right}"}},
             sum(&Calls::carried_in, &Calls::received) == sum(&Calls::settled, &Calls::open));
// Written on rows, it holds in all four columns.
constexpr auto add_up =
    identity({"hotline.total",
              Severity::error,
              {"咨询加投诉等于合计", "The kinds of call add up"},
              {"月报填报说明第 3 条", "instructions, item 3"},
              {"相加为 {left}，合计为 {right}", "{left} in all, not {right}"}},
             sum(&Hotline::consultation, &Hotline::complaint) == sum(&Hotline::total));
constexpr auto hotline_rules = lift<Hotline>(flow, add_up);

int main() {
  Hotline report{"青石镇", {2, 30, 31, 1}, {0, 12, 9, 3}, {2, 42, 40, 5}};  // 4 are open, not 5
  Findings findings = check<hotline_rules>(report);
  for (const Finding& finding : findings)
    std::printf("%s：%s\n", subject(finding, Language::zh).c_str(),
                message(finding, Language::zh).c_str());

  Diagnosis diagnosis = diagnose(report, hotline_rules);
  std::vector<Correction> proposed = corrections(diagnosis);
  for (const Correction& correction : proposed)
    std::printf("%s：%s → %s\n", correction.path.c_str(), to_string(correction.printed).c_str(),
                to_string(correction.proposed).c_str());
  bool located = proposed.size() == 1 && proposed[0].path == "total.open";
  std::printf("%s\n", write_json(report).c_str());
  return findings.size() == 2 && located ? 0 : 1;
}
