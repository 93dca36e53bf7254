#include "read/runs.hpp"

#include <algorithm>
#include <cstdint>

#include "gongkai/check.hpp"
#include "read/number.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using Pieces = std::vector<Piece>;

constexpr std::size_t most_readings = 256;  // of one row
constexpr std::size_t most_steps = 200'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// "07" is no number; it is 0 and 7.
bool leading_zero(std::string_view text) {
  return text.size() > 1 && text[0] == '0' && is_digit(text[1]);
}

// What may stand among numbers that have run together, narrow.
bool is_part_of_number(char32_t c) {
  return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '+' || c == '-';
}

// "2024-01-17"
bool is_date(std::string_view text) {
  std::size_t first = text.find('-'), second = text.find('-', first + 1);
  return second != std::string_view::npos && first == 4 && second - first <= 3 &&
         all_digits(text.substr(0, 4)) && all_digits(text.substr(first + 1, second - first - 1)) &&
         second + 1 < text.size() && is_digit(text[second + 1]);
}

std::string narrowed(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();)
    text::append(result, text::narrow(text::next(text, at)));
  return result;
}

// 元 or 万元 at the end, which is no digit.
std::size_t unit_begin(std::string_view text) {
  for (std::string_view unit : {"万元", "元"})
    if (text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit)
      return text.size() - unit.size();
  return text.size();
}

Count count_of(const Piece& piece) {
  return text::as_count<Sign::non_negative>(text::take_apart(piece.text));
}

// Calls visit(numbers on the left, on the right) for each equation within the row; true if it
// always is.
template <class Visit>
bool for_sums_within(const Row& row, Visit&& visit) {
  for (const Equation& equation : statutory_rules.equations) {
    if (equation.base < row.first || equation.base >= row.first + row.cells) continue;
    const Identity& identity = statutory_rules.identities[equation.identity];
    std::vector<std::size_t> sides[2];
    bool within = true;
    auto collect = [&](const Side& side, std::vector<std::size_t>& cells) {
      for_each_term(side, identity.width, equation.base, [&](std::size_t cell) {
        within = within && cell >= row.first && cell < row.first + row.cells;
        cells.push_back(cell - row.first);
      });
    };
    collect(identity.left, sides[0]);
    if (!within) continue;
    collect(identity.right, sides[1]);
    if (within && !visit(sides[0], sides[1])) return false;
  }
  return true;
}

// How many cells of the row add up to the last of them: 7 of 7, or 5 of 15 three times. 0: none.
std::size_t block_of(const Row& row) {
  std::size_t blocks = 0;
  for_sums_within(row, [&](const auto&, const auto& right) {
    blocks += right.size() == 1 ? 1U : 0U;
    return true;
  });
  return blocks == 0 || row.cells % blocks != 0 ? 0 : row.cells / blocks;
}

// ---- cutting a run of digits ------------------------------------------------------------------

// Where each number of a reading ends.
using Cuts = std::vector<std::size_t>;

class Cutter {
 public:
  // `text`: digits, and signs or points where the row has changes or money. `stops`: where one
  // number must end.
  Cutter(const Row& row, std::string text, std::vector<bool> stops)
      : row_(row), text_(std::move(text)), stops_(std::move(stops)), block_(block_of(row)) {}

  // Those that agree with the sums of the row.
  std::vector<Cuts> with_sums() {
    found_.clear();
    steps_ = 0;
    if (block_ != 0 && all_digits(text_) && plausible()) block(0);
    return steps_ > most_steps ? std::vector<Cuts>() : found_;
  }

  std::vector<Cuts> all() {
    found_.clear();
    steps_ = 0;
    if (plausible()) number(0);
    return steps_ > most_steps || found_.size() > most_readings ? std::vector<Cuts>() : found_;
  }

 private:
  static constexpr std::size_t most_digits = 18;  // of one number

  bool plausible() const {
    return text_.size() >= row_.cells && text_.size() <= row_.cells * most_digits;
  }

  bool too_much() { return ++steps_ > most_steps || found_.size() > most_readings; }

