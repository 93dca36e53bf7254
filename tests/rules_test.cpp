#include "gongkai/rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "described.hpp"
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
        "不应为负数：（二）部分公开（区分处理的，只计这一情形，不计其他情形）·自然人 -1、"
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
        "应为整数：行政许可·本年处理决定数量");
  REQUIRE(find(findings, "cell.unreadable") != nullptr);
  REQUIRE(find(findings, "amount.precision") != nullptr);
  CHECK(find(findings, "amount.precision")->rule.severity == Severity::note);
  CHECK(findings.count(Severity::error) == 2);
  report = zeros(Form::of_2021);
  report.disclosure.administrative_fees.collected = Amount::parse("-0.01");
  CHECK(find(check(report), "cell.negative") != nullptr);
}

// ---- blanks ------------------------------------------------------------------------------------

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
        "未填写，可由勾稽关系推定：商业企业列 25 格应为 0、科研机构列 25 格应为 0、"
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
  CHECK(message(findings[0], Language::zh) == "未填写，可由勾稽关系推定：行政复议·结果纠正应为 4");

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
        "≠ 总计 7；空缺处不论填几，两边都不相等");
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
  // A wrong figure is told once. What follows from it in the column of blanks is not told again,
  // and the blanks are what their rows say.
  a.outcomes.disclosed.natural_person = 2;
  findings = check(report);
  REQUIRE(findings.size() == 2);
  CHECK(subject(findings[0], Language::zh) == "表三·自然人列");
  CHECK(message(findings[1], Language::zh) ==
        "未填写，可由勾稽关系推定：（一）予以公开·总计应为 2、（七）总计·总计应为 3");
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
    CHECK(finding.whole_table());
  }
  CHECK(message(findings[1], Language::zh) == "未见整张表（175 格）");
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

// ---- equations against each other
// ----------------------------------------------------------------

TEST_CASE("where the equations want different numbers of one blank, that is said, and only that") {
  Report report = zeros(Form::of_2021);
  Applications& a = report.applications;
  a.received = a.outcomes.disclosed = {0, 1, 0, 0, 0, 0, 1};
  a.outcomes.total = {Count(), 1, 0, 0, 0, 0, 3};  // the row says 2, the columns say 0
  Findings findings = check(report);
  REQUIRE(findings.size() == 3);
  CHECK(subject(findings[0], Language::zh) == "表三·总计列");
  CHECK(subject(findings[1], Language::zh) == "表三·总计列");
  CHECK(findings[2].rule.id == "cell.contradiction");
  CHECK(findings[2].rule.severity == Severity::error);
  CHECK(message(findings[2], Language::zh) ==
        "勾稽关系对空缺的（七）总计·自然人要求不一：按“各类申请人之和等于总计”应为 2，"
        "按“第一项加第二项之和，等于第三项加第四项之和”应为 0，"
        "按“各项办理结果之和等于（七）总计”应为 0");
  CHECK(message(findings[2], Language::en) ==
        "the equations disagree about （七） Total of outcomes · Natural persons, which has no "
        "number: 2 by \"The kinds of applicant add up to the total\", 0 by \"Received and carried "
        "over equals handled and carried forward\", 0 by \"The outcomes add up to row （七）\"");
}

TEST_CASE("one wrong figure under a column of blank totals is one column's error") {
  Report report = zeros(Form::of_2021);
  for (std::size_t cell : counts_of_tables_3_and_4(Form::of_2021))
    if (table_number(path_of<Report>(cell)) == 3 && path_of<Report>(cell).cell().name == "total")
      count_at(report, cell) = Count();
  report.applications.received.natural_person = 5;
  report.applications.outcomes.total.natural_person = 5;
  report.applications.outcomes.disclosed.natural_person = 4;
  Findings findings = check(report);
  REQUIRE(findings.size() == 2);
  CHECK(subject(findings[0], Language::zh) == "表三·自然人列");
  CHECK(findings[1].rule.id == "cell.blank.determined");
  CHECK(findings[1].terms.size() == 25);
}

