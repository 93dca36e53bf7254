// Report → diagnosis: which cells, changed to which numbers, make every equation hold.
//
// The equations are a code over the cells. A cell's signature is the set of equations it stands in;
// how far each broken equation is off is a sum of signatures, and the smallest sets of cells whose
// signatures make up that sum are what may have gone wrong. In table 3 every cell has a signature
// of its own and no three are dependent: a single wrong cell is found for certain, two and three
// are noticed, and all smallest explanations are listed. A block of table 4 has one equation, and
// any of its five cells may be the wrong one.
//
// Sets of cells to which the equations leave a choice of numbers are not listed. Nothing is
// changed, and no cell that has no number, or that is not in the form, is ever blamed.
#ifndef GONGKAI_DIAGNOSE_HPP
#define GONGKAI_DIAGNOSE_HPP

#include <algorithm>
#include <string>
#include <vector>

#include "gongkai/diagnosis.hpp"
#include "gongkai/report.hpp"
#include "gongkai/rule.hpp"
#include "gongkai/rules.hpp"

namespace gongkai {

/// How far the search goes. Where a limit stops it, Fault::complete is false.
struct DiagnosisLimits {
  std::size_t cells = 6;        ///< in a smallest explanation
  std::size_t steps = 100'000;  ///< sets of cells looked at, for each part of a report
  std::size_t listed = 50;      ///< explanations of a fault that are kept, the likeliest
};

namespace detail {

// ---- exact arithmetic for elimination ----------------------------------------------------------
// Numbers modulo the largest prime below 2^64: a field, so that equations can be solved without
// fractions and without overflow. A cell's number is below 2^63, so it is what its residue says.
// What is found so is then checked in whole numbers.

using Residue = std::uint64_t;
constexpr Residue prime_gap = 59;  // 2^64 is 59 modulo the prime
constexpr Residue prime = 0 - prime_gap;

constexpr Residue plus(Residue a, Residue b) noexcept {
  Residue sum = a + b;
  if (sum < a) sum += prime_gap;
  return sum >= prime ? sum - prime : sum;
}
constexpr Residue negative(Residue a) noexcept { return a == 0 ? 0 : prime - a; }
constexpr Residue times(Residue a, Residue b) noexcept {
  if (a == 1) return b;
  if (b == 1) return a;
  constexpr Residue low_half = 0xFFFFFFFF;
  Residue a1 = a >> 32U, a0 = a & low_half, b1 = b >> 32U, b0 = b & low_half;
  Residue low = a0 * b0, left = a1 * b0, right = a0 * b1;
  Residue middle = (low >> 32U) + (left & low_half) + (right & low_half);
  Residue high = a1 * b1 + (left >> 32U) + (right >> 32U) + (middle >> 32U);
  low = (low & low_half) | (middle << 32U);
  // high × 2^64 is high × 59, which may itself be a little longer than 64 bits.
  Residue folded = (high & low_half) * prime_gap, upper = (high >> 32U) * prime_gap;
  Residue rest = plus((upper & low_half) << 32U, (upper >> 32U) * prime_gap);
  folded = plus(folded, rest);
  return plus(folded, low >= prime ? low - prime : low);
}
constexpr Residue inverse(Residue a) noexcept {
  if (a == 1 || a == prime - 1) return a;
  Residue result = 1;
  for (Residue power = prime - 2; power > 0; power >>= 1U) {
    if ((power & 1U) != 0) result = times(result, a);
    a = times(a, a);
  }
  return result;
}
constexpr Residue residue(std::int64_t number) noexcept {
  auto bits = static_cast<Residue>(number);
  return number < 0 ? negative(0 - bits) : bits;
}

// ---- signatures --------------------------------------------------------------------------------

/// A cell in an equation: on its left side (+1) or its right (-1).
struct Occurrence {
  std::uint32_t equation = 0;
  std::int32_t sign = 0;
};

struct Signature {
  const Occurrence* first;
  const Occurrence* last;
  constexpr const Occurrence* begin() const noexcept { return first; }
  constexpr const Occurrence* end() const noexcept { return last; }
};

/// The signatures of all cells, one after the other.
struct Signatures {
  const std::uint32_t* starts;
  const Occurrence* all;
  constexpr Signature operator[](std::size_t cell) const noexcept {
    return {all + starts[cell], all + starts[cell + 1]};
  }
};

template <class Visit>
constexpr void for_each_occurrence(const Rules& rules, Visit&& visit) {
  for (std::uint32_t e = 0; e < rules.equation_count; ++e) {
    const Equation& equation = rules.equations[e];
    const Identity& identity = rules[equation];
    for_each_term(identity.left, identity.width, equation.base, [&](std::size_t cell) {
      visit(cell, Occurrence{e, 1});
    });
    for_each_term(identity.right, identity.width, equation.base, [&](std::size_t cell) {
      visit(cell, Occurrence{e, -1});
    });
  }
}
constexpr std::size_t occurrences(const Rules& rules) {
  std::size_t count = 0;
  for_each_occurrence(rules, [&](std::size_t, Occurrence) { ++count; });
  return count;
}

/// `starts` has an element more than there are cells, all 0.
constexpr void fill_signatures(const Rules& rules, std::uint32_t* starts, std::size_t cells,
                               Occurrence* all) {
  for_each_occurrence(rules, [&](std::size_t cell, Occurrence) { ++starts[cell + 1]; });
  for (std::size_t i = 0; i < cells; ++i) starts[i + 1] += starts[i];
  for_each_occurrence(rules, [&](std::size_t cell, Occurrence o) { all[starts[cell]++] = o; });
  for (std::size_t i = cells; i > 0; --i) starts[i] = starts[i - 1];  // ends were starts to come
  starts[0] = 0;
}

template <std::size_t Cells, std::size_t Occurrences>
struct SignatureTable {
  std::uint32_t starts[Cells + 1];
  Occurrence all[Occurrences];
  constexpr Signatures view() const noexcept { return {starts, all}; }
};
template <std::size_t Cells, std::size_t Occurrences>
constexpr SignatureTable<Cells, Occurrences> signature_table(const Rules& rules) {
  SignatureTable<Cells, Occurrences> table{};
  fill_signatures(rules, table.starts, Cells, table.all);
  return table;
}

/// Those of the form's own equations, at compile time.
inline constexpr auto statutory_signatures =
    signature_table<schema<Report>.cells, occurrences(statutory_rules)>(statutory_rules);

// ---- the search --------------------------------------------------------------------------------

struct Move {
  std::size_t cell = 0;
  std::int64_t number = 0;
  friend bool operator==(Move a, Move b) noexcept {
    return a.cell == b.cell && a.number == b.number;
  }
  friend bool operator<(Move a, Move b) noexcept {
    return a.cell != b.cell ? a.cell < b.cell : a.number < b.number;
  }
};
using Moves = std::vector<Move>;  // in the order of the cells, where nothing else is said

inline const Move* move_of(const Moves& moves, std::size_t cell) {
  for (const Move& move : moves)
    if (move.cell == cell) return &move;
  return nullptr;
}

/// Adds moves of other cells, in order.
inline void add_in_order(Moves& moves, const Moves& more) {
  for (Move move : more) {
    std::size_t at = moves.size();
    moves.push_back(move);
    for (; at > 0 && move < moves[at - 1]; --at) moves[at] = moves[at - 1];
    moves[at] = move;
  }
}

/// Changes that make every equation hold; where `one_of` is not empty, with one of those.
struct Solution {
  Moves moves;
  std::vector<Moves> one_of;
};

/// A cell of the value at hand.
struct DiagnosedCell {
  enum Is : std::uint8_t {
    outside,
    known,
    unknown,
    negative
  };  // outside the equations or the form
  Is is = outside;
  State state = State::absent;
  std::int64_t number = 0;  // where known or negative
};

/// Equations that cells tie to each other, and the cells.
struct Part {
  std::vector<std::uint32_t> equations;
  std::vector<std::size_t> cells;
  std::vector<std::size_t> unknown;  // of the cells: no number, or a negative one
  bool has_negative = false;
};

/// A value under its rules: what its cells hold, how far its equations are off, and whether they
/// would hold after some changes.
class Numbers {
 public:
  Numbers(const Schema& root, const void* value, const Rules& rules, Signatures signatures)
      : rules_(rules),
        signatures_(signatures),
        gaps_(rules.equation_count),
        unknown_in_(rules.equation_count) {
    cells_.reserve(root.cells);
    for_each_cell(root, value, [this](const Member& member, const void* at) { add(member, at); });
  }

