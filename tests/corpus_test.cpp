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

// ---- reading the files --------------------------------------------------------------------------

namespace {

// What a file gave, cell by cell, against the truth.
struct Score {
  std::size_t cells = 0;      // of the form that the truth speaks of
  std::size_t exact = 0;      // the number, the blank, or not printed, as the truth has it
  std::size_t undecided = 0;  // the truth itself lists several readings, and so does the cell
  std::size_t open = 0;       // ambiguous, with the true number among the readings
  std::size_t unread = 0;     // unreadable, though the truth is known
  std::size_t wrong = 0;      // anything else
  std::string first_wrong;
};

// "6|0|51 or 60|5|1 (ambiguous)": by cell, the numbers it may be.
std::vector<std::vector<std::string>> alternatives(const std::string& text) {
  std::vector<std::vector<std::string>> result;
  std::string all = text.substr(0, text.find(" ("));
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = std::min(all.find(" or ", at), all.size());
    std::string reading = all.substr(at, end - at) + "|";
    for (std::size_t cell = 0, from = 0; from < reading.size(); ++cell) {
      std::size_t bar = reading.find('|', from);
      if (result.size() <= cell) result.emplace_back();
      result[cell].push_back(reading.substr(from, bar - from));
      from = bar + 1;
    }
    at = end + 4;
  }
  return result;
}

// Money of the truth as a cell prints it: "251000元" is 25.1, "59.2090万元" is 59.209.
std::string in_ten_thousands(const std::string& text) {
  std::size_t unit = text.find_first_not_of("0123456789.");
  Amount amount = Amount::parse(text.substr(0, unit));
  if (unit != std::string::npos && text.substr(unit) == "元")
    amount = Amount(amount.digits(), amount.decimals() + 4);
  return to_string(amount);
}

void compare(const Reading& reading, std::size_t cell, const std::vector<std::string>& truth,
             Score& score) {
  const CellSource& source = reading.sources[cell];
  State state = state_at(reading.report, cell);
  std::string number = text_at(reading.report, cell);
  ++score.cells;
  auto has = [&](const std::string& wanted) {
    return std::find(source.readings.begin(), source.readings.end(), wanted) !=
           source.readings.end();
  };
  bool several = std::set<std::string>(truth.begin(), truth.end()).size() > 1;
  if (!several && state == State::value && number == truth[0]) {
    ++score.exact;
  } else if (state == State::ambiguous && std::all_of(truth.begin(), truth.end(), has)) {
    ++(several ? score.undecided : score.open);
  } else if (!several && state == State::unreadable) {
    ++score.unread;
  } else {
    ++score.wrong;
    if (score.first_wrong.empty())
      score.first_wrong = to_string(path_of<Report>(cell)) + " is " + number + " (" +
                          std::string(name(state)) + "), not " + truth[0];
  }
}

void compare_state(const Reading& reading, std::size_t cell, State truth, Score& score) {
  ++score.cells;
  State state = state_at(reading.report, cell);
  if (state == truth) {
    ++score.exact;
  } else if (state == State::unreadable) {
    ++score.unread;
  } else {
    ++score.wrong;
    if (score.first_wrong.empty())
      score.first_wrong = to_string(path_of<Report>(cell)) + " is " + std::string(name(state)) +
                          ", not " + std::string(name(truth));
  }
}

void compare_row(const Reading& reading, std::size_t first, std::size_t cells, const json& truth,
                 Score& score) {
  bool undecided = truth.is_string() && truth.get<std::string>().find(" or ") != std::string::npos;
  if (undecided) {
    std::vector<std::vector<std::string>> all = alternatives(truth);
    REQUIRE(all.size() == cells);
    for (std::size_t i = 0; i < cells; ++i) {
      for (std::string& number : all[i])
        if (path_of<Report>(first + i).cell().kind == Kind::amount)
          number = in_ten_thousands(number);
      compare(reading, first + i, all[i], score);
    }
    return;
  }
  for (std::size_t i = 0; i < cells; ++i) {
    const json& value = truth.is_array() ? truth[i] : truth;
    if (value.is_null()) {
      compare_state(reading, first + i, truth.is_null() ? State::missing : State::blank, score);
    } else {
      std::string number = value.is_string() ? value.get<std::string>() : value.dump();
      if (path_of<Report>(first + i).cell().kind == Kind::amount) number = in_ten_thousands(number);
      compare(reading, first + i, {number}, score);
    }
  }
}

