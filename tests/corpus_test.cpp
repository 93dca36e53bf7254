// The published reports of the corpus and their true numbers. Without the corpus (a folder beside
// the project) these tests say so and hold nothing.
#include <doctest/doctest.h>

#include <set>

#include "corpus.hpp"
#include "gongkai/check.hpp"
#include "gongkai/read.hpp"

using namespace gongkai;
using namespace gongkai::test;
using nlohmann::json;

namespace {

// ---- a second implementation of the equations, on the corpus's own rows ------------------------

// How many equations without blanks are broken, counted with plain loops.
std::size_t broken_equations(const json& expected) {
  std::size_t broken = 0;
  auto has_blank = [](const json& row) {
    return std::any_of(row.begin(), row.end(), [](const json& cell) { return cell.is_null(); });
  };
  const json& table = expected["table3"];
  for (const auto& [name, row] : table.items()) {
    if (has_blank(row)) continue;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < 6; ++i) sum += row[i].get<std::int64_t>();
    if (sum != row[6]) ++broken;
  }
  for (std::size_t column = 0; column < 7; ++column) {
    bool blank = false;
    std::int64_t outcomes = 0;
    for (const auto& [name, row] : table.items()) {
      blank = blank || row[column].is_null();
      if (row[column].is_null() || name == "new" || name == "carry" || name == "7" ||
          name == "next")
        continue;
      outcomes += row[column].get<std::int64_t>();
    }
    if (blank) continue;
    auto at = [&](const char* row) { return table[row][column].get<std::int64_t>(); };
    if (at("new") + at("carry") != at("7") + at("next")) ++broken;
    if (outcomes != at("7")) ++broken;
  }
  for (const auto& [name, row] : expected["table4"].items()) {
    if (has_blank(row)) continue;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < 4; ++i) sum += row[i].get<std::int64_t>();
    if (sum != row[4]) ++broken;
  }
  return broken;
}

}  // namespace

TEST_CASE("the reference report: every number equals the truth, and nothing is wrong with it") {
  if (no_corpus()) return;
  std::string text = file_text(corpus + "/dazhou_hrss_2021.md");
  Result<Reading> reading = read(text);
  REQUIRE(reading);
  Report expected =
      expected_report(json::parse(file_text(corpus + "/expected/dazhou_hrss_2021.json")));
  std::size_t compared = 0;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    CHECK_MESSAGE(state_at(reading->report, i) == state_at(expected, i),
                  to_string(path_of<Report>(i)));
    CHECK_MESSAGE(text_at(reading->report, i) == text_at(expected, i),
                  to_string(path_of<Report>(i)));
    compared += state_at(expected, i) == State::value ? 1U : 0U;
  }
  CHECK(compared == 200);
  CHECK(reading->report.agency == "达州市人力资源和社会保障局");
  CHECK(reading->report.year == 2021);
  CHECK(reading->report.form == Form::of_2021);
  CHECK(reading->notes.empty());
  CHECK(check(reading->report).empty());

  const Overview& overview = reading->report.overview;
  CHECK(overview.opening.find("2021 年，达州市人力资源和社会保障局认真贯彻落实") == 0);
  CHECK(overview.proactive_disclosure.find("（一）加强信息主动公开。") == 0);
  CHECK(overview.disclosure_on_request.find("（二）合法规范依申请公开。") == 0);
  // cut by a page break in the source
  CHECK(overview.disclosure_on_request.find("因政府信息公开工作被申请行政复议") !=
        std::string::npos);
  CHECK(overview.information_management.find("（三）强化政府信息管理。") == 0);
  CHECK(overview.platforms.find("（四）加强多元化平台建设。") == 0);
  CHECK(overview.oversight.find("（五）夯实监督管理机制。") == 0);
  CHECK(reading->report.problems.find("2021年我局在政府信息公开工作方面") == 0);
  CHECK(reading->report.problems.find("可读性和覆盖面。二是") != std::string::npos);
  CHECK(reading->report.other_matters == "2021年，未收取依申请公开信息处理费。");
}

