#include "gongkai/write.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "form.hpp"
#include "gongkai/check.hpp"
#include "gongkai/json.hpp"

using namespace gongkai;
using namespace gongkai::test;
using nlohmann::json;

namespace {

Reading wrong_sample() { return *read(file_text(data + "bureau_2021_wrong_total.md")); }

}  // namespace

TEST_CASE("tidy CSV: one line for each cell of the form") {
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2023;
  report.disclosure.administrative_fees.collected = Amount::parse("66.4866");
  report.applications.outcomes.denied.state_secret.natural_person = Count();
  report.applications.outcomes.total.total = Count(State::unreadable);
  std::vector<std::string> lines = lines_of(csv_lines(report, "a,\"b\".md"));
  CHECK(lines.size() == 10 + 175 + 15);
  std::string start = "\"a,\"\"b\"\".md\",某局,2023,2021,";
  CHECK(lines[0] == start + "2,规章,本年制发件数,0,value");
  CHECK(lines[9] == start + "2,行政事业性收费,本年收费金额（单位：万元）,66.4866,value");
  CHECK(lines[10] == start + "3,一,自然人,0,value");
  auto has = [&](const std::string& line) {
    return std::find(lines.begin(), lines.end(), start + line) != lines.end();
  };
  CHECK(has("3,（三）1,自然人,,blank"));
  CHECK(has("3,（七）,总计,,unreadable"));
  CHECK(has("3,（六）3,其他,0,value"));
  CHECK(has("4,行政复议,结果维持,0,value"));
  CHECK(has("4,复议后起诉,总计,0,value"));
  CHECK(csv_header() == "file,agency,year,form,table,row,column,value,state\n");

  report = zeros(Form::of_2019);
  lines = lines_of(csv_lines(report, "x"));
  CHECK(lines.size() == 22 + 161 + 15);
  CHECK(std::find(lines.begin(), lines.end(), "x,,,2019,3,（六）,总计,0,value") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "x,,,2019,2,行政许可,本年增/减,0,value") !=
        lines.end());
}

TEST_CASE("the form as text has every row of its form and no other") {
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2023;
  report.applications.received.natural_person = 4711;
  report.disclosure.rules.issued = Count();
  report.problems = "问题\x1b[31m";
  std::string zh = form_text(report, Language::zh);
  for (const char* part : {"某局 2023 年政府信息公开工作年度报告", "4711", "（三）不予公开",
                           "8.属于行政查询事项", "现行有效件数", "复议后起诉", "空：空白"})
    CHECK_MESSAGE(zh.find(part) != std::string::npos, part);
  CHECK(zh.find("政府集中采购") == std::string::npos);
  report.agency = "某\x1b[31m局\n";
  CHECK(form_text(report, Language::zh).find("某\uFFFD[31m局\uFFFD 2023 年") == 0);
  CHECK(zh.find('\x1b') == std::string::npos);
  std::string old = form_text(zeros(Form::of_2019), Language::zh);
  CHECK(old.find("政府集中采购") != std::string::npos);
  CHECK(old.find("申请人逾期未按收费通知要求") == std::string::npos);
  std::string en = form_text(report, Language::en);
  CHECK(en.find("State secrets") != std::string::npos);
}

TEST_CASE("a finding names place, print, expectation, rule and basis") {
  std::string source = file_text(data + "bureau_2021_wrong_total.md");
  Reading reading = wrong_sample();
  std::string text =
      findings_text(reading, check(reading.report), "f.md", source, Language::zh, false);
  std::vector<std::string> lines = lines_of(text);
  REQUIRE(lines.size() == 16);
  std::size_t wrong = cell_index<Report>("applications.outcomes.disclosed.total");
  Position at = position(source, reading.sources[wrong].place.offset);
  std::string place = std::to_string(at.line) + ":" + std::to_string(at.column);
  CHECK(lines[0] ==
        "f.md:" + place +
            ": 错误：表三·（一）予以公开：各类申请人相加为 1，总计为 2，相差 1：自然人 1 ≠ "
            "总计 2 [applicants.total]");
  CHECK(lines[2] == "          " + place + "  （一）予以公开·总计 “2”");
  CHECK(lines[3].find("    表三 ") == 0);
  CHECK(lines[4].find("    （一）予以公开 ") == 0);
  CHECK(lines[4].find("[2]") == lines[4].size() - 3);
  CHECK(lines[5] == "    规则  各类申请人之和等于总计");
  CHECK(lines[6].find("    依据  国办公开办函〔2021〕30号") == 0);
  CHECK(lines.back() ==
        "f.md：示例市交通运输局，2021 年度，2021 年表式：发现错误 2 处、警告 0 处、提示 0 处");
  CHECK(text.find('\x1b') == std::string::npos);
  std::string coloured =
      findings_text(reading, check(reading.report), "f.md", source, Language::en, true);
  CHECK(coloured.find("\x1b[1;31merror\x1b[0m") != std::string::npos);
}

