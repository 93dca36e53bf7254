#include "gongkai/diagnose.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

#include "corpus.hpp"
#include "described.hpp"
#include "form.hpp"
#include "gongkai/check.hpp"
#include "gongkai/gongkai.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

// Chance that is the same on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t end) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((state_ >> 33U) % end);
  }

 private:
  std::uint64_t state_;
};

using Set = std::map<std::size_t, std::int64_t>;  // cells and the numbers they should hold

Set set_of(const std::vector<Proposal>& proposals) {
  Set set;
  for (const Proposal& proposal : proposals) set[proposal.cell] = proposal.proposed.value();
  return set;
}

// The sets of changes of an explanation: one, or one for each row that it may have been.
std::vector<Set> sets_of(const Explanation& explanation) {
  std::vector<Set> sets{Set()};
  for (const Slip& slip : explanation.slips) {
    std::vector<Set> next;
    for (const Set& set : sets) {
      Set with = set;
      for (const auto& one : set_of(slip.cells)) with.insert(one);
      if (slip.one_of.empty()) next.push_back(with);
      for (const std::vector<Proposal>& row : slip.one_of) {
        Set both = with;
        for (const auto& one : set_of(row)) both.insert(one);
        next.push_back(both);
      }
    }
    sets = next;
  }
  return sets;
}

// The smallest sets that a fault lists.
std::set<Set> smallest_sets(const Fault& fault) {
  std::set<Set> all;
  for (const Explanation& explanation : fault.explanations)
    for (const Set& set : sets_of(explanation))
      if (set.size() == fault.smallest) all.insert(set);
  return all;
}

std::set<Set> only(const Set& set) { return {set}; }

DiagnosisLimits all_listed() {
  DiagnosisLimits limits;
  limits.listed = 1'000'000;
  return limits;
}

// Numbers of details, the totals that belong to them, so that every equation holds.
Report balanced(Random& random, Form form) {
  Report report = zeros(form);
  Applications& a = report.applications;
  std::uint32_t dense = 2 + random.below(12), large = random.below(3) == 0 ? 4000 : 40;
  auto number = [&] { return Count(random.below(dense) == 0 ? random.below(large) : 0); };
  auto at = [](Applicants& row, std::size_t column) -> Count& {
    return *static_cast<Count*>(cell_at(schema<Applicants>, &row, column));
  };
  auto row_total = [&](Applicants& row) {
    std::int64_t sum = 0;
    for (std::size_t column = 0; column < 6; ++column) sum += at(row, column).value();
    row.total = sum;
  };
  Outcomes& o = a.outcomes;
  std::vector<Applicants*> details{&o.disclosed, &o.partly_disclosed};
  auto add_rows = [&](const Schema& part, void* object) {
    for (const Member& member : part)
      details.push_back(static_cast<Applicants*>(member.at(object)));
  };
  add_rows(schema<Denied>, &o.denied);
  add_rows(schema<Unavailable>, &o.unavailable);
  add_rows(schema<NotProcessed>, &o.not_processed);
  if (form == Form::of_2021)
    add_rows(schema<OtherHandling>, &o.other_handling);
  else
    details.push_back(&o.other_handling_2019);
  for (std::size_t column = 0; column < 6; ++column) {
    std::int64_t sum = 0;
    for (Applicants* row : details) {
      at(*row, column) = number();
      sum += at(*row, column).value();
    }
    at(o.total, column) = sum;
    at(a.carried_forward, column) = number();
    std::int64_t all = sum + at(a.carried_forward, column).value();
    std::int64_t before = std::min<std::int64_t>(all, number().value());
    at(a.carried_in, column) = before;
    at(a.received, column) = all - before;
  }
  for (Applicants* row : details) row_total(*row);
  for (Applicants* row : {&o.total, &a.carried_forward, &a.carried_in, &a.received})
    row_total(*row);
  for (Results* results :
       {&report.proceedings.reconsideration, &report.proceedings.litigation_direct,
        &report.proceedings.litigation_after_reconsideration}) {
    *results = {number(), number(), number(), number(), 0};
    results->total = results->upheld.value() + results->corrected.value() + results->other.value() +
                     results->not_concluded.value();
  }
  return report;
}

// Reports in which nothing is wrong and nothing is blank: made up, and real ones.
std::vector<Report> sound_reports() {
  std::vector<Report> reports;
  Random random(7);
  for (int i = 0; i < 8; ++i)
    reports.push_back(balanced(random, i % 4 == 3 ? Form::of_2019 : Form::of_2021));
  if (no_corpus()) return reports;
  for (const auto& entry : all_expected()) {
    Report report = expected_report(entry.second);
    bool whole = true;
    for (std::size_t i = 0; i < schema<Report>.cells; ++i)
      if (table_number(path_of<Report>(i)) > 2)
        whole =
            whole && (state_at(report, i) == State::value || state_at(report, i) == State::absent);
    if (whole && !check(report).has_errors()) reports.push_back(report);
  }
  CHECK(reports.size() >= 8 + 20);
  return reports;
}

std::vector<std::size_t> cells_of_table(const Report& report, int table) {
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i)
    if (table_number(path_of<Report>(i)) == table && state_at(report, i) == State::value)
      cells.push_back(i);
  return cells;
}

std::size_t cell(std::string_view path) { return cell_index<Report>(path); }

// What is said first, in Chinese.
std::string first(const Diagnosis& diagnosis) {
  REQUIRE(diagnosis.faults.size() == 1);
  REQUIRE_FALSE(diagnosis.faults[0].explanations.empty());
  return message(diagnosis.faults[0].explanations[0], Language::zh);
}
SlipKind first_kind(const Diagnosis& diagnosis) {
  REQUIRE(diagnosis.faults.size() == 1);
  REQUIRE_FALSE(diagnosis.faults[0].explanations.empty());
  return diagnosis.faults[0].explanations[0].slips[0].kind;
}

}  // namespace

// ---- one wrong number ---------------------------------------------------------------------------

TEST_CASE("one wrong number in table 3 is located, and its true value proposed") {
  std::size_t tried = 0;
  for (const Report& sound : sound_reports()) {
    CHECK(diagnose(sound).verdict == Verdict::consistent);
    CHECK(diagnose(sound).faults.empty());
    Random random(tried);
    for (std::size_t wrong : cells_of_table(sound, 3)) {
      std::int64_t truth = Count(count_at(const_cast<Report&>(sound), wrong)).value();
      for (std::int64_t number : {truth + 1, truth > 0 ? 0 : std::int64_t{7},
                                  std::int64_t{random.below(100000)} + 100000}) {
        Report report = sound;
        count_at(report, wrong) = number;
        Diagnosis diagnosis = diagnose(report);
        REQUIRE(diagnosis.faults.size() == 1);
        const Fault& fault = diagnosis.faults[0];
        CHECK(fault.smallest == 1);
        CHECK(fault.complete);
        CHECK_MESSAGE(smallest_sets(fault) == only({{wrong, truth}}),
                      to_string(path_of<Report>(wrong)));
        ++tried;
      }
    }
  }
  CHECK(tried >= (corpus.empty() ? 8U : 28U) * 161 * 3);
}

