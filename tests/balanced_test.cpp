// The verdict alone says what check() says, whatever the cells hold.
#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "bench/reports.hpp"
#include "described.hpp"
#include "form.hpp"
#include "gongkai/check.hpp"

namespace stall {

// Counts beside other members, and a count beside a part: not all counts of a struct stand
// together.
struct Flow {
  gongkai::Count in;
  std::string note;
  gongkai::Count out, left;
};
BOOST_DESCRIBE_STRUCT(Flow, (), (in, note, out, left))
struct Day {
  gongkai::Count visitors;
  Flow apples;
  gongkai::Amount takings;
  Flow pears;
};
BOOST_DESCRIBE_STRUCT(Day, (), (visitors, apples, takings, pears))
constexpr auto rules = gongkai::lift<Day>(
    gongkai::identity({"flow", gongkai::Severity::error, {}, {}, {}},
                      gongkai::sum(&Flow::in) == gongkai::sum(&Flow::out, &Flow::left)));

}  // namespace stall

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

/// A report whose equations hold, with numbers below `end` in the details (2^55 at most, or the
/// sums of 175 of them would not fit).
Report in_balance(Form form, std::uint64_t end, Chance& chance) {
  Report report = zeros(form);
  for (std::size_t cell : counts_of_tables_3_and_4(form))
    count_at(report, cell) = chance.one_in(2) ? 0 : chance.below(end);
  bring_into_balance(report);
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
    Report report = in_balance(form, UINT64_C(1) << chance.below(55), chance);
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

TEST_CASE("a type of one's own has its verdict from its own rules") {
  stall::Day day{7, {10, "", 4, 6}, Amount(125, 1), {3, "", 3, 0}};
  CHECK(balanced<stall::rules>(day));
  CHECK(check<stall::rules>(day).empty());
  day.pears.left = 1;
  CHECK_FALSE(balanced<stall::rules>(day));
  CHECK(check<stall::rules>(day).size() == 1);
  day.pears = {3, "", Count(State::absent), 3};
  CHECK(balanced<stall::rules>(day));
  day.visitors = Count();
  CHECK_FALSE(balanced<stall::rules>(day));
  day.visitors = Count(State::absent);
  CHECK(balanced<stall::rules>(day));
  day.takings = Amount();
  CHECK_FALSE(balanced<stall::rules>(day));
}
