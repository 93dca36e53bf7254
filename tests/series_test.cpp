// One agency over the years: what continues and what does not, from published figures.
#include "gongkai/series.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "corpus.hpp"
#include "gongkai/json.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

std::vector<Finding> with_rule(const Findings& findings, std::string_view id) {
  std::vector<Finding> found;
  for (const Finding& finding : findings)
    if (finding.rule.id == id) found.push_back(finding);
  return found;
}

Report year_of_zeros(std::int32_t year, Form form = Form::of_2021) {
  Report report = zeros(form);
  report.agency = "示例市水务局";
  report.year = year;
  return report;
}

Report with_documents(std::int32_t year, const Documents& documents) {
  Report report = year_of_zeros(year);
  report.disclosure.normative_documents = documents;
  return report;
}

}  // namespace

TEST_CASE("the chains lie where the form has them: one carry, two stocks, nine of the 2019 form") {
  CHECK(year_chains.size() == 1 + 2 + 4 + 1 + 2);
  std::size_t equations = 0;
  for (const PlacedChain& placed : year_chains) equations += placed.chain.width;
  CHECK(equations == 7 + 2 + 4 + 1 + 2);
  CHECK(path_of<Report>(year_chains[0].base + year_chains[0].chain.figure) ==
        "applications.carried_in.natural_person");
  CHECK(path_of<Report>(year_chains[2].base + year_chains[2].chain.figure) ==
        "disclosure.normative_documents.in_force");
}

TEST_CASE("Suqian 2023 and 2024: 121 carried over, 597 + 50 - 227 = 420: all holds") {
  if (no_corpus()) return;
  Report before = true_report("suqian_2023"), now = true_report("suqian_2024");
  CHECK(now.applications.carried_in.total == Count(121));
  CHECK(now.disclosure.normative_documents.in_force == Count(420));
  CHECK(check_series({&before, &now}).empty());
  CHECK(check_series({&now, &before}).empty());  // in any order

  now.disclosure.normative_documents.in_force = 421;
  now.applications.carried_in.total = 122;
  now.applications.carried_in.other = 1;
  Findings findings = check_series({&now, &before});
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule.id == "series.carried");
  CHECK(findings[0].rule.severity == Severity::error);
  CHECK(findings[0].report == 0);
  CHECK(message(findings[0], Language::zh) ==
        "与 2023 年度报告的“结转下年度继续办理”不一致：其他 1，2023 年度为 0；总计 122，2023 "
        "年度为 121");
  CHECK(message(findings[0], Language::en) ==
        "row 二 is not what the report on 2023 carried forward: Others 1, in 2023 0; Total 122, in "
        "2023 121");
  REQUIRE(findings[0].terms.size() == 4);
  CHECK(findings[0].terms[0].report == 0);
  CHECK(findings[0].terms[1].report == 1);
  CHECK(findings[0].terms[1].path == "applications.carried_forward.other");
  CHECK(message(findings[1], Language::zh) ==
        "行政规范性文件现行有效件数与 2023 年度报告衔接不上：现行有效件数 421，应为 420（2023 "
        "年度现行有效件数 597 + 本年制发件数 50 − 本年废止件数 227）");
  CHECK(
      message(findings[1], Language::en) ==
      "Normative documents: the number in force does not follow from the report on 2023: In force "
      "421, should be 420 (In force (2023) 597 + Issued this year 50 − Repealed this year 227)");
}

TEST_CASE("Pingtan's stock: 665 + 88 - 55 = 698, then 470, 440 and 546 do not continue it") {
  std::vector<Report> years = {
      with_documents(2021, {69, 3, 665}), with_documents(2022, {88, 55, 698}),
      with_documents(2023, {77, 132, 470}), with_documents(2024, {62, 33, 440}),
      with_documents(2025, {58, 45, 546})};
  std::vector<const Report*> reports;
  for (const Report& report : years) reports.push_back(&report);
  auto found = with_rule(check_series(reports), "series.in_force");
  REQUIRE(found.size() == 3);
  const char* expected_figures[] = {"470，应为 643", "440，应为 499", "546，应为 453"};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(found[i].report == i + 2);
    CHECK(found[i].rule.severity == Severity::warning);
    CHECK(message(found[i], Language::zh).find(expected_figures[i]) != std::string::npos);
  }
}