TEST_CASE(
    "a wrong number in a block of table 4: all its cells are listed, the true one among them") {
  for (const Report& sound : sound_reports())
    for (std::size_t wrong : cells_of_table(sound, 4)) {
      Report report = sound;
      std::int64_t truth = count_at(report, wrong).value();
      count_at(report, wrong) = truth + 3;
      Diagnosis diagnosis = diagnose(report);
      REQUIRE(diagnosis.faults.size() == 1);
      std::set<Set> expected;  // plain arithmetic on the five cells of the block
      std::size_t block = wrong - (wrong - cells_of_table(sound, 4)[0]) % 5;
      std::int64_t sum = 0, total = count_at(report, block + 4).value();
      for (std::size_t i = 0; i < 4; ++i) sum += count_at(report, block + i).value();
      expected.insert({{block + 4, sum}});
      for (std::size_t i = 0; i < 4; ++i) {
        std::int64_t other = count_at(report, block + i).value() + total - sum;
        if (other >= 0) expected.insert({{block + i, other}});
      }
      CHECK(smallest_sets(diagnosis.faults[0]) == expected);
      CHECK(expected.count({{wrong, truth}}) == 1);
    }
}

TEST_CASE("huge numbers: exact, and no overflow") {
  Report sound = zeros(Form::of_2021);
  std::int64_t huge = Count::max;
  for (Applicants* row : {&sound.applications.received, &sound.applications.outcomes.disclosed,
                          &sound.applications.outcomes.total}) {
    row->other = huge;
    row->total = huge;
  }
  REQUIRE(diagnose(sound).verdict == Verdict::consistent);
  for (std::size_t wrong : cells_of_table(sound, 3))
    for (std::int64_t number : {huge, huge - 1, std::int64_t{1}, std::int64_t{1} << 62U}) {
      Report report = sound;
      std::int64_t truth = count_at(report, wrong).value();
      if (truth == number) continue;
      count_at(report, wrong) = number;
      Diagnosis diagnosis = diagnose(report);
      REQUIRE(diagnosis.faults.size() == 1);
      CHECK(smallest_sets(diagnosis.faults[0]) == only({{wrong, truth}}));
    }
  // No one cell can make up for what no cell can hold.
  Report report = zeros(Form::of_2021);
  report.proceedings.reconsideration = {huge, huge, huge, huge, 5};
  Diagnosis diagnosis = diagnose(report);
  REQUIRE(diagnosis.faults.size() == 1);
  CHECK(diagnosis.verdict == Verdict::undecidable);
  CHECK_FALSE(diagnosis.faults[0].complete);
  CHECK(diagnosis.faults[0].blanks.empty());
}

// ---- against brute force
// -------------------------------------------------------------------------

namespace {

// A small table with the shape of table 3: what came in, what was done, their totals.
struct Kinds {
  Count a, b, c, total;
};
BOOST_DESCRIBE_STRUCT(Kinds, (), (a, b, c, total))
struct Done {
  Kinds x, y, z, sum;
};
BOOST_DESCRIBE_STRUCT(Done, (), (x, y, z, sum))
struct Small {
  Kinds came;
  Done done;
  Kinds left;
};
BOOST_DESCRIBE_STRUCT(Small, (), (came, done, left))

constexpr Text said = {"甲", "a"};
constexpr auto kinds_total = identity({"kinds", Severity::error, said, said, said},
                                      sum(&Kinds::a, &Kinds::b, &Kinds::c) == sum(&Kinds::total));
constexpr auto flow =
    identity({"flow", Severity::error, said, said, said},
             sum(&Small::came) == sum(at(&Small::done, &Done::sum), &Small::left));
constexpr auto done_total = identity({"done", Severity::error, said, said, said},
                                     sum(&Done::x, &Done::y, &Done::z) == sum(&Done::sum));
constexpr auto small_rules = lift<Small>(kinds_total, flow, done_total);
constexpr auto reversed_rules = [] {
  auto rules = small_rules;
  for (std::size_t i = 0; i < std::size(rules.equations); ++i)
    rules.equations[i] = small_rules.equations[std::size(rules.equations) - 1 - i];
  return rules;
}();
constexpr std::size_t small_cells = 24;
static_assert(schema<Small>.cells == small_cells);

using SmallNumbers = std::array<std::int64_t, small_cells>;

// The equations of Small by hand: cell 4 × row + column; rows came, x, y, z, sum, left.
using Equations = std::vector<std::array<int, small_cells>>;
Equations small_matrix() {
  Equations equations;
  for (std::size_t row = 0; row < 6; ++row) {
    std::array<int, small_cells> e{};
    e[4 * row] = e[4 * row + 1] = e[4 * row + 2] = 1;
    e[4 * row + 3] = -1;
    equations.push_back(e);
  }
  for (std::size_t column = 0; column < 4; ++column) {
    std::array<int, small_cells> came_in{}, handled{};
    came_in[column] = 1;
    came_in[16 + column] = came_in[20 + column] = -1;
    handled[4 + column] = handled[8 + column] = handled[12 + column] = 1;
    handled[16 + column] = -1;
    equations.push_back(came_in);
    equations.push_back(handled);
  }
  return equations;
}

// Numbers for exactly these cells with which all equations hold, by elimination over fractions
// kept as integers; empty if there are none, or no single ones, or not whole ones from 0 up, or a
// number would not change.
Set solve(const Equations& equations, const SmallNumbers& numbers,
          const std::vector<std::size_t>& cells) {
  std::vector<std::vector<std::int64_t>> rows;
  for (const auto& e : equations) {  // what is off and has none of the cells stays off
    std::int64_t gap = 0;
    bool any = false;
    for (std::size_t i = 0; i < small_cells; ++i) gap += e[i] * numbers[i];
    for (std::size_t i : cells) any = any || e[i] != 0;
    if (gap != 0 && !any) return {};
  }
  for (const auto& e : equations) {
    std::vector<std::int64_t> row;
    std::int64_t rest = 0;
    for (std::size_t i = 0; i < small_cells; ++i)
      if (std::find(cells.begin(), cells.end(), i) == cells.end()) rest -= e[i] * numbers[i];
    for (std::size_t i : cells) row.push_back(e[i]);
    row.push_back(rest);
    rows.push_back(row);
  }
  std::size_t n = cells.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    while (pivot < rows.size() && rows[pivot][k] == 0) ++pivot;
    if (pivot == rows.size()) return {};
    std::swap(rows[k], rows[pivot]);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == k || rows[i][k] == 0) continue;
      std::int64_t by = rows[i][k], own = rows[k][k];
      for (std::size_t j = 0; j <= n; ++j) rows[i][j] = rows[i][j] * own - rows[k][j] * by;
    }
  }
  for (std::size_t i = n; i < rows.size(); ++i)
    if (rows[i][n] != 0) return {};
  Set set;
  for (std::size_t k = 0; k < n; ++k) {
    if (rows[k][n] % rows[k][k] != 0) return {};
    std::int64_t number = rows[k][n] / rows[k][k];
    if (number < 0 || number == numbers[cells[k]]) return {};
    set[cells[k]] = number;
  }
  return set;
}

