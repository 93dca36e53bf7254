// What every rule of the catalogue says, in both languages, each from a case that really fails:
// every name in its words is given, and nothing is left open.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "form.hpp"
#include "gongkai/gongkai.hpp"
#include "gongkai/rollup.hpp"
#include "gongkai/series.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

Report filled(std::int32_t year, Form form = Form::of_2021) {
  Report report = zeros(form);
  report.agency = "示例市水务局";
  report.year = year;
  return report;
}

void append(Findings& all, const Findings& more) {
  all.items.insert(all.items.end(), more.begin(), more.end());
}

Findings broken_over_years() {
  Findings all;
  Report no_year = filled(0), y2019 = filled(2019, Form::of_2019),
         y2020 = filled(2020, Form::of_2019), y2022 = filled(2022), y2023 = filled(2023),
         y2023_again = filled(2023), y2024 = filled(2024);
  y2020.disclosure_2019.licences.previous_year = 3;
  y2020.disclosure_2019.rules.disclosed = 2;
  y2020.applications.carried_in.other = 1;
  y2022.disclosure.normative_documents = {0, 0, 9};
  y2023.disclosure.normative_documents = {1, 0, 9};
  y2023.disclosure.rules = {0, 1, 0};
  y2023.applications.carried_in.total = Count();
  y2023.disclosure.licences.made = 500;
  y2023_again.disclosure.penalties.made = 1;
  append(all, check_series({&y2019, &y2020, &y2022, &y2023, &no_year}));
  append(all, check_series({&y2023, &y2023_again, &y2024}));
  for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell)
    if (state_at(y2022, cell) != State::absent && path_of<Report>(cell).cell().kind == Kind::count)
      count_at(y2022, cell) = 7;
  y2023 = y2022;
  y2023.year = 2023;
  for (int i = 0; i < 8; ++i)
    y2022.problems += "第" + std::to_string(i) + "个问题是公开内容的更新还不够及时。";
  y2023.problems = y2022.problems;
  append(all, check_series({&y2022, &y2023}));
  return all;
}

Findings broken_sums() {
  Report whole = filled(2023), part = filled(2023);
  part.disclosure.licences.made = 5;
  part.applications.received = {1, 0, 0, 0, 0, 0, 0};
  part.disclosure.administrative_fees.collected = Amount::parse("1.25");
  whole.disclosure.administrative_fees.collected = Amount::parse("1.2");
  whole.disclosure.penalties.made = 210;
  part.disclosure.penalties.made = 120;
  whole.applications.received = {1, 0, 0, 0, 0, 0, 1};
  Findings all = check_rollup(whole, {&part});
  whole.disclosure.penalties.made = 500;
  append(all, check_rollup(whole, {&part}, {"示例市财政局"}));
  return all;
}

Findings implausible() {
  Report report = filled(2023);
  report.disclosure.rules = {3, 0, 1};
  report.applications.received = {2, 0, 0, 0, 0, 2, 2};
  report.applications.outcomes.total = {2, 0, 0, 0, 0, 2, 2};
  report.applications.outcomes.other_handling_2019 = {0, 0, 0, 0, 0, 0, 0};
  report.published = Date::parse("2024-03-01");
  report.other_matters = "无。";
  Findings all = check_plausibility(report);
  report.published = Date::parse("2023-03-01");
  append(all, check_plausibility(report));
  Report old = filled(2022, Form::of_2019);
  old.disclosure_2019.rules = {0, 2, 1};
  append(all, check_plausibility(old));
  return all;
}

Findings unbalanced() {
  Report report = filled(2023);
  report.applications.received = {3, 0, 0, 0, 0, 0, 4};  // a row, its column of natural persons
  report.applications.outcomes.total.natural_person = 1;
  report.proceedings.reconsideration = {2, 0, 1, 0, 4};
  return check(report);
}

Findings unsound_cells() {
  Report report = filled(2023);
  Applicants& received = report.applications.received;
  received.natural_person = Count();  // by its row 3, by its column 0
  received.total = 3;
  Findings all = check(report);
  report = filled(2023);
  received.natural_person = -1;
  received.commercial_enterprise = 1;
  report.proceedings.reconsideration.upheld = Count();  // can only be 0
  report.disclosure.licences.made = Count();            // can be anything
  report.disclosure.penalties.made = Count(State::missing);
  report.disclosure.compulsory_measures.made = Count(State::unreadable);
  report.disclosure.rules.issued = Count(State::fraction);
  report.disclosure.rules.repealed = Count(State::ambiguous);
  report.disclosure.administrative_fees.collected = Amount(12345678, 7);
  append(all, check(report));
  return all;
}

Findings wrong_texts() {
  Report report = filled(2023);
  report.applications.received = report.applications.outcomes.total = {4, 0, 0, 0, 0, 0, 4};
  report.applications.outcomes.disclosed = {1, 0, 0, 0, 0, 0, 1};
  report.overview.opening =
      "收到政府信息公开申请5件（含上年结转2件），其中自然人3件，办结3件，予以公开2件，占75%，"
      "结转下年度办理1件。因政府信息公开被申请行政复议3件，维持2件。\n"
      "制发规范性文件4件。作出行政许可决定7件。行政事业性收费12万元。\n"
      "2022年，主动公开政府信息30条。";
  return check_text(report, mentions(report));
}

