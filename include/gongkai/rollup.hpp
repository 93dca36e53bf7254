// A government's report held against the reports of its parts, cell by cell: is 逐级汇总 right?
// What the report should say, without one to compare it with, is Tree::roll_up (tree.hpp).
#ifndef GONGKAI_ROLLUP_HPP
#define GONGKAI_ROLLUP_HPP

#include <algorithm>
#include <string>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/report.hpp"
#include "gongkai/rules.hpp"

namespace gongkai {
inline namespace v0 {

/// A sum of counts and of amounts, exact: decimals as far as nine places.
class ExactAmount {
 public:
  static constexpr int most_decimals = 9;

  ExactAmount() noexcept = default;
  explicit ExactAmount(std::int64_t whole) noexcept : whole_(whole) {}

  static bool holds(Amount amount) noexcept {
    return amount.has_value() && amount.decimals() <= most_decimals;
  }
  /// Precondition: holds(amount).
  explicit ExactAmount(Amount amount) noexcept {
    std::int64_t unit = 1, part = billionth;
    for (int i = 0; i < amount.decimals(); ++i) unit *= 10, part /= 10;
    whole_ += amount.digits() / unit;
    parts_ = amount.digits() % unit * part;
    carry();
  }

  ExactAmount& operator+=(const ExactAmount& other) noexcept {
    whole_ = whole_ - (ExactSum() - other.whole_);
    parts_ += other.parts_;
    carry();
    return *this;
  }
  friend ExactAmount operator-(ExactAmount a, const ExactAmount& b) noexcept {
    a.whole_ = a.whole_ - b.whole_;
    a.parts_ -= b.parts_;
    a.carry();
    return a;
  }
  friend bool operator==(const ExactAmount& a, const ExactAmount& b) noexcept {
    return a.whole_ == b.whole_ && a.parts_ == b.parts_;
  }
  friend bool operator!=(const ExactAmount& a, const ExactAmount& b) noexcept { return !(a == b); }
  bool negative() const noexcept { return whole_.negative(); }
  bool zero() const noexcept { return whole_.zero() && parts_ == 0; }
  ExactAmount magnitude() const noexcept { return negative() ? ExactAmount() - *this : *this; }

  /// "18651.064104", "12", "-0.5".
  friend std::string to_string(const ExactAmount& amount) {
    if (amount.negative()) return '-' + to_string(amount.magnitude());
    std::string text = to_string(amount.whole_);
    if (amount.parts_ == 0) return text;
    std::string decimals = std::to_string(amount.parts_);
    decimals.insert(0, most_decimals - decimals.size(), '0');
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return text + '.' + decimals;
  }

 private:
  static constexpr std::int64_t billionth = 1'000'000'000;
  void carry() noexcept {
    while (parts_ < 0) parts_ += billionth, whole_ += -1;
    while (parts_ >= billionth) parts_ -= billionth, whole_ += 1;
  }
  ExactSum whole_;
  std::int64_t parts_ = 0;  // of 10^-9, from 0
};

/// A copy in which every total that details decide is their sum, whatever is printed: what a total
/// adds up to must not be added up again with its mistakes. Where a detail has no number, the total
/// stays as it is printed.
inline Report with_totals_recomputed(const Report& report) {
  Report copy = report;
  auto count_at = [&](std::size_t cell) -> Count& {
    return *static_cast<Count*>(cell_at(schema<Report>, &copy, cell));
  };
  auto recompute = [&](std::string_view rule) {
    for (const Equation& equation : statutory_rules.equations) {
      const Identity& identity = statutory_rules.identities[equation.identity];
      if (identity.rule.id != rule) continue;
      ExactSum sum;
      bool known = true, present = false;
      for_each_term(identity.left, identity.width, equation.base, [&](std::size_t cell) {
        Count count = count_at(cell);
        if (count.state() == State::absent) return;
        present = true;
        known = known && count.has_value();
        if (count.has_value()) sum += count.value();
      });
      for_each_term(identity.right, identity.width, equation.base, [&](std::size_t cell) {
        bool in_form = count_at(cell).state() != State::absent;
        if (known && present && in_form) count_at(cell) = sum.count();
      });
    }
  };
  // Rows, then columns: the total of （七） comes to the sum of the rows' totals.
  recompute(applicants_total.identity.rule.id);
  recompute(outcomes_total.identity.rule.id);
  recompute(results_total.identity.rule.id);
  return copy;
}

/// One cell of a parent's report beside the sum over its parts.
struct ComparedCell {
  enum class Verdict : std::uint8_t {
    agrees,     ///< the figures are equal
    differs,    ///< no figures of missing parts make them equal
    undecided,  ///< they differ, and parts without a figure may account for it
    no_figure   ///< the parent prints none, or it is not in its form
  };
  std::size_t cell = 0;
  Verdict verdict = Verdict::no_figure;
  std::string printed;                      ///< the parent's figure
  ExactAmount sum;                          ///< over the parts that have a figure, from details
  ExactAmount printed_sum;                  ///< the same over the totals as the parts print them
  std::vector<std::size_t> without_figure;  ///< parts that print none there
};

// ---- what is said of it ------------------------------------------------------------------------

namespace basis {
inline constexpr Text rolled_up = {
    "国办公开办函〔2021〕30号、〔2019〕60号：逐级汇总相关情况和数据",
    "Notices 〔2021〕30 and 〔2019〕60: figures are added up level by "
    "level"};
}  // namespace basis

inline constexpr Rule rollup_differs = {
    "rollup.differs",
    Severity::warning,
    {"汇总数等于各单位之和", "The figure of the whole is the sum over its parts"},
    basis::rolled_up,
    {"{cell}：汇总数 {printed}，各单位合计 {sum}，相差 {off}{why}",
     "{cell}: {printed} for the whole, {sum} for its parts together: off by {off}{why}"}};
inline constexpr Rule rollup_transposed = {
    "rollup.transposed",
    Severity::warning,
    {"汇总数与各单位之和不因数字颠倒而不同",
     "The figure of the whole is not the sum with two digits changed over"},
    basis::rolled_up,
    {"{cell}：汇总数 {printed}，各单位合计 {sum}，疑为相邻两位数字颠倒",
     "{cell}: {printed} for the whole, {sum} for its parts together: two digits may have "
     "changed places"}};
inline constexpr Rule rollup_rounded = {
    "rollup.rounded",
    Severity::note,
    {"汇总金额保留各单位的小数位数", "Money of the whole keeps the decimals of its parts"},
    basis::rolled_up,
    {"{cell}：汇总数 {printed} 是各单位合计 {sum} 取舍小数后的数",
     "{cell}: {printed} for the whole is {sum}, the sum over its parts, with fewer decimals"}};
inline constexpr Rule rollup_undecided = {
    "rollup.undecided",
    Severity::note,
    {"汇总范围内各单位都有数字", "All parts of the whole have figures"},
    basis::rolled_up,
    {"有 {count} 格的汇总数大于已有各单位合计，缺下列单位的数字，不能判定：{missing}",
     "cells in which the whole has more than its known parts: {count}; this cannot be decided "
     "without the figures of {missing}"}};
inline constexpr Rule rollup_part_total = {
    "rollup.part_total",
    Severity::note,
    {"各单位的总计等于其明细之和", "Totals of the parts are the sums of their details"},
    basis::rolled_up,
    {"{agency}的 {count} 格总计与其明细不符，汇总按明细计算：{figures}",
     "totals of {agency} that are not the sums of their details: {count}; the details are what is "
     "added up here: {figures}"}};

/// All rules about a whole and its parts, for a catalogue.
inline constexpr Rule rollup_rules[] = {rollup_differs, rollup_transposed, rollup_rounded,
                                        rollup_undecided, rollup_part_total};

namespace detail {

class Rollup {
 public:
  Rollup(const Report& whole, const std::vector<const Report*>& parts,
         const std::vector<std::string>& missing)
      : whole_(whole), parts_(parts), missing_(missing) {
    for (const Report* part : parts) recomputed_.push_back(with_rows_of(whole, *part));
  }

  std::vector<ComparedCell> cells() const {
    std::vector<ComparedCell> all;
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) all.push_back(compared(cell));
    return all;
  }

  Findings run() {
    std::vector<ComparedCell> undecided;
    for (ComparedCell& cell : cells()) {
      if (cell.verdict == ComparedCell::Verdict::undecided && !look_alike(cell))
        undecided.push_back(std::move(cell));
      else if (cell.verdict == ComparedCell::Verdict::differs ||
               cell.verdict == ComparedCell::Verdict::undecided)
        differs(cell);
    }
    if (!undecided.empty()) say_undecided(undecided);
    part_totals();
    return std::move(found_);
  }

 private:
  // A part on the 2021 form under a whole with the one row （六） of 2019: its three rows together.
  static Report with_rows_of(const Report& whole, const Report& part) {
    Report copy = with_totals_recomputed(part);
    copy.overview = Overview();  // thousands of parts: their texts are not needed twice
    copy.problems.clear();
    copy.other_matters.clear();
    Outcomes& outcomes = copy.applications.outcomes;
    const Applicants& one_row = whole.applications.outcomes.other_handling_2019;
    if (all_are(schema<Applicants>, &one_row, State::absent) ||
        !all_are(schema<Applicants>, &outcomes.other_handling_2019, State::absent))
      return copy;
    for (const Member& column : schema<Applicants>) {
      ExactSum sum;
      bool known = true;
      for (const Member& row : schema<OtherHandling>) {
        const void* at = column.at_const(row.at_const(&outcomes.other_handling));
        const Count& count = *static_cast<const Count*>(at);
        known = known && count.has_value();
        if (count.has_value()) sum += count.value();
      }
      *static_cast<Count*>(column.at(&outcomes.other_handling_2019)) =
          known ? sum.count() : Count(State::missing);
    }
    return copy;
  }

  struct Figure {
    bool known;
    ExactAmount amount;
  };
  static Figure figure(const Report& report, std::size_t cell) {
    Kind kind = Path(schema<Report>, cell).cell().kind;
    const void* at = cell_at(schema<Report>, const_cast<Report*>(&report), cell);
    if (kind == Kind::amount) {
      const Amount& amount = *static_cast<const Amount*>(at);
      if (ExactAmount::holds(amount)) return {true, ExactAmount(amount)};
    } else if (kind == Kind::count) {
      const Count& count = *static_cast<const Count*>(at);
      if (count.has_value()) return {true, ExactAmount(count.value())};
    } else {
      const Change& change = *static_cast<const Change*>(at);
      if (change.has_value()) return {true, ExactAmount(change.value())};
    }
    return {false, {}};
  }

  ComparedCell compared(std::size_t cell) const {
    ComparedCell rolled;
    rolled.cell = cell;
    Figure whole = figure(whole_, cell);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      Figure part = figure(recomputed_[i], cell), as_printed = figure(*parts_[i], cell);
      if (part.known)
        rolled.sum += part.amount;
      else
        rolled.without_figure.push_back(i);
      if (as_printed.known) rolled.printed_sum += as_printed.amount;
    }
    if (!whole.known) return rolled;
    Term term = cell_term(schema<Report>, &whole_, cell);
    rolled.printed = term.printed;
    bool all_there = missing_.empty() && rolled.without_figure.empty();
    // Counts and money that are missing can only add to the sum; changes can do anything.
    bool open = !all_there &&
                (term.path.cell().kind == Kind::change || !(whole.amount - rolled.sum).negative());
    rolled.verdict = whole.amount == rolled.sum ? ComparedCell::Verdict::agrees
                     : open                     ? ComparedCell::Verdict::undecided
                                                : ComparedCell::Verdict::differs;
    return rolled;
  }

  Finding& add(const Rule& rule, std::size_t report = 0) {
    found_.items.emplace_back();
    found_.items.back().rule = rule;
    found_.items.back().report = report;
    return found_.items.back();
  }
  static void name(Finding& finding, std::string_view what, const std::string& value) {
    finding.named.push_back({what, value, value});
  }

  // Whether the printed figure looks like the sum, mistyped or cut, whoever else may be missing.
  static bool look_alike(const ComparedCell& cell) { return rounded(cell) || transposed(cell); }

  static bool rounded(const ComparedCell& cell) {
    if (Path(schema<Report>, cell.cell).cell().kind != Kind::amount) return false;
    std::string sum = to_string(cell.sum);
    std::size_t point = cell.printed.find('.'), point_of_sum = sum.find('.');
    std::size_t decimals = point == std::string::npos ? 0 : cell.printed.size() - point - 1;
    if (point_of_sum == std::string::npos || decimals >= sum.size() - point_of_sum - 1)
      return false;
    std::string one = "1";  // a unit of the last place printed
    if (decimals > 0) one = "0." + std::string(decimals - 1, '0') + '1';
    ExactAmount off = (ExactAmount(Amount::parse(cell.printed)) - cell.sum).magnitude();
    return (off - ExactAmount(Amount::parse(one))).negative();
  }

  static bool transposed(const ComparedCell& cell) {
    std::string sum = to_string(cell.sum);
    if (sum.size() != cell.printed.size() || sum.size() < 2) return false;
    std::size_t first = 0;
    while (first < sum.size() && sum[first] == cell.printed[first]) ++first;
    if (first + 1 >= sum.size() || sum[first] == '.' || sum[first + 1] == '.') return false;
    std::swap(sum[first], sum[first + 1]);
    // 12 and 21 are alike by chance, where parts that are missing make up the difference as well.
    bool by_chance = cell.verdict == ComparedCell::Verdict::undecided && sum.size() < 6;
    return sum == cell.printed && !by_chance;
  }

  void differs(const ComparedCell& cell) {
    const Rule& rule = rounded(cell)      ? rollup_rounded
                       : transposed(cell) ? rollup_transposed
                                          : rollup_differs;
    Finding& finding = add(rule);
    finding.terms.push_back(cell_term(schema<Report>, &whole_, cell.cell));
    const Path& path = finding.terms[0].path;
    auto where = [&](Language language) {
      std::string_view dot = language == Language::zh ? "·" : " · ";
      return join(row_name(path, language), dot, column_name(path, language));
    };
    finding.named.push_back({"cell", where(Language::zh), where(Language::en)});
    name(finding, "printed", cell.printed);
    name(finding, "sum", to_string(cell.sum));
    ExactAmount difference = figure(whole_, cell.cell).amount - cell.sum;
    name(finding, "off", to_string(difference.magnitude()));
    Named why{"why", {}, {}};
    if (missing_.empty() && cell.without_figure.empty()) why = explained(cell, difference, finding);
    finding.named.push_back(std::move(why));
  }

  // Parts whose figure is just the difference: left out, or counted twice.
  Named explained(const ComparedCell& cell, const ExactAmount& difference, Finding& finding) const {
    std::string agencies_zh, agencies_en;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (figure(recomputed_[i], cell.cell).amount != difference.magnitude()) continue;
      agencies_zh = join(agencies_zh, "或", agency(i, Language::zh));
      agencies_en = join(agencies_en, " or ", agency(i, Language::en));
      finding.terms.push_back(cell_term(schema<Report>, parts_[i], cell.cell));
      finding.terms.back().report = i + 1;
    }
    if (agencies_zh.empty()) return {"why", {}, {}};
    bool left_out = difference.negative();
    return {"why", "，恰为" + agencies_zh + "的数，可能" + (left_out ? "漏计" : "重复计算"),
            ", the figure of " + agencies_en +
                (left_out ? ", perhaps left out" : ", perhaps counted twice")};
  }

