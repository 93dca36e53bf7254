#include "gongkai/report.hpp"

#include <doctest/doctest.h>

#include <set>

#include "form.hpp"

using namespace gongkai;
using namespace gongkai::test;

// ---- the counts of the form, as the notices have them ----------------------------------------

static_assert(schema<Disclosure>.cells == 10, "table 2 of 2021");
static_assert(schema<Disclosure2019>.cells == 22, "table 2 of 2019");
static_assert(schema<Applicants>.cells == 7);
static_assert(schema<Applications>.cells == (25 + 1) * 7,
              "25 rows, and the single row （六） of 2019");
static_assert(schema<Proceedings>.cells == 15);
static_assert(schema<Overview>.size == 6, "an opening and five aspects");

// ---- paths, at compile time, both ways ---------------------------------------------------------

constexpr std::size_t secret =
    cell_index<Report>("applications.outcomes.denied.state_secret.natural_person");
static_assert(secret != no_cell);
static_assert(path_of<Report>(secret) ==
              std::string_view("applications.outcomes.denied.state_secret.natural_person"));
static_assert(cell_index<Report>("agency") == no_cell, "text is no cell");
static_assert(cell_index<Report>("applications.received") == no_cell, "a row is no cell");
static_assert(cell_index<Report>("applications.received.total.more") == no_cell);
static_assert(cell_index<Report>("") == no_cell);

TEST_CASE("every cell has a path of its own, and the path leads back") {
  std::set<std::string> paths;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    std::string path = to_string(path_of<Report>(i));
    CHECK(paths.insert(path).second);
    CHECK(cell_index<Report>(path) == i);
    CHECK(path_of<Report>(i) == path);
    CHECK(cell_index<Report>(path + ".") == no_cell);
    CHECK(cell_index<Report>("x" + path) == no_cell);
  }
}

TEST_CASE("cells are numbered in the order in which a walk meets them") {
  Report report = zeros(Form::of_2021);
  std::size_t next = 0;
  for_each_cell(schema<Report>, &report, [&](const Member&, const void* at) {
    CHECK(cell_at(schema<Report>, &report, next++) == at);
  });
  CHECK(next == schema<Report>.cells);
  CHECK(&report.applications.outcomes.denied.state_secret.natural_person ==
        &count_at(report, secret));
}

TEST_CASE("a blank report has the cells of its form and no others") {
  auto present = [](const Report& report) {
    std::size_t tables[5] = {};
    for (std::size_t i = 0; i < schema<Report>.cells; ++i)
      if (state_at(report, i) == State::blank) ++tables[table_number(path_of<Report>(i))];
    return std::vector<std::size_t>{tables[2], tables[3], tables[4]};
  };
  CHECK(present(blank_report(Form::of_2021)) == std::vector<std::size_t>{10, 25 * 7, 15});
  CHECK(present(blank_report(Form::of_2019)) == std::vector<std::size_t>{22, 23 * 7, 15});
}

TEST_CASE("a new report is a blank 2021 form") { CHECK(Report() == blank_report(Form::of_2021)); }

TEST_CASE("reports compare by all they hold") {
  Report a = zeros(Form::of_2021), b = a;
  CHECK(a == b);
  b.applications.outcomes.denied.state_secret.natural_person = Count();
  CHECK(a != b);
  b = a;
  b.overview.platforms = "x";
  CHECK(a != b);
}

// ---- labels ------------------------------------------------------------------------------------

namespace {

std::string without_spaces(std::string_view text) {
  std::string result;
  for (char c : text)
    if (c != ' ' && c != '\n' && c != '\r') result += c;
  return result;
}

// The labels of the leaves and groups of a part, in the order in which the form prints them.
void collect(const Schema& part, std::vector<std::string>& labels) {
  for (const Member& member : part) {
    labels.push_back(without_spaces(member.label.text.zh));
    if (member.part != nullptr && !is_cell(member.part->members[0].kind))
      collect(*member.part, labels);
  }
}

void check_in_order(const std::string& official, const std::vector<std::string>& labels) {
  std::size_t at = 0;
  for (const std::string& label : labels) {
    std::size_t found = official.find(label, at);
    CHECK_MESSAGE(found != std::string::npos, label);
    if (found != std::string::npos) at = found + label.size();
  }
}

}  // namespace

