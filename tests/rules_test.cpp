#include "gongkai/rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "form.hpp"
#include "gongkai/check.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

using Row = std::vector<std::int64_t>;  // of a matrix: coefficients of the cells

// The equations that a form has, as a matrix over all cells. Absent cells have no column in it.
std::vector<Row> matrix(Form form, int table) {
  Report report = blank_report(form);
  std::vector<Row> rows;
  for (const Equation& equation : statutory_rules.equations) {
    const Identity& identity = statutory_rules.identities[equation.identity];
    Row row(schema<Report>.cells, 0);
    bool any = false, in_table = false;
    auto add = [&](const Side& side, std::int64_t sign) {
      for_each_term(side, identity.width, equation.base, [&](std::size_t cell) {
        in_table = table_number(path_of<Report>(cell)) == table;
        if (state_at(report, cell) == State::absent) return;
        row[cell] += sign;
        any = true;
      });
    };
    add(identity.left, 1);
    add(identity.right, -1);
    if (any && in_table) rows.push_back(row);
  }
  return rows;
}

// Fraction-free elimination; the entries stay small here.
std::size_t rank(std::vector<Row> rows) {
  std::size_t done = 0;
  for (std::size_t column = 0; column < schema<Report>.cells && done < rows.size(); ++column) {
    auto pivot = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(done), rows.end(),
                              [&](const Row& row) { return row[column] != 0; });
    if (pivot == rows.end()) continue;
    std::swap(rows[done], *pivot);
    for (std::size_t i = done + 1; i < rows.size(); ++i) {
      std::int64_t a = rows[done][column], b = rows[i][column];
      if (b == 0) continue;
      for (std::size_t c = 0; c < rows[i].size(); ++c)
        rows[i][c] = rows[i][c] * a - rows[done][c] * b;
      std::int64_t divisor = 0;
      for (std::int64_t entry : rows[i]) divisor = std::gcd(divisor, entry);
      if (divisor > 1)
        for (std::int64_t& entry : rows[i]) entry /= divisor;
    }
    ++done;
  }
  return done;
}

bool names(const Findings& findings, std::size_t cell) {
  for (const Finding& finding : findings)
    for (const Term& term : finding.terms)
      if (term.cell == cell) return true;
  return false;
}

const Finding* find(const Findings& findings, std::string_view rule) {
  for (const Finding& finding : findings)
    if (finding.rule.id == rule) return &finding;
  return nullptr;
}

}  // namespace

TEST_CASE("four rules give the 42 equations of 2021 and the 40 of 2019") {
  CHECK(std::size(statutory_rules.identities) == 4);
  CHECK(matrix(Form::of_2021, 3).size() == 39);
  CHECK(matrix(Form::of_2021, 4).size() == 3);
  CHECK(matrix(Form::of_2019, 3).size() == 37);
  CHECK(matrix(Form::of_2019, 4).size() == 3);
}

TEST_CASE("table 3: 39 equations of rank 37") { CHECK(rank(matrix(Form::of_2021, 3)) == 37); }

TEST_CASE("every cell of table 3 has its own signature of equations") {
  std::vector<Row> rows = matrix(Form::of_2021, 3);
  std::set<Row> signatures;
  std::size_t cells = 0;
  for (std::size_t cell : counts_of_tables_3_and_4(Form::of_2021)) {
    if (table_number(path_of<Report>(cell)) != 3) continue;
    Row signature;
    for (const Row& row : rows) signature.push_back(row[cell]);
    CHECK(std::any_of(signature.begin(), signature.end(), [](std::int64_t c) { return c != 0; }));
    signatures.insert(signature);
    ++cells;
  }
  CHECK(cells == 175);
  CHECK(signatures.size() == 175);
}

TEST_CASE("rule ids are unique and every rule speaks both languages") {
  std::set<std::string_view> ids;
  auto good = [&](const Rule& rule) {
    CHECK(ids.insert(rule.id).second);
    for (Language language : {Language::zh, Language::en}) {
      CHECK_FALSE(rule.title[language].empty());
      CHECK_FALSE(rule.basis[language].empty());
      CHECK_FALSE(rule.message[language].empty());
    }
  };
  for (const Identity& identity : statutory_rules.identities) good(identity.rule);
  for (const Rule& rule : cell_rules) good(rule);
  CHECK(ids.size() == 4 + std::size(cell_rules));
}

TEST_CASE("a report of zeros has no findings, on either form") {
  CHECK(check(zeros(Form::of_2021)).empty());
  CHECK(check(zeros(Form::of_2019)).empty());
}