  const Rules& rules() const noexcept { return rules_; }
  const DiagnosedCell& operator[](std::size_t cell) const noexcept { return cells_[cell]; }
  Signature signature(std::size_t cell) const noexcept { return signatures_[cell]; }
  std::size_t unknown_in(std::size_t equation) const noexcept { return unknown_in_[equation]; }
  bool known(std::size_t cell, std::int64_t number) const noexcept {
    return cells_[cell].is == DiagnosedCell::known && cells_[cell].number == number;
  }
  std::size_t size() const noexcept { return cells_.size(); }

  /// Whether there is nothing to say: every equation holds, every cell has a number from 0 up.
  bool plain() const noexcept {
    if (unknown_ > 0) return false;
    for (ExactSum gap : gaps_)
      if (!gap.zero()) return false;
    return true;
  }

  /// Parts in the order of their first equation.
  std::vector<Part> parts() {
    std::vector<std::uint32_t> parent(rules_.equation_count);
    for (std::uint32_t e = 0; e < parent.size(); ++e) parent[e] = e;
    auto root_of = [&](std::uint32_t e) {
      while (parent[e] != e) e = parent[e] = parent[parent[e]];
      return e;
    };
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (cells_[cell].is == DiagnosedCell::outside) continue;
      std::uint32_t first = root_of(signatures_[cell].begin()->equation);
      for (const Occurrence& o : signatures_[cell]) {
        std::uint32_t other = root_of(o.equation);
        parent[std::max(first, other)] = std::min(first, other);
        first = std::min(first, other);
      }
    }
    std::vector<Part> parts;
    std::vector<std::size_t> part_of(parent.size());
    for (std::uint32_t e = 0; e < parent.size(); ++e) {
      if (root_of(e) == e) {
        part_of[e] = parts.size();
        parts.emplace_back();
      }
      parts[part_of[root_of(e)]].equations.push_back(e);
    }
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (cells_[cell].is == DiagnosedCell::outside) continue;
      Part& part = parts[part_of[root_of(signatures_[cell].begin()->equation)]];
      part.cells.push_back(cell);
      if (cells_[cell].is != DiagnosedCell::known) part.unknown.push_back(cell);
      part.has_negative = part.has_negative || cells_[cell].is == DiagnosedCell::negative;
    }
    return parts;
  }

  /// Whether the equations of that part hold after those changes, its unknown numbers being some
  /// whole numbers from 0 up, as check() has it. Those that follow from the equations are then in
  /// settled(); where the answer is no, failed() is an equation that cannot hold.
  bool hold(const Part& part, const Moves& moves) {
    settled_.clear();
    after_.resize(gaps_.size());
    for (std::uint32_t e : part.equations) after_[e] = gaps_[e];
    if (!part.unknown.empty()) {
      left_.assign(gaps_.size(), 0);
      right_.assign(gaps_.size(), 0);
      open_.assign(cells_.size(), false);
      for (std::size_t cell : part.unknown) count_unknown(cell, true);
    }
    for (Move move : moves) {
      if (cells_[move.cell].is != DiagnosedCell::known) count_unknown(move.cell, false);
      shift(after_, move);
    }
    if (!part.unknown.empty() && !settle(part)) return false;
    for (std::uint32_t e : part.equations) {
      bool left = !part.unknown.empty() && left_[e] > 0;
      bool right = !part.unknown.empty() && right_[e] > 0;
      bool holds = left && right ? true
                   : left        ? !(ExactSum() - after_[e]).negative()
                   : right       ? !after_[e].negative()
                                 : after_[e].zero();
      if (!holds) {
        failed_ = e;
        return false;
      }
    }
    return true;
  }
  /// The same, for changes that are to be a solution: a negative number must become another, so
  /// what the equations leave for it is added to the changes.
  bool mend(const Part& part, Moves& moves) {
    if (!hold(part, moves)) return false;
    for (std::size_t cell : part.unknown) {
      if (cells_[cell].is != DiagnosedCell::negative || move_of(moves, cell) != nullptr) continue;
      const Move* settled = move_of(settled_, cell);
      if (settled == nullptr) return false;
      add_in_order(moves, {*settled});
    }
    return !moves.empty();
  }
  const Moves& settled() const noexcept { return settled_; }
  std::uint32_t failed() const noexcept { return failed_; }

  /// How far the equations would be off after that change; `gaps` as gap() has it.
  void shift(std::vector<ExactSum>& gaps, Move move) const {
    const DiagnosedCell& cell = cells_[move.cell];
    ExactSum change(move.number);
    if (cell.is == DiagnosedCell::known) change = change - ExactSum(cell.number);
    for (const Occurrence& o : signatures_[move.cell])
      gaps[o.equation] =
          o.sign < 0 ? gaps[o.equation] - change : gaps[o.equation] - (ExactSum() - change);
  }
  const std::vector<ExactSum>& gaps() const noexcept { return gaps_; }