TEST_CASE("the last line says how many, and what could not be checked") {
  auto last = [](const Report& report, Language language) {
    Reading reading;
    reading.report = report;
    return lines_of(findings_text(reading, check(report), "f", {}, language, false)).back();
  };
  Report report = zeros(Form::of_2021);
  report.agency = "某局\n别局";
  report.year = 2023;
  CHECK(last(report, Language::zh) ==
        "f：某局\uFFFD别局，2023 年度，2021 年表式：未发现错误（警告 0 处、提示 0 处）");
  report.agency = "某局";
  report.proceedings.reconsideration = {2, Count(), 1, 0, 7};
  CHECK(last(report, Language::en) ==
        "f: 某局, 2023, 2021 form: no errors found (0 warnings, 1 note)");
  set_all_cells(schema<Disclosure>, &report.disclosure, State::missing);
  report.proceedings.litigation_direct = {2, Count(), Count(), 0, 7};
  CHECK(last(report, Language::zh) ==
        "f：某局，2023 年度，2021 年表式：未发现错误，但未能全部核对：缺表二、表四有空白（警告 2 "
        "处、提示 1 处）");
  CHECK(last(report, Language::en) ==
        "f: 某局, 2023, 2021 form: no errors found, but not everything could be checked: Table 2, "
        "proactive disclosure is missing; Table 4, reconsideration and litigation has blanks (2 "
        "warnings, 1 note)");
  Reading reading;
  reading.report = report;
  json found = json::parse(findings_json(reading, check(report), "f"));
  CHECK(found["incomplete"] == json({"表二", "表四"}));
  report.proceedings.litigation_after_reconsideration.total = 1;
  set_all_cells(schema<Documents>, &report.disclosure.rules, State::blank);
  report.disclosure.rules.issued = 0;
  CHECK(last(report, Language::zh) ==
        "f：某局，2023 年度，2021 年表式：发现错误 1 处、警告 3 处、提示 1 处；未能全部核对："
        "表二不全、表二有空白、表四有空白");
  CHECK(last(report, Language::en)
            .find("form: 1 error, 3 warnings, 1 note found; not everything "
                  "could be checked: ") != std::string::npos);
}

TEST_CASE("a row that could not be taken apart is shown once, and columns are counted from 1") {
  std::string source = file_text(data + "bureau_2021_wrong_total.md");
  std::size_t first = source.find("| (一) 予以公开");
  REQUIRE(first != std::string::npos);
  source.replace(first, source.find('\n', first) - first, "| (一) 予以公开 | 1 | 0 | 2 |");
  Reading reading = *read(source);
  std::string text =
      findings_text(reading, check(reading.report), "f.md", source, Language::zh, false);
  std::size_t shown = 0;
  for (const std::string& line : lines_of(text))
    shown +=
        line.find("（一）予以公开") != std::string::npos && line.find("“") != std::string::npos;
  CHECK_MESSAGE(shown == 1, text);
}

TEST_CASE("many notes take time in proportion to their number") {
  std::string source = file_text(data + "bureau_2021_wrong_total.md");
  Reading reading = *read(source);
  for (std::size_t i = 0; i < 20000; ++i) {
    std::string line = "| 别的一行 | 1 |\n";
    reading.notes.push_back({*reading_rules().begin(), {source.size(), 3, 9 + i}, "别的"});
    source += line;
  }
  std::string text = notes_text(reading, "f", source, Language::zh, false);
  CHECK(lines_of(text).size() == 20000);
  CHECK(text.find("f:9:1: 警告：") == 0);
}