std::string section_3(const std::string& rows) {
  return "三、收到和处理政府信息公开申请情况\n\n" + rows;
}
const std::string forward = "| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";

/// Documents that the reader has doubts about.
std::vector<std::string> doubtful() {
  return {
      section_3(forward +
                "| （六）其他处理 | 4.申请人主动撤回申请的情形 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"),
      section_3("| 四、结转下年度继续办理 | 4 |"),
      section_3(forward + "| 四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"),
      section_3("一、本年新收政府信息公开申请数量2000002二、上年结转政府信息公开申请数量0000000"),
      section_3("| 四、结转下年度继续办理 | 6 | 0 | 0 | 0 | 0 | 0 | 3 | 63 |"),
      section_3("| 四、结转下年度继续办理 | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 12 |"),
      "一、总体情况\n\n" + forward + "\n" + section_3(forward),
      section_3("| | 自然人 | 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 | 总计 "
                "|\n|---|\n" +
                forward),
      "二、主动公开政府信息情况\n\n| 信息内容 | 本年收费金额（单位：元） |\n|---|\n| "
      "行政事业性收费 "
      "| 664866 |\n",
      "二、主动公开政府信息情况\n\n| 信息内容 | 采购项目数量 | 采购总金额 |\n|---|\n| 政府集中采购 "
      "| 6 "
      "| 25.1 |\n",
      section_3("这里有一段说明。\n\n" + forward + "\n七、附件\n\n某件。")};
}

void check_sentence(const std::string& text, const std::string& id) {
  CHECK_MESSAGE(!text.empty(), id);
  CHECK_MESSAGE(text.find_first_of("{}") == std::string::npos, id, ": ", text);
  // a name with nothing in it leaves these behind
  for (const char* gap :
       {"  ", "：，", "，，", "（）", "“”", "\"\"", ": ,", "()", " :", "与  ", "缺  "})
    CHECK_MESSAGE(!has(text, gap), id, ": ", text);
  CHECK_MESSAGE(text.back() != ' ', id, ": ", text);
  CHECK_MESSAGE(text.substr(text.size() - 1) != ":", id, ": ", text);
  CHECK_MESSAGE((text.size() < 3 || text.substr(text.size() - 3) != "："), id, ": ", text);
}

/// Whether the finding gives what a name in its rule's words stands for.
bool given(const Finding& finding, std::string_view name) {
  if (name == "left" || name == "right" || name == "difference") return finding.is_equation();
  if (name == "cells") return !finding.terms.empty();
  if (name == "demands") return finding.demands.size() >= 2;
  return std::any_of(finding.named.begin(), finding.named.end(),
                     [&](const Named& named) { return named.name == name; });
}

}  // namespace

TEST_CASE("what each rule says, from a case that breaks it") {
  Findings all = broken_over_years();
  for (const Findings& more :
       {broken_sums(), implausible(), unbalanced(), unsound_cells(), wrong_texts()})
    append(all, more);
  std::set<std::string> seen;
  for (const Finding& finding : all) {
    std::string id(finding.rule.id);
    seen.insert(id);
    std::string zh = message(finding, Language::zh), en = message(finding, Language::en);
    CHECK_MESSAGE(zh != en, id);
    for (const std::string& text : {zh, en}) check_sentence(text, id);
    for (Language language : {Language::zh, Language::en}) {  // nothing is dropped without a word
      std::string_view pattern = finding.rule.message[language];
      for (std::size_t at = 0; (at = pattern.find('{', at)) != std::string_view::npos; ++at) {
        std::string_view name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
        CHECK_MESSAGE(given(finding, name), id, " ", std::string(name));
      }
    }
  }
  for (const std::string& document : doubtful()) {
    Result<Reading> reading = read(document);
    REQUIRE_MESSAGE(reading, document);
    for (const ReadingNote& note : reading->notes) {
      std::string id(note.rule.id);
      seen.insert(id);
      for (Language language : {Language::zh, Language::en}) {
        std::string text = message(note, language);
        check_sentence(text, id);
        if (!has(std::string(note.rule.message[language]), "{detail}")) continue;
        bool untitled = note.rule.id == "reading.agency" || note.rule.id == "reading.year";
        CHECK_MESSAGE((untitled || !note.detail.empty()), id);
        CHECK_MESSAGE(has(text, note.detail), id, ": ", text);
      }
      CHECK_MESSAGE(message(note, Language::zh) != message(note, Language::en), id);
    }
  }
  // all that there are, and no others
  std::set<std::string> catalogue;
  for (const nlohmann::json& rule : nlohmann::json::parse(rules_json()))
    catalogue.insert(rule["rule"].get<std::string>());
  for (const std::string& id : catalogue) CHECK_MESSAGE(seen.count(id) == 1, "never seen: ", id);
  for (const std::string& id : seen) CHECK_MESSAGE(catalogue.count(id) == 1, "not listed: ", id);
}