 private:
  void add(const Member& member, const void* at) {
    DiagnosedCell cell;
    std::size_t index = cells_.size();
    Signature signature = signatures_[index];
    if (member.kind == Kind::count && signature.begin() != signature.end()) {
      Count count = *static_cast<const Count*>(at);
      cell.state = count.state();
      cell.is = count.state() == State::absent ? DiagnosedCell::outside
                : !count.has_value()           ? DiagnosedCell::unknown
                : count.value() < 0            ? DiagnosedCell::negative
                                               : DiagnosedCell::known;
      if (count.has_value()) cell.number = count.value();
      if (cell.is == DiagnosedCell::unknown || cell.is == DiagnosedCell::negative) ++unknown_;
    }
    cells_.push_back(cell);
    if (cell.is == DiagnosedCell::unknown || cell.is == DiagnosedCell::negative)
      for (const Occurrence& o : signature) ++unknown_in_[o.equation];
    if (cell.is != DiagnosedCell::known || cell.number == 0) return;
    for (const Occurrence& o : signature)
      gaps_[o.equation] += o.sign < 0 ? -cell.number : cell.number;
  }

  void count_unknown(std::size_t cell, bool more) {
    open_[cell] = more;
    for (const Occurrence& o : signatures_[cell]) {
      std::size_t& count = (o.sign > 0 ? left_ : right_)[o.equation];
      more ? ++count : --count;
    }
  }

  // Numbers that an equation leaves no choice about, round by round. False at a contradiction.
  bool settle(const Part& part) {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t e : part.equations) {
        std::size_t count = left_[e] + right_[e];
        if (count == 0 || (left_[e] > 0 && right_[e] > 0)) continue;
        ExactSum needed = right_[e] > 0 ? after_[e] : ExactSum() - after_[e];
        if (needed.negative()) {
          failed_ = e;
          return false;
        }
        if ((count > 1 && !needed.zero()) || !needed.count().has_value()) continue;
        for (std::size_t cell : part.unknown) {
          if (!open_[cell] || !stands_in(cell, e)) continue;
          count_unknown(cell, false);
          add_in_order(settled_, {{cell, needed.count().value()}});
          for (const Occurrence& o : signatures_[cell])
            after_[o.equation] = o.sign > 0 ? after_[o.equation] - (ExactSum() - needed)
                                            : after_[o.equation] - needed;
        }
        changed = true;
      }
    }
    return true;
  }

  bool stands_in(std::size_t cell, std::uint32_t equation) const {
    for (const Occurrence& o : signatures_[cell])
      if (o.equation == equation) return true;
    return false;
  }

  const Rules& rules_;
  Signatures signatures_;
  std::vector<DiagnosedCell> cells_;
  std::vector<ExactSum> gaps_;  // left side less right side, unknown numbers left out
  std::vector<std::size_t> unknown_in_;
  std::size_t unknown_ = 0;
  // what hold() works with
  std::vector<ExactSum> after_;
  std::vector<std::size_t> left_, right_;  // unknown numbers on each side
  std::vector<bool> open_;
  Moves settled_;
  std::uint32_t failed_ = 0;
};

/// The smallest sets of cells of one part whose change makes its equations hold. Elimination step
/// by step: after some cells are chosen, what is left of the broken equations must be made up by
/// others, and any set of them has a cell in each equation that is still off. So one such equation
/// is taken, and each of its cells tried.
class SmallestSets {
 public:
  SmallestSets(Numbers& numbers, const Part& part, const DiagnosisLimits& limits)
      : numbers_(numbers),
        part_(part),
        limits_(limits),
        local_(numbers.rules().equation_count),
        column_(part.equations.size()),
        weights_(part.equations.size()),
        touched_(part.equations.size()),
        tried_(numbers.size()),
        seen_(numbers.size()),
        per_identity_(numbers.rules().identity_count) {
    for (std::uint32_t i = 0; i < part.equations.size(); ++i) local_[part.equations[i]] = i;
    for (std::size_t cell : part.cells) {
      Signature signature = numbers.signature(cell);
      degree_ = std::max(degree_, static_cast<std::size_t>(signature.end() - signature.begin()));
    }
  }

  /// Sets of at most `most` cells, beside the changes of `base`; all of those that are smallest.
  std::vector<Moves> find(const Moves& base, std::size_t most) {
    base_ = &base;
    found_.clear();
    std::vector<ExactSum> gaps = numbers_.gaps();
    for (Move move : base) {
      numbers_.shift(gaps, move);
      tried_[move.cell] = true;
    }
    off_.clear();
    for (std::uint32_t e : part_.equations) off_.push_back(residue(gaps[e]));
    for (std::size_t cell : part_.unknown)
      if (!tried_[cell]) push_unknown(cell);
    unknowns_ = depth_;
    if (all_zero()) accept();
    for (std::size_t size = 1; size <= most && found_.empty() && !stopped_; ++size) extend(size);
    while (depth_ > 0) pop();
    for (Move move : base) tried_[move.cell] = false;
    return std::move(found_);
  }

  bool stopped() const noexcept { return stopped_; }  ///< at the limit of steps

 private:
  struct Entry {
    std::uint32_t row;
    Residue value;
  };
  struct Pivot {  // a chosen cell, its signature reduced by those before it
    std::size_t cell = 0;
    std::uint32_t row = 0;
    Residue scale = 0;  // by which it was multiplied to be 1 in its row
    Residue share = 0;  // what was taken of it out of what is off
    std::vector<Entry> column;
    std::vector<Residue> used;  // what was taken out of it of those before
  };

  static Residue residue(ExactSum sum) {
    bool below = sum.negative();
    if (below) sum = ExactSum() - sum;
    Residue result = 0;  // in steps that a cell can hold: there are few
    while (!sum.count().has_value()) {
      sum = sum - ExactSum(Count::max);
      result = plus(result, static_cast<Residue>(Count::max));
    }
    result = plus(result, static_cast<Residue>(sum.count().value()));
    return below ? detail::negative(result) : result;
  }

  bool all_zero() const {
    for (Residue off : off_)
      if (off != 0) return false;
    return true;
  }

  // The cell's signature without what those chosen before make up of it, into column_.
  void reduce(std::size_t cell) {
    std::fill(column_.begin(), column_.end(), Residue{0});
    for (const Occurrence& o : numbers_.signature(cell)) {
      Residue& at = column_[local_[o.equation]];
      at = plus(at, detail::residue(o.sign));
    }
    used_.resize(depth_);
    for (std::size_t i = 0; i < depth_; ++i) {
      Residue share = used_[i] = column_[pivots_[i].row];
      if (share == 0) continue;
      for (const Entry& entry : pivots_[i].column)
        column_[entry.row] = plus(column_[entry.row], detail::negative(times(share, entry.value)));
    }
  }

  void push_unknown(std::size_t cell) {
    reduce(cell);
    for (std::uint32_t row = 0; row < column_.size(); ++row)
      if (column_[row] != 0) return push_reduced(cell, row);
  }

  void push(std::size_t cell, std::uint32_t row) {
    reduce(cell);
    push_reduced(cell, row);
  }

