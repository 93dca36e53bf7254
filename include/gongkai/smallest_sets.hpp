// The smallest sets of cells whose change makes a set of equations hold: what diagnose() searches
// with. Plumbing; nothing here is for callers but DiagnosisLimits.
//
// Here and in slips.hpp the classes are templates of the type that is diagnosed, though they look
// at its cells and its rules only: so they are compiled where they are used, not wherever they are
// included.
#ifndef GONGKAI_SMALLEST_SETS_HPP
#define GONGKAI_SMALLEST_SETS_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "gongkai/reflect.hpp"
#include "gongkai/rule.hpp"

namespace gongkai {
inline namespace v0 {

/// How far the search goes. Where a limit stops it, Fault::complete is false.
struct DiagnosisLimits {
  std::size_t cells = 6;        ///< in a smallest explanation
  std::size_t steps = 500'000;  ///< cells tried and equations worked out, in each of its searches
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
constexpr Residue opposite(Residue a) noexcept { return a == 0 ? 0 : prime - a; }
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
  return number < 0 ? opposite(0 - bits) : bits;
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
template <class T>
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
template <class T>
class SmallestSets {
 public:
  SmallestSets(Numbers<T>& numbers, const Part& part, const DiagnosisLimits& limits)
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
    steps_ = 0;
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
    for (std::size_t size = 1; size <= most && found_.empty(); ++size) extend(size);
    stopped_ = stopped_ || steps_ > limits_.steps;
    while (depth_ > 0) pop();
    for (Move move : base) tried_[move.cell] = false;
    return std::move(found_);
  }

  /// Whether any search so far stopped at the limit of steps.
  bool stopped() const noexcept { return stopped_; }

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
    return below ? opposite(result) : result;
  }

  void work() { steps_ += 1 + depth_ / 4; }  // it takes longer the more cells are chosen

  bool all_zero() const {
    for (Residue off : off_)
      if (off != 0) return false;
    return true;
  }

  // The cell's signature without what those chosen before make up of it, into column_.
  void reduce(std::size_t cell) {
    work();
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
        column_[entry.row] = plus(column_[entry.row], opposite(times(share, entry.value)));
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
    take(pivot, opposite(pivot.share));
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
    work();
    std::fill(weights_.begin(), weights_.end(), Residue{0});
    weights_[row] = 1;
    for (std::size_t i = depth_; i-- > 0;) {
      Residue sum = 0;
      for (const Entry& entry : pivots_[i].column)
        if (weights_[entry.row] != 0) sum = plus(sum, times(weights_[entry.row], entry.value));
      weights_[pivots_[i].row] = plus(weights_[pivots_[i].row], opposite(sum));
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
    constexpr std::size_t enough = 7, tries = 4;  // few enough not to look further; and how far
    std::vector<std::size_t> best;
    bool any = false;
    std::size_t tried = 0;
    for (bool untouched : {true, false}) {
      for (std::uint32_t i = 0; i < off_.size(); ++i) {
        if (off_[i] == 0 || (touched_[i] == 0) != untouched) continue;
        if (tried++ == tries) return best;
        std::vector<std::size_t> cells = cells_of(i);
        if (any && cells.size() >= best.size()) continue;
        any = true;
        row = i;
        best = std::move(cells);
        if (best.size() <= enough) return best;
      }
      if (any) break;
    }
    return best;
  }
  void extend(std::size_t left) {
    if (steps_ > limits_.steps || all_zero() || at_least() > left) return;
    std::uint32_t row = 0;
    std::vector<std::size_t> cells = few_cells(row);
    for (std::size_t cell : cells) {
      if (steps_ > limits_.steps) break;
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
        shares_[j] = plus(shares_[j], opposite(times(share, pivot.used[j])));
      Residue number = plus(detail::residue(numbers_[pivot.cell].number), opposite(share));
      if (share == 0 || number > static_cast<Residue>(Count::max)) return;
      add_in_order(moves, {{pivot.cell, static_cast<std::int64_t>(number)}});
    }
    if (numbers_.mend(part_, moves)) found_.push_back(std::move(moves));
  }

  Numbers<T>& numbers_;
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

}  // namespace detail

}  // namespace v0
}  // namespace gongkai

#endif