TEST_CASE(
    "Pingtan in the corpus: 2021 to 2022 holds, and the years between are said to be missing") {
  if (no_corpus()) return;
  std::vector<Report> years;
  for (const char* year : {"2025", "2019", "2022", "2024", "2021"})
    years.push_back(true_report(std::string("pingtan_district_") + year));
  std::vector<const Report*> reports;
  for (const Report& report : years) reports.push_back(&report);
  Findings findings = check_series(reports);
  CHECK(with_rule(findings, "series.carried").empty());  // 1 and 0 are carried over, as they say
  auto stock = with_rule(findings, "series.in_force");
  REQUIRE(stock.size() == 1);  // 2025; that 2024 does not continue 2023 needs the report on 2023
  CHECK(stock[0].report == 0);
  CHECK(message(stock[0], Language::zh).find("应为 465（2024") == std::string::npos);
  CHECK(message(stock[0], Language::zh).find("546，应为 453") != std::string::npos);
  auto gaps = with_rule(findings, "series.gap");
  REQUIRE(gaps.size() == 2);
  CHECK(message(gaps[0], Language::zh) == "缺 2020 年度报告，2021 年度的结转和存量无从核对");
  CHECK(message(gaps[1], Language::en) ==
        "the report on 2023 is not there, so what 2024 continues cannot be checked");
}

TEST_CASE("the 2019 form: 2648 + 0 penalties, 89 + 77 documents; a negative change is subtracted") {
  Report before = year_of_zeros(2019, Form::of_2019), now = year_of_zeros(2020, Form::of_2019);
  before.disclosure_2019.normative_documents = {89, 89, 89};
  now.disclosure_2019.normative_documents = {77, 77, 166};
  before.disclosure_2019.penalties = {2648, 0, 430};
  now.disclosure_2019.penalties = {2648, 0, 300};
  before.disclosure_2019.licences = {396, -18, 181};
  now.disclosure_2019.licences = {378, 0, 200};
  before.disclosure_2019.administrative_fees = {35, 1};
  now.disclosure_2019.administrative_fees = {36, 0};
  Findings findings = check_series({&before, &now});
  CHECK(with_rule(findings, "series.items_2019").empty());
  CHECK(with_rule(findings, "series.disclosed_2019").empty());

  now.disclosure_2019.licences.previous_year = 396;
  now.disclosure_2019.administrative_fees.previous_year = 35;
  now.disclosure_2019.normative_documents.disclosed = 77;
  findings = check_series({&before, &now});
  auto items = with_rule(findings, "series.items_2019");
  REQUIRE(items.size() == 2);
  CHECK(message(items[0], Language::zh) ==
        "行政许可上一年项目数量与 2019 年度报告衔接不上：上一年项目数量 396，应为 378（2019 "
        "年度上一年项目数量 396 + 2019 年度增/减 -18）");
  before.disclosure_2019.licences.change = Change();
  auto undecided = with_rule(check_series({&before, &now}), "series.undecided");
  REQUIRE(undecided.size() == 1);
  CHECK(undecided[0].terms[0].determined == Count(0));
  now.disclosure_2019.licences.previous_year = 378;
  undecided = with_rule(check_series({&before, &now}), "series.undecided");
  CHECK(undecided[0].terms[0].determined == Count(-18));
  auto disclosed = with_rule(findings, "series.disclosed_2019");
  REQUIRE(disclosed.size() == 1);
  CHECK(message(disclosed[0], Language::en)
            .find("Disclosed in all 77, should be 166 (Disclosed in "
                  "all (2019) 89 + Newly disclosed this year 77)") != std::string::npos);
}

TEST_CASE("resources 2019 and 2020: what can be compared holds; the rest of table 2 is undecided") {
  if (no_corpus()) return;
  Report before = true_report("pingtan_resources_2019"),
         now = true_report("pingtan_resources_2020");
  Findings findings = check_series({&before, &now});
  CHECK(findings.count(Severity::error) == 0);
  CHECK(findings.count(Severity::warning) == 0);
  auto undecided = with_rule(findings, "series.undecided");
  REQUIRE(undecided.size() == 1);
  CHECK(message(undecided[0], Language::zh) ==
        "与 2019 年度报告的部分衔接关系无法核对，因为没有数字：2020 "
        "年度行政许可（上一年项目数量应为 0）、"
        "2020 年度行政处罚、2019 年度行政处罚、2020 年度行政强制、2019 年度行政强制、"
        "2020 年度规范性文件、2019 年度规范性文件");
  // read as the arithmetic of the years has it: 88 + 0 = 88
  before.disclosure_2019.penalties = {88, 0, 22};
  now.disclosure_2019.penalties = {88, 14, 314};
  CHECK(with_rule(check_series({&before, &now}), "series.items_2019").empty());
}