// All smallest sets of up to three cells, by trying every one.
std::set<Set> brute_force(const Equations& equations, const SmallNumbers& numbers) {
  std::set<Set> all;
  auto try_set = [&](const std::vector<std::size_t>& cells) {
    Set set = solve(equations, numbers, cells);
    if (!set.empty()) all.insert(set);
  };
  for (std::size_t a = 0; a < small_cells; ++a) try_set({a});
  if (!all.empty()) return all;
  for (std::size_t a = 0; a < small_cells; ++a)
    for (std::size_t b = a + 1; b < small_cells; ++b) try_set({a, b});
  if (!all.empty()) return all;
  for (std::size_t a = 0; a < small_cells; ++a)
    for (std::size_t b = a + 1; b < small_cells; ++b)
      for (std::size_t c = b + 1; c < small_cells; ++c) try_set({a, b, c});
  return all;
}

SmallNumbers small_balanced(Random& random) {
  SmallNumbers n{};
  for (std::size_t column = 0; column < 3; ++column) {
    for (std::size_t row : {1U, 2U, 3U, 5U})
      n[4 * row + column] = random.below(3) == 0 ? random.below(12) : 0;
    n[16 + column] = n[4 + column] + n[8 + column] + n[12 + column];
    n[column] = n[16 + column] + n[20 + column];
  }
  for (std::size_t row = 0; row < 6; ++row)
    n[4 * row + 3] = n[4 * row] + n[4 * row + 1] + n[4 * row + 2];
  return n;
}

Small small_of(const SmallNumbers& numbers) {
  Small small;
  for (std::size_t i = 0; i < small_cells; ++i)
    *static_cast<Count*>(cell_at(schema<Small>, &small, i)) = numbers[i];
  return small;
}

// Sets that are told to be smallest, in all parts together.
std::set<Set> told(const Diagnosis& diagnosis) {
  REQUIRE(diagnosis.faults.size() == 1);
  return smallest_sets(diagnosis.faults[0]);
}

}  // namespace

TEST_CASE("two and three wrong numbers in a small table: exactly what brute force finds") {
  Random random(3);
  Equations equations = small_matrix();
  std::size_t of_two = 0, of_three = 0, ambiguous = 0;
  for (int round = 0; round < 600; ++round) {
    SmallNumbers numbers = small_balanced(random);
    Set truth;
    std::size_t wrong = round % 4 == 0 ? 3 : 2, start = random.below(small_cells);
    while (truth.size() < wrong) {
      std::size_t i = random.below(small_cells);
      if (round % 2 != 0)  // in one row or column, where more explains it
        i = random.below(2) == 0 ? start - start % 4 + i % 4 : 4 * (i / 4) + start % 4;
      if (truth.count(i) != 0) continue;
      truth[i] = numbers[i];
      std::int64_t change = random.below(2) == 0 ? 2 : random.below(9) + 1;
      numbers[i] += numbers[i] >= change && truth.size() == 2 ? -change : change;
    }
    Diagnosis diagnosis = diagnose(small_of(numbers), small_rules, all_listed());
    std::set<Set> expected = brute_force(equations, numbers), found = told(diagnosis);
    REQUIRE_FALSE(expected.empty());
    REQUIRE(found == expected);
    std::size_t size = expected.begin()->size();
    if (size == wrong) CHECK(found.count(truth) == 1);
    (size == 2 ? of_two : of_three) += size > 1 ? 1U : 0U;
    ambiguous += expected.size() > 1 ? 1U : 0U;
    // The order of the equations is nothing.
    if (round % 10 == 0)
      CHECK(told(diagnose(small_of(numbers), reversed_rules, all_listed())) == found);
  }
  CHECK(of_two > 300);
  CHECK(of_three > 100);
  CHECK(ambiguous > 20);
}

namespace {

// Table 3 by hand: signature of each cell as the number of its row and up to two numbers of column
// equations. Equations of the 2021 form: 0-24 rows, 25-31 the balance, 32-38 the outcomes; that of
// 2019 has 23 rows. （七）总计 and 四 are the last two.
struct Signed {
  std::size_t equation;
  std::int64_t sign;
};
std::vector<Signed> signature_by_hand(std::size_t row, std::size_t column, std::size_t rows) {
  std::size_t total = rows - 2, balance = rows + column, outcomes = rows + 7 + column;
  std::vector<Signed> signs{{row, column == 6 ? -1 : 1}};
  if (row < 2) signs.push_back({balance, 1});                   // 一, 二
  if (row >= total) signs.push_back({balance, -1});             // （七）, 四
  if (row >= 2 && row < total) signs.push_back({outcomes, 1});  // （一） to （六）
  if (row == total) signs.push_back({outcomes, -1});
  return signs;
}

// All pairs of cells of table 3 whose change makes every equation hold, by trying every pair.
std::set<Set> brute_force_pairs(const std::vector<std::int64_t>& numbers) {
  std::vector<std::int64_t> gap(39, 0);
  std::vector<std::vector<Signed>> signs;
  for (std::size_t i = 0; i < 175; ++i) {
    signs.push_back(signature_by_hand(i / 7, i % 7, 25));
    for (Signed s : signs.back()) gap[s.equation] += s.sign * numbers[i];
  }
  auto mends = [&](std::size_t a, std::int64_t by_a, std::size_t b, std::int64_t by_b) {
    std::vector<std::int64_t> left = gap;
    for (Signed s : signs[a]) left[s.equation] += s.sign * by_a;
    for (Signed s : signs[b]) left[s.equation] += s.sign * by_b;
    return std::all_of(left.begin(), left.end(), [](std::int64_t g) { return g == 0; });
  };
  std::set<Set> all;
  for (std::size_t a = 0; a < 175; ++a)
    for (std::size_t b = a + 1; b < 175; ++b)
      for (Signed of_a : signs[a])  // one of them stands alone in an equation, or they are the same
        for (Signed of_b : signs[b]) {
          std::int64_t by_a = -of_a.sign * gap[of_a.equation];
          std::int64_t by_b = -of_b.sign * gap[of_b.equation];
          if (of_a.equation == of_b.equation || by_a == 0 || by_b == 0) continue;
          if (numbers[a] + by_a < 0 || numbers[b] + by_b < 0) continue;
          if (mends(a, by_a, b, by_b)) all.insert({{a, numbers[a] + by_a}, {b, numbers[b] + by_b}});
        }
  return all;
}

}  // namespace

