// Report → findings. A check looks at cells and equations and changes nothing.
#ifndef GONGKAI_CHECK_HPP
#define GONGKAI_CHECK_HPP

#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/rule.hpp"
#include "gongkai/rules.hpp"

namespace gongkai {

// ---- what a single cell must be, in any described type ---------------------------------------

namespace basis {
inline constexpr Text any_table = {"统计表各格均应填写数字",
                                   "every cell of a statistical table holds a number"};
}

inline constexpr Rule cell_negative = {
    "cell.negative",
    Severity::error,
    {"数量、金额不得为负数", "A count or an amount is not negative"},
    basis::any_table,
    {"填了负数：{cells}", "negative: {cells}"}};
inline constexpr Rule cell_fraction = {"cell.fraction",
                                       Severity::error,
                                       {"数量应为整数", "A count is a whole number"},
                                       basis::any_table,
                                       {"填的不是整数：{cells}", "not a whole number: {cells}"}};
inline constexpr Rule cell_unreadable = {
    "cell.unreadable",
    Severity::error,
    {"各格应填数字", "A cell holds a number"},
    basis::any_table,
    {"不能认定为数字：{cells}", "cannot be told as a number: {cells}"}};
inline constexpr Rule cell_missing = {"cell.missing",
                                      Severity::warning,
                                      {"表格各行各格应当齐全", "All cells of the form are there"},
                                      basis::any_table,
                                      {"没有找到：{cells}", "not found: {cells}"}};
inline constexpr Rule cell_blank = {
    "cell.blank",
    Severity::warning,
    {"各格都应填写数字", "Every cell holds a number"},
    basis::any_table,
    {"空白，不等于 0，也推算不出：{cells}",
     "blank, which is not 0, and the equations do not tell the number: {cells}"}};
inline constexpr Rule cell_blank_determined = {
    "cell.blank.determined",
    Severity::note,
    {"各格都应填写数字", "Every cell holds a number"},
    basis::any_table,
    {"空白，按勾稽关系可以推定：{cells}", "blank, and the equations tell the number: {cells}"}};
inline constexpr Rule amount_precision = {
    "amount.precision",
    Severity::note,
    {"金额精确到分（万元后六位小数）", "Money goes down to the fen (six decimals of 万元)"},
    basis::any_table,
    {"不足一分的尾数照样保留：{cells}", "digits below one fen are kept: {cells}"}};

/// All of them, for a catalogue.
inline constexpr Rule cell_rules[] = {cell_negative,   cell_fraction, cell_unreadable,
                                      cell_missing,    cell_blank,    cell_blank_determined,
                                      amount_precision};

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
    single_cells();
    if (unknown_ > 0) determine();
    equations();
    if (unknown_ > 0) {
      cells_without_number(cell_missing, [](const Cell& c) { return c.state == State::missing; });
      cells_without_number(cell_blank, [](const Cell& c) {
        return c.state == State::blank && (!c.known || c.disputed);
      });
      cells_without_number(cell_blank_determined, [](const Cell& c) {
        return c.state == State::blank && c.known && !c.disputed;
      });
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
    bool disputed;       // stands in a broken equation
    std::int64_t value;  // where known; 0 for a cell that is not in this form
  };
  struct Sides {
    ExactSum left, right;
    std::size_t unknown_left = 0, unknown_right = 0, present = 0;
    ExactSum missing_left() const { return right - left; }
  };

  void add(const Member& member, const void* at) {
    Cell cell{at, member.kind, cell_state(member.kind, at), false, false, 0};
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

  // A cell without a number is some whole number from 0 up. Where an equation leaves only one
  // choice, that is its number, and other equations go on from there.
  void determine() {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < rules_.equation_count; ++i) {
        Sides sum = sides(rules_.equations[i]);
        std::size_t unknown = sum.unknown_left + sum.unknown_right;
        if (unknown == 0 || (sum.unknown_left > 0 && sum.unknown_right > 0)) continue;
        ExactSum gap = sum.unknown_left > 0 ? sum.right - sum.left : sum.left - sum.right;
        if (gap.negative() || (unknown > 1 && !gap.zero()) || !gap.count().has_value()) continue;
        for_each_cell_of(rules_.equations[i], [&](std::size_t c, Part) {
          if (cells_[c].known) return;
          cells_[c].known = true;
          cells_[c].value = gap.count().value();
        });
        changed = true;
      }
    }
  }

  void equations() {
    for (std::size_t i = 0; i < rules_.equation_count; ++i) {
      Sides sum = sides(rules_.equations[i]);
      if (sum.present == 0 || !broken(sum)) continue;
      Finding finding;
      finding.rule = rules_[rules_.equations[i]].rule;
      finding.left = sum.left;
      finding.right = sum.right;
      for_each_cell_of(rules_.equations[i], [&](std::size_t c, Part part) {
        if (cells_[c].state == State::absent) return;
        finding.terms.push_back(term(c, part));
        cells_[c].disputed = true;
      });
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

  template <class Wanted>
  void cells_without_number(const Rule& rule, Wanted wanted) {
    report_cells(rule, wanted);
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
        if (wanted(cells_[i])) finding.terms.push_back(term(i, Part::itself));
      }
      first += table.cells;
      if (finding.terms.empty()) continue;
      finding.rule = rule;
      finding.whole_table = present > 1 && finding.terms.size() == present;
      found_.items.push_back(std::move(finding));
    }
  }

  template <class Visit>
  void for_each_cell_of(const Equation& equation, Visit visit) const {
    const Identity& identity = rules_[equation];
    for_each_term(identity.left, identity.width, equation.base,
                  [&](std::size_t c) { visit(c, Part::left); });
    for_each_term(identity.right, identity.width, equation.base,
                  [&](std::size_t c) { visit(c, Part::right); });
  }

  Term term(std::size_t i, Part part) const {
    const Cell& cell = cells_[i];
    Term term;
    term.part = part;
    term.cell = i;
    term.path = Path(root_, i);
    term.state = cell.state;
    term.printed = cell_text(cell.kind, cell.at);
    if (cell.state != State::value && cell.known && !cell.disputed)
      term.determined = Count(cell.value);
    return term;
  }

  const Schema& root_;
  const Rules& rules_;
  std::vector<Cell> cells_;
  std::size_t unknown_ = 0;
  bool odd_ = false;  // a negative number, a fraction, something unreadable, or money
  Findings found_;
};

}  // namespace detail

/// Checks any described value against its rules: every cell by itself, then every equation.
///
/// A cell without a number (blank, missing, unreadable) stands for an unknown whole number from 0
/// up. An equation is broken when no such numbers make its sides equal; numbers that the equations
/// leave no choice about are used in the other equations and named in a note.
template <class T>
Findings check(const T& value, const Rules& rules) {
  return detail::Check(schema<T>, &value, rules).run();
}

/// Checks a report against the statutory rules of its form.
inline Findings check(const Report& report) { return check(report, Rules(statutory_rules)); }

}  // namespace gongkai

#endif
