// The verdict alone says what check() says, whatever the cells hold.
#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "described.hpp"
#include "form.hpp"
#include "gongkai/check.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t end) { return random_() % end; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 random_;
};

using Row = std::vector<Count*>;

std::vector<Row> rows_of(const Schema& part, void* object) {
  std::vector<Row> rows;
  Row counts;
  for (const Member& member : part) {
    if (member.kind == Kind::count) counts.push_back(static_cast<Count*>(member.at(object)));
    if (member.kind != Kind::part) continue;
    for (Row& row : rows_of(*member.part, member.at(object))) rows.push_back(std::move(row));
  }
  if (!counts.empty()) rows.push_back(counts);
  return rows;
}

std::int64_t number(const Count* cell) { return cell->has_value() ? cell->value() : 0; }

/// A report whose equations hold: numbers below `end` in the details, totals from them. What was
/// not handled is carried forward.
Report in_balance(Form form, std::int64_t end, Chance& chance) {
  Report report = zeros(form);
  auto add_up = [](Row& row) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) sum += number(row[i]);
    if (row.back()->state() != State::absent) *row.back() = sum;
  };
  auto fill = [&](Row& row) {
    for (Count* cell : row)
      if (cell->state() != State::absent)
        *cell = chance.one_in(2) ? 0 : chance.below(static_cast<std::uint64_t>(end));
    add_up(row);
  };
  Applications& table = report.applications;
  Row received = rows_of(schema<Applicants>, &table.received)[0];
  Row carried_in = rows_of(schema<Applicants>, &table.carried_in)[0];
  Row carried_forward = rows_of(schema<Applicants>, &table.carried_forward)[0];
  Row total = rows_of(schema<Applicants>, &table.outcomes.total)[0];
  std::vector<Row> outcomes = rows_of(schema<Outcomes>, &table.outcomes);
  for (Row& row : outcomes)
    if (row != total) fill(row);
  fill(carried_forward);
  for (std::size_t column = 0; column < total.size(); ++column) {
    std::int64_t sum = 0;
    for (Row& row : outcomes)
      if (row != total) sum += number(row[column]);
    *total[column] = sum;
    sum += number(carried_forward[column]);
    *carried_in[column] = sum / 3;
    *received[column] = sum - sum / 3;
  }
  add_up(carried_in);  // thirds of a sum and the sum of thirds differ
  add_up(received);
  *received.back() =
      number(total.back()) + number(carried_forward.back()) - number(carried_in.back());
  for (Row& row : rows_of(schema<Proceedings>, &report.proceedings)) fill(row);
  return report;
}

std::int64_t any_number(Chance& chance) {
  std::int64_t most = std::numeric_limits<std::int64_t>::max(), least = Count::min;
  switch (chance.below(6)) {
    case 0:
      return most - static_cast<std::int64_t>(chance.below(3));
    case 1:
      return least + static_cast<std::int64_t>(chance.below(3));
    case 2:
      return -static_cast<std::int64_t>(chance.below(100));
    case 3:
      return static_cast<std::int64_t>(UINT64_C(1) << chance.below(63));
    default:
      return static_cast<std::int64_t>(chance.below(100));
  }
}

void spoil(Report& report, Chance& chance) {
  std::size_t cell = chance.below(schema<Report>.cells);
  Kind kind = path_of<Report>(cell).cell().kind;
  void* at = cell_at(schema<Report>, &report, cell);
  if (chance.one_in(2)) {
    set_state(kind, at, static_cast<State>(1 + chance.below(6)));
  } else if (kind == Kind::count) {
    *static_cast<Count*>(at) = any_number(chance);
  } else if (kind == Kind::change) {
    *static_cast<Change*>(at) = any_number(chance);
  } else {
    *static_cast<Amount*>(at) = Amount(any_number(chance), static_cast<int>(chance.below(12)));
  }
}

}  // namespace

TEST_CASE("balanced() is: check() has no findings") {
  std::size_t good = 0, bad = 0;
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    Chance chance(seed);
    Form form = chance.one_in(2) ? Form::of_2019 : Form::of_2021;
    Report report = in_balance(form, INT64_C(1) << chance.below(60), chance);
    for (std::uint64_t i = chance.below(4); i > 0; --i) spoil(report, chance);
    bool nothing_found = check(report, Rules(statutory_rules)).empty();
    CAPTURE(seed);
    CHECK(balanced(report) == nothing_found);
    CHECK(check(report).empty() == nothing_found);
    ++(nothing_found ? good : bad);
  }
  CHECK(good > 500);
  CHECK(bad > 500);
}

TEST_CASE("each cell counts for the verdict") {
  for (Form form : {Form::of_2019, Form::of_2021}) {
    Report report = zeros(form);
    CHECK(balanced(report));
    CHECK_FALSE(balanced(blank_report(form)));
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
      Report changed = report;
      Kind kind = path_of<Report>(cell).cell().kind;
      void* at = cell_at(schema<Report>, &changed, cell);
      if (state_at(report, cell) == State::absent) continue;
      set_state(kind, at, State::blank);
      CHECK_FALSE(balanced(changed));
      set_state(kind, at, State::absent);  // as if there were no such cell: nothing is to be said
      CHECK(balanced(changed));
      if (kind == Kind::count) {
        *static_cast<Count*>(at) = -1;
        CHECK_FALSE(balanced(changed));
      }
    }
    for (std::size_t cell : counts_of_tables_3_and_4(form)) {
      Report changed = report;
      count_at(changed, cell) = 1;
      CHECK_FALSE(balanced(changed));
    }
  }
}

TEST_CASE("numbers too large for a sum of 64 bits do not come out even by going round") {
  Report report = zeros(Form::of_2021);
  Applicants& row = report.applications.outcomes.denied.state_secret;
  const std::int64_t half = INT64_C(1) << 62;
  row.natural_person = row.commercial_enterprise = half;
  row.research_institution = row.other = half;  // 2^64 in all, which is 0 in 64 bits
  CHECK_FALSE(balanced(report));
  Results& results = report.proceedings.reconsideration;
  report = zeros(Form::of_2021);
  results.upheld = Count::max - 1;
  results.other = 1;
  results.total = Count::max;
  CHECK(balanced(report));
  results.corrected = 1;
  CHECK_FALSE(balanced(report));
}

TEST_CASE("money and changes: what check() would say of them") {
  Report report = zeros(Form::of_2019);
  report.disclosure_2019.licences.change = -3;
  CHECK(balanced(report));
  report.disclosure_2019.procurement.amount = Amount(-1, 0);
  CHECK_FALSE(balanced(report));
  report.disclosure_2019.procurement.amount = Amount(1, Amount::fen_decimals);
  CHECK(balanced(report));
  report.disclosure_2019.procurement.amount = Amount(1, Amount::fen_decimals + 1);
  CHECK_FALSE(balanced(report));
}