TEST_CASE("two wrong numbers in table 3: exactly the pairs that brute force finds") {
  Random random(11);
  std::size_t ambiguous = 0;
  for (int round = 0; round < 150; ++round) {
    Report report = balanced(random, Form::of_2021);
    std::vector<std::size_t> cells = cells_of_table(report, 3);
    REQUIRE(cells.size() == 175);
    std::size_t first = random.below(175), second = random.below(175);
    if (round % 3 == 0) second = first - first % 7 + random.below(7);  // in one row: harder
    if (round % 3 == 1) second = random.below(25) * 7 + first % 7;     // in one column
    if (first == second) continue;
    count_at(report, cells[first]) = count_at(report, cells[first]).value() + 2;
    std::int64_t held = count_at(report, cells[second]).value();
    count_at(report, cells[second]) = held >= 2 ? held - 2 : held + 5;
    std::vector<std::int64_t> numbers;
    for (std::size_t c : cells) numbers.push_back(count_at(report, c).value());
    std::set<Set> expected;
    for (const Set& set : brute_force_pairs(numbers)) {
      Set of_report;
      for (const auto& [i, number] : set) of_report[cells[i]] = number;
      expected.insert(of_report);
    }
    Diagnosis diagnosis = diagnose(report, all_listed());
    REQUIRE(diagnosis.faults.size() == 1);
    REQUIRE(diagnosis.faults[0].smallest == 2);
    CHECK(told(diagnosis) == expected);
    ambiguous += expected.size() > 1 ? 1U : 0U;
  }
  CHECK(ambiguous > 10);
}

namespace {

// All smallest sets of up to three cells of table 3 that explain its numbers, either form: by
// trying them, with equations written down by hand. Of three cells or fewer one always stands alone
// in one of its equations (in its row, or else, where all are of one row, in its column): that
// equation alone says by how much it is off. So every broken equation is taken, every cell in it
// changed by what is missing there, and the rest is left to one cell less. A cell stands in three
// equations at most, so n cells explain no more than 3 n broken ones.
class Oracle {
 public:
  explicit Oracle(std::vector<std::int64_t> numbers)
      : rows_(numbers.size() / 7),
        numbers_(std::move(numbers)),
        gaps_(rows_ + 14),
        in_(rows_ + 14) {
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      signs_.push_back(signature_by_hand(i / 7, i % 7, rows_));
      for (Signed s : signs_.back()) {
        gaps_[s.equation] += s.sign * numbers_[i];
        in_[s.equation].push_back({i, s.sign});
      }
    }
    for (std::int64_t gap : gaps_) broken_ += gap != 0 ? 1U : 0U;
  }

  std::set<Set> smallest() {
    for (std::size_t size = 1; size <= 3 && found_.empty(); ++size) choose(size);
    return std::move(found_);
  }

 private:
  struct Cell {
    std::size_t number;
    std::int64_t sign;
  };

  void choose(std::size_t left) {
    if (broken_ == 0 && left == 0) found_.insert(Set(chosen_.begin(), chosen_.end()));
    if (broken_ == 0 || broken_ > 3 * left) return;
    for (std::size_t e = 0; e < gaps_.size(); ++e)
      for (const Cell& cell : in_[e]) {
        std::int64_t by = -cell.sign * gaps_[e], number = numbers_[cell.number] + by;
        if (by == 0) break;  // this equation holds
        if (number < 0 || is_chosen(cell.number)) continue;
        change(cell.number, by);
        if (broken_ <= 3 * (left - 1)) {
          chosen_.emplace_back(cell.number, number);
          choose(left - 1);
          chosen_.pop_back();
        }
        change(cell.number, -by);
      }
  }
  bool is_chosen(std::size_t number) const {
    for (const auto& cell : chosen_)
      if (cell.first == number) return true;
    return false;
  }
  void change(std::size_t cell, std::int64_t by) {
    for (Signed s : signs_[cell]) {
      std::int64_t& gap = gaps_[s.equation];
      broken_ -= gap != 0 ? 1U : 0U;
      gap += s.sign * by;
      broken_ += gap != 0 ? 1U : 0U;
    }
  }

  std::size_t rows_;
  std::vector<std::int64_t> numbers_, gaps_;
  std::vector<std::vector<Cell>> in_;       // by equation
  std::vector<std::vector<Signed>> signs_;  // by cell
  std::size_t broken_ = 0;
  std::vector<std::pair<std::size_t, std::int64_t>> chosen_;
  std::set<Set> found_;
};

}  // namespace

TEST_CASE("10,000 times two or three wrong numbers in table 3: exactly what the oracle finds") {
  Random random(5);
  std::size_t smallest = 0, located = 0, ambiguous = 0, incomplete = 0;
  Report sound;
  std::vector<std::size_t> cells;
  for (int round = 0; round < 10000; ++round) {
    if (round % 100 == 0) {
      sound = balanced(random, round % 300 == 0 ? Form::of_2019 : Form::of_2021);
      cells = cells_of_table(sound, 3);
    }
    Report report = sound;
    Set truth;
    std::size_t wrong = round % 2 == 0 ? 2 : 3, start = random.below(7), row = random.below(23);
    while (truth.size() < wrong) {
      std::size_t c = cells[random.below(static_cast<std::uint32_t>(cells.size()))];
      if (round % 10 == 1) c = cells[row * 7 + random.below(7)];     // in one row
      if (round % 10 == 2) c = cells[random.below(23) * 7 + start];  // in one column
      if (round % 10 == 3)
        c = cells[random.below(2) * 7 + row / 2 * 7 + start % 2 + random.below(3)];
      if (truth.count(c) != 0) continue;
      truth[c] = count_at(report, c).value();
      std::int64_t number = random.below(50);
      count_at(report, c) = number == truth[c] ? number + 1 : number;
    }
    Diagnosis diagnosis = diagnose(report, all_listed());
    REQUIRE(diagnosis.faults.size() == 1);
    const Fault& fault = diagnosis.faults[0];
    CHECK(fault.smallest >= 1);
    CHECK(fault.smallest <= wrong);
    incomplete += fault.complete ? 0U : 1U;
    std::vector<std::int64_t> numbers;
    for (std::size_t c : cells) numbers.push_back(count_at(report, c).value());
    std::set<Set> expected;
    for (const Set& set : Oracle(std::move(numbers)).smallest()) {
      Set of_report;
      for (const auto& [i, number] : set) of_report[cells[i]] = number;
      expected.insert(of_report);
    }
    std::set<Set> found = smallest_sets(fault);
    REQUIRE_FALSE(expected.empty());
    CHECK(found == expected);
    if (fault.smallest < wrong) continue;
    ++smallest;
    CHECK(found.count(truth) == 1);
    ambiguous += found.size() > 1 ? 1U : 0U;
    located += found.size() == 1 ? 1U : 0U;
  }
  MESSAGE("smallest ", smallest, ", located ", located, ", ambiguous ", ambiguous);
  CHECK(smallest > 9900);
  CHECK(incomplete == 0);
  CHECK(located > 9900);  // mostly they are the only ones
  CHECK(ambiguous > 50);
}