  bool stop_within(std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 1; i < to; ++i)
      if (stops_[i]) return true;
    return false;
  }

  // A number from `from` to `to`, of digits only.
  bool is_number(std::size_t from, std::size_t to) const {
    return to > from && to - from <= most_digits && !(text_[from] == '0' && to > from + 1) &&
           !stop_within(from, to);
  }

  std::int64_t value(std::size_t from, std::size_t to) const {
    std::int64_t result = 0;
    for (; from < to; ++from) result = result * 10 + (text_[from] - '0');
    return result;
  }

  // A block of numbers and their total that begins at `from`; then the next one.
  void block(std::size_t from) {
    if (cuts_.size() == row_.cells) {
      if (from == text_.size()) found_.push_back(cuts_);
      return;
    }
    std::size_t later = row_.cells - cuts_.size() - block_;  // numbers of the blocks behind
    std::size_t first_end = later == 0 ? text_.size() : from + block_;
    for (std::size_t end = first_end; end + later <= text_.size(); ++end)
      for (std::size_t size = 1; size + block_ - 1 <= end - from; ++size) {
        if (size > most_digits || too_much()) break;
        if (!is_number(end - size, end)) continue;
        addends(from, end - size, block_ - 1, value(end - size, end), end);
      }
  }

  // `count` numbers from `from` to `to` that add up to `sum`; then the block ends at `end`.
  void addends(std::size_t from, std::size_t to, std::size_t count, std::int64_t sum,
               std::size_t end) {
    if (too_much()) return;
    if (count == 0) {
      if (from != to || sum != 0) return;
      cuts_.push_back(end);
      block(end);
      cuts_.pop_back();
      return;
    }
    std::size_t most = sum == 0 ? 1 : std::to_string(sum).size();
    if (to < from + count || to - from > count * most) return;
    for (std::size_t next = from + 1; next + count - 1 <= to && next - from <= most; ++next) {
      if (!is_number(from, next)) continue;
      std::int64_t addend = value(from, next);
      if (addend > sum) break;
      cuts_.push_back(next);
      addends(next, to, count - 1, sum - addend, end);
      cuts_.pop_back();
    }
  }

  // Any numbers of the kinds of the row.
  void number(std::size_t from) {
    if (too_much()) return;
    std::size_t left = row_.cells - cuts_.size();
    if (left == 0) {
      if (from == text_.size()) found_.push_back(cuts_);
      return;
    }
    std::size_t first = left == 1 ? text_.size() : from + 1;
    for (std::size_t next = first; next + left - 1 <= text_.size(); ++next) {
      if (stop_within(from, next)) break;
      if (!is_of_kind(from, next)) continue;
      cuts_.push_back(next);
      number(next);
      cuts_.pop_back();
    }
  }

  bool is_of_kind(std::size_t from, std::size_t to) const {
    Kind kind = row_.columns->members[cuts_.size() % row_.columns->size].kind;
    bool sign = text_[from] == '+' || text_[from] == '-';
    if (sign && kind != Kind::change) return false;
    if (sign) ++from;
    std::size_t point = kind == Kind::amount ? text_.find('.', from) : to;
    std::size_t whole = std::min(point, to);
    if (!is_number(from, whole) || !digits(from, whole)) return false;
    return whole == to || digits(whole + 1, to);
  }

  bool digits(std::size_t from, std::size_t to) const {
    return all_digits(std::string_view(text_).substr(from, to - from));
  }

  const Row& row_;
  std::string text_;
  std::vector<bool> stops_;
  std::size_t block_;
  Cuts cuts_;
  std::vector<Cuts> found_;
  std::size_t steps_ = 0;
};

// The pieces as one text, and how parts of it are pieces again.
struct Run {
  std::string text;
  std::vector<bool> stops;  // by position
  std::string unit;         // behind the last number
  const Pieces* pieces = nullptr;
  std::vector<std::size_t> begins;  // of each piece, in `text`