TEST_CASE("one wrong number, in any cell of tables 3 and 4, is found and the cell is named") {
  for (Form form : {Form::of_2021, Form::of_2019}) {
    std::vector<std::size_t> cells = counts_of_tables_3_and_4(form);
    CHECK(cells.size() == (form == Form::of_2021 ? 190U : 176U));
    for (std::size_t cell : cells)
      for (std::int64_t wrong : {std::int64_t{1}, Count::max}) {
        Report report = zeros(form);
        count_at(report, cell) = wrong;
        Findings findings = check(report);
        CHECK(findings.has_errors());
        CHECK_MESSAGE(names(findings, cell), to_string(path_of<Report>(cell)));
      }
  }
}

TEST_CASE("an equation's finding has both sides, the difference and the cells by their names") {
  Report report = zeros(Form::of_2021);
  report.applications.received.natural_person = 2;
  report.applications.received.commercial_enterprise = 1;
  report.applications.received.total = 4;
  Findings findings = check(report);
  const Finding* total = find(findings, "applicants.total");
  REQUIRE(total != nullptr);
  CHECK(to_string(total->left) == "3");
  CHECK(to_string(total->right) == "4");
  CHECK(subject(*total, Language::zh) == "表三·一、本年新收政府信息公开申请数量");
  CHECK(message(*total, Language::zh) ==
        "各类申请人相加为 3，总计为 4，相差 1：自然人 2 + 商业企业 1 ≠ 总计 4");
  CHECK(message(*total, Language::en) ==
        "the kinds of applicant add up to 3, the total is 4: off by 1: Natural persons 2 + "
        "Commercial enterprises 1 ≠ Total 4");
  const Finding* balance = find(findings, "applications.balance");
  REQUIRE(balance != nullptr);
  CHECK(subject(*balance, Language::zh) == "表三·自然人列");
  CHECK(message(*balance, Language::zh) ==
        "第一项加第二项为 2，第三项加第四项为 0，相差 2：一、本年新收政府信息公开申请数量 2 ≠ 0");
  CHECK(find(findings, "results.total") == nullptr);
}

// ---- single cells ------------------------------------------------------------------------------

TEST_CASE("a negative count balances and is found all the same") {
  Report report = zeros(Form::of_2021);
  Outcomes& outcomes = report.applications.outcomes;
  outcomes.disclosed.natural_person = 1;
  outcomes.disclosed.total = 1;
  outcomes.partly_disclosed.natural_person = -1;
  outcomes.partly_disclosed.total = -1;
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "cell.negative");
  CHECK(message(findings[0], Language::zh) ==
        "填了负数：（二）部分公开（区分处理的，只计这一情形，不计其他情形）·自然人 -1、"
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）·总计 -1");
}

TEST_CASE("the change of the 2019 form may be negative, its other numbers may not") {
  Report report = zeros(Form::of_2019);
  report.disclosure_2019.licences.change = -18;
  CHECK(check(report).empty());
  report.disclosure_2019.licences.previous_year = -1;
  CHECK(find(check(report), "cell.negative") != nullptr);
}

TEST_CASE("fractions, unreadable cells and money finer than a fen are named") {
  Report report = zeros(Form::of_2021);
  report.disclosure.licences.made = Count(State::fraction);
  report.disclosure.penalties.made = Count(State::unreadable);
  report.disclosure.administrative_fees.collected = Amount::parse("5949.0886671");
  Findings findings = check(report);
  CHECK(findings.size() == 3);
  REQUIRE(find(findings, "cell.fraction") != nullptr);
  CHECK(message(*find(findings, "cell.fraction"), Language::zh) ==
        "填的不是整数：行政许可·本年处理决定数量");
  REQUIRE(find(findings, "cell.unreadable") != nullptr);
  REQUIRE(find(findings, "amount.precision") != nullptr);
  CHECK(find(findings, "amount.precision")->rule.severity == Severity::note);
  CHECK(findings.count(Severity::error) == 2);
  report = zeros(Form::of_2021);
  report.disclosure.administrative_fees.collected = Amount::parse("-0.01");
  CHECK(find(check(report), "cell.negative") != nullptr);
}

// ---- blanks
// --------------------------------------------------------------------------------------

TEST_CASE("blanks that can only be zero get one note for the table") {
  Report report = zeros(Form::of_2021);
  for (std::size_t cell : counts_of_tables_3_and_4(Form::of_2021)) {
    std::string_view column = path_of<Report>(cell).cell().name;
    if (table_number(path_of<Report>(cell)) == 3 && column != "natural_person" && column != "total")
      count_at(report, cell) = Count();
  }
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "cell.blank.determined");
  CHECK(findings[0].rule.severity == Severity::note);
  CHECK(findings[0].terms.size() == 125);
  for (const Term& term : findings[0].terms) CHECK(term.determined == Count(0));
  CHECK(message(findings[0], Language::zh) ==
        "空白，按勾稽关系可以推定：商业企业列 25 格应为 0、科研机构列 25 格应为 0、"
        "社会公益组织列 25 格应为 0、法律服务机构列 25 格应为 0、其他列 25 格应为 0");
}