  void push_reduced(std::size_t cell, std::uint32_t row) {
    if (depth_ == pivots_.size()) pivots_.emplace_back();
    Pivot& pivot = pivots_[depth_++];
    pivot.cell = cell;
    pivot.row = row;
    pivot.scale = inverse(column_[row]);
    pivot.used.assign(used_.begin(), used_.end());
    pivot.column.clear();
    for (std::uint32_t i = 0; i < column_.size(); ++i)
      if (column_[i] != 0) pivot.column.push_back({i, times(column_[i], pivot.scale)});
    pivot.share = off_[row];
    take(pivot, detail::negative(pivot.share));
    for (const Occurrence& o : numbers_.signature(cell)) ++touched_[local_[o.equation]];
    tried_[cell] = true;
  }

  void pop() {
    Pivot& pivot = pivots_[--depth_];
    take(pivot, pivot.share);
    for (const Occurrence& o : numbers_.signature(pivot.cell)) --touched_[local_[o.equation]];
    tried_[pivot.cell] = false;
  }

  void take(const Pivot& pivot, Residue share) {
    if (share == 0) return;
    for (const Entry& entry : pivot.column)
      off_[entry.row] = plus(off_[entry.row], times(share, entry.value));
  }

  // No fewer cells can mend what no chosen cell stands in: the equations of one identity have no
  // cell in common, and a cell stands in few.
  std::size_t at_least() {
    std::size_t all = 0, most = 0;
    std::fill(per_identity_.begin(), per_identity_.end(), std::size_t{0});
    for (std::size_t i = 0; i < off_.size(); ++i) {
      if (off_[i] == 0 || touched_[i] != 0) continue;
      ++all;
      const Equation& equation = numbers_.rules().equations[part_.equations[i]];
      most = std::max(most, ++per_identity_[equation.identity]);
    }
    return std::max(most, (all + degree_ - 1) / degree_);
  }

  // What an equation has become: so many times each of the original ones, into weights_.
  void weigh(std::uint32_t row) {
    std::fill(weights_.begin(), weights_.end(), Residue{0});
    weights_[row] = 1;
    for (std::size_t i = depth_; i-- > 0;) {
      Residue sum = 0;
      for (const Entry& entry : pivots_[i].column)
        if (weights_[entry.row] != 0) sum = plus(sum, times(weights_[entry.row], entry.value));
      weights_[pivots_[i].row] = plus(weights_[pivots_[i].row], detail::negative(sum));
    }
  }

  // The cells that count in such an equation.
  std::vector<std::size_t> cells_of(std::uint32_t row) {
    weigh(row);
    std::vector<std::size_t> cells;
    for (std::uint32_t i = 0; i < weights_.size(); ++i) {
      if (weights_[i] == 0) continue;
      const Equation& equation = numbers_.rules().equations[part_.equations[i]];
      const Identity& identity = numbers_.rules()[equation];
      auto look = [&](std::size_t cell) {
        if (seen_[cell] || tried_[cell] || numbers_[cell].is != DiagnosedCell::known) return;
        Residue weight = 0;
        for (const Occurrence& o : numbers_.signature(cell))
          weight = plus(weight, times(weights_[local_[o.equation]], detail::residue(o.sign)));
        if (weight == 0) return;
        seen_[cell] = true;
        cells.push_back(cell);
      };
      for_each_term(identity.left, identity.width, equation.base, look);
      for_each_term(identity.right, identity.width, equation.base, look);
    }
    for (std::size_t cell : cells) seen_[cell] = false;
    return cells;
  }

  // An equation that is off and has few cells. One that no chosen cell stands in is as it was.
  std::vector<std::size_t> few_cells(std::uint32_t& row) {
    std::vector<std::size_t> best;
    bool any = false;
    for (bool untouched : {true, false}) {
      for (std::uint32_t i = 0; i < off_.size(); ++i) {
        if (off_[i] == 0 || (touched_[i] == 0) != untouched) continue;
        std::vector<std::size_t> cells = cells_of(i);
        if (any && cells.size() >= best.size()) continue;
        any = true;
        row = i;
        best = std::move(cells);
        if (untouched && best.size() <= enough) return best;
      }
      if (any) break;
    }
    return best;
  }
  static constexpr std::size_t enough = 7;  // few enough not to look further

  void extend(std::size_t left) {
    if (stopped_ || all_zero() || at_least() > left) return;
    std::uint32_t row = 0;
    std::vector<std::size_t> cells = few_cells(row);
    steps_ += left == 1 ? 1 + cells.size() / 8 : 1;
    if (steps_ > limits_.steps) {
      stopped_ = true;
      return;
    }
    for (std::size_t cell : cells) {
      if (left > 1) {
        push(cell, row);
        extend(left - 1);
        pop();
      } else if (reduce(cell); completes(row)) {
        push_reduced(cell, row);
        accept();
        pop();
      }
      if (left > 1) tried_[cell] = true;  // sets with it have been seen
    }
    for (std::size_t cell : cells) tried_[cell] = false;
  }

  // Whether the cell in column_ makes up all that is off.
  bool completes(std::uint32_t row) const {
    for (std::size_t i = 0; i < off_.size(); ++i) {
      if ((off_[i] == 0) != (column_[i] == 0)) return false;
      if (off_[i] != 0 && times(off_[i], column_[row]) != times(off_[row], column_[i]))
        return false;
    }
    return true;
  }

  // Nothing is off: works out the numbers of the chosen cells, and keeps them if they are numbers
  // that cells can hold and with which all equations hold.
  void accept() {
    shares_.clear();
    for (std::size_t i = 0; i < depth_; ++i) shares_.push_back(pivots_[i].share);
    Moves moves = *base_;
    for (std::size_t i = depth_; i-- > unknowns_;) {
      const Pivot& pivot = pivots_[i];
      Residue share = times(shares_[i], pivot.scale);
      for (std::size_t j = 0; j < i; ++j)
        shares_[j] = plus(shares_[j], detail::negative(times(share, pivot.used[j])));
      Residue number = plus(detail::residue(numbers_[pivot.cell].number), detail::negative(share));
      if (share == 0 || number > static_cast<Residue>(Count::max)) return;
      add_in_order(moves, {{pivot.cell, static_cast<std::int64_t>(number)}});
    }
    if (numbers_.mend(part_, moves)) found_.push_back(std::move(moves));
  }

  Numbers& numbers_;
  const Part& part_;
  const DiagnosisLimits& limits_;
  std::vector<std::uint32_t> local_;  // number of an equation within the part
  std::vector<Residue> off_;          // how far each equation is off, chosen cells taken out
  std::vector<Residue> column_, weights_, used_, shares_;
  std::vector<std::size_t> touched_;  // chosen cells that stand in an equation
  std::vector<bool> tried_;           // chosen, or all sets with it seen, or given
  std::vector<bool> seen_;
  std::vector<std::size_t> per_identity_;
  std::vector<Pivot> pivots_;
  std::size_t depth_ = 0, unknowns_ = 0, degree_ = 1, steps_ = 0;
  bool stopped_ = false;
  const Moves* base_ = nullptr;
  std::vector<Moves> found_;
};