  explicit Run(const Pieces& all) : pieces(&all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      begins.push_back(text.size());
      std::string number = narrowed(all[i].text);
      if (i + 1 == all.size()) {
        std::size_t end = unit_begin(number);
        unit = number.substr(end);
        number.resize(end);
      }
      text += number;
    }
    stops.assign(text.size() + 1, false);
    for (std::size_t begin : begins) stops[std::min(begin, text.size())] = true;
  }

  Piece part(std::size_t from, std::size_t to) const {
    std::size_t first = 0, last = 0;
    for (std::size_t i = 0; i < begins.size(); ++i) {
      if (begins[i] <= from) first = i;
      if (begins[i] < to) last = i;
    }
    const Piece& begin = (*pieces)[first];
    const Piece& end = (*pieces)[last];
    Piece result{text.substr(from, to - from), begin.place, begin.column};
    // Bytes are told where they are those of the source: ASCII, and nothing was left out.
    bool exact = begin.text.size() == begin.place.length && end.text.size() == end.place.length &&
                 narrowed(begin.text) == begin.text && narrowed(end.text) == end.text;
    if (exact) {
      std::size_t offset = begin.place.offset + (from - begins[first]);
      result.place.offset = offset;
      result.place.length = end.place.offset + (to - begins[last]) - offset;
    }
    if (to == text.size() && !unit.empty()) {
      result.text += unit;
      if (exact) result.place.length += unit.size();
    }
    return result;
  }

  std::vector<Pieces> parts(const std::vector<Cuts>& all) const {
    std::vector<Pieces> result;
    for (const Cuts& cuts : all) {
      result.emplace_back();
      std::size_t from = 0;
      for (std::size_t to : cuts) {
        result.back().push_back(part(from, to));
        from = to;
      }
    }
    return result;
  }
};

// More numbers than cells: which of them are one number, torn, the sums of the row tell.
std::vector<Pieces> joined(const Row& row, const Pieces& pieces) {
  constexpr std::size_t most_torn = 3;
  std::size_t torn = pieces.size() - row.cells;
  if (torn > most_torn || block_of(row) == 0) return {};
  std::vector<Pieces> found;
  Run run(pieces);
  std::vector<bool> join(pieces.size(), false);  // with the one before
  std::fill(join.end() - static_cast<std::ptrdiff_t>(torn), join.end(), true);
  do {
    if (join[0]) continue;
    bool possible = true;
    for (std::size_t i = 1; i < pieces.size() && possible; ++i)
      possible = !join[i] || (all_digits(pieces[i].text) && all_digits(pieces[i - 1].text) &&
                              (pieces[i - 1].text[0] != '0' || join[i - 1]));
    if (!possible) continue;
    Pieces reading;
    for (std::size_t i = 0; i < pieces.size();) {
      std::size_t next = i + 1;
      while (next < pieces.size() && join[next]) ++next;
      reading.push_back(
          run.part(run.begins[i], next < pieces.size() ? run.begins[next] : run.text.size()));
      i = next;
    }
    bool numbers = std::none_of(reading.begin(), reading.end(),
                                [](const Piece& piece) { return leading_zero(piece.text); });
    if (numbers && sums_allow(row, reading)) found.push_back(std::move(reading));
  } while (std::next_permutation(join.begin(), join.end()));
  return found;
}

// "13 612": one number, whose thousands stand apart.
Piece with_thousands(const Pieces& pieces) {
  Run run(pieces);
  Piece whole = run.part(0, run.text.size());
  whole.text.clear();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string_view group = pieces[i].text;
    bool fits =
        all_digits(group) && (i == 0 ? group.size() <= 3 && group[0] != '0' : group.size() == 3);
    if (!fits) return {};
    if (i > 0) whole.text += ' ';
    whole.text += group;
  }
  return whole;
}

}  // namespace

std::size_t numbers_begin(std::string_view text) {
  if (is_date(text)) return text.size();
  std::string_view rest = text.substr(0, unit_begin(text));
  std::size_t begin = text.size();
  bool any = false;
  while (!rest.empty()) {
    std::size_t start = rest.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(rest[start]) & 0xC0U) == 0x80U) --start;
    std::size_t at = start;
    char32_t c = text::narrow(text::next(rest, at));
    bool digit = c >= '0' && c <= '9';
    if (!is_part_of_number(c) && !text::is_space(c)) break;
    if (c == '-' && !any) break;
    any = any || digit;
    if (digit || c == '+' || c == '-') begin = start;
    rest.remove_suffix(rest.size() - start);
  }
  return any ? begin : text.size();
}

