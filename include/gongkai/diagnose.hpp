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
#include "gongkai/slips.hpp"
#include "gongkai/smallest_sets.hpp"

namespace gongkai {
inline namespace v0 {

namespace detail {

/// Those of the form's own equations, at compile time.
inline constexpr auto statutory_signatures =
    signature_table<schema<Report>.cells, occurrences(statutory_rules)>(statutory_rules);

/// A diagnosis at work.
template <class T>
class Diagnose {
 public:
  Diagnose(const Schema& root, const void* value, const Rules& rules, Signatures signatures,
           const DiagnosisLimits& limits)
      : root_(root), numbers_(root, value, rules, signatures), limits_(limits) {}

  Diagnosis run() {
    if (numbers_.plain()) return {};
    Layout<T> layout(root_, numbers_);
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
    std::vector<typename Slips<T>::Piece> slips;
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

  void find_fault(const Part& part, const Layout<T>& layout) {
    Fault fault;
    tell_broken(part, fault);
    Slips<T> slips(numbers_, layout, part);
    SmallestSets<T> sets(numbers_, part, limits_);
    std::vector<Solution> solutions;
    auto take = [&](std::vector<Moves> found) {
      bool first = solutions.empty();
      for (Moves& moves : found)
        if (first || !contains(solutions, moves)) solutions.push_back({std::move(moves), {}});
    };
    std::vector<Moves> smallest = sets.find({}, limits_.cells);
    fault.smallest = smallest.empty() ? 0 : smallest[0].size();
    bool none = smallest.empty();
    take(std::move(smallest));
    std::vector<Solution> proposed;
    slips.propose(proposed);
    constexpr std::size_t few = 2;  // cells; a slip and something else are no better than those
    if (fault.smallest == 0 || fault.smallest > few)
      for (const Moves& line : slips.lines_left_at_zero()) take(sets.find(line, 1));
    if (part.has_negative) take(sets.find(without_minus(part), few));
    fault.complete = !none && !sets.stopped();
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

  void list(const Part& part, const Slips<T>& slips, const std::vector<Solution>& solutions,
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
    for (const typename Slips<T>::Piece& piece : ranked.slips)
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
  Numbers<T> numbers_;
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
  return detail::Diagnose<T>(schema<T>, &value, rules, {starts.data(), all.data()}, limits).run();
}

/// The same for a Report and the statutory rules of its form.
template <class T>
std::enable_if_t<std::is_same<T, Report>::value, Diagnosis> diagnose(
    const T& report, const DiagnosisLimits& limits = {}) {
  return detail::Diagnose<T>(schema<Report>, &report, Rules(statutory_rules),
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

}  // namespace v0
}  // namespace gongkai

#endif