TEST_CASE("2020 to 2021: the carry goes on over the change of form, the stock begins anew") {
  Report before = year_of_zeros(2020, Form::of_2019), now = year_of_zeros(2021);
  before.applications.carried_forward.natural_person = 3;
  before.applications.carried_forward.total = 3;
  now.disclosure.normative_documents = {1, 0, 8};
  Findings findings = check_series({&before, &now});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "series.carried");
  CHECK(message(findings[0], Language::zh).find("自然人 0，2020 年度为 3；总计 0") !=
        std::string::npos);
}

TEST_CASE("a cell without a number is not zero: undecided, and said so") {
  Report before = year_of_zeros(2022), now = year_of_zeros(2023);
  now.disclosure.normative_documents = {5, 0, 5};
  before.applications.carried_forward.total = 4;
  for (State state :
       {State::blank, State::missing, State::unreadable, State::ambiguous, State::fraction}) {
    before.disclosure.normative_documents.in_force = Count(state);
    now.applications.carried_in.total = Count(state);
    Findings findings = check_series({&before, &now});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule.id == "series.undecided");
    REQUIRE(findings[0].terms.size() == 2);
    CHECK(findings[0].terms[0].report == 1);
    CHECK(findings[0].terms[1].report == 0);
    CHECK(message(findings[0], Language::en) ==
          "part of what continues the report on 2022 cannot be checked, for want of numbers: 二 "
          "Carried over from last year (2023) (Total would be 4), Normative documents (2022) (In "
          "force would be 0)");
    CHECK(findings[0].terms[0].determined == Count(4));
  }
}

TEST_CASE("Pingtan 2021: of the readings of 693665, the year after wants 665 in force") {
  Report before = with_documents(
             2021, {Count(State::ambiguous), Count(State::ambiguous), Count(State::ambiguous)}),
         now = with_documents(2022, {88, 55, 698});
  Findings findings = check_series({&before, &now});
  REQUIRE(findings.size() == 1);
  CHECK(message(findings[0], Language::zh) ==
        "与 2021 年度报告的部分衔接关系无法核对，因为没有数字：2021 "
        "年度行政规范性文件（现行有效件数应为 665）");
  CHECK(findings[0].terms[0].determined == Count(665));
  // each of the places of the chain, solved for
  before.disclosure.normative_documents.in_force = 665;
  auto determined = [&](const Documents& documents) {
    now.disclosure.normative_documents = documents;
    Findings found = check_series({&before, &now});
    REQUIRE(found.size() == 1);
    return found[0].terms[0].determined;
  };
  CHECK(determined({88, 55, Count()}) == Count(698));
  CHECK(determined({Count(), 55, 698}) == Count(88));
  CHECK(determined({88, Count(), 698}) == Count(55));
  CHECK_FALSE(determined({Count(), 55, 600}).has_value());  // none is possible
  CHECK_FALSE(determined({Count(), Count(), 698}).has_value());
}

TEST_CASE("more repealed than there were") {
  Report before = with_documents(2022, {0, 0, 10}), now = with_documents(2023, {2, 15, 0});
  Findings findings = check_series({&before, &now});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "series.repealed");
  CHECK(message(findings[0], Language::zh) ==
        "行政规范性文件本年废止件数过多：2022 年度现行有效 10，本年制发 2，本年废止却有 15");
  now.disclosure.normative_documents = {2, 12, 0};  // 10 + 2 - 12 = 0
  CHECK(check_series({&before, &now}).empty());
}

TEST_CASE("two reports on one year: the same tables count once, others are left out") {
  Report before = with_documents(2022, {0, 0, 10}), now = with_documents(2023, {0, 0, 7});
  Report again = now;
  again.problems = "另一个网站上的同一份报告";
  Findings findings = check_series({&now, &before, &again});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "series.in_force");
  CHECK(findings[0].report == 0);

  again.disclosure.normative_documents.in_force = 10;
  again.disclosure.licences.made = 4;
  Report next = with_documents(2024, {0, 0, 9});
  findings = check_series({&now, &before, &again, &next});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "series.several");
  CHECK(message(findings[0], Language::zh) ==
        "2023 年度有 2 份报告，表格有 2 格不同，未参加逐年核对");
}