TEST_CASE("money is shown with its unit") {
  Report report = zeros(Form::of_2019);
  CHECK(form_text(report, Language::zh).find("采购总金额（万元）") != std::string::npos);
  CHECK(form_text(report, Language::en).find("Procurement amount (10,000 yuan)\n") !=
        std::string::npos);
  CHECK(form_text(zeros(Form::of_2021), Language::zh).find("万元）（万元") == std::string::npos);
}

TEST_CASE("findings as JSON") {
  Reading reading = wrong_sample();
  json found = json::parse(findings_json(reading, check(reading.report), "f.md"));
  CHECK(found["file"] == "f.md");
  CHECK(found["agency"] == "示例市交通运输局");
  CHECK(found["year"] == 2021);
  CHECK(found["form"] == 2021);
  CHECK(found["errors"] == 2);
  CHECK(found["incomplete"].empty());
  REQUIRE(found["findings"].size() == 2);
  const json& finding = found["findings"][0];
  CHECK(finding["rule"] == "applicants.total");
  CHECK(finding["severity"] == "error");
  CHECK(finding["left"] == "1");
  CHECK(finding["right"] == "2");
  CHECK(finding["cells"].size() == 7);
  const json& cell = finding["cells"][6];
  CHECK(cell["path"] == "applications.outcomes.disclosed.total");
  CHECK(cell["table"] == 3);
  CHECK(cell["row"] == "（一）");
  CHECK(cell["column"] == "总计");
  CHECK(cell["printed"] == "2");
  CHECK(cell["role"] == "right");
  CHECK(cell["line"] == 50);
  CHECK(found["notes"].empty());
}

// ---- messages: each rule from a case that breaks it --------------------------------------------

TEST_CASE("every rule's message can be read, in both languages, without a gap in it") {
  std::vector<std::string> seen;
  auto good = [&](std::string_view id, const std::string& zh, const std::string& en) {
    for (const std::string& text : {zh, en}) {
      CHECK_FALSE(text.empty());
      CHECK_MESSAGE(text.find('{') == std::string::npos, text);
      CHECK_MESSAGE(text.find("::") == std::string::npos, text);
    }
    CHECK_MESSAGE(zh != en, zh);
    seen.emplace_back(id);
  };
  Report report = zeros(Form::of_2021);
  report.applications.received.natural_person = 1;
  report.applications.outcomes.disclosed.other = 1;
  report.proceedings.reconsideration = {1, Count(), 0, 0, 0};
  report.proceedings.litigation_direct = {1, Count(), 0, 0, 1};
  report.applications.outcomes.total = {Count(), 0, 0, 0, 0, 0, 3};
  report.disclosure.rules = {-1, Count(State::fraction), Count(State::unreadable)};
  report.disclosure.normative_documents = {Count(), Count(State::missing), Count(State::ambiguous)};
  report.disclosure.administrative_fees.collected = Amount::parse("1.0000001");
  for (const Finding& finding : check(report))
    good(finding.rule.id, message(finding, Language::zh), message(finding, Language::en));
  for (const Rule& rule : reading_rules()) {
    ReadingNote note{rule, {}, "某处"};
    good(rule.id, message(note, Language::zh), message(note, Language::en));
  }
  json catalogue = json::parse(rules_json());
  std::size_t rules = 0;
  for (const json& rule : catalogue) {
    if (rule["group"] != "equation" && rule["group"] != "cell" && rule["group"] != "reading")
      continue;  // rules of several reports and of plausibility: outputs_test.cpp
    ++rules;
    std::string id = rule["rule"];
    CHECK_MESSAGE(std::find(seen.begin(), seen.end(), id) != seen.end(), id);
    CHECK(rules_text(Language::zh, false).find(id) != std::string::npos);
  }
  CHECK(rules == 4 + std::size(cell_rules) + reading_rules().size);
  std::size_t of_2021 = 0, of_2019 = 0;
  for (const json& rule : catalogue)
    if (rule["group"] == "equation") {
      of_2021 += rule["equations"]["2021"].get<std::size_t>();
      of_2019 += rule["equations"]["2019"].get<std::size_t>();
    }
  CHECK(of_2021 == 42);
  CHECK(of_2019 == 40);
}