namespace {

// Three rows of three, so small that everything can be tried.
struct Row3 {
  Count a, b, total;
};
BOOST_DESCRIBE_STRUCT(Row3, (), (a, b, total))
struct Grid3 {
  Row3 x, y, sum;
};
BOOST_DESCRIBE_STRUCT(Grid3, (), (x, y, sum))

constexpr Text said = {"甲", "a"};
constexpr auto rows_add_up = identity({"rows", Severity::error, said, said, said},
                                      sum(&Row3::a, &Row3::b) == sum(&Row3::total));
constexpr auto columns_add_up = identity({"columns", Severity::error, said, said, said},
                                         sum(&Grid3::x, &Grid3::y) == sum(&Grid3::sum));
constexpr auto grid_rules = lift<Grid3>(rows_add_up, columns_add_up);
constexpr std::size_t grid_cells = 9, grid_equations = 6;

constexpr auto reversed_rules = [] {
  auto rules = grid_rules;
  for (std::size_t i = 0; i < grid_equations; ++i)
    rules.equations[i] = grid_rules.equations[grid_equations - 1 - i];
  return rules;
}();

// What there is in findings, in an order of its own.
std::multiset<std::string> content(const Findings& findings) {
  std::multiset<std::string> all;
  for (const Finding& finding : findings) {
    std::multiset<std::string> demands;
    for (const Demand& demand : finding.demands)
      demands.insert(std::string(demand.rule.id) + to_string(demand.number));
    std::string text =
        std::string(finding.rule.id) + to_string(finding.left) + "/" + to_string(finding.right);
    for (const Term& term : finding.terms)
      text += " " + to_string(term.path) + "=" + term.printed + "~" + to_string(term.determined);
    for (const std::string& demand : demands) text += " " + demand;
    all.insert(text);
  }
  return all;
}

using Numbers = std::array<std::int64_t, grid_cells>;

bool holds(const Equation& equation, const Numbers& numbers) {
  const Identity& identity = grid_rules.identities[equation.identity];
  std::int64_t gap = 0;
  for_each_term(identity.left, identity.width, equation.base,
                [&](std::size_t cell) { gap += numbers[cell]; });
  for_each_term(identity.right, identity.width, equation.base,
                [&](std::size_t cell) { gap -= numbers[cell]; });
  return gap == 0;
}

std::vector<std::size_t> cells_of(const Equation& equation) {
  const Identity& identity = grid_rules.identities[equation.identity];
  std::vector<std::size_t> cells;
  auto add = [&](std::size_t cell) { cells.push_back(cell); };
  for_each_term(identity.left, identity.width, equation.base, add);
  for_each_term(identity.right, identity.width, equation.base, add);
  return cells;
}

// Tries every small number in every blank: visit(numbers).
template <class Visit>
void for_all_numbers(const Numbers& printed, std::size_t cell, Numbers& numbers, Visit&& visit) {
  if (cell == grid_cells) return visit(numbers);
  for (std::int64_t number = 0; number <= 4; ++number) {
    numbers[cell] = printed[cell] < 0 ? number : printed[cell];
    for_all_numbers(printed, cell + 1, numbers, visit);
    if (printed[cell] >= 0) return;
  }
}

}  // namespace

TEST_CASE("a number that the equations gave is shown as the one that was counted") {
  Grid3 grid{{Count(), 0, 1}, {Count(), 0, 1}, {3, 0, 3}};
  Findings findings = check(grid, grid_rules);
  REQUIRE(findings.size() == 2);
  CHECK(message(findings[0], Language::zh) == "甲：x 空白（按 1 计） + y 空白（按 1 计） ≠ sum 3");
  CHECK(message(findings[0], Language::en) ==
        "a: x blank (counted as 1) + y blank (counted as 1) ≠ sum 3");
  CHECK(findings[1].terms[0].state == State::value);  // the blanks are not named again
}