TEST_CASE("every member has a label in both languages") {
  std::size_t labelled = 0;
  auto walk = [&](const Schema& part, auto& self) -> void {
    for (const Member& member : part) {
      CHECK_MESSAGE(!member.label.text.zh.empty(), std::string(member.name));
      CHECK_MESSAGE(!member.label.text.en.empty(), std::string(member.name));
      ++labelled;
      if (member.part != nullptr) self(*member.part, self);
    }
  };
  walk(schema<Report>, walk);
  CHECK(labelled > schema<Report>.cells);
}

TEST_CASE("labels are those of the notices, to the character and in their order") {
  std::string corpus = GONGKAI_CORPUS;
  if (corpus.empty()) return;
  std::string all_2021 = without_spaces(file_text(corpus + "/official_2021_30.txt"));
  std::string form_2021 = all_2021.substr(all_2021.find("附件模板"));
  std::vector<std::string> table_2, table_3, columns_3, columns_4;
  for (const Member& row : schema<Disclosure>) table_2.push_back(std::string(row.label.text.zh));
  check_in_order(form_2021, table_2);
  for (const char* part : {"issued", "repealed", "in_force"})
    for (const Member& column : schema<Documents>)
      if (column.name == part) columns_3.push_back(std::string(column.label.text.zh));
  columns_3.push_back(std::string(schema<Decisions>.members[0].label.text.zh));
  columns_3.push_back(std::string(schema<Fees>.members[0].label.text.zh));
  check_in_order(form_2021, columns_3);

  collect(schema<Applications>, table_3);
  // The single row （六） of 2019 has the label of the three rows' heading.
  for (std::size_t i = 0, seen = 0; i < table_3.size(); ++i)
    if (table_3[i] == "（六）其他处理" && ++seen == 2)
      table_3.erase(table_3.begin() + static_cast<std::ptrdiff_t>(i));
  CHECK(table_3.size() == 25 + 5);  // the rows, 三, and the four groups of rows
  check_in_order(form_2021, table_3);

  std::vector<std::string> results;
  for (const Member& column : schema<Results>) results.push_back(std::string(column.label.text.zh));
  check_in_order(form_2021.substr(form_2021.find("行政诉讼情况")), results);
  std::vector<std::string> sections;
  for (const Member& member : schema<Report>)
    if (!member.label.number.empty() && member.name != "disclosure_2019")
      sections.push_back(std::string(member.label.text.zh));
  check_in_order(form_2021, sections);

  std::string all_2019 = without_spaces(file_text(corpus + "/official_2019_60.txt"));
  std::string form_2019 = all_2019.substr(all_2019.find("附件模板"));
  std::vector<std::string> disclosure_2019;
  const Schema* printed = nullptr;  // columns are printed once for the rows below them
  for (const Member& row : schema<Disclosure2019>) {
    bool new_block = row.part != printed || row.name == "penalties";
    printed = row.part;
    if (new_block)
      for (const Member& column : *row.part)
        disclosure_2019.push_back(std::string(column.label.text.zh));
    disclosure_2019.push_back(std::string(row.label.text.zh));
  }
  check_in_order(form_2019, disclosure_2019);
}

TEST_CASE("official numbers of rows, and the names people see") {
  auto number = [](std::string_view path) {
    Path p = path_of<Report>(cell_index<Report>(path));
    return std::string(p[p.size() - 2].label.number);
  };
  CHECK(number("applications.received.total") == "一");
  CHECK(number("applications.outcomes.denied.state_secret.total") == "（三）1");
  CHECK(number("applications.outcomes.other_handling.other.total") == "（六）3");
  CHECK(number("applications.outcomes.other_handling_2019.total") == "（六）");
  CHECK(number("applications.outcomes.total.total") == "（七）");
  CHECK(number("applications.carried_forward.total") == "四");

  auto name = [](std::string_view path, Language language) {
    return cell_name(path_of<Report>(cell_index<Report>(path)), language);
  };
  CHECK(name("applications.outcomes.denied.state_secret.natural_person", Language::zh) ==
        "表三·（三）1.属于国家秘密·自然人");
  CHECK(name("applications.outcomes.total.total", Language::zh) == "表三·（七）总计·总计");
  CHECK(name("disclosure.licences.made", Language::zh) == "表二·行政许可·本年处理决定数量");
  CHECK(name("proceedings.reconsideration.upheld", Language::en) ==
        "Table 4, reconsideration and litigation · Administrative reconsideration · Upheld");
}