std::vector<Piece> pieces_of(const std::vector<Piece>& cells) {
  Pieces pieces;
  for (const Piece& cell : cells) {
    std::string_view text = cell.text;
    bool verbatim = text.size() == cell.place.length;
    std::size_t line = cell.place.line;
    std::size_t begin = text.size(), depth = 0;
    auto close = [&](std::size_t end) {
      if (begin >= end) return;
      Place place = cell.place;
      if (verbatim) place = {place.offset + begin, end - begin, line};
      pieces.push_back({std::string(text.substr(begin, end - begin)), place, cell.column});
      begin = text.size();
    };
    for (std::size_t at = 0; at < text.size();) {
      std::size_t start = at;
      char32_t c = text::narrow(text::next(text, at));
      if (text::is_space(c) && depth == 0) {
        // A remark or a unit belongs to the number before it.
        std::size_t ahead = start;
        char32_t following = ' ';
        while (ahead < text.size() && text::is_space(following))
          following = text::narrow(text::next(text, ahead));
        if (following != '(' && following < 0x3000) close(start);
        if (c == '\n') ++line;
        continue;
      }
      if (begin == text.size()) begin = start;
      if (c == '(') ++depth;
      if (c == ')' && depth > 0) --depth;
      if (c == '\n') ++line;
    }
    close(text::trim(text).empty() ? 0 : text.size());
  }
  return pieces;
}

bool shows_gluing(const std::vector<Piece>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return leading_zero(piece.text) && all_digits(piece.text);
  });
}

std::size_t digits_of(const std::vector<Piece>& pieces) {
  std::size_t digits = 0;
  for (const Piece& piece : pieces)
    digits +=
        static_cast<std::size_t>(std::count_if(piece.text.begin(), piece.text.end(), is_digit));
  return digits;
}

Readings readings_of(const Row& row, const std::vector<Piece>& pieces, bool may_cut,
                     bool sums_tell) {
  Readings result;
  if (pieces.size() == row.cells) {
    if (!shows_gluing(pieces)) result.all = {pieces};
    return result;
  }
  if (pieces.size() > row.cells) {
    if (row.cells > 1) {
      result.all = joined(row, pieces);
    } else if (Piece whole = with_thousands(pieces); !whole.text.empty()) {
      result.all = {{whole}};
    }
    result.joined = row.cells > 1;
    return result;
  }
  if (pieces.empty() || !may_cut) return result;
  result.cut = true;
  Run run(pieces);
  Cutter at_spaces(row, run.text, run.stops);
  std::vector<Cuts> found;
  if (sums_tell) found = at_spaces.with_sums();
  if (found.empty()) {
    found = at_spaces.all();
    if (pieces.size() > 1) {
      Cutter anywhere(row, run.text, std::vector<bool>(run.text.size() + 1, false));
      for (const Cuts& cuts : anywhere.with_sums())
        if (std::find(found.begin(), found.end(), cuts) == found.end()) found.push_back(cuts);
    }
  }
  if (found.size() <= most_readings) result.all = run.parts(found);
  return result;
}

bool sums_allow(const Row& row, const std::vector<Piece>& pieces) {
  return for_sums_within(row, [&](const auto& left, const auto& right) {
    ExactSum sums[2];
    bool unknown[2] = {false, false};
    auto add = [&](const std::vector<std::size_t>& cells, std::size_t which) {
      for (std::size_t cell : cells) {
        Count count = count_of(pieces[cell]);
        if (count.has_value())
          sums[which] += count.value();
        else
          unknown[which] = true;
      }
    };
    add(left, 0);
    add(right, 1);
    ExactSum gap = sums[1] - sums[0];  // what is left for the unknown on the left
    if (!unknown[0] && !unknown[1]) return gap.zero();
    if (unknown[0] && !unknown[1]) return !gap.negative();
    if (!unknown[0] && unknown[1]) return gap.negative() || gap.zero();
    return true;
  });
}

namespace {

// A report in which open rows are tried out.
class Trial {
 public:
  // Without the texts, which may be long: rows are tried by their hundreds.
  explicit Trial(const Report& report) {
    report_.applications = report.applications;
    report_.proceedings = report.proceedings;
  }

  void place(const Row& row, const Pieces& reading) {
    for (std::size_t i = 0; i < row.cells; ++i) *cell(row.first + i) = count_of(reading[i]);
  }