// ---- published errors
// -----------------------------------------------------------------------------

TEST_CASE("each published error gets the clerk's diagnosis, clean reports get none") {
  if (no_corpus()) return;
  std::map<std::string, Diagnosis> wrong;
  for (const auto& entry : all_expected()) {
    Report report = expected_report(entry.second);
    Diagnosis diagnosis = diagnose(report);
    CHECK_MESSAGE((diagnosis.verdict == Verdict::consistent) == !check(report).has_errors(),
                  entry.first);
    if (diagnosis.verdict != Verdict::consistent) wrong[entry.first] = diagnosis;
  }
  REQUIRE(wrong.size() == 5);

  const Diagnosis& agri = wrong.at("pingtan_agri_2024");
  CHECK(first(agri) ==
        "表三·总计列漏填（均为 0）：一、本年新收政府信息公开申请数量应为 3，（一）予以公开应为 1，"
        "（三）4.保护第三方合法权益应为 2，（七）总计应为 3");
  CHECK(confidence(agri.faults[0]) == Confidence::likeliest);
  // The only other four cells: the applicants, who would then be nobody.
  CHECK(agri.faults[0].count == 2);
  CHECK(agri.faults[0].smallest == 4);

  const Diagnosis& econ_2024 = wrong.at("pingtan_econ_2024");
  CHECK(econ_2024.verdict == Verdict::one);
  CHECK(first(econ_2024) == "表三·（七）总计行漏填（均为 0）：自然人应为 3，总计应为 3");
  CHECK(message(econ_2024.faults[0].explanations[0], Language::en) ==
        "Table 3, applications, row （七） Total of outcomes left out (all 0): Natural persons "
        "should be 3, Total should be 3");

  const Diagnosis& econ_2023 = wrong.at("pingtan_econ_2023");
  CHECK(econ_2023.verdict == Verdict::several);
  REQUIRE(econ_2023.faults[0].count == 3);
  CHECK(first(econ_2023) ==
        "表三·四、结转下年度继续办理行漏填（均为 0）：自然人应为 3，总计应为 3");
  const Explanation& outcome = econ_2023.faults[0].explanations[1];
  CHECK(outcome.slips[0].kind == SlipKind::row_and_total_left_out);
  CHECK(set_of(outcome.slips[0].cells) ==
        Set{{cell("applications.outcomes.total.natural_person"), 3},
            {cell("applications.outcomes.total.total"), 3}});
  CHECK(outcome.slips[0].one_of.size() == 21);
  CHECK(outcome.size() == 4);
  CHECK(econ_2023.faults[0].explanations[2].slips[0].kind == SlipKind::stale_row);
  CHECK(confidence(econ_2023.faults[0]) == Confidence::possible);

  const Diagnosis& resources = wrong.at("pingtan_resources_2020");
  CHECK(resources.verdict == Verdict::one);
  CHECK(first(resources) ==
        "表三·（四）1.本机关不掌握相关政府信息行：多计 1，总计也随之有误：法律服务机构应为 0（原为 "
        "1），总计应为 1（原为 2）");

  const Diagnosis& junshan = wrong.at("pingtan_junshan_2022");
  CHECK(junshan.verdict == Verdict::one);
  CHECK(first(junshan) ==
        "表三·（四）1.本机关不掌握相关政府信息整行与其他数字矛盾，可能是上年旧数未清零：应为 "
        "0（原为自然人 3、其他 2、总计 5）");
}

// ---- slips
// ---------------------------------------------------------------------------------------

namespace {

Report filled_in() {
  Report report = zeros(Form::of_2021);
  Applications& a = report.applications;
  a.received = {25, 12, 0, 0, 1, 0, 38};
  a.carried_in = {1, 0, 0, 0, 0, 0, 1};
  a.outcomes.disclosed = {12, 7, 0, 0, 0, 0, 19};
  a.outcomes.denied.internal_affairs = {10, 0, 0, 0, 1, 0, 11};
  a.outcomes.unavailable.not_held = {2, 5, 0, 0, 0, 0, 7};
  a.outcomes.total = {24, 12, 0, 0, 1, 0, 37};
  a.carried_forward = {2, 0, 0, 0, 0, 0, 2};
  report.proceedings.reconsideration = {12, 3, 0, 2, 17};
  REQUIRE(check(report).empty());
  return report;
}

}  // namespace

TEST_CASE("slips of one cell, each by its own name") {
  struct Case {
    std::string_view path;
    std::int64_t wrong;
    SlipKind kind;
    std::string_view message;
  };
  for (const Case& slip : {
           Case{"applications.outcomes.disclosed.natural_person", 21, SlipKind::transposed,
                "表三·（一）予以公开·自然人应为 12（原为 21），两位数字颠倒"},
           Case{"applications.outcomes.disclosed.natural_person", 2, SlipKind::digit_dropped,
                "表三·（一）予以公开·自然人应为 12（原为 2），漏写一位数字"},
           Case{"applications.outcomes.disclosed.natural_person", 112, SlipKind::digit_doubled,
                "表三·（一）予以公开·自然人应为 12（原为 112），多写一位数字"},
           Case{"applications.outcomes.disclosed.natural_person", -12, SlipKind::minus,
                "表三·（一）予以公开·自然人应为 12（原为 -12），多写负号"},
           Case{"applications.outcomes.disclosed.natural_person", -7, SlipKind::wrong_number,
                "表三·（一）予以公开·自然人应为 12（原为 -7）"},
           Case{"applications.outcomes.disclosed.natural_person", 90, SlipKind::wrong_number,
                "表三·（一）予以公开·自然人应为 12（原为 90）"},
           Case{"applications.outcomes.disclosed.total", 18, SlipKind::total_not_updated,
                "表三·（一）予以公开·总计应为 19（原为 18），总计与各项之和不符"},
           Case{"applications.outcomes.total.natural_person", 0, SlipKind::total_not_updated,
                "表三·（七）总计·自然人应为 24（原为 0），总计与各项之和不符"},
           Case{"proceedings.reconsideration.total", 0, SlipKind::totals_left_out,
                "表四·行政复议行漏填（为 0）：表四·行政复议·总计应为 17"},
       }) {
    Report report = filled_in();
    count_at(report, cell(slip.path)) = slip.wrong;
    Diagnosis diagnosis = diagnose(report);
    CHECK(first_kind(diagnosis) == slip.kind);
    CHECK(first(diagnosis) == slip.message);
  }
}

