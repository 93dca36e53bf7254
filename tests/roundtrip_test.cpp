// Reports made up at random, rendered into every shape of source with realistic damage, and read
// back: a cell is exact, or it is marked as doubtful. Never silently wrong.
#include <doctest/doctest.h>

#include "form.hpp"
#include "gongkai/read.hpp"
#include "render.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

struct Tally {
  std::size_t reports = 0, unread = 0, cells = 0, flagged = 0, wrong = 0;
};

bool is_flagged(State state) {
  return state == State::missing || state == State::unreadable || state == State::ambiguous;
}

void compare(const Report& truth, const Report& read, Tally& tally, const std::string& source) {
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    State wanted = state_at(truth, i), got = state_at(read, i);
    if (wanted == State::absent && got == State::absent) continue;
    ++tally.cells;
    if (wanted == got && text_at(truth, i) == text_at(read, i)) continue;
    if (is_flagged(got)) {
      ++tally.flagged;
      continue;
    }
    if (++tally.wrong <= 3)
      MESSAGE(cell_name(path_of<Report>(i), Language::zh), " is ", text_at(truth, i), " (",
              std::string(name(wanted)), "), read as ", text_at(read, i), " (",
              std::string(name(got)), ") from\n", source.substr(0, 6000));
  }
}

}  // namespace

TEST_CASE("10,000 reports, each rendered into one shape, are read back: exact or flagged") {
  constexpr std::size_t reports = 10'000, shapes = std::size(all_shapes);
  Random random(20261124);
  Tally tallies[shapes];
  for (std::size_t i = 0; i < reports; ++i) {
    std::size_t which = i % shapes;
    Tally& tally = tallies[which];
    // Three in four are without a flaw.
    constexpr Flaw flaws[] = {Flaw::blank_row, Flaw::blank_column, Flaw::blank_cell,
                              Flaw::wrong_cell, Flaw::zero_totals};
    std::size_t draw = random() % 20;
    Report truth = random_report(random, draw < std::size(flaws) ? flaws[draw] : Flaw::none);
    std::string source = render(truth, all_shapes[which], random);
    ++tally.reports;
    Result<Reading> reading = read(source);
    if (!reading) {
      if (++tally.unread == 1)
        MESSAGE(std::string(name(all_shapes[which])), ": ", message(reading.error, Language::zh));
      continue;
    }
    compare(truth, reading->report, tally, source);
    CHECK(reading->report.form == truth.form);
    CHECK(reading->report.agency == truth.agency);
    CHECK(reading->report.year == truth.year);
    CHECK(to_string(reading->report.published) == to_string(truth.published));
  }
  MESSAGE("shape, reports, unread, cells, flagged, silently wrong");
  for (std::size_t i = 0; i < shapes; ++i) {
    const Tally& t = tallies[i];
    MESSAGE(std::string(name(all_shapes[i])), ", ", t.reports, ", ", t.unread, ", ", t.cells, ", ",
            t.flagged, ", ", t.wrong);
    CHECK(t.unread == 0);
    CHECK(t.wrong == 0);
    // A reader that doubts everything is of no use. In running text a blank leaves nothing behind,
    // which puts a whole table in doubt; elsewhere hardly anything may be.
    bool text = all_shapes[i] == Shape::flat_text || all_shapes[i] == Shape::cell_per_line ||
                all_shapes[i] == Shape::layout_text;
    CHECK(t.flagged * (text ? 10 : 500) <= t.cells);
  }
}
