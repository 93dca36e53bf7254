// A whole and its parts: Pingtan 2024 and those of its units that are in the corpus.
#include "gongkai/rollup.hpp"

#include <doctest/doctest.h>

#include "corpus.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

using Verdict = ComparedCell::Verdict;

const Finding* find(const Findings& findings, std::string_view id) {
  for (const Finding& finding : findings)
    if (finding.rule.id == id) return &finding;
  return nullptr;
}

struct Unit {
  std::vector<Report> reports;
  std::vector<const Report*> list() const {
    std::vector<const Report*> pointers;
    for (const Report& report : reports) pointers.push_back(&report);
    return pointers;
  }
};

const std::vector<std::string> missing_units = {"平潭社会事业局", "平潭海坛片区"};

Unit units_of_2024() {
  Unit units;
  for (const char* name : {"agri", "econ", "enforcement", "finance", "junshan", "market", "police",
                           "resources", "suping", "transport"})
    units.reports.push_back(true_report("pingtan_" + std::string(name) + "_2024"));
  return units;
}

const ComparedCell& at(const std::vector<ComparedCell>& cells, std::string_view path) {
  return cells[cell_index<Report>(path)];
}

// A county of three parts whose figures are in the licences.
struct County {
  Report whole = zeros(Form::of_2021);
  Unit parts;
  explicit County(std::initializer_list<std::int64_t> licences) {
    whole.agency = "示例县人民政府";
    for (std::int64_t number : licences) {
      Report part = zeros(Form::of_2021);
      part.agency = "示例县第" + std::to_string(parts.reports.size() + 1) + "局";
      part.disclosure.licences.made = number;
      parts.reports.push_back(part);
    }
  }
};

}  // namespace

TEST_CASE("exact amounts") {
  auto amount = [](const char* text) { return ExactAmount(Amount::parse(text)); };
  ExactAmount sum = amount("18651.064104");
  sum += amount("0.000000896");
  CHECK(to_string(sum) == "18651.064104896");
  sum += amount("-18651.5");
  CHECK(to_string(sum) == "-0.435895104");
  CHECK(sum.negative());
  CHECK(to_string(sum.magnitude()) == "0.435895104");
  CHECK(amount("1.50") == amount("1.5"));
  ExactAmount large(9223372036854775807);
  large += large;
  large += amount("0.9");
  CHECK(to_string(large) == "18446744073709551614.9");
  CHECK(to_string(amount("0.3") - amount("0.1")) == "0.2");
  CHECK(to_string(amount("-0.000000001")) == "-0.000000001");
  CHECK(ExactAmount::holds(Amount::parse("0.000000001")));
  CHECK_FALSE(ExactAmount::holds(Amount::parse("0.0000000001")));
  CHECK_FALSE(ExactAmount::holds(Amount()));
}

TEST_CASE("totals from details: agri's column of zeros, econ's row of zeros") {
  if (no_corpus()) return;
  Report agri = with_totals_recomputed(true_report("pingtan_agri_2024"));
  CHECK(agri.applications.received.total == Count(3));
  CHECK(agri.applications.outcomes.denied.third_party_rights.total == Count(2));
  CHECK(agri.applications.outcomes.total.total == Count(3));
  Report econ = with_totals_recomputed(true_report("pingtan_econ_2024"));
  CHECK(econ.applications.outcomes.total.natural_person == Count(3));
  CHECK(econ.applications.outcomes.total.total == Count(3));
  // Blanks decide nothing: the totals stay as they are printed.
  Report shuyang = true_report("shuyang_fgj_2023");
  CHECK(with_totals_recomputed(shuyang).applications.received.total ==
        shuyang.applications.received.total);
  Report sound = true_report("suqian_2024");
  CHECK(with_totals_recomputed(sound) == sound);
}