TEST_CASE("the reference report with any one of its 190 counts changed: the cell is named") {
  if (no_corpus()) return;
  std::string text = file_text(corpus + "/dazhou_hrss_2021.md");
  Result<Reading> reading = read(text);
  REQUIRE(reading);
  std::size_t changed = 0;
  for (std::size_t cell : counts_of_tables_3_and_4(Form::of_2021))
    for (const char* wrong :
         {"2", "7", "-1", "1.5", "x", "10000000000000000000000000000000000000000"}) {
      const CellSource& source = reading->sources[cell];
      REQUIRE(source.found());
      std::string damaged = text;
      damaged.replace(source.place.offset, source.place.length, wrong);
      Result<Reading> again = read(damaged);
      REQUIRE(again);
      CHECK(again->sources[cell].printed == wrong);
      bool named = false;
      for (const Finding& finding : check(again->report))
        for (const Term& term : finding.terms)
          named = named || (term.cell == cell && finding.rule.severity == Severity::error);
      CHECK_MESSAGE(named, to_string(path_of<Report>(cell)), " = ", wrong);
      ++changed;
    }
  CHECK(changed == 190 * 6);
}

TEST_CASE("over the corpus's true numbers, exactly the broken equations are found") {
  if (no_corpus()) return;
  std::set<std::string> with_errors;
  std::size_t reports = 0;
  for (const auto& entry : all_expected()) {
    const std::string& name = entry.first;
    const json& expected = entry.second;
    Report report = expected_report(expected);
    std::size_t equations = 0;
    for (const Finding& finding : check(report)) {
      if (finding.rule.severity != Severity::error) continue;
      CHECK_MESSAGE(finding.is_equation(), name);
      ++equations;
      with_errors.insert(name);
    }
    CHECK_MESSAGE(equations == broken_equations(expected), name);
    ++reports;
  }
  CHECK(reports >= 36);
  // The corpus's README lists the published errors.
  CHECK(with_errors == std::set<std::string>{"pingtan_agri_2024", "pingtan_econ_2023",
                                             "pingtan_econ_2024", "pingtan_junshan_2022",
                                             "pingtan_resources_2020"});
}

TEST_CASE("agri 2024: the column of totals left at zero is four broken rows, named as such") {
  if (no_corpus()) return;
  Report report =
      expected_report(json::parse(file_text(corpus + "/expected/pingtan_agri_2024.json")));
  std::vector<std::string> rows;
  for (const Finding& finding : check(report))
    if (finding.rule.severity == Severity::error) {
      CHECK(finding.rule.id == "applicants.total");
      rows.push_back(subject(finding, Language::zh));
    }
  CHECK(rows == std::vector<std::string>{"表三·一、本年新收政府信息公开申请数量",
                                         "表三·（一）予以公开", "表三·（三）4.保护第三方合法权益",
                                         "表三·（七）总计"});
}

TEST_CASE("columns of blanks beside correct totals get one note") {
  if (no_corpus()) return;
  Report shuyang =
      expected_report(json::parse(file_text(corpus + "/expected/shuyang_fgj_2023.json")));
  std::vector<Finding> found = check(shuyang).items;
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule.id == "cell.blank.determined");
  CHECK(found[0].terms.size() == 125);

  // 总计 is blank on every disposition row, and （七） is filled: the columns tell the blanks, and
  // those tell the totals of the rows.
  Report shanghai =
      expected_report(json::parse(file_text(corpus + "/expected/shanghai_go_2019.json")));
  CHECK_FALSE(check(shanghai).has_errors());
  std::size_t about_table_3 = 0;
  for (const Finding& finding : check(shanghai)) {
    if (table_number(finding.terms[0].path) != 3) continue;
    ++about_table_3;
    CHECK(finding.rule.id == "cell.blank.determined");
    CHECK(finding.terms.size() == 126);
    for (const Term& term : finding.terms)
      if (to_string(term.path) == "applications.outcomes.disclosed.total")
        CHECK(term.determined == Count(272));
  }
  CHECK(about_table_3 == 1);
}