/// How the cells of a value lie: rows, and totals.
class Layout {
 public:
  Layout(const Schema& root, const Numbers& numbers) : row_of_(root.cells) {
    lay(root, 0, numbers);
    const Rules& rules = numbers.rules();
    total_.assign(rules.equation_count, no_cell);
    is_total_.assign(root.cells, false);
    for (std::size_t e = 0; e < rules.equation_count; ++e) {
      const Identity& identity = rules[rules.equations[e]];
      for (bool right : {true, false}) {
        const Side &one = right ? identity.right : identity.left,
                   &many = right ? identity.left : identity.right;
        if (one.size != 1 || one.spans[0].units != 1) continue;
        if (many.size == 1 && many.spans[0].units == 1) continue;
        std::size_t cell = rules.equations[e].base + one.spans[0].first;
        if (numbers[cell].is == DiagnosedCell::outside) break;
        total_[e] = cell;
        is_total_[cell] = true;
        break;
      }
    }
  }

  /// Cells of one struct, outside() ones left out.
  const std::vector<std::vector<std::size_t>>& rows() const noexcept { return rows_; }
  std::size_t row_of(std::size_t cell) const noexcept { return row_of_[cell]; }
  /// The cell that by itself is a side of an equation; or no_cell.
  std::size_t total(std::size_t equation) const noexcept { return total_[equation]; }
  bool is_total(std::size_t cell) const noexcept { return is_total_[cell]; }

 private:
  void lay(const Schema& part, std::size_t first, const Numbers& numbers) {
    std::size_t own = rows_.size();
    rows_.emplace_back();
    for (const Member& member : part) {
      std::size_t cell = first + member.first_cell;
      if (member.kind == Kind::part) {
        lay(*member.part, cell, numbers);
      } else if (is_cell(member.kind)) {
        row_of_[cell] = own;
        if (numbers[cell].is != DiagnosedCell::outside) rows_[own].push_back(cell);
      }
    }
  }

  std::vector<std::size_t> row_of_, total_;
  std::vector<bool> is_total_;
  std::vector<std::vector<std::size_t>> rows_;
};

/// Tells which slip a change looks like, and proposes the changes that undo one whole slip.
class Slips {
 public:
  Slips(Numbers& numbers, const Layout& layout, const Part& part)
      : numbers_(numbers), layout_(layout), part_(part), in_part_(numbers.size()) {
    for (std::size_t cell : part.cells) in_part_[cell] = true;
    for (const std::vector<std::size_t>& row : layout.rows())
      if (!row.empty() && in_part_[row[0]]) rows_.push_back(&row);
    find_lines();
  }

  /// Solutions that undo one slip of many cells.
  void propose(std::vector<Solution>& solutions) {
    for (const Line& line : lines_)
      if (left_at_zero(line)) add(solutions, filled_in(line, numbers_.gaps()));
    for (const Line& first : lines_) {  // one line makes up what another is to be
      if (!left_at_zero(first)) continue;
      Moves moves = filled_in(first, numbers_.gaps());
      std::vector<ExactSum> gaps = shifted(moves);
      for (const Line& second : lines_) {
        if (&first == &second || !left_at_zero(second)) continue;
        Moves more = filled_in(second, gaps);
        if (moves.empty() || more.empty() || !disjoint(moves, more)) continue;
        add_in_order(more, moves);
        add(solutions, std::move(more));
      }
    }
    for (const Row* row : rows_) {
      if (all_zero(*row)) add(solutions, solved(*row, numbers_.gaps(), any_identity, true));
      if (row->size() == part_.cells.size()) continue;  // nothing there to contradict it
      if (Moves moves = cleared(*row); moves.size() > 1) add(solutions, std::move(moves));
    }
    for (const Row* row : rows_) row_and_total(solutions, *row);
  }

  /// Changes that fill in one line of totals but leave something else wrong.
  std::vector<Moves> lines_left_at_zero() {
    std::vector<Moves> all;
    for (const Line& line : lines_) {
      if (!left_at_zero(line)) continue;
      Moves moves = filled_in(line, numbers_.gaps());
      if (!moves.empty() && !numbers_.hold(part_, moves)) all.push_back(std::move(moves));
    }
    return all;
  }

  struct Piece {
    SlipKind kind;
    Moves moves;
  };
  /// The slips that these changes would undo, the least likely first.
  std::vector<Piece> recognise(const Moves& moves) const {
    std::vector<Piece> pieces;
    std::vector<bool> done(moves.size());
    for (const Line& line : lines_) {
      if (!left_at_zero(line)) continue;
      Moves piece;
      for (std::size_t i = 0; i < moves.size(); ++i)
        if (!done[i] && in(line, moves[i])) piece.push_back(moves[i]);
      if (piece.size() < 2) continue;
      for (std::size_t i = 0; i < moves.size(); ++i) done[i] = done[i] || in(line, moves[i]);
      pieces.push_back({SlipKind::totals_left_out, std::move(piece)});
    }
    for (std::size_t i = 0; i < moves.size(); ++i) {
      if (done[i]) continue;
      std::vector<std::size_t> tied_cells{i};
      done[i] = true;
      for (std::size_t next = 0; next < tied_cells.size(); ++next)
        for (std::size_t j = i + 1; j < moves.size(); ++j)
          if (!done[j] && tied(moves[tied_cells[next]].cell, moves[j].cell)) {
            tied_cells.push_back(j);
            done[j] = true;
          }
      Moves piece;
      for (std::size_t j : tied_cells) add_in_order(piece, {moves[j]});
      SlipKind kind = piece.size() == 1 ? kind_of_one(piece[0]) : kind_of_all(piece);
      if (kind != SlipKind::wrong_number || piece.size() == 1)
        pieces.push_back({kind, std::move(piece)});
      else
        for (Move move : piece) pieces.push_back({kind_of_one(move), {move}});
    }
    for (std::size_t i = 1; i < pieces.size(); ++i)
      for (std::size_t j = i; j > 0 && pieces[j - 1].kind < pieces[j].kind; --j)
        std::swap(pieces[j - 1], pieces[j]);
    return pieces;
  }

 private:
  using Row = std::vector<std::size_t>;
  struct Line {  // totals of one identity, in a column or a row
    std::uint32_t identity = 0;
    std::size_t row = no_cell;  // where it is a row
    std::vector<std::uint32_t> equations;
  };
  static constexpr std::uint32_t any_identity = static_cast<std::uint32_t>(-1);

  // ---- proposing

  void find_lines() {
    for (std::uint32_t e : part_.equations) {
      std::size_t cell = layout_.total(e);
      if (cell == no_cell) continue;
      std::uint32_t identity = numbers_.rules().equations[e].identity;
      bool is_row = numbers_.rules().identities[identity].width > 1;
      std::size_t row = is_row ? layout_.row_of(cell) : no_cell;
      std::size_t at = 0;
      while (at < lines_.size() && (lines_[at].identity != identity || lines_[at].row != row)) ++at;
      if (at == lines_.size()) lines_.push_back({identity, row, {}});
      lines_[at].equations.push_back(e);
    }
  }