TEST_CASE("law: what is said of blanks is true, whatever the order of the equations") {
  std::uint32_t seed = 1;
  auto random = [&](std::uint32_t below) {
    seed = seed * 1664525U + 1013904223U;
    return static_cast<std::int64_t>((seed >> 8U) % below);
  };
  std::size_t contradictions = 0, determined = 0, open = 0;
  for (int round = 0; round < 600; ++round) {
    Grid3 grid{};
    Numbers printed{};
    for (std::size_t cell = 0; cell < grid_cells; ++cell) {
      printed[cell] = random(5) < 2 ? -1 : random(3);
      if (printed[cell] >= 0)
        *static_cast<Count*>(cell_at(schema<Grid3>, &grid, cell)) = printed[cell];
    }
    Findings findings = check(grid, grid_rules);
    REQUIRE(content(findings) == content(check(grid, reversed_rules)));

    // What is known: printed, or given by the equations.
    Numbers known = printed;
    std::set<std::size_t> disputed, in_errors, told;
    for (const Finding& finding : findings)
      for (const Term& term : finding.terms) {
        told.insert(term.cell);
        if (term.determined.has_value()) known[term.cell] = term.determined.value();
        if (finding.rule.id == "cell.contradiction") disputed.insert(term.cell);
        if (finding.is_equation()) in_errors.insert(term.cell);
      }
    // The equations that nothing known or demanded speaks against.
    std::vector<Equation> sound;
    for (const Equation& equation : grid_rules.equations) {
      std::vector<std::size_t> cells = cells_of(equation);
      auto any = [&](auto&& is) { return std::any_of(cells.begin(), cells.end(), is); };
      bool whole = !any([&](std::size_t cell) { return known[cell] < 0; });
      if (whole ? holds(equation, known)
                : !any([&](std::size_t cell) { return disputed.count(cell) != 0; }))
        sound.push_back(equation);
    }
    for (const Finding& finding : findings) {
      std::string id(finding.rule.id);
      if (finding.is_equation()) {  // no numbers in what is open make its sides equal
        const Equation* broken = nullptr;
        for (const Equation& equation : grid_rules.equations)
          if (cells_of(equation).front() == finding.terms.front().cell &&
              cells_of(equation).back() == finding.terms.back().cell)
            broken = &equation;
        REQUIRE(broken != nullptr);
        Numbers numbers{};
        bool can_hold = false;
        Numbers of_equation = known;
        for (std::size_t cell = 0; cell < grid_cells; ++cell) {
          std::vector<std::size_t> cells = cells_of(*broken);
          if (std::find(cells.begin(), cells.end(), cell) == cells.end()) of_equation[cell] = 0;
        }
        for_all_numbers(of_equation, 0, numbers,
                        [&](const Numbers& n) { can_hold = can_hold || holds(*broken, n); });
        CHECK_FALSE(can_hold);
      } else if (id == "cell.contradiction") {
        ++contradictions;
        REQUIRE(finding.demands.size() >= 2);
        bool differ = false;
        for (const Demand& demand : finding.demands)
          differ = differ || demand.number != finding.demands[0].number;
        CHECK(differ);
      } else if (id == "cell.blank.determined") {  // no other number is possible
        for (const Term& term : finding.terms) {
          ++determined;
          CHECK(disputed.count(term.cell) == 0);
          CHECK(in_errors.count(term.cell) == 0);
        }
        bool always = true;
        Numbers numbers{};
        for_all_numbers(printed, 0, numbers, [&](const Numbers& n) {
          for (const Equation& equation : sound)
            if (!holds(equation, n)) return;
          for (const Term& term : finding.terms)
            always = always && n[term.cell] == term.determined.value();
        });
        CHECK(always);
      } else if (id == "cell.blank") {
        for (const Term& term : finding.terms) {
          ++open;
          CHECK(disputed.count(term.cell) == 0);
          CHECK_FALSE(term.determined.has_value());
        }
      }
    }
    for (std::size_t cell = 0; cell < grid_cells; ++cell)
      if (printed[cell] < 0) CHECK(told.count(cell) == 1);
    // Where nothing is said to be wrong, no equation is broken by what is known.
    if (!findings.has_errors())
      for (const Equation& equation : grid_rules.equations) {
        std::vector<std::size_t> cells = cells_of(equation);
        if (std::all_of(cells.begin(), cells.end(), [&](std::size_t c) { return known[c] >= 0; }))
          CHECK(holds(equation, known));
      }
  }
  CHECK(contradictions > 20);
  CHECK(determined > 20);
  CHECK(open > 20);
}

TEST_CASE("whole rows that are missing are named as rows, whatever the equations say of them") {
  Report report = zeros(Form::of_2021);
  set_all_cells(schema<Applicants>, &report.applications.outcomes.denied.state_secret,
                State::missing);
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(message(findings[0], Language::zh) == "未见（三）1.属于国家秘密（整行）");
  report.disclosure.rules.issued = Count(State::missing);
  CHECK(message(check(report)[0], Language::en) == "not found: Rules · Issued this year");
}

// What a fragment lacks is said in one short sentence, and kept whole for programs.
TEST_CASE("of dozens of rows that are missing, the first three are named and the cells counted") {
  Report report = zeros(Form::of_2021);
  Applicants received = report.applications.received;
  set_all_cells(schema<Applications>, &report.applications, State::missing);
  report.applications.received = received;
  report.applications.outcomes.other_handling_2019 = absent_row;
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  CHECK(message(findings[0], Language::zh) ==
        "未见二、上年结转政府信息公开申请数量（整行）、（一）予以公开（整行）、（二）部分公开（区分"
        "处理的，只计这一情形，不计其他情形）（整行）等 168 格（全表 175 格）");
  CHECK(message(findings[0], Language::en).find(" and others, 168 cells of 175") !=
        std::string::npos);
  CHECK(findings[0].terms.size() == 168);
}

TEST_CASE("blanks that the equations tell are all named, each with its number") {
  Report report = zeros(Form::of_2021);
  Applications& table = report.applications;
  Outcomes& outcomes = table.outcomes;
  Applicants* rows[] = {&outcomes.disclosed,
                        &outcomes.partly_disclosed,
                        &outcomes.denied.state_secret,
                        &outcomes.denied.internal_affairs,
                        &outcomes.unavailable.not_held,
                        &outcomes.not_processed.petition,
                        &outcomes.not_processed.repeated,
                        &outcomes.not_processed.publications,
                        &outcomes.other_handling.other};
  std::int64_t number = 0, sum = 0;
  for (Applicants* row : rows) {
    row->natural_person = Count(++number);
    row->total = Count();
    sum += number;
  }
  for (Applicants* row : {&table.received, &outcomes.total})
    row->natural_person = row->total = Count(sum);
  Findings findings = check(report);
  REQUIRE(findings.size() == 1);
  std::string said = message(findings[0], Language::zh);
  for (std::int64_t i = 1; i <= number; ++i)
    CHECK_MESSAGE(said.find("应为 " + std::to_string(i)) != std::string::npos, said);
}