TEST_CASE("Pingtan 2024: what its units have in full agrees, the rest is undecided and says why") {
  if (no_corpus()) return;
  Report district = true_report("pingtan_district_2024");
  Unit units = units_of_2024();
  std::vector<ComparedCell> cells = compare_with_parts(district, units.list(), missing_units);
  REQUIRE(cells.size() == schema<Report>.cells);
  const std::string outcomes = "applications.outcomes.";
  const std::pair<std::string, const char*> equal[] = {
      {outcomes + "denied.state_secret.total", "4"},
      {outcomes + "denied.internal_affairs.total", "32"},
      {"disclosure.compulsory_measures.made", "65"}};
  for (const auto& one : equal) {
    CHECK_MESSAGE(at(cells, one.first).verdict == Verdict::agrees, one.first);
    CHECK_MESSAGE(to_string(at(cells, one.first).sum) == one.second, one.first);
  }
  struct Less {
    std::string path;
    const char *printed, *sum;
  };
  const Less less[] = {{"applications.received.natural_person", "217", "154"},
                       {"disclosure.licences.made", "4529", "1868"},
                       {"disclosure.penalties.made", "1100", "814"},
                       {outcomes + "denied.third_party_rights.total", "3", "2"},
                       {outcomes + "not_processed.repeated.total", "1", "0"},
                       {"proceedings.litigation_after_reconsideration.total", "19", "0"}};
  for (const Less& one : less) {
    const ComparedCell& cell = at(cells, one.path);
    CHECK_MESSAGE(cell.verdict == Verdict::undecided, one.path);
    CHECK_MESSAGE(cell.printed == one.printed, one.path);
    CHECK_MESSAGE(to_string(cell.sum) == one.sum, one.path);
  }
  // agri counts with the three that its details have; the sum over printed totals is beside it
  const ComparedCell& received = at(cells, "applications.received.total");
  CHECK(to_string(received.sum) == "154");
  CHECK(to_string(received.printed_sum) == "151");
  // rows that a unit does not print, or whose numbers cannot be told apart
  CHECK(at(cells, "disclosure.rules.issued").without_figure == std::vector<std::size_t>{0, 5});
  CHECK(at(cells, "disclosure.normative_documents.in_force").without_figure ==
        std::vector<std::size_t>{1, 5, 7, 9});

  Findings findings = check_rollup(district, units.list(), missing_units);
  CHECK(findings.count(Severity::error) == 0);
  CHECK(find(findings, "rollup.differs") == nullptr);
  const Finding* rounded = find(findings, "rollup.rounded");
  REQUIRE(rounded != nullptr);
  CHECK(message(*rounded, Language::zh) ==
        "行政事业性收费·本年收费金额（单位：万元）：汇总数 18651.06 是各单位合计 18651.064104 "
        "取舍小数后的数");
  const Finding* undecided = find(findings, "rollup.undecided");
  REQUIRE(undecided != nullptr);
  std::string text = message(*undecided, Language::zh);
  CHECK(text.find("平潭社会事业局、平潭海坛片区、") != std::string::npos);
  CHECK(text.find("平潭市场监督管理局（部分格）") != std::string::npos);
  std::vector<std::string> corrected;
  for (const Finding& finding : findings)
    if (finding.rule.id == "rollup.part_total") corrected.push_back(message(finding, Language::zh));
  REQUIRE(corrected.size() == 2);
  CHECK(corrected[0].find("平潭农业农村局的 4 格总计与其明细不符，汇总按明细计算："
                          "一、本年新收政府信息公开申请数量·总计 0，明细合计 3；") == 0);
  CHECK(corrected[1] ==
        "平潭经济发展局的 2 格总计与其明细不符，汇总按明细计算：（七）总计·自然人 0，明细合计 "
        "3；（七）总计·总计 0，明细合计 3");
}

TEST_CASE("less than the known parts is wrong, whoever is missing") {
  County county({10, 5, 7});
  county.whole.disclosure.licences.made = 15;
  Findings findings = check_rollup(county.whole, county.parts.list(), {"示例县第4局"});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "rollup.differs");
  CHECK(message(findings[0], Language::zh) ==
        "行政许可·本年处理决定数量：汇总数 15，各单位合计 22，相差 7");
  county.whole.disclosure.licences.made = 30;
  findings = check_rollup(county.whole, county.parts.list(), {"示例县第4局"});
  REQUIRE(findings.size() == 1);
  CHECK(message(findings[0], Language::en) ==
        "cells in which the whole has more than its known parts: 1; this cannot be decided without "
        "the figures of 示例县第4局");
  county.whole.disclosure.licences.made = 22;
  CHECK(check_rollup(county.whole, county.parts.list(), {"示例县第4局"}).empty());
}

TEST_CASE("a part left out, a part counted twice, one of several") {
  County county({10, 5, 7});
  auto said = [&](std::int64_t whole) {
    county.whole.disclosure.licences.made = whole;
    Findings findings = check_rollup(county.whole, county.parts.list());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule.id == "rollup.differs");
    return message(findings[0], Language::zh);
  };
  CHECK(
      said(15) ==
      "行政许可·本年处理决定数量：汇总数 15，各单位合计 22，相差 7，恰为示例县第3局的数，可能漏计");
  CHECK(said(27) ==
        "行政许可·本年处理决定数量：汇总数 27，各单位合计 22，相差 5，恰为示例县第2局的数，"
        "可能重复计算");
  CHECK(said(25) == "行政许可·本年处理决定数量：汇总数 25，各单位合计 22，相差 3");
  county.parts.reports[0].disclosure.licences.made = 7;
  CHECK(said(12).find("恰为示例县第1局或示例县第3局的数，可能漏计") != std::string::npos);
  Findings findings = check_rollup(county.whole, county.parts.list());
  REQUIRE(findings[0].terms.size() == 3);
  CHECK(findings[0].terms[0].report == 0);
  CHECK(findings[0].terms[2].report == 3);
}