Score score_of(const Reading& reading, const json& expected) {
  Score score;
  const Report& report = reading.report;
  bool of_2019 = expected["gen"] == "2019";
  CHECK(report.form == (of_2019 ? Form::of_2019 : Form::of_2021));
  bool titled = std::none_of(reading.notes.begin(), reading.notes.end(),
                             [](const ReadingNote& n) { return n.rule.id == "reading.year"; });
  CHECK(report.year == (titled ? expected["year"].get<std::int32_t>() : 0));
  Report rows = blank_report(report.form);
  if (expected["table3"].contains("6")) {
    set_all_cells(schema<OtherHandling>, &rows.applications.outcomes.other_handling, State::absent);
    rows.applications.outcomes.other_handling_2019 = {};
  }
  auto row = [&](int table, const std::string& label, const json& truth) {
    std::size_t first = row_cell(rows, table, label);
    Path path = path_of<Report>(first);
    compare_row(reading, first, path[path.size() - 2].part->cells, truth, score);
  };
  for (const auto& [label, truth] : expected["table2"].items())
    if (label != "note") row(2, of_2019 && label == "行政规范性文件" ? "规范性文件" : label, truth);
  for (const auto& [label, truth] : expected["table3"].items()) row(3, official_row(label), truth);
  for (const auto& [label, truth] : expected["table4"].items()) row(4, label, truth);
  return score;
}

}  // namespace

TEST_CASE(
    "every published report: each number is the true one, or the cell says that it is not known") {
  if (no_corpus()) return;
  std::size_t files = 0;
  Score all;
  std::string table =
      "file                                 cells exact undecided open unread wrong\n";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(corpus))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  std::map<std::string, json> truths = all_expected();
  for (const std::string& file : names) {
    auto truth = truths.find(file.substr(0, file.find('.')));
    std::string extension = std::filesystem::path(file).extension().string();
    if (truth == truths.end() ||
        (extension != ".txt" && extension != ".md" && extension != ".html"))
      continue;
    Result<Reading> reading = read(file_text(corpus + "/" + file));
    REQUIRE_MESSAGE(reading, file);
    Score score = score_of(*reading, truth->second);
    CHECK_MESSAGE(score.wrong == 0, file, ": ", score.first_wrong);
    char line[200];
    std::snprintf(line, sizeof line, "%-36s %5zu %5zu %9zu %4zu %6zu %5zu\n", file.c_str(),
                  score.cells, score.exact, score.undecided, score.open, score.unread, score.wrong);
    table += line;
    all.cells += score.cells;
    all.exact += score.exact;
    all.undecided += score.undecided;
    all.open += score.open;
    all.unread += score.unread;
    ++files;
  }
  MESSAGE(table, all.cells, " cells: ", all.exact, " exact, ", all.undecided, " undecided, ",
          all.open, " open, ", all.unread, " unread");
  CHECK(files == 37);
  // What is reached is held. Open: table 2 of the whole district, whose truth other years tell.
  // Unread: two rows of a page whose converter dropped a column (22 | 235).
  CHECK(all.cells == 7350);
  CHECK(all.exact >= 7258);
  CHECK(all.open <= 29);
  CHECK(all.unread <= 6);
}