TEST_CASE("no report, one report, a report on no known year") {
  CHECK(check_series({}).empty());
  Report report = year_of_zeros(2023), unknown = year_of_zeros(0);
  CHECK(check_series({&report}).empty());
  Findings findings = check_series({&report, &unknown});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "series.no_year");
  CHECK(findings[0].report == 1);
}

TEST_CASE("years at the ends of what a report can hold") {
  Report first = year_of_zeros(std::numeric_limits<std::int32_t>::min()),
         last = year_of_zeros(std::numeric_limits<std::int32_t>::max());
  first.problems = last.problems = "这一句话足够长，里面有 2147483646 和 2147483647 两个数。";
  Findings findings = check_series({&last, &first});
  REQUIRE(findings.size() == 1);
  CHECK(message(findings[0], Language::en).find("the report on 2147483646 is not there") == 0);
}

TEST_CASE("last year's table left standing") {
  if (no_corpus()) return;
  Report before = true_report("suqian_2023"), now = before;
  now.year = 2024;
  now.disclosure.licences.made = 1573179;
  auto found = with_rule(check_series({&before, &now}), "series.figures_copied");
  REQUIRE(found.size() == 1);
  std::string text = message(found[0], Language::zh);
  CHECK(text.find("93 格里，有 92 格与 2023 年度完全相同（98%）") != std::string::npos);
  // two true years have hardly a figure in common, and an empty year nothing to copy
  CHECK(with_rule(check_series({&before}), "series.figures_copied").empty());
  Report next = true_report("suqian_2024");
  CHECK(with_rule(check_series({&before, &next}), "series.figures_copied").empty());
  Report quiet = year_of_zeros(2022), quiet_too = year_of_zeros(2023);
  CHECK(check_series({&quiet, &quiet_too}).empty());
}

TEST_CASE("last year's sentences with the year put forward") {
  Report before = year_of_zeros(2022), now = year_of_zeros(2023);
  for (int i = 0; i < 9; ++i) {
    std::string sentence = "度第 " + std::to_string(i) + " 项工作按照要求扎实推进并取得成效。";
    before.overview.opening += "2022 年" + sentence;
    now.overview.opening += "2023 年" + sentence;
  }
  now.problems = "今年新发现的问题是公开目录更新不够及时。\n";
  auto found = with_rule(check_series({&before, &now}), "series.text_copied");
  REQUIRE(found.size() == 1);
  CHECK(message(found[0], Language::zh) ==
        "文字共 10 句，有 9 句与 2022 年度报告相同（90%，年份不计）");
  now.problems += "第二个新问题是依申请公开答复文书不够规范。第三个新问题是培训的次数还是偏少了。";
  CHECK(with_rule(check_series({&before, &now}), "series.text_copied").empty());
}

TEST_CASE("figures far from those of the other years") {
  std::vector<Report> years;
  for (std::int64_t penalties : {60, 64, 0, 65, 70}) {
    years.push_back(year_of_zeros(2021 + static_cast<std::int32_t>(years.size())));
    years.back().disclosure.penalties.made = penalties;
  }
  std::vector<const Report*> reports;
  for (const Report& report : years) reports.push_back(&report);
  auto found = with_rule(check_series(reports), "series.jump");
  REQUIRE(found.size() == 1);
  CHECK(found[0].report == 2);
  CHECK(message(found[0], Language::zh) ==
        "行政处罚·本年处理决定数量 0，其他年度的中位数为 64，相差悬殊，请核对");
  years[2].disclosure.penalties.made = 66;
  years[4].disclosure.penalties.made = 9223372036854775807;
  found = with_rule(check_series(reports), "series.jump");
  REQUIRE(found.size() == 1);
  CHECK(found[0].report == 4);
  years[4].disclosure.penalties.made = 325;  // exactly five times the median 64 and more
  CHECK(with_rule(check_series(reports), "series.jump").size() == 1);
  years[4].disclosure.penalties.made = 319;
  CHECK(with_rule(check_series(reports), "series.jump").empty());
  // with two years, the later is told
  CHECK(with_rule(check_series({reports[0], reports[2]}), "series.jump").empty());
  years[2].disclosure.penalties.made = 600;
  found = with_rule(check_series({reports[2], reports[0]}), "series.jump");
  REQUIRE(found.size() == 1);
  CHECK(found[0].report == 0);
}