  bool left_at_zero(const Line& line) const {
    bool any = false;
    for (std::uint32_t e : line.equations) {
      const DiagnosedCell& cell = numbers_[layout_.total(e)];
      if (cell.is == DiagnosedCell::known && cell.number == 0)
        any = true;
      else if (cell.is != DiagnosedCell::unknown)
        return false;
    }
    return any;
  }

  bool all_zero(const Row& row) const {
    for (std::size_t cell : row)
      if (!numbers_.known(cell, 0)) return false;
    return row.size() > 1;
  }

  static bool disjoint(const Moves& a, const Moves& b) {
    for (Move move : a)
      if (move_of(b, move.cell) != nullptr) return false;
    return true;
  }

  std::vector<ExactSum> shifted(const Moves& moves) const {
    std::vector<ExactSum> gaps = numbers_.gaps();
    for (Move move : moves) numbers_.shift(gaps, move);
    return gaps;
  }

  // The number with which that equation would hold, if it can be told and is another.
  void demand(Moves& moves, std::size_t cell, std::uint32_t equation,
              const std::vector<ExactSum>& gaps) const {
    if (numbers_[cell].is != DiagnosedCell::known || numbers_.unknown_in(equation) > 0) return;
    std::int32_t sign = 0;
    for (const Occurrence& o : numbers_.signature(cell))
      if (o.equation == equation) sign += o.sign;
    if (sign != 1 && sign != -1) return;
    ExactSum change = sign > 0 ? ExactSum() - gaps[equation] : gaps[equation];
    Count number = (change - (ExactSum() - ExactSum(numbers_[cell].number))).count();
    if (number.has_value() && number.value() >= 0 && number.value() != numbers_[cell].number)
      moves.push_back({cell, number.value()});
  }

  Moves filled_in(const Line& line, const std::vector<ExactSum>& gaps) const {
    Moves moves;
    for (std::uint32_t e : line.equations) demand(moves, layout_.total(e), e, gaps);
    return moves;
  }

  Moves cleared(const Row& row) const {
    Moves moves;
    for (std::size_t cell : row) {
      if (numbers_[cell].is != DiagnosedCell::known) return {};
      if (numbers_[cell].number != 0) moves.push_back({cell, 0});
    }
    return moves;
  }

  // The row as the equations across it demand: those of that identity, or of the others.
  Moves solved(const Row& row, const std::vector<ExactSum>& gaps, std::uint32_t identity,
               bool others) const {
    Moves moves;
    for (std::size_t cell : row)
      for (const Occurrence& o : numbers_.signature(cell)) {
        bool same = numbers_.rules().equations[o.equation].identity == identity;
        if (same == others || along(row, cell, o.equation)) continue;
        demand(moves, cell, o.equation, gaps);
        break;
      }
    return moves;
  }

  bool along(const Row& row, std::size_t cell, std::uint32_t equation) const {
    for (std::size_t other : row)
      for (const Occurrence& o : numbers_.signature(other))
        if (other != cell && o.equation == equation) return true;
    return false;
  }

  void add(std::vector<Solution>& solutions, Moves moves) {
    if (!moves.empty() && numbers_.mend(part_, moves)) solutions.push_back({std::move(moves), {}});
  }

  // A row of totals at zero, and one of the rows that it adds up.
  void row_and_total(std::vector<Solution>& solutions, const Row& totals) {
    if (!all_zero(totals) || part_.has_negative) return;
    for (const Line& line : lines_) {
      if (line.row != layout_.row_of(totals[0])) continue;
      Solution solution;
      solution.moves = solved(totals, numbers_.gaps(), line.identity, true);
      if (solution.moves.empty()) continue;
      std::vector<ExactSum> gaps = shifted(solution.moves);
      for (const Row* row : rows_) {
        if (row == &totals || !all_zero(*row)) continue;
        Moves moves = solved(*row, gaps, line.identity, false), all = solution.moves;
        add_in_order(all, moves);
        if (!moves.empty() && numbers_.hold(part_, all)) solution.one_of.push_back(moves);
      }
      if (!solution.one_of.empty()) solutions.push_back(std::move(solution));
    }
  }

  // ---- recognising

  bool tied(std::size_t a, std::size_t b) const {
    for (const Occurrence& of_a : numbers_.signature(a))
      for (const Occurrence& of_b : numbers_.signature(b))
        if (of_a.equation == of_b.equation) return true;
    return false;
  }

  std::int64_t printed(Move move) const { return numbers_[move.cell].number; }

  SlipKind kind_of_one(Move move) const {
    if (printed(move) < 0)
      return move.number == -printed(move) ? SlipKind::minus : SlipKind::wrong_number;
    if (layout_.is_total(move.cell))
      return in_line_at_zero(move) ? SlipKind::totals_left_out : SlipKind::total_not_updated;
    std::string is = std::to_string(printed(move)), should = std::to_string(move.number);
    for (std::size_t i = 0; is.size() == should.size() && i + 1 < is.size(); ++i) {
      std::string swapped = is;
      std::swap(swapped[i], swapped[i + 1]);
      if (swapped == should) return SlipKind::transposed;
    }
    for (std::size_t i = 0; is.size() + 1 == should.size() && is != "0" && i < should.size(); ++i)
      if (std::string(should).erase(i, 1) == is) return SlipKind::digit_dropped;
    for (std::size_t i = 0; should.size() + 1 == is.size() && i < should.size(); ++i)
      if (std::string(should).insert(i, 1, should[i]) == is) return SlipKind::digit_doubled;
    return SlipKind::wrong_number;
  }

  SlipKind kind_of_all(const Moves& moves) const {
    bool totals = true, one_row = true;
    std::size_t row = layout_.row_of(moves[0].cell);
    for (Move move : moves) {
      if (printed(move) < 0) return SlipKind::wrong_number;
      totals = totals && layout_.is_total(move.cell);
      one_row = one_row && layout_.row_of(move.cell) == row;
    }
    if (totals) return SlipKind::total_not_updated;
    const Row& cells = layout_.rows()[row];
    if (one_row && all_zero(cells)) return SlipKind::row_left_out;
    if (one_row && cleared(cells) == moves) return SlipKind::stale_row;
    return moves.size() == 2 ? kind_of_two(moves[0], moves[1]) : SlipKind::wrong_number;
  }