TEST_CASE("slips of several cells are one slip") {
  Report report = filled_in();
  Applications& a = report.applications;
  for (std::size_t c : cells_of_table(report, 3))
    if (path_of<Report>(c).cell().name == "total") count_at(report, c) = 0;
  Diagnosis diagnosis = diagnose(report);
  CHECK(first_kind(diagnosis) == SlipKind::totals_left_out);
  // 一, 二, （一）, （三）5, （四）1, （七）, 四: more cells than are searched, and yet one slip.
  CHECK(diagnosis.faults[0].explanations[0].size() == 7);
  CHECK_FALSE(diagnosis.faults[0].complete);
  CHECK(diagnosis.verdict == Verdict::several);

  // Both at once, and then a wrong number as well.
  a.outcomes.total = {0, 0, 0, 0, 0, 0, 0};
  diagnosis = diagnose(report);
  REQUIRE(diagnosis.faults.size() == 1);
  CHECK(diagnosis.faults[0].explanations[0].slips[0].kind == SlipKind::totals_left_out);
  CHECK(diagnosis.faults[0].explanations[0].size() == 6 + 4);

  report = filled_in();
  report.applications.outcomes.total = {0, 0, 0, 0, 0, 0, 0};
  report.applications.carried_in.natural_person = 10;
  diagnosis = diagnose(report);
  REQUIRE(diagnosis.faults.size() == 1);
  const Explanation& two = diagnosis.faults[0].explanations[0];
  REQUIRE(two.size() == 5);
  CHECK(sets_of(two)[0].at(cell("applications.carried_in.natural_person")) == 1);
  CHECK(two.slips.size() == 2);
  CHECK(two.slips[1].kind == SlipKind::totals_left_out);

  report = filled_in();
  report.applications.carried_forward = {0, 0, 0, 0, 0, 0, 0};
  diagnosis = diagnose(report);
  CHECK(first_kind(diagnosis) == SlipKind::row_left_out);
  CHECK(first(diagnosis) ==
        "表三·四、结转下年度继续办理行漏填（均为 0）：自然人应为 2，总计应为 2");

  // An outcome that is nowhere: any of the empty rows may be the one.
  report = filled_in();
  report.applications.outcomes.unavailable.not_held = {0, 0, 0, 0, 0, 0, 0};
  diagnosis = diagnose(report);
  CHECK(first_kind(diagnosis) == SlipKind::row_left_out);
  CHECK(diagnosis.faults[0].explanations[0].slips[0].one_of.size() == 21 - 2);
  CHECK(
      first(diagnosis) ==
      "表三·（二）部分公开（区分处理的，只计这一情形，不计其他情形）、（三）1.属于国家秘密、"
      "（三）2.其他法律行政法规禁止公开等 19 行中有一行漏填（均为 0）：自然人应为 2，商业企业应为 "
      "5，总计应为 7，无法判定是哪一行");
  CHECK(corrections(diagnosis).empty());

  // Cases under the wrong kind of applicant, and under a neighbouring outcome.
  report = filled_in();
  report.applications.outcomes.disclosed.natural_person = 11;
  report.applications.outcomes.disclosed.commercial_enterprise = 8;
  diagnosis = diagnose(report);
  CHECK(first_kind(diagnosis) == SlipKind::misfiled_nearby);
  // In any row that has a case to give.
  CHECK(diagnosis.faults[0].count == 2);
  CHECK(first(diagnosis) ==
        "表三·（一）予以公开行：1 件应计入自然人，错填在商业企业：自然人应为 12（原为 "
        "11），商业企业应为 7（原为 8）");

  // One number over two cells: 12 | 7 printed as 1 | 27 is two numbers; 12 | 0 as 1 | 2 is one.
  report = filled_in();
  report.proceedings.reconsideration = {1, 2, 0, 0, 12};
  report.applications.outcomes.denied.internal_affairs = {1, 0, 0, 0, 1, 0, 11};
  diagnosis = diagnose(report);
  CHECK(diagnosis.faults.size() == 2);  // each by itself

  report = filled_in();
  Applicants& row = report.applications.outcomes.denied.internal_affairs;
  row = {10, 0, 0, 0, 0, 0, 10};
  report.applications.outcomes.total = {24, 12, 0, 0, 0, 0, 36};
  report.applications.received = {25, 12, 0, 0, 0, 0, 37};
  REQUIRE(check(report).empty());
  row = {0, 10, 0, 0, 0, 0, 10};  // in the next column
  diagnosis = diagnose(report);
  CHECK(first_kind(diagnosis) == SlipKind::misfiled_nearby);
  row = {10, 0, 0, 0, 0, 0, 10};
  report.applications.outcomes.disclosed = {1, 2, 0, 0, 0, 0, 12};
  report.applications.outcomes.total = {24, 5, 0, 0, 0, 0, 29};
  report.applications.received = {25, 5, 0, 0, 0, 0, 30};
  diagnosis = diagnose(report);
  CHECK(first_kind(diagnosis) == SlipKind::split);
  CHECK(
      first(diagnosis) ==
      "表三·（一）予以公开行：自然人应为 12（原为 1），商业企业应为 0（原为 2），一个数拆填在两格");
}

TEST_CASE("unrelated errors: in other tables each by itself, in table 3 slip by slip") {
  Report report = filled_in();
  report.applications.outcomes.disclosed.natural_person = 21;
  report.proceedings.reconsideration.upheld = 21;
  report.proceedings.litigation_direct.total = 4;
  Diagnosis diagnosis = diagnose(report);
  REQUIRE(diagnosis.faults.size() == 3);
  CHECK(diagnosis.faults[0].verdict == Verdict::one);
  CHECK(diagnosis.faults[1].verdict == Verdict::several);
  CHECK(diagnosis.faults[1].explanations[0].slips[0].kind == SlipKind::total_not_updated);
  CHECK(diagnosis.faults[1].explanations[1].slips[0].kind == SlipKind::transposed);
  CHECK(diagnosis.verdict == Verdict::several);
  std::size_t listed = 0;
  for (const Fault& fault : diagnosis.faults) listed += fault.count;
  CHECK(listed == 1 + 2 + 5);  // not their product

  report = filled_in();
  report.applications.outcomes.disclosed.natural_person = 21;
  report.applications.outcomes.not_processed.petition.total = 6;
  diagnosis = diagnose(report);
  REQUIRE(diagnosis.verdict == Verdict::one);
  const Explanation& explanation = diagnosis.faults[0].explanations[0];
  REQUIRE(explanation.slips.size() == 2);
  CHECK(explanation.slips[0].kind == SlipKind::transposed);
  CHECK(explanation.slips[1].kind == SlipKind::total_not_updated);
  CHECK(message(explanation, Language::en) ==
        "Table 3, applications · （一） Disclosed · Natural persons should be 12 (not 21), two "
        "digits changed places; Table 3, applications · （五）1 Petitions, reports, complaints · "
        "Total should be 0 (not 6), the total is not the sum");
}

// ---- blanks
// ---------------------------------------------------------------------------------------

