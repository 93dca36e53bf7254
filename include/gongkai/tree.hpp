// The levels of government: what a government's report should say when the reports of those below
// it are added up (逐级汇总; Art. 49 of the 条例, and both notices: a county sums up its own
// office, its departments and townships; a city its departments and the governments of its
// counties; a province likewise). Each level takes what the next one submitted, so nothing is
// counted twice. Agencies under vertical leadership report up their own line and stay out.
// A report that there is already is held against its parts by check_rollup (rollup.hpp).
#ifndef GONGKAI_TREE_HPP
#define GONGKAI_TREE_HPP

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gongkai/aggregate.hpp"

namespace gongkai {
inline namespace v0 {

/// One agency of a tree, and who sums its report up.
struct Unit {
  std::string agency;
  std::string parent;     ///< empty: nobody, or whoever `division` says
  std::string division;   ///< of a government; it then lies below that of the next level: 350128
                          ///< below 350100, or below 350000 where there is no 350100
  bool vertical = false;  ///< 垂直领导: not part of its parent's sum
};

/// What is wrong with a tree, or with a report that is to go into it.
struct TreeError {
  enum class Kind : std::uint8_t {
    no_name,           ///< an agency without a name
    twice,             ///< an agency that is listed twice
    orphan,            ///< its parent is not in the list
    cycle,             ///< it is, over others, its own parent
    unknown_division,  ///< no code of an administrative division
    same_division,     ///< two governments of one division, neither with a parent
    no_year,           ///< a report whose year is not known
    stranger,          ///< a report whose agency is not in the list
  };
  Kind kind = Kind::no_name;
  std::string agency;
  std::string detail;  ///< the parent, the code
};

inline std::string message(const TreeError& error, Language language) {
  constexpr Text texts[] = {
      {"有一行没有机关名称", "a line names no agency"},
      {"机关列了两次", "the agency is listed twice"},
      {"汇总机关不在名单中", "its parent is not in the list"},
      {"汇总关系成了环，自己汇总自己", "it is, over others, its own parent"},
      {"不是行政区划代码", "not the code of an administrative division"},
      {"同一区划有两个机关，请写明汇总机关", "two agencies of one division: name the parent"},
      {"报告没有年度", "a report whose year is not known"},
      {"报告的机关不在名单中", "a report whose agency is not in the list"}};
  std::string text = error.agency;
  if (!text.empty()) text += language == Language::zh ? "：" : ": ";
  text += texts[static_cast<std::size_t>(error.kind)][language];
  if (!error.detail.empty())
    text += (language == Language::zh ? "（" : " (") + error.detail +
            (language == Language::zh ? "）" : ")");
  return text;
}

/// What a government's report on one year should say.
struct RolledUp {
  Report report;  ///< counts are sums over those who give a number, totals are recomputed;
                  ///< a cell that nobody gives keeps no number
  Sums sums;      ///< one group: what stands behind each cell, and the sums of printed totals
  std::vector<std::string> included;  ///< whose reports are in it
  std::vector<std::string> missing;   ///< whose reports should be in it and are not there
  std::vector<std::size_t> partial;   ///< cells that some included report does not give
};

/// A checked list of agencies.
class Tree {
 public:
  explicit Tree(std::vector<Unit> units) : units_(std::move(units)) {
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (units_[i].agency.empty())
        fault(TreeError::Kind::no_name, i, {});
      else if (!number_.emplace(units_[i].agency, i).second)
        fault(TreeError::Kind::twice, i, {});
    }
    parent_.assign(units_.size(), none);
    divisions();
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (units_[i].parent.empty()) continue;
      auto found = number_.find(units_[i].parent);
      if (found == number_.end())
        fault(TreeError::Kind::orphan, i, units_[i].parent);
      else
        parent_[i] = found->second;
    }
    cycles();
    children_.resize(units_.size());
    for (std::size_t i = 0; i < units_.size(); ++i)
      if (parent_[i] != none && !units_[i].vertical) children_[parent_[i]].push_back(i);
  }

  /// Nothing can be rolled up while there are any.
  const std::vector<TreeError>& errors() const noexcept { return errors_; }
  const std::vector<Unit>& units() const noexcept { return units_; }