TEST_CASE("fragments: what is printed is read, a blank is blank, and the rest is missing") {
  if (no_corpus()) return;
  struct Printed {
    const char* file;
    const char* path;
    State state;
    const char* number;
  };
  const Printed all[] = {
      {"changtu_qijiazi_town_2023", "disclosure.rules.in_force", State::value, "0"},
      {"changtu_qijiazi_town_2023", "disclosure.penalties.made", State::value, "30"},
      {"changtu_qijiazi_town_2023", "applications.carried_in.total", State::value, "0"},
      {"changtu_qijiazi_town_2023", "applications.outcomes.total.total", State::missing, ""},
      {"deyang_zhongjiang_bureau_2022", "disclosure.licences.made", State::value, "858"},
      {"deyang_zhongjiang_bureau_2022", "disclosure.penalties.made", State::value, "40"},
      {"deyang_zhongjiang_bureau_2022", "disclosure.compulsory_measures.made", State::value, "1"},
      {"deyang_zhongjiang_bureau_2022", "disclosure.administrative_fees.collected", State::missing,
       ""},
      {"gaoxin_social_bureau_2022", "disclosure.rules.issued", State::blank, ""},
      {"gaoxin_social_bureau_2022", "disclosure.penalties.made", State::value, "3"},
      {"gaoxin_social_bureau_2022", "disclosure.licences.made", State::blank, ""},
      {"guangzhou_sasac_2020", "disclosure_2019.normative_documents.disclosed", State::value,
       "130"},
      {"guangzhou_sasac_2020", "disclosure_2019.normative_documents.produced", State::value, "4"},
      {"guangzhou_sasac_2020", "disclosure_2019.procurement.projects", State::missing, ""},
      {"haicheng_xiliu_town_2023", "disclosure.normative_documents.issued", State::value, "4"},
      {"haicheng_xiliu_town_2023", "disclosure.normative_documents.in_force", State::value, "32"},
      {"haicheng_xiliu_town_2023", "disclosure.administrative_fees.collected", State::value, "0"},
      {"haicheng_xiliu_town_2023", "applications.received.total", State::missing, ""},
      {"jiaxian_chi_town_2022", "disclosure_2019.rules.produced", State::blank, ""},
      {"jiaxian_chi_town_2022", "applications.outcomes.disclosed.total", State::blank, ""},
      {"jiaxian_chi_town_2022", "applications.outcomes.total.total", State::missing, ""},
      {"kaili_wanchao_town_2023", "disclosure.normative_documents.in_force", State::value, "0"},
      {"nppa_2022", "disclosure.rules.in_force", State::value, "25"},
      {"nppa_2022", "disclosure.normative_documents.issued", State::value, "3"},
      {"nppa_2022", "disclosure.normative_documents.in_force", State::value, "291"},
      {"nppa_2022", "disclosure.licences.made", State::value, "46209"},
      {"nppa_2022", "disclosure.penalties.made", State::value, "6"},
      {"xixian_taiping_town_2022", "applications.outcomes.denied.state_secret.total", State::value,
       "0"},
      {"xixian_taiping_town_2022", "applications.received.total", State::missing, ""},
      {"yangling_audit_2022", "disclosure.compulsory_measures.made", State::value, "0"},
      {"yangling_audit_2022", "applications.received.total", State::missing, ""},
  };
  for (const Printed& cell : all) {
    Result<Reading> reading = read(file_text(corpus + "/" + cell.file + "_partial.txt"));
    REQUIRE_MESSAGE(reading, std::string(cell.file));
    std::size_t i = cell_index<Report>(cell.path);
    CHECK_MESSAGE(state_at(reading->report, i) == cell.state, std::string(cell.file), " ",
                  std::string(cell.path));
    CHECK_MESSAGE(text_at(reading->report, i) == cell.number, std::string(cell.file), " ",
                  std::string(cell.path));
  }
  // No fragment prints more numbers than these.
  std::size_t values = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    std::string file = entry.path().filename().string();
    if (file.find("_partial.txt") == std::string::npos) continue;
    Result<Reading> reading = read(file_text(entry.path().string()));
    REQUIRE_MESSAGE(reading, file);
    for (std::size_t i = 0; i < schema<Report>.cells; ++i)
      values += state_at(reading->report, i) == State::value ? 1U : 0U;
  }
  // changtu 24, deyang 9, gaoxin 1, guangzhou 6, haicheng 10, kaili 10, nppa 10, xixian 7, yangling
  // 10
  CHECK(values == 87);
}

TEST_CASE("two reports side by side are refused") {
  if (no_corpus()) return;
  CHECK(read(file_text(corpus + "/suqian_2023_2024.txt")).error.code == ErrorCode::two_reports);
}