TEST_CASE("two digits changed over: the fee of 2025") {
  County county({0, 0});
  county.parts.reports[1].disclosure.administrative_fees.collected = Amount::parse("4166.214619");
  county.whole.disclosure.administrative_fees.collected = Amount::parse("4166.241619");
  for (const std::vector<std::string>& missing : {std::vector<std::string>{}, {"示例县第3局"}}) {
    Findings findings = check_rollup(county.whole, county.parts.list(), missing);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule.id == "rollup.transposed");
    CHECK(message(findings[0], Language::en).find("4166.241619 for the whole, 4166.214619") !=
          std::string::npos);
  }
  // 12 and 21 are no evidence where a part is missing
  County small({12});
  small.whole.disclosure.licences.made = 21;
  CHECK(find(check_rollup(small.whole, small.parts.list(), {"某局"}), "rollup.undecided") !=
        nullptr);
  CHECK(find(check_rollup(small.whole, small.parts.list()), "rollup.transposed") != nullptr);
  // a decimal point in another place is no digit changed over
  County point({0});
  point.parts.reports[0].disclosure.administrative_fees.collected = Amount::parse("12.3");
  point.whole.disclosure.administrative_fees.collected = Amount::parse("1.23");
  CHECK(find(check_rollup(point.whole, point.parts.list()), "rollup.differs") != nullptr);
}

TEST_CASE("rounding is less than a unit of the last place; more is a difference") {
  County county({0});
  Amount& sum = county.parts.reports[0].disclosure.administrative_fees.collected;
  Amount& whole = county.whole.disclosure.administrative_fees.collected;
  auto rule = [&](const char* printed, const char* of_part) {
    whole = Amount::parse(printed);
    sum = Amount::parse(of_part);
    Findings findings = check_rollup(county.whole, county.parts.list());
    return findings.empty() ? std::string() : std::string(findings[0].rule.id);
  };
  CHECK(rule("18651.06", "18651.064104") == "rollup.rounded");
  CHECK(rule("18651.07", "18651.064104") == "rollup.rounded");
  CHECK(rule("18651", "18651.9") == "rollup.rounded");
  CHECK(rule("18651.08", "18651.064104") == "rollup.differs");
  CHECK(rule("18651.5", "18651.5").empty());
  CHECK(rule("18651.25", "18651") == "rollup.differs");
}

TEST_CASE("a part with a blank decides nothing; the whole's own blank is not compared") {
  County county({10, 5});
  county.parts.reports[1].disclosure.licences.made = Count();
  county.whole.disclosure.licences.made = 15;
  Findings findings = check_rollup(county.whole, county.parts.list());
  REQUIRE(findings.size() == 1);
  CHECK(message(findings[0], Language::zh) ==
        "有 1 格的汇总数大于已有各单位合计，缺下列单位的数字，不能判定：示例县第2局（部分格）");
  county.whole.disclosure.licences.made = Count();
  CHECK(check_rollup(county.whole, county.parts.list()).empty());
  CHECK(at(compare_with_parts(county.whole, county.parts.list()), "disclosure.licences.made")
            .verdict == Verdict::no_figure);
}

TEST_CASE("the 2019 form, its signed changes, and its one row （六） over three") {
  Report whole = zeros(Form::of_2019), one = zeros(Form::of_2019), two = zeros(Form::of_2019);
  whole.disclosure_2019.licences.change = -15;
  one.disclosure_2019.licences.change = -18;
  two.disclosure_2019.licences.change = 3;
  CHECK(check_rollup(whole, {&one, &two}).empty());
  // a missing part may have any change: never decided
  whole.disclosure_2019.licences.change = -20;
  CHECK(find(check_rollup(whole, {&one, &two}, {"某局"}), "rollup.undecided") != nullptr);

  Report mixed = zeros(Form::of_2021), part = zeros(Form::of_2021);
  Outcomes& outcomes = mixed.applications.outcomes;
  set_all_cells(schema<OtherHandling>, &outcomes.other_handling, State::absent);
  outcomes.other_handling_2019 = {4, 0, 0, 0, 0, 0, 4};
  outcomes.total = {4, 0, 0, 0, 0, 0, 4};
  part.applications.outcomes.other_handling.fee_not_paid_in_time = {1, 0, 0, 0, 0, 0, 1};
  part.applications.outcomes.other_handling.other = {3, 0, 0, 0, 0, 0, 3};
  part.applications.outcomes.total = {4, 0, 0, 0, 0, 0, 4};
  CHECK(check_rollup(mixed, {&part}).empty());
}