TEST_CASE("a blank is forced to one value, or open, or cannot mend its row") {
  Report report = zeros(Form::of_2021);
  Results& results = report.proceedings.reconsideration;
  results = {2, Count(), 1, 0, 7};
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "cell.blank.determined");
  CHECK(findings[0].terms[0].determined == Count(4));
  CHECK(message(findings[0], Language::zh) ==
        "空白，按勾稽关系可以推定：行政复议·结果纠正 空白（应为 4）");

  results = {2, Count(), Count(), 0, 7};
  findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "cell.blank");
  CHECK(findings[0].terms.size() == 2);
  CHECK_FALSE(findings[0].terms[0].determined.has_value());

  results = {2, Count(), 1, 6, 7};  // 2 + 1 + 6 is past 7, whatever the blank is
  findings = check(report);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule.id == "results.total");
  CHECK(message(findings[0], Language::zh) ==
        "各种结果相加为 9，总计为 7，相差 2：结果维持 2 + 结果纠正 空白 + 其他结果 1 + 尚未审结 6 "
        "≠ 总计 7；空白处不论填几，两边都不相等");
  CHECK(findings[1].rule.id == "cell.blank");

  results = {Count(), Count(), Count(), Count(), 0};
  findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "cell.blank.determined");

  results = {1, 2, 3, 4, Count()};  // a total left out
  findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].terms[0].determined == Count(10));
}

TEST_CASE("what one equation determines, the others use") {
  Report report = zeros(Form::of_2021);
  Applications& a = report.applications;
  a.received = {3, 0, 0, 0, 0, 0, 3};
  a.outcomes.disclosed = {3, 0, 0, 0, 0, 0, Count()};
  a.outcomes.total = {3, 0, 0, 0, 0, 0, Count()};
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule.id == "cell.blank.determined");
  REQUIRE(findings[0].terms.size() == 2);
  CHECK(findings[0].terms[0].determined == Count(3));
  CHECK(findings[0].terms[1].determined == Count(3));
  // With an error among them, a blank of a broken equation is not said to be determined.
  a.outcomes.disclosed.natural_person = 2;
  findings = check(report);
  CHECK(findings.has_errors());
}

TEST_CASE("every single blank in a consistent report is determined to what stood there") {
  Report whole = zeros(Form::of_2021);
  Applications& a = whole.applications;
  a.received = {5, 2, 0, 0, 1, 0, 8};
  a.carried_in = {1, 0, 0, 0, 0, 0, 1};
  a.outcomes.disclosed = {2, 1, 0, 0, 0, 0, 3};
  a.outcomes.denied.internal_affairs = {1, 0, 0, 0, 1, 0, 2};
  a.outcomes.unavailable.not_held = {1, 1, 0, 0, 0, 0, 2};
  a.outcomes.other_handling.other = {1, 0, 0, 0, 0, 0, 1};
  a.outcomes.total = {5, 2, 0, 0, 1, 0, 8};
  a.carried_forward = {1, 0, 0, 0, 0, 0, 1};
  whole.proceedings.reconsideration = {4, 1, 0, 2, 7};
  REQUIRE(check(whole).empty());
  for (std::size_t cell : counts_of_tables_3_and_4(Form::of_2021)) {
    Report report = whole;
    count_at(report, cell) = Count();
    Findings findings = check(report);
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].terms.size() == 1);
    CHECK(findings[0].terms[0].cell == cell);
    CHECK(findings[0].terms[0].determined == count_at(whole, cell));
  }
}

TEST_CASE("missing tables are told in one finding each") {
  Findings findings = check(blank_report(Form::of_2021, State::missing));
  REQUIRE(findings.size() == 3);
  for (const Finding& finding : findings) {
    CHECK(finding.rule.id == "cell.missing");
    CHECK(finding.whole_table);
  }
  CHECK(message(findings[1], Language::zh) == "没有找到：整张表，175 格");
}

TEST_CASE("huge numbers neither overflow nor pass") {
  Report report = zeros(Form::of_2021);
  Results& results = report.proceedings.reconsideration;
  results = {Count::max, Count::max, Count::max, Count::max, Count::max};
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(to_string(findings[0].left) == "36893488147419103228");
  CHECK(message(findings[0], Language::zh).find("相差 27670116110564327421") != std::string::npos);
}