  SlipKind kind_of_two(Move a, Move b) const {
    std::int64_t of_a = a.number - printed(a), of_b = b.number - printed(b);
    for (const Occurrence& at_a : numbers_.signature(a.cell))
      for (const Occurrence& at_b : numbers_.signature(b.cell)) {
        if (at_a.equation != at_b.equation) continue;
        if (at_a.sign != at_b.sign) {
          std::size_t total = layout_.total(at_a.equation);
          if (of_a == of_b && (total == a.cell || total == b.cell))
            return SlipKind::counted_with_total;
          continue;
        }
        bool neighbours = neighbours_in(a.cell, b.cell, at_a.equation);
        if (of_a == -of_b) return neighbours ? SlipKind::misfiled_nearby : SlipKind::misfiled;
        std::string whole = std::to_string(printed(a)) + std::to_string(printed(b));
        if (neighbours && printed(a) != 0 &&
            ((std::to_string(a.number) == whole && b.number == 0) ||
             (std::to_string(b.number) == whole && a.number == 0)))
          return SlipKind::split;
      }
    return SlipKind::wrong_number;
  }

  // Whether nothing of the form stands between them on their side of the equation.
  bool neighbours_in(std::size_t a, std::size_t b, std::uint32_t e) const {
    const Equation& equation = numbers_.rules().equations[e];
    const Identity& identity = numbers_.rules()[equation];
    std::size_t before = no_cell;
    bool found = false;
    auto look = [&](std::size_t cell) {
      if (numbers_[cell].is == DiagnosedCell::outside) return;
      found = found || (before == a && cell == b) || (before == b && cell == a);
      before = cell;
    };
    for_each_term(identity.left, identity.width, equation.base, look);
    before = no_cell;
    for_each_term(identity.right, identity.width, equation.base, look);
    return found;
  }

  bool in(const Line& line, Move move) const {
    for (std::uint32_t e : line.equations)
      if (layout_.total(e) == move.cell) return true;
    return false;
  }

  bool in_line_at_zero(Move move) const {
    for (const Line& line : lines_)
      if (left_at_zero(line) && in(line, move)) return true;
    return false;
  }

  Numbers& numbers_;
  const Layout& layout_;
  const Part& part_;
  std::vector<bool> in_part_;
  std::vector<const Row*> rows_;
  std::vector<Line> lines_;
};

/// A diagnosis at work.
class Diagnose {
 public:
  Diagnose(const Schema& root, const void* value, const Rules& rules, Signatures signatures,
           const DiagnosisLimits& limits)
      : root_(root), numbers_(root, value, rules, signatures), limits_(limits) {}

  Diagnosis run() {
    if (numbers_.plain()) return {};
    Layout layout(root_, numbers_);
    for (const Part& part : numbers_.parts()) {
      if (numbers_.hold(part, {}) && !part.has_negative)
        fill(part, numbers_.settled());
      else
        find_fault(part, layout);
    }
    return std::move(diagnosis_);
  }

 private:
  struct Ranked {
    std::vector<Slips::Piece> slips;
    std::vector<Moves> one_of;
    std::size_t size = 0;
    friend bool operator<(const Ranked& a, const Ranked& b) {
      SlipKind of_a = a.slips[0].kind, of_b = b.slips[0].kind;
      if (of_a != of_b) return of_a < of_b;
      if (a.slips.size() != b.slips.size()) return a.slips.size() < b.slips.size();
      if (a.size != b.size) return a.size < b.size;
      for (std::size_t i = 0; i < a.slips.size(); ++i)  // in the order of the form
        if (a.slips[i].moves != b.slips[i].moves) return a.slips[i].moves < b.slips[i].moves;
      return a.one_of < b.one_of;
    }
  };

  void find_fault(const Part& part, const Layout& layout) {
    Fault fault;
    tell_broken(part, fault);
    Slips slips(numbers_, layout, part);
    SmallestSets sets(numbers_, part, limits_);
    std::vector<Solution> solutions;
    auto take = [&](std::vector<Moves> found) {
      bool first = solutions.empty();
      for (Moves& moves : found)
        if (first || !contains(solutions, moves)) solutions.push_back({std::move(moves), {}});
    };
    std::vector<Moves> smallest = sets.find({}, limits_.cells);
    fault.smallest = smallest.empty() ? 0 : smallest[0].size();
    fault.complete = !sets.stopped() && !smallest.empty();
    take(std::move(smallest));
    std::vector<Solution> proposed;
    slips.propose(proposed);
    constexpr std::size_t few = 2;  // cells; a slip and something else are no better than those
    if (fault.smallest == 0 || fault.smallest > few)
      for (const Moves& line : slips.lines_left_at_zero()) take(sets.find(line, 1));
    if (part.has_negative) take(sets.find(without_minus(part), few));
    for (Solution& solution : proposed) take_proposed(solutions, std::move(solution));
    list(part, slips, solutions, fault);
    diagnosis_.verdict = std::max(diagnosis_.verdict, fault.verdict);
    diagnosis_.faults.push_back(std::move(fault));
  }

  static bool contains(const std::vector<Solution>& solutions, const Moves& moves) {
    for (const Solution& solution : solutions)
      if (solution.one_of.empty() && solution.moves == moves) return true;
    return false;
  }

  // What is told as one of several alternatives is not told by itself.
  static void take_proposed(std::vector<Solution>& solutions, Solution proposed) {
    if (proposed.one_of.empty() && contains(solutions, proposed.moves)) return;
    for (Moves moves : proposed.one_of) {
      add_in_order(moves, proposed.moves);
      std::size_t kept = 0;
      for (std::size_t i = 0; i < solutions.size(); ++i) {
        if (solutions[i].one_of.empty() && solutions[i].moves == moves) continue;
        if (kept != i) solutions[kept] = std::move(solutions[i]);
        ++kept;
      }
      solutions.resize(kept);
    }
    solutions.push_back(std::move(proposed));
  }

  void tell_broken(const Part& part, Fault& fault) {
    numbers_.hold(part, {});
    std::uint32_t failed = numbers_.failed();
    for (std::uint32_t e : part.equations)
      if (numbers_.unknown_in(e) == 0 && !numbers_.gaps()[e].zero()) fault.equations.push_back(e);
    bool negative_only = part.has_negative && numbers_.hold(part, {});
    if (fault.equations.empty() && !negative_only) fault.equations.push_back(failed);
  }

  Moves without_minus(const Part& part) const {
    Moves moves;
    for (std::size_t cell : part.unknown)
      if (numbers_[cell].is == DiagnosedCell::negative)
        moves.push_back({cell, -numbers_[cell].number});
    return moves;
  }

  void list(const Part& part, const Slips& slips, const std::vector<Solution>& solutions,
            Fault& fault) {
    std::vector<Ranked> ranked;
    for (const Solution& solution : solutions) {
      Ranked one;
      if (solution.one_of.empty()) {
        one.slips = slips.recognise(solution.moves);
      } else {
        one.slips.push_back({SlipKind::row_and_total_left_out, solution.moves});
        one.one_of = solution.one_of;
      }
      one.size = solution.moves.size() + (solution.one_of.empty() ? 0 : solution.one_of[0].size());
      if (!join_alike(ranked, one)) ranked.push_back(std::move(one));
    }
    std::sort(ranked.begin(), ranked.end());
    fault.count = ranked.size();
    if (ranked.size() > limits_.listed) ranked.resize(limits_.listed);
    for (const Ranked& one : ranked) {
      fault.explanations.push_back(explanation(one));
      if (fault.smallest == 0 || one.size < fault.smallest) fault.smallest = one.size;
    }

    fault.verdict = fault.count == 0 ? Verdict::undecidable
                    : fault.count == 1 && fault.complete && ranked[0].one_of.empty()
                        ? Verdict::one
                        : Verdict::several;
    if (fault.count == 0) {
      tell_blanks(part, fault);
      if (!fault.blanks.empty()) fault.complete = true;
    }
    fill(part, common(part, solutions));
  }