TEST_CASE("blanks: offered where determined, never blamed, named where they prevent an answer") {
  Report report = filled_in();
  report.applications.outcomes.disclosed.natural_person = Count();
  Diagnosis diagnosis = diagnose(report);
  CHECK(diagnosis.verdict == Verdict::consistent);
  REQUIRE(diagnosis.filled.size() == 1);
  CHECK(diagnosis.filled[0].proposed == Count(12));
  CHECK(diagnosis.filled[0].printed == Count());
  CHECK(diagnosis.open.empty());
  CHECK(corrections(diagnosis)[0].confidence == Confidence::determined);

  // A wrong number elsewhere is still found, and the blank offered.
  report.applications.received.other = 4;
  diagnosis = diagnose(report);
  REQUIRE(diagnosis.verdict == Verdict::one);
  CHECK(smallest_sets(diagnosis.faults[0]) == only({{cell("applications.received.other"), 0}}));
  REQUIRE(diagnosis.filled.size() == 1);
  CHECK(diagnosis.filled[0].proposed == Count(12));

  // In its row, the column alone tells: the row's equation only gives the blank.
  report = filled_in();
  report.applications.outcomes.disclosed.total = Count(State::unreadable);
  report.applications.outcomes.disclosed.natural_person = 13;
  diagnosis = diagnose(report);
  REQUIRE(diagnosis.faults.size() == 1);
  CHECK(smallest_sets(diagnosis.faults[0])
            .count({{cell("applications.outcomes.disclosed.natural_person"), 12}}) == 1);
  for (const Explanation& explanation : diagnosis.faults[0].explanations)
    for (const Slip& slip : explanation.slips)
      for (const Proposal& proposal : slip.cells) CHECK(proposal.printed.has_value());

  // What the blank holds makes no difference: the sides differ whatever it is.
  report = filled_in();
  report.proceedings.reconsideration = {12, Count(), 3, 6, 17};
  diagnosis = diagnose(report);
  CHECK(diagnosis.verdict == Verdict::undecidable);
  REQUIRE(diagnosis.faults.size() == 1);
  REQUIRE(diagnosis.faults[0].blanks.size() == 1);
  CHECK(diagnosis.faults[0].blanks[0] == "proceedings.reconsideration.corrected");
  CHECK(diagnosis.open.size() == 1);
  CHECK(diagnosis_text(diagnosis, Language::zh, false) ==
        "诊断：有空缺，无法判定是哪一格有误：表四·行政复议·结果纠正\n");

  // Two blanks with a choice.
  report.proceedings.reconsideration = {12, Count(), Count(), 2, 17};
  diagnosis = diagnose(report);
  CHECK(diagnosis.verdict == Verdict::consistent);
  CHECK(diagnosis.filled.empty());
  CHECK(diagnosis.open.size() == 2);
  CHECK(diagnose(blank_report(Form::of_2021)).verdict == Verdict::consistent);
}

TEST_CASE("law: a single blank beside a single error hides neither") {
  Random random(21);
  for (int round = 0; round < 400; ++round) {
    Report sound = balanced(random, Form::of_2021);
    std::vector<std::size_t> cells = cells_of_table(sound, 3);
    std::size_t blank = cells[random.below(175)], wrong = cells[random.below(175)];
    if (blank == wrong) continue;
    Report report = sound;
    std::int64_t truth = count_at(report, wrong).value();
    count_at(report, wrong) = truth + 1 + random.below(30);
    count_at(report, blank) = Count(random.below(2) == 0 ? State::blank : State::missing);
    Diagnosis diagnosis = diagnose(report, all_listed());
    // With a blank two columns or a row may leave nothing to be seen.
    if (diagnosis.verdict == Verdict::consistent) {
      CHECK_FALSE(check(report).has_errors());
      continue;
    }
    REQUIRE(diagnosis.faults.size() == 1);
    REQUIRE(diagnosis.faults[0].smallest == 1);
    CHECK(smallest_sets(diagnosis.faults[0]).count({{wrong, truth}}) == 1);
    for (const Explanation& explanation : diagnosis.faults[0].explanations)
      for (const Set& set : sets_of(explanation)) {
        CHECK(set.count(blank) == 0);
        Report mended = report;
        for (const auto& [c, number] : set) count_at(mended, c) = number;
        CHECK_FALSE(check(mended).has_errors());
      }
  }
}

// ---- what holds of every diagnosis
// -----------------------------------------------------------------

TEST_CASE(
    "law: every explanation mends everything, in whole numbers from 0 up, the likeliest first") {
  Random random(31);
  std::size_t explanations = 0;
  for (int round = 0; round < 300; ++round) {
    Report report = balanced(random, round % 4 == 0 ? Form::of_2019 : Form::of_2021);
    std::vector<std::size_t> cells = cells_of_table(report, 3), blocks = cells_of_table(report, 4);
    for (std::uint32_t i = random.below(4) + 1; i > 0; --i) {
      std::size_t c = random.below(4) == 0
                          ? blocks[random.below(15)]
                          : cells[random.below(static_cast<std::uint32_t>(cells.size()))];
      count_at(report, c) =
          random.below(30) == 0 ? -3 : static_cast<std::int64_t>(random.below(30));
    }
    Diagnosis diagnosis = diagnose(report);
    Report again = report;
    CHECK(diagnosis_json(diagnosis) == diagnosis_json(diagnose(again)));
    for (const Fault& fault : diagnosis.faults) {
      CHECK(fault.count >= fault.explanations.size());
      const Explanation* before = nullptr;
      for (const Explanation& explanation : fault.explanations) {
        if (before != nullptr) CHECK(before->slips[0].kind <= explanation.slips[0].kind);
        before = &explanation;
        CHECK(explanation.size() >= fault.smallest);
        for (const Set& set : sets_of(explanation)) {
          ++explanations;
          Report one = report;
          for (const auto& [c, number] : set) {
            CHECK(number >= 0);
            CHECK(count_at(one, c) != Count(number));
            CHECK(state_at(one, c) != State::absent);
            count_at(one, c) = number;
          }
          // Nothing is left in the equations of these cells.
          for (const Finding& finding : check(one))
            if (finding.rule.severity == Severity::error)
              for (const Term& term : finding.terms) CHECK(set.count(term.cell) == 0);
        }
      }
    }
  }
  CHECK(explanations > 600);
}