  // Takes into account the equations that reach beyond this row.
  void add_equations(const Row& row) {
    auto in_row = [&row](std::size_t i) { return i >= row.first && i < row.first + row.cells; };
    for (const Equation& equation : statutory_rules.equations) {
      bool inside = false, outside = false;
      for_each(equation, [&](std::size_t i, bool) { (in_row(i) ? inside : outside) = true; });
      if (inside && outside &&
          std::find(equations_.begin(), equations_.end(), &equation) == equations_.end())
        equations_.push_back(&equation);
    }
  }

  // How many of the equations are broken. What is not known breaks none.
  std::size_t broken() {
    return static_cast<std::size_t>(
        std::count_if(equations_.begin(), equations_.end(), [this](const Equation* equation) {
          ExactSum sums[2];
          bool known = true;
          for_each(*equation, [&](std::size_t i, bool right) {
            Count count = *cell(i);
            if (count.has_value())
              sums[right ? 1 : 0] += count.value();
            else
              known = known && count.state() == State::absent;
          });
          return known && !(sums[0] - sums[1]).zero();
        }));
  }

 private:
  Count* cell(std::size_t i) { return static_cast<Count*>(cell_at(schema<Report>, &report_, i)); }

  template <class Visit>
  static void for_each(const Equation& equation, Visit&& visit) {
    const Identity& identity = statutory_rules.identities[equation.identity];
    for_each_term(identity.left, identity.width, equation.base,
                  [&](std::size_t i) { visit(i, false); });
    for_each_term(identity.right, identity.width, equation.base,
                  [&](std::size_t i) { visit(i, true); });
  }

  Report report_;
  std::vector<const Equation*> equations_;
};

}  // namespace

Fit rule_out(const Report& report, std::vector<OpenRow>& rows) {
  constexpr std::size_t most_combinations = 4096;
  std::size_t combinations = 1;
  for (const OpenRow& row : rows) {
    combinations *= row.readings.size();
    if (combinations > most_combinations) return Fit::too_many_to_tell;
  }

  Trial trial(report);
  std::vector<std::size_t> choice(rows.size(), 0);
  std::vector<std::vector<bool>> kept;
  for (const OpenRow& row : rows) {
    trial.add_equations(*row.row);
    trial.place(*row.row, row.readings[0]);
    kept.emplace_back(row.readings.size(), false);
  }
  bool any = false;
  for (std::size_t round = 0; round < combinations; ++round) {
    if (trial.broken() == 0) {
      any = true;
      for (std::size_t i = 0; i < rows.size(); ++i) kept[i][choice[i]] = true;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      bool carry = ++choice[i] == rows[i].readings.size();
      if (carry) choice[i] = 0;
      trial.place(*rows[i].row, rows[i].readings[choice[i]]);
      if (!carry) break;
    }
  }
  if (!any) return Fit::none;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<Pieces> left;
    for (std::size_t k = 0; k < kept[i].size(); ++k)
      if (kept[i][k]) left.push_back(std::move(rows[i].readings[k]));
    rows[i].readings = std::move(left);
  }
  return Fit::some;
}

std::vector<Pieces> rivals(const Report& report, const std::vector<OpenRow>& open, const Row& row,
                           const Pieces& taken, const Pieces& pieces) {
  auto fit = [&](std::vector<Pieces>& readings) {
    std::vector<OpenRow> rows = open;
    rows.push_back({&row, readings});
    Fit answer = rule_out(report, rows);
    readings = std::move(rows.back().readings);
    return answer;
  };
  std::vector<Pieces> own = {taken};
  if (fit(own) == Fit::some) return {};
  Run run(pieces);
  std::vector<Pieces> others;
  for (Pieces& reading : run.parts(Cutter(row, run.text, run.stops).all()))
    if (!sums_allow(row, reading)) others.push_back(std::move(reading));
  // A blank leaves nothing behind: perhaps there is one number fewer.
  Row fewer = row;
  --fewer.cells;
  for (const Pieces& numbers : run.parts(Cutter(fewer, run.text, run.stops).all()))
    for (std::size_t blank = 0; blank < row.cells; ++blank) {
      Pieces reading = numbers;
      reading.insert(reading.begin() + static_cast<std::ptrdiff_t>(blank), Piece());
      if (sums_allow(row, reading)) others.push_back(std::move(reading));
    }
  if (others.empty() || fit(others) == Fit::none) return {};
  return others;
}

}  // namespace v0
}  // namespace gongkai