  // Rows of which one was left out, but it cannot be told which, are one explanation.
  bool join_alike(std::vector<Ranked>& ranked, const Ranked& one) const {
    if (one.slips.size() != 1 || one.slips[0].kind != SlipKind::row_left_out) return false;
    const Moves& moves = one.slips[0].moves;
    for (Ranked& other : ranked) {
      if (other.slips.size() != 1 || other.slips[0].kind != SlipKind::row_left_out) continue;
      const Moves& alike = other.one_of.empty() ? other.slips[0].moves : other.one_of[0];
      if (!alike_in_columns(moves, alike)) continue;
      if (other.one_of.empty()) other.one_of.push_back(std::move(other.slips[0].moves));
      other.slips[0].moves.clear();
      other.one_of.push_back(moves);
      for (std::size_t i = other.one_of.size() - 1; i > 0; --i)  // in the order of the form
        if (other.one_of[i] < other.one_of[i - 1]) std::swap(other.one_of[i], other.one_of[i - 1]);
      return true;
    }
    return false;
  }

  bool alike_in_columns(const Moves& a, const Moves& b) const {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i].number != b[i].number ||
          &Path(root_, a[i].cell).cell() != &Path(root_, b[i].cell).cell())
        return false;
    return true;
  }

  Explanation explanation(const Ranked& ranked) const {
    Explanation explanation;
    for (const Slips::Piece& piece : ranked.slips)
      explanation.slips.push_back({piece.kind, proposals(piece.moves), {}});
    for (const Moves& moves : ranked.one_of)
      explanation.slips[0].one_of.push_back(proposals(moves));
    return explanation;
  }

  std::vector<Proposal> proposals(const Moves& moves) const {
    std::vector<Proposal> all;
    for (Move move : moves) all.push_back(proposal(move));
    return all;
  }

  Proposal proposal(Move move) const {
    const DiagnosedCell& cell = numbers_[move.cell];
    Proposal proposal;
    proposal.cell = move.cell;
    proposal.path = Path(root_, move.cell);
    proposal.printed = cell.is == DiagnosedCell::unknown ? Count(cell.state) : Count(cell.number);
    proposal.proposed = move.number;
    for (const Occurrence& o : numbers_.signature(move.cell)) {
      std::string_view id = numbers_.rules()[numbers_.rules().equations[o.equation]].rule.id;
      bool known = false;
      for (std::string_view other : proposal.rules) known = known || other == id;
      if (!known) proposal.rules.push_back(id);
    }
    return proposal;
  }

  // What blanks must hold, whichever of the solutions is right.
  Moves common(const Part& part, const std::vector<Solution>& solutions) {
    if (part.unknown.empty()) return {};
    Moves all;
    for (std::size_t i = 0; i < solutions.size(); ++i) {
      Moves moves = solutions[i].moves;
      if (!solutions[i].one_of.empty()) add_in_order(moves, solutions[i].one_of[0]);
      numbers_.hold(part, moves);
      Moves both;
      for (Move move : numbers_.settled()) {
        const Move* other = i == 0 ? &move : move_of(all, move.cell);
        if (other != nullptr && other->number == move.number) both.push_back(move);
      }
      all = std::move(both);
    }
    return all;
  }

  // The cells without a number: which are determined, and which are open.
  void fill(const Part& part, const Moves& settled) {
    for (std::size_t cell : part.unknown) {
      if (numbers_[cell].is != DiagnosedCell::unknown) continue;
      if (const Move* move = move_of(settled, cell))
        diagnosis_.filled.push_back(proposal(*move));
      else
        diagnosis_.open.push_back(Path(root_, cell));
    }
  }

  // Cells without a number in the broken equations, or else in the whole part.
  void tell_blanks(const Part& part, Fault& fault) const {
    for (bool anywhere : {false, true}) {
      for (std::size_t cell : part.unknown) {
        bool here = anywhere;
        for (const Occurrence& o : numbers_.signature(cell))
          for (std::size_t e : fault.equations) here = here || e == o.equation;
        if (here) fault.blanks.push_back(Path(root_, cell));
      }
      if (!fault.blanks.empty()) return;
    }
  }

  const Schema& root_;
  Numbers numbers_;
  const DiagnosisLimits& limits_;
  Diagnosis diagnosis_;
};

}  // namespace detail

/// Says what may be wrong with any described value, from its rules alone: which slips, in which
/// cells, would explain every broken equation.
///
/// The smallest sets of cells are found, and larger ones that a single slip explains: a column of
/// totals left at zero is one slip, however many cells it has. Numbers are whole and from 0 up.
/// Cells without a number stand for unknown ones, as in check(); so do negative numbers, which must
/// change. The result depends on nothing but the value, the rules and the limits.
template <class T>
Diagnosis diagnose(const T& value, const Rules& rules, const DiagnosisLimits& limits = {}) {
  std::vector<std::uint32_t> starts(schema<T>.cells + 1);
  std::vector<detail::Occurrence> all(detail::occurrences(rules));
  detail::fill_signatures(rules, starts.data(), schema<T>.cells, all.data());
  return detail::Diagnose(schema<T>, &value, rules, {starts.data(), all.data()}, limits).run();
}

/// The same for a report and the statutory rules of its form.
inline Diagnosis diagnose(const Report& report, const DiagnosisLimits& limits = {}) {
  return detail::Diagnose(schema<Report>, &report, Rules(statutory_rules),
                          detail::statutory_signatures.view(), limits)
      .run();
}

/// Carries out a correction that the caller has decided on, and adds it to the log, which so keeps
/// every old value. False, and nothing is changed, where the value has no such count, where it
/// holds something else than the correction says, and where what is proposed is no number from 0
/// up.
template <class T>
bool apply(T& value, const Correction& correction, std::vector<Correction>& log) {
  std::size_t cell = cell_index<T>(correction.path);
  if (cell == no_cell || path_of<T>(cell).cell().kind != Kind::count) return false;
  Count& count = *static_cast<Count*>(cell_at(schema<T>, &value, cell));
  bool number = correction.proposed.has_value() && correction.proposed.value() >= 0;
  if (count != correction.printed || count.state() == State::absent || !number) return false;
  log.push_back(correction);
  count = correction.proposed;
  return true;
}

}  // namespace gongkai

#endif