  std::string agency(std::size_t part, Language language) const {
    const std::string& agency = parts_[part]->agency;
    if (!agency.empty()) return agency;
    std::string number = std::to_string(part + 1);
    return language == Language::zh ? "第 " + number + " 份报告" : "report " + number;
  }

  void say_undecided(const std::vector<ComparedCell>& cells) {
    Finding& finding = add(rollup_undecided);
    name(finding, "count", std::to_string(cells.size()));
    std::vector<std::size_t> without;
    for (const ComparedCell& cell : cells) {
      finding.terms.push_back(cell_term(schema<Report>, &whole_, cell.cell));
      for (std::size_t part : cell.without_figure)
        if (std::find(without.begin(), without.end(), part) == without.end())
          without.push_back(part);
    }
    Named who{"missing", {}, {}};
    for (const std::string& agency : missing_) {
      who.zh = join(who.zh, "、", agency);
      who.en = join(who.en, ", ", agency);
    }
    for (std::size_t part : without) {
      who.zh = join(who.zh, "、", agency(part, Language::zh) + "（部分格）");
      who.en = join(who.en, ", ", agency(part, Language::en) + " (some cells)");
    }
    finding.named.push_back(std::move(who));
  }

  void part_totals() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      std::vector<Term> terms;
      Named figures{"figures", {}, {}};
      for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
        Term term = cell_term(schema<Report>, parts_[i], cell);
        std::string details = cell_term(schema<Report>, &recomputed_[i], cell).printed;
        if (term.state != State::value || term.printed == details) continue;
        auto said = [&](Language language) {
          bool zh = language == Language::zh;
          return row_name(term.path, language) + (zh ? "·" : " · ") +
                 column_name(term.path, language) + ' ' + term.printed +
                 (zh ? "，明细合计 " : ", details ") + details;
        };
        figures.zh = join(figures.zh, "；", said(Language::zh));
        figures.en = join(figures.en, "; ", said(Language::en));
        term.report = i + 1;
        terms.push_back(std::move(term));
      }
      if (terms.empty()) continue;
      Finding& finding = add(rollup_part_total, i + 1);
      finding.named.push_back({"agency", agency(i, Language::zh), agency(i, Language::en)});
      name(finding, "count", std::to_string(terms.size()));
      finding.named.push_back(std::move(figures));
      finding.terms = std::move(terms);
    }
  }

  const Report& whole_;
  const std::vector<const Report*>& parts_;
  const std::vector<std::string>& missing_;
  std::vector<Report> recomputed_;
  Findings found_;
};

}  // namespace detail

/// Every cell of `whole` beside the sum over its parts, by cell number. The parts are the reports
/// that the whole adds up: of a county its own office, departments and townships; of a city its own
/// office, departments and counties. `missing` names parts whose reports are not at hand.
///
/// Totals of the parts are taken from their details (with_totals_recomputed). A part has no figure
/// where it prints none or its form has no such row.
inline std::vector<ComparedCell> compare_with_parts(const Report& whole,
                                                    const std::vector<const Report*>& parts,
                                                    const std::vector<std::string>& missing = {}) {
  return detail::Rollup(whole, parts, missing).cells();
}

/// What is wrong between them. Figures of missing parts can only add: so a whole that is less than
/// its known parts is wrong whoever is missing, and one that has more is undecided.
/// `Finding::report` and `Term::report`: 0 is the whole, 1 the first part.
inline Findings check_rollup(const Report& whole, const std::vector<const Report*>& parts,
                             const std::vector<std::string>& missing = {}) {
  return detail::Rollup(whole, parts, missing).run();
}

}  // namespace v0
}  // namespace gongkai

#endif
