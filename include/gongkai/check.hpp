// Report → findings. A check looks at cells and equations and changes nothing.
#ifndef GONGKAI_CHECK_HPP
#define GONGKAI_CHECK_HPP

#include <utility>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/rule.hpp"
#include "gongkai/rules.hpp"

namespace gongkai {
inline namespace v0 {

// ---- what a single cell must be, in any described type ---------------------------------------

namespace basis {
inline constexpr Text any_table = {"一般统计填报要求",
                                   "What is usual in filling in statistical tables"};
inline constexpr Text the_equations = {"表式的各项勾稽关系", "The equations of the form"};
}  // namespace basis

inline constexpr Rule cell_negative = {
    "cell.negative",
    Severity::error,
    {"数量、金额不得为负数", "A count or an amount is not negative"},
    basis::any_table,
    {"不应为负数：{cells}", "must not be negative: {cells}"}};
inline constexpr Rule cell_fraction = {"cell.fraction",
                                       Severity::error,
                                       {"数量应为整数", "A count is a whole number"},
                                       basis::any_table,
                                       {"应为整数：{cells}", "must be a whole number: {cells}"}};
inline constexpr Rule cell_unreadable = {
    "cell.unreadable",
    Severity::error,
    {"各格应填数字", "A cell holds a number"},
    basis::any_table,
    {"无法识别为数字：{cells}", "cannot be read as a number: {cells}"}};
inline constexpr Rule cell_missing = {"cell.missing",
                                      Severity::warning,
                                      {"表格各行各格应当齐全", "All cells of the form are there"},
                                      basis::any_table,
                                      {"未见{cells}", "not found: {cells}"}};
inline constexpr Rule cell_ambiguous = {
    "cell.ambiguous",
    Severity::warning,
    {"各格的数字应当只有一种读法", "The number of a cell can be read in one way only"},
    basis::any_table,
    {"来源中的数字有多种读法，请核对原件：{cells}",
     "the source can be read in more than one way, look at the original: {cells}"}};
inline constexpr Rule cell_blank = {
    "cell.blank",
    Severity::warning,
    {"各格都应填写数字", "Every cell holds a number"},
    basis::any_table,
    {"未填写（不能视为 0），也无法由勾稽关系推算：{cells}",
     "left blank, which is not 0, and the equations do not tell the number: {cells}"}};
inline constexpr Rule cell_blank_determined = {
    "cell.blank.determined",
    Severity::note,
    {"各格都应填写数字", "Every cell holds a number"},
    basis::any_table,
    {"未填写，可由勾稽关系推定：{cells}",
     "left blank, and the equations tell the number: {cells}"}};
inline constexpr Rule cell_contradiction = {
    "cell.contradiction",
    Severity::error,
    {"各勾稽关系对同一格的要求应当一致", "The equations agree about a cell"},
    basis::the_equations,
    {"勾稽关系对空缺的{cells}要求不一：{demands}",
     "the equations disagree about {cells}, which has no number: {demands}"}};
inline constexpr Rule amount_precision = {
    "amount.precision",
    Severity::note,
    {"金额精确到分（万元后六位小数）", "Money goes down to the fen (six decimals of 万元)"},
    basis::any_table,
    {"金额精确到分以下，已按原数保留：{cells}",
     "money in fractions of a fen, kept as it stands: {cells}"}};

/// All of them, for a catalogue.
inline constexpr Rule cell_rules[] = {cell_contradiction, cell_negative,         cell_fraction,
                                      cell_unreadable,    cell_ambiguous,        cell_missing,
                                      cell_blank,         cell_blank_determined, amount_precision};

namespace detail {

/// A check at work: the cells of one report, what is known of them, and what has been found.
class Check {
 public:
  Check(const Schema& root, const void* report, const Rules& rules) : root_(root), rules_(rules) {
    cells_.reserve(root.cells);
    for_each_cell(root, report,
                  [this](const Member& member, const void* cell) { add(member, cell); });
  }

  Findings run() {
    if (unknown_ > 0) determine();
    broken_equations();
    single_cells();
    if (unknown_ > 0) {
      report_cells(cell_ambiguous, [](const Cell& c) { return c.state == State::ambiguous; });
      report_cells(cell_missing, [](const Cell& c) { return c.state == State::missing; });
      report_cells(cell_blank, [](const Cell& c) {
        return c.state == State::blank && !c.known && !c.disputed;
      });
      report_cells(cell_blank_determined,
                   [](const Cell& c) { return c.state == State::blank && c.known && !c.in_error; });
    }
    report_cells(amount_precision, [](const Cell& c) {
      return c.kind == Kind::amount && static_cast<const Amount*>(c.at)->finer_than_fen();
    });
    return std::move(found_);
  }

 private:
  struct Cell {
    const void* at;
    Kind kind;
    State state;
    bool known;          // has a number, printed or determined by the equations
    bool demanded;       // some equation demands a number of it
    bool disputed;       // the equations demand different numbers of it
    bool in_error;       // stands in a broken equation that is reported
    std::int64_t value;  // where known or demanded; 0 for a cell that is not in this form
  };
  struct DemandOf {  // what an equation leaves as the only number for a cell
    std::size_t cell, equation;
    std::int64_t number;
  };
  struct Sides {
    ExactSum left, right;
    std::size_t unknown_left = 0, unknown_right = 0, present = 0;
  };

  void add(const Member& member, const void* at) {
    Cell cell{at, member.kind, cell_state(member.kind, at), false, false, false, false, 0};
    cell.known = cell.state == State::value || cell.state == State::absent;
    if (!cell.known) ++unknown_;
    if (cell.state == State::value) {
      if (member.kind == Kind::count) cell.value = static_cast<const Count*>(at)->value();
      if (member.kind == Kind::change) cell.value = static_cast<const Change*>(at)->value();
      odd_ = odd_ || cell.value < 0;
    }
    odd_ = odd_ || cell.state == State::fraction || cell.state == State::unreadable ||
           cell.kind == Kind::amount;
    cells_.push_back(cell);
  }

  Sides sides(const Equation& equation) const {
    const Identity& identity = rules_[equation];
    Sides sum;
    auto add_to = [&](ExactSum& side, std::size_t& unknown) {
      return [&](std::size_t i) {
        const Cell& cell = cells_[i];
        if (cell.state != State::absent) ++sum.present;
        if (cell.known)
          side += cell.value;
        else
          ++unknown;
      };
    };
    for_each_term(identity.left, identity.width, equation.base, add_to(sum.left, sum.unknown_left));
    for_each_term(identity.right, identity.width, equation.base,
                  add_to(sum.right, sum.unknown_right));
    return sum;
  }

  // A cell without a number is some whole number from 0 up, and an equation may leave only one
  // choice. In rounds: first all equations say what they demand, then cells get the numbers.
  // An equation that is contradicted about one cell has no say about the others either.
  void determine() {
    std::vector<bool> asked(rules_.equation_count), contradicted(rules_.equation_count);
    for (bool changed = true; changed;) {
      changed = false;
      std::size_t first = demands_.size();
      for (std::size_t i = 0; i < rules_.equation_count; ++i)
        if (!asked[i]) asked[i] = demand(i);
      for (std::size_t d = first; d < demands_.size(); ++d) {
        Cell& cell = cells_[demands_[d].cell];
        if (!cell.demanded) cell.value = demands_[d].number;
        cell.disputed = cell.disputed || cell.value != demands_[d].number;
        cell.demanded = true;
      }
      for (std::size_t d = first; d < demands_.size(); ++d)
        if (cells_[demands_[d].cell].disputed) contradicted[demands_[d].equation] = true;
      for (std::size_t d = first; d < demands_.size(); ++d)
        if (!contradicted[demands_[d].equation]) changed = cells_[demands_[d].cell].known = true;
    }
  }

  // Notes what an equation demands of its unknown cells; false if it leaves them a choice.
  bool demand(std::size_t equation) {
    Sides sum = sides(rules_.equations[equation]);
    std::size_t unknown = sum.unknown_left + sum.unknown_right;
    if (unknown == 0 || (sum.unknown_left > 0 && sum.unknown_right > 0)) return false;
    ExactSum gap = sum.unknown_left > 0 ? sum.right - sum.left : sum.left - sum.right;
    if (gap.negative() || (unknown > 1 && !gap.zero()) || !gap.count().has_value()) return false;
    for_each_cell_of(rules_.equations[equation], [&](std::size_t c, Role) {
      if (!cells_[c].known) demands_.push_back({c, equation, gap.count().value()});
    });
    return true;
  }

  // What follows only from numbers that other equations gave is told where nothing else is wrong.
  void broken_equations() {
    std::vector<Finding> derived;
    for (std::size_t i = 0; i < rules_.equation_count; ++i) {
      Sides sum = sides(rules_.equations[i]);
      if (sum.present == 0 || !broken(sum)) continue;
      Finding finding;
      finding.rule = rules_[rules_.equations[i]].rule;
      finding.left = sum.left;
      finding.right = sum.right;
      bool of_printed = false;
      for_each_cell_of(rules_.equations[i], [&](std::size_t c, Role role) {
        const Cell& cell = cells_[c];
        if (cell.state == State::absent) return;
        finding.terms.push_back(term(c, role));
        of_printed = of_printed || (cell.state == State::value && cell.value != 0);
      });
      (of_printed ? found_.items : derived).push_back(std::move(finding));
    }
    contradictions();
    if (found_.items.empty()) found_.items = std::move(derived);
    for (const Finding& finding : found_.items)
      for (const Term& term : finding.terms) cells_[term.cell].in_error = true;
  }

  void contradictions() {
    for (std::size_t i = 0; unknown_ > 0 && i < cells_.size(); ++i) {
      if (!cells_[i].disputed) continue;
      Finding finding;
      finding.rule = cell_contradiction;
      finding.terms.push_back(term(i, Role::cell));
      for (const DemandOf& demand : demands_)
        if (demand.cell == i)
          finding.demands.push_back(
              {rules_[rules_.equations[demand.equation]].rule, Count(demand.number)});
      found_.items.push_back(std::move(finding));
    }
  }

  static bool broken(const Sides& sum) {
    if (sum.unknown_left == 0 && sum.unknown_right == 0) return sum.left != sum.right;
    // Unknown numbers only add to their side: with them on one side, the other must not be less.
    if (sum.unknown_right == 0) return (sum.right - sum.left).negative();
    if (sum.unknown_left == 0) return (sum.left - sum.right).negative();
    return false;
  }

  void single_cells() {
    if (!odd_) return;
    report_cells(cell_negative, [](const Cell& c) {
      return c.state == State::value &&
             (c.kind == Kind::amount ? static_cast<const Amount*>(c.at)->negative()
                                     : c.kind == Kind::count && c.value < 0);
    });
    report_cells(cell_fraction, [](const Cell& c) { return c.state == State::fraction; });
    report_cells(cell_unreadable, [](const Cell& c) { return c.state == State::unreadable; });
  }

  // One finding for each table that has such cells, not one for each cell.
  template <class Wanted>
  void report_cells(const Rule& rule, Wanted wanted) {
    std::size_t first = 0;
    for (const Member& table : root_) {
      Finding finding;
      std::size_t present = 0;
      for (std::size_t i = first; i < first + table.cells; ++i) {
        if (cells_[i].state != State::absent) ++present;
        if (wanted(cells_[i])) finding.terms.push_back(term(i, Role::cell));
      }
      first += table.cells;
      if (finding.terms.empty()) continue;
      finding.rule = rule;
      finding.table_cells = present;
      found_.items.push_back(std::move(finding));
    }
  }

  template <class Visit>
  void for_each_cell_of(const Equation& equation, Visit visit) const {
    const Identity& identity = rules_[equation];
    for_each_term(identity.left, identity.width, equation.base,
                  [&](std::size_t c) { visit(c, Role::left); });
    for_each_term(identity.right, identity.width, equation.base,
                  [&](std::size_t c) { visit(c, Role::right); });
  }

  Term term(std::size_t i, Role role) const {
    const Cell& cell = cells_[i];
    Term term;
    term.role = role;
    term.cell = i;
    term.path = Path(root_, i);
    term.state = cell.state;
    term.printed = cell_text(cell.kind, cell.at);
    if (cell.state != State::value && cell.known) term.determined = Count(cell.value);
    return term;
  }

  const Schema& root_;
  const Rules& rules_;
  std::vector<Cell> cells_;
  std::vector<DemandOf> demands_;
  std::size_t unknown_ = 0;
  bool odd_ = false;  // a negative number, a fraction, something unreadable, or money
  Findings found_;
};

// ---- the verdict alone -----------------------------------------------------------------------

/// The cells of one value as bare numbers, in order; those that are not in this form are 0.
template <std::size_t Cells>
class BareNumbers {
 public:
  static constexpr std::uint64_t enormous = UINT64_C(1)
                                            << 58U;  // below, sums of 32 do not overflow

  template <class T>
  explicit BareNumbers(const T& value) {
    add(value);
  }

  /// Whether nothing is to be said of a cell by itself; and whether sums of them can be trusted.
  bool good() const { return good_ && bits_ < negative; }
  bool small() const { return bits_ < enormous; }
  const std::int64_t* data() const { return numbers_; }

 private:
  static constexpr std::int64_t absent = Count(State::absent).value();
  static constexpr std::uint64_t negative = UINT64_C(1) << 63U;  // and a state is negative too

  template <class T>
  void add(const T& value) {
    add_members(value, members_of<T>());
  }
  template <class T, template <class...> class L, class... D>
  void add_members(const T& value, L<D...>) {
    if constexpr ((std::is_same<typename Access<T, D>::type, Count>::value && ...)) {
      const std::int64_t row[] = {(value.*D::pointer).value()...};
      add_row(row);
    } else {
      (add_member(value.*D::pointer), ...);
    }
  }
  template <class M>
  void add_member(const M& member) {
    if constexpr (std::is_same<M, Count>::value) {
      const std::int64_t row[] = {member.value()};
      add_row(row);
    } else if constexpr (is_cell(kind_of<M>())) {  // no equation holds between these
      bool out_of_order = !member.has_value();
      if constexpr (std::is_same<M, Amount>::value)
        out_of_order = out_of_order || member.negative() || member.finer_than_fen();
      good_ = good_ && (!out_of_order || member.state() == State::absent);
      numbers_[size_++] = 0;
    } else if constexpr (kind_of<M>() == Kind::part) {
      add(member);
    }
  }

  /// Counts that stand together. Mostly all are numbers, and then there is no look at each.
  template <std::size_t Size>
  void add_row(const std::int64_t (&row)[Size]) {
    std::int64_t* to = numbers_ + size_;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < Size; ++i) bits |= static_cast<std::uint64_t>(to[i] = row[i]);
    if (bits >= negative) {
      bits = 0;
      for (std::size_t i = 0; i < Size; ++i)
        bits |= static_cast<std::uint64_t>(to[i] = row[i] == absent ? 0 : row[i]);
    }
    bits_ |= bits;
    size_ += Size;
  }

  std::int64_t numbers_[Cells];
  std::size_t size_ = 0;
  std::uint64_t bits_ = 0;  // that are set in any of them
  bool good_ = true;        // what are not counts
};

/// One equation of a set as one expression, without a loop.
template <const auto& set, std::size_t equation>
struct Unrolled {
  static constexpr std::size_t terms(const Side& side) {
    std::size_t count = 0;
    for (const Span& span : side) count += span.units;
    return count;
  }
  static constexpr const Identity& identity = set.identities[set.equations[equation].identity];
  static constexpr std::size_t left = terms(identity.left), right = terms(identity.right);
  static_assert(left + right <= 32, "sums could overflow");

  struct Cells {
    std::size_t of[left + right];
  };
  static constexpr Cells make() {
    Cells made{};
    std::size_t next = 0;
    for (const Side* side : {&identity.left, &identity.right})
      for_each_term(*side, identity.width, set.equations[equation].base,
                    [&](std::size_t cell) { made.of[next++] = cell; });
    return made;
  }
  static constexpr Cells cells = make();

  template <std::size_t... L, std::size_t... R>
  static std::int64_t sum(const std::int64_t* numbers, std::index_sequence<L...>,
                          std::index_sequence<R...>) {
    return (numbers[cells.of[L]] + ...) - (numbers[cells.of[left + R]] + ...);
  }
  /// By how much the left side exceeds the right.
  static std::int64_t difference(const std::int64_t* numbers) {
    return sum(numbers, std::make_index_sequence<left>(), std::make_index_sequence<right>());
  }
};

template <const auto& set, std::size_t... equation>
bool all_hold(const std::int64_t* numbers, std::index_sequence<equation...>) {
  return (Unrolled<set, equation>::difference(numbers) | ...) == 0;
}

enum class Glance : std::uint8_t { findings, none, unsure };

/// Whether check() has findings, in a tenth of a microsecond; unsure where numbers are enormous.
template <const auto& set, class T>
Glance glance(const T& value) {
  const BareNumbers<SchemaOf<T>::value.cells> numbers(value);
  if (!numbers.good()) return Glance::findings;
  if (!numbers.small()) return Glance::unsure;
  constexpr std::size_t equations = sizeof(set.equations) / sizeof(Equation);
  bool hold = all_hold<set>(numbers.data(), std::make_index_sequence<equations>());
  return hold ? Glance::none : Glance::findings;
}

}  // namespace detail

/// Checks any described value against its rules: every cell by itself, then every equation.
///
/// A cell without a number (blank, missing, unreadable) stands for an unknown whole number from 0
/// up. A number that an equation leaves no choice about is used in the others; where two equations
/// demand different numbers of one cell, it has none, and that is an error. An equation is broken
/// when no numbers make its sides equal. The order of the equations does not matter.
template <class T>
Findings check(const T& value, const Rules& rules) {
  return detail::Check(schema<T>, &value, rules).run();
}

/// The same for rules that are a constant, `check<statutory_rules>(report)`: quick where there is
/// nothing to say.
template <const auto& rules, class T>
Findings check(const T& value) {
  if (detail::glance<rules>(value) == detail::Glance::none) return {};
  return check(value, Rules(rules));
}

/// Whether check() finds nothing: every cell of the form has a value, none is negative (but a
/// change) or in fractions of a fen, and every equation holds. For the many: as quick as they come
/// from memory, and nothing is allocated unless a number has 18 digits. What is wrong with those
/// that are not in balance, check() says.
template <const auto& rules, class T>
bool balanced(const T& value) {
  detail::Glance verdict = detail::glance<rules>(value);
  if (verdict == detail::Glance::unsure) return check(value, Rules(rules)).empty();
  return verdict == detail::Glance::none;
}

/// Checks a report against the statutory rules of its form.
inline Findings check(const Report& report) { return check<statutory_rules>(report); }

/// Whether a report is in balance by the statutory rules of its form.
inline bool balanced(const Report& report) { return balanced<statutory_rules>(report); }

}  // namespace v0
}  // namespace gongkai

#endif