TEST_CASE("the limits: said, never silent") {
  Report report = filled_in();
  report.applications.outcomes.disclosed.natural_person = 0;
  report.applications.outcomes.denied.state_secret.total = 9;
  report.applications.carried_in.other = 3;
  Diagnosis diagnosis = diagnose(report);
  CHECK(diagnosis.verdict == Verdict::one);
  CHECK(diagnosis.faults[0].smallest == 3);
  DiagnosisLimits limits;
  limits.cells = 2;
  diagnosis = diagnose(report, limits);
  CHECK(diagnosis.verdict == Verdict::undecidable);
  CHECK_FALSE(diagnosis.faults[0].complete);
  CHECK(diagnosis_text(diagnosis, Language::zh, false) == "诊断：错处较多，未能找出是哪几格有误\n");
  limits = {};
  limits.steps = 5;
  CHECK_FALSE(diagnose(report, limits).faults[0].complete);
  limits = {};
  limits.listed = 2;
  report = filled_in();
  report.proceedings.reconsideration.total = 18;
  diagnosis = diagnose(report, limits);
  CHECK(diagnosis.faults[0].explanations.size() == 2);
  CHECK(diagnosis.faults[0].count == 5);
}

// ---- corrections
// ------------------------------------------------------------------------------------

TEST_CASE("corrections change nothing until applied, and the log keeps the old numbers") {
  Report report = filled_in();
  report.applications.outcomes.disclosed.natural_person = 21;
  const Report before = report;
  std::vector<Correction> all = corrections(diagnose(report));
  CHECK(report == before);
  REQUIRE(all.size() == 1);
  CHECK(all[0].path == "applications.outcomes.disclosed.natural_person");
  CHECK(all[0].printed == Count(21));
  CHECK(all[0].proposed == Count(12));
  CHECK(all[0].rules == "applicants.total outcomes.total");
  CHECK(all[0].confidence == Confidence::only);

  std::vector<Correction> log;
  CHECK(apply(report, all[0], log));
  CHECK(report == filled_in());
  REQUIRE(log.size() == 1);
  CHECK(log[0].printed == Count(21));
  CHECK_FALSE(apply(report, all[0], log));  // it holds something else by now
  Correction wrong = all[0];
  for (const char* path : {"", "agency", "applications.received", "applications.nowhere.total",
                           "disclosure.administrative_fees.collected"}) {
    wrong.path = path;
    CHECK_FALSE(apply(report, wrong, log));
  }
  wrong = {"applications.received.total", 38, -1, "", Confidence::possible};
  CHECK_FALSE(apply(report, wrong, log));
  wrong = {"disclosure_2019.rules.produced", Count(State::absent), 1, "", Confidence::possible};
  CHECK_FALSE(apply(report, wrong, log));
  CHECK(report == filled_in());
  CHECK(log.size() == 1);

  std::string json = write_json(log[0]);
  Result<Correction> back = read_json<Correction>(json);
  REQUIRE(back);
  CHECK(back->path == log[0].path);
  CHECK(back->proposed == Count(12));
  CHECK(back->confidence == Confidence::only);
}

TEST_CASE("the diagnosis as text and as JSON") {
  Report report = filled_in();
  report.proceedings.reconsideration.upheld = 21;
  Diagnosis diagnosis = diagnose(report);
  CHECK(diagnosis_text(diagnosis, Language::zh, false) ==
        "诊断：有 2 种解释，可能性大的在前：\n"
        "    1. 表四·行政复议·总计应为 26（原为 17），总计与各项之和不符\n"
        "    2. 表四·行政复议·结果维持应为 12（原为 21），两位数字颠倒\n");
  json found = json::parse(diagnosis_json(diagnosis));
  CHECK(found["verdict"] == "several");
  CHECK(found["faults"][0]["count"] == 2);
  CHECK(found["faults"][0]["confidence"] == "likeliest");
  json slip = found["faults"][0]["explanations"][1]["slips"][0];
  CHECK(slip["kind"] == "transposed");
  CHECK(slip["cells"][0]["path"] == "proceedings.reconsideration.upheld");
  CHECK(slip["cells"][0]["printed"] == 21);
  CHECK(slip["cells"][0]["proposed"] == 12);
  CHECK(slip["cells"][0]["rules"] == json{"results.total"});
  CHECK(diagnosis_text(diagnose(filled_in()), Language::zh, false).empty());
  CHECK(json::parse(diagnosis_json(diagnose(filled_in())))["verdict"] == "consistent");
}

TEST_CASE("findings carry the diagnosis after them, where one is given") {
  Reading reading;
  reading.report = filled_in();
  reading.report.applications.outcomes.disclosed.natural_person = 21;
  Findings findings = check(reading.report);
  Diagnosis diagnosis = diagnose(reading.report);
  std::string text = findings_text(reading, findings, "f", {}, Language::zh, false, &diagnosis);
  std::size_t at = text.find("\n诊断：只有一种解释：表三·（一）予以公开·自然人应为 12（原为 21）");
  REQUIRE(at != std::string::npos);
  CHECK(text.find("错误：", at) == std::string::npos);  // after the last finding
  CHECK(text.find("\nf：", at) != std::string::npos);   // and before the summary
  CHECK(findings_text(reading, findings, "f", {}, Language::zh, false).find("诊断") ==
        std::string::npos);
  CHECK(json::parse(findings_json(reading, findings, "f", &diagnosis))["diagnosis"] ==
        json::parse(diagnosis_json(diagnosis)));
  CHECK_FALSE(json::parse(findings_json(reading, findings, "f")).contains("diagnosis"));
}

namespace {

// Two equations in one row that have nothing to do with each other.
struct Ledger {
  Count in, out, left, men, women, people;
};
BOOST_DESCRIBE_STRUCT(Ledger, (), (in, out, left, men, women, people))
constexpr auto goods = identity({"goods", Severity::error, said, said, said},
                                sum(&Ledger::in) == sum(&Ledger::out, &Ledger::left));
constexpr auto heads = identity({"heads", Severity::error, said, said, said},
                                sum(&Ledger::men, &Ledger::women) == sum(&Ledger::people));
constexpr auto ledger_rules = lift<Ledger>(goods, heads);

}  // namespace

TEST_CASE("parts that share a row are told apart") {
  Ledger ledger{10, 4, 5, 3, 4, 8};
  Diagnosis diagnosis = diagnose(ledger, ledger_rules);
  REQUIRE(diagnosis.faults.size() == 2);
  CHECK(smallest_sets(diagnosis.faults[0]) == std::set<Set>{{{0, 9}}, {{1, 5}}, {{2, 6}}});
  CHECK(smallest_sets(diagnosis.faults[1]) == std::set<Set>{{{3, 4}}, {{4, 5}}, {{5, 7}}});
  CHECK(diagnosis.faults[0].count == 3);
  CHECK(diagnosis.faults[0].equations == std::vector<std::size_t>{0});
  CHECK(message(diagnosis.faults[1].explanations[0], Language::zh) ==
        "people应为 7（原为 8），总计与各项之和不符");
}

TEST_CASE("a rule set with nothing in it, and equations of nothing that is there") {
  CHECK(diagnose(zeros(Form::of_2021), Rules()).verdict == Verdict::consistent);
  CHECK(diagnose(blank_report(Form::of_2021, State::absent)).verdict == Verdict::consistent);
  CHECK(diagnose(Small(), small_rules).open.size() == small_cells);
}