  /// Governments: those who sum others up.
  std::vector<std::string> governments() const {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < units_.size(); ++i)
      if (!children_[i].empty()) all.push_back(units_[i].agency);
    return all;
  }

  /// What is wrong with the reports of a table: no year, or an agency that is not in the list.
  std::vector<TreeError> strangers(const Table<Report>& table) const {
    std::vector<TreeError> found;
    for (std::size_t row = 0; row < table.size(); ++row) {
      std::string agency = table.identity(row, agency_column);
      if (table.identity(row, year_column).empty())
        found.push_back({TreeError::Kind::no_year, agency, {}});
      if (number_.count(agency) == 0) found.push_back({TreeError::Kind::stranger, agency, {}});
    }
    return found;
  }

  /// What the report of a government on that year should say, from the reports of the next level.
  /// Where a government of that level has none, what it should say itself stands in for it, and who
  /// is missing below it is missing here. Precondition: no errors(); `agency` is in the list.
  RolledUp roll_up(const Table<Report>& table, const std::string& agency, std::int32_t year) const {
    return roll_up(table, rows_of(table, year), number_.find(agency)->second, year);
  }
  /// The same of all governments.
  std::vector<RolledUp> roll_up(const Table<Report>& table, std::int32_t year) const {
    std::vector<RolledUp> all;
    Rows rows = rows_of(table, year);
    for (std::size_t i = 0; i < units_.size(); ++i)
      if (!children_[i].empty()) all.push_back(roll_up(table, rows, i, year));
    return all;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  static constexpr std::size_t agency_column = 0, year_column = 1;  // Identification<Report>

  void fault(TreeError::Kind kind, std::size_t unit, std::string detail) {
    errors_.push_back({kind, units_[unit].agency, std::move(detail)});
  }

  void divisions() {
    std::map<std::string, std::size_t> of;  // governments by the division they are known by
    for (std::size_t i = 0; i < units_.size(); ++i) {
      const std::string& code = units_[i].division;
      if (code.empty()) continue;
      if (!is_division(code))
        fault(TreeError::Kind::unknown_division, i, code);
      else if (units_[i].parent.empty() && !of.emplace(code, i).second)
        fault(TreeError::Kind::same_division, i, code);
    }
    for (const auto& entry : of) {
      std::string code = entry.first;
      std::vector<std::string> above;
      if (code.size() > 6) above.push_back(code.substr(0, 6));
      for (std::size_t digits : {4U, 2U}) above.push_back(division_at(code, digits));
      for (const std::string& higher : above) {
        auto found = of.find(higher);
        if (higher == code || found == of.end()) continue;
        parent_[entry.second] = found->second;
        break;
      }
    }
  }

  // Follows parents up from each unit, once over each.
  void cycles() {
    std::vector<std::size_t> seen_from(units_.size(), none);
    for (std::size_t i = 0; i < units_.size(); ++i) {
      std::size_t at = i;
      while (at != none && seen_from[at] == none) {
        seen_from[at] = i;
        at = parent_[at];
      }
      if (at != none && seen_from[at] == i)
        fault(TreeError::Kind::cycle, at, units_[parent_[at]].agency);
    }
  }

  using Rows = std::map<std::string, std::size_t>;  // by agency: the row of its report
  static Rows rows_of(const Table<Report>& table, std::int32_t year) {
    Rows rows;
    std::string wanted = std::to_string(year);
    for (std::size_t row = 0; row < table.size(); ++row)
      if (table.counts(row) && table.identity(row, year_column) == wanted)
        rows[table.identity(row, agency_column)] = row;
    return rows;
  }

  RolledUp roll_up(const Table<Report>& table, const Rows& rows, std::size_t unit,
                   std::int32_t year) const {
    RolledUp result;
    Table<Report> parts;
    collect(unit, table, rows, parts, result);
    result.sums = add_up(parts);
    result.report.agency = units_[unit].agency;
    result.report.year = year;
    result.report.division = units_[unit].division;
    result.report.parent = units_[unit].parent;
    fill(result);
    return result;
  }

  void collect(std::size_t unit, const Table<Report>& table, const Rows& rows, Table<Report>& parts,
               RolledUp& result) const {
    for (std::size_t child : children_[unit]) {
      const std::string& name = units_[child].agency;
      auto found = rows.find(name);
      if (found != rows.end()) {
        parts.append(table.row(found->second));
        result.included.push_back(name);
        continue;
      }
      result.missing.push_back(name);
      collect(child, table, rows, parts, result);
    }
  }

  // The form of the parts; with both forms among them a 2021 report that has the rows of both.
  static void fill(RolledUp& result) {
    if (result.sums.groups.empty()) {
      set_all_cells(schema<Report>, &result.report, State::missing);
      return;
    }
    const Group& group = result.sums.groups[0];
    std::vector<ExactSum> numbers;
    for (const CellSum& cell : group.cells) numbers.push_back(cell.sum);
    std::vector<bool> given(numbers.size()), complete(numbers.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
      given[i] = group.cells[i].reporting() > 0;
      complete[i] = group.cells[i].complete();
    }
    for (const Total& total : totals(Rules(statutory_rules))) {
      bool any = false;
      for (std::size_t cell : total.details) any = any || given[cell];
      if (!any) continue;
      Recomputed anew = recomputed(group, total);
      numbers[total.cell] = anew.sum;
      complete[total.cell] = anew.complete;
      given[total.cell] = true;
    }
    std::size_t cell = 0, amount = 0;
    for_each_cell(schema<Report>, &result.report, [&](const Member& member, const void* at_const) {
      void* at = const_cast<void*>(at_const);
      const CellSum& sum = group.cells[cell];
      bool absent = sum[State::absent] == group.reports;
      if (!complete[cell]) result.partial.push_back(cell);
      set_state(member.kind, at, absent ? State::absent : State::blank);
      if (member.kind == Kind::amount) {
        if (given[cell]) *static_cast<Amount*>(at) = group.amounts[amount].amount();
        ++amount;
      } else if (given[cell]) {
        Count number = numbers[cell].count();
        if (member.kind == Kind::count) *static_cast<Count*>(at) = number;
        if (member.kind == Kind::change)
          *static_cast<Change*>(at) =
              number.has_value() ? Change(number.value()) : Change(number.state());
      }
      ++cell;
    });
    bool of_2021 = !all_are(schema<Disclosure>, &result.report.disclosure, State::absent);
    result.report.form = of_2021 ? Form::of_2021 : Form::of_2019;
  }

  std::vector<Unit> units_;
  std::map<std::string, std::size_t> number_;
  std::vector<std::size_t> parent_;                 // by unit
  std::vector<std::vector<std::size_t>> children_;  // by unit, vertical ones left out
  std::vector<TreeError> errors_;
};

}  // namespace v0
}  // namespace gongkai

#endif
