#include "cli/tables.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include "cli/units.hpp"
#include "gongkai/aggregate.hpp"
#include "gongkai/indicators.hpp"
#include "gongkai/table.hpp"
#include "gongkai/threads.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

/// Says so when a report comes a second time.
class Repeats {
 public:
  void look(const Report& report, const std::string& name, Language language, Output& output) {
    if (report.agency.empty() || report.year == 0) return;
    std::string key = report.agency + '\n' + std::to_string(report.year);
    if (seen_.insert(key).second) return;
    bool zh = language == Language::zh;
    output.complain(name +
                    (zh ? "：警告：同一机关同一年度的报告重复出现：" : ": warning: again: ") +
                    report.agency + (zh ? "，" : ", ") + std::to_string(report.year) + '\n');
  }

 private:
  std::set<std::string> seen_;
};

// ---- table: one line for each report -----------------------------------------------------------

/// One line of the wide form, or the heading: names and values of the selected columns.
class Line {
 public:
  Line(const ColumnSelection& selection, std::string format)
      : selection_(selection), format_(std::move(format)) {}

  /// Whether the findings are wanted.
  bool counts() const { return selection_.verdict; }

  std::string heading() const {
    std::string line;
    Table<Report> table;
    if (selection_.file) line += "file,";
    for (std::size_t i : selection_.identity) line += std::string(table.column(i).name) + ',';
    for (std::size_t cell : selection_.cells) line += to_string(path_of<Report>(cell)) + ',';
    if (selection_.verdict) line += "errors,warnings,notes,";
    if (!line.empty()) line.pop_back();
    return line + '\n';
  }

  std::string operator()(const Report& report, FindingCounts found, const std::string& file) const {
    bool json = format_ == "jsonl";
    Table<Report> table;
    table.append(report, found);
    std::string line;
    bool first = true;
    auto put = [&](std::string_view name, const std::string& value, const std::string& in_json) {
      if (!first) line += ',';
      first = false;
      line += json ? json_string(name) + ':' + in_json : csv_field(value);
    };
    if (selection_.file) put("file", file, json_string(file));
    for (std::size_t i : selection_.identity) {
      std::string value = table.identity(0, i);
      Kind kind = table.column(i).kind;
      bool number = kind == Kind::number || kind == Kind::choice;
      bool unknown = value.empty() && kind != Kind::text;
      put(table.column(i).name, value, unknown ? "null" : number ? value : json_string(value));
    }
    for (std::size_t cell : selection_.cells) {
      Path path = path_of<Report>(cell);
      State state = table.state(0, cell);
      bool money = path.cell().kind == Kind::amount;
      std::string value = state != State::value ? std::string()
                          : money               ? to_string(table.amount(0, cell))
                                                : std::to_string(table.number(0, cell));
      if (!json) {
        put({}, value, {});
        continue;
      }
      put(to_string(path), value,
          state == State::blank   ? "null"
          : state != State::value ? json_string(name(state))
          : money                 ? json_string(value)
                                  : value);
    }
    if (selection_.verdict) {
      FindingCounts verdict = table.verdict(0);
      std::pair<const char*, std::uint32_t> counts[] = {
          {"errors", verdict.errors}, {"warnings", verdict.warnings}, {"notes", verdict.notes}};
      for (const auto& count : counts)
        put(count.first, std::to_string(count.second), std::to_string(count.second));
    }
    return json ? '{' + line + "}\n" : line + '\n';
  }

 private:
  ColumnSelection selection_;
  std::string format_;
};

// ---- sum ---------------------------------------------------------------------------------------

// What a group is by, for people; programs get the name that was asked for.
std::string by_name(const By& by, Language language) {
  if (language == Language::en) return by.name;
  if (by.how == By::How::kind) return "机关类别";
  if (by.how == By::How::division)
    return by.digits == 2 ? "省级区划" : by.digits == 4 ? "市级区划" : "县级区划";
  return std::string(Table<Report>().column(by.column).label.text.zh);
}

std::string group_name(const std::vector<By>& by, const Group& group, Language language) {
  bool zh = language == Language::zh;
  std::string text;
  for (std::size_t i = 0; i < by.size(); ++i)
    text += (text.empty() ? ""
             : zh         ? "，"
                          : ", ") +
            by_name(by[i], language) + ' ' +
            (group.key[i].empty() ? (zh ? "（不明）" : "(unknown)") : group.key[i]);
  if (text.empty()) text = zh ? "全部" : "all";
  return text + (zh ? "：" : ": ") + std::to_string(group.reports) +
         (zh                   ? " 份报告"
          : group.reports == 1 ? " report"
                               : " reports");
}

/// The cells of a group with all_columns that is known of each.
struct SummedCell {
  std::size_t cell;
  std::string sum;         // of what is printed; empty where no report gives a number
  std::string recomputed;  // of a total, from the details; else empty
  const CellSum& counted;
};
template <class Use>
void for_each_sum(const Group& group, const std::vector<Total>& all_totals, Use&& use) {
  std::size_t amount = 0;
  for (std::size_t cell = 0; cell < group.cells.size(); ++cell) {
    bool money = path_of<Report>(cell).cell().kind == Kind::amount;
    SummedCell summed{cell, {}, {}, group.cells[cell]};
    if (summed.counted.reporting() > 0)
      summed.sum = money ? to_string(group.amounts[amount]) : to_string(summed.counted.sum);
    amount += money ? 1U : 0U;
    for (const Total& total : all_totals)
      if (total.cell == cell) summed.recomputed = to_string(recomputed(group, total).sum);
    use(summed);
  }
}

std::string state_text(State state, Language language) {
  bool zh = language == Language::zh;
  switch (state) {
    case State::blank:
      return zh ? "空白" : "blank";
    case State::missing:
      return zh ? "未列出" : "missing";
    case State::unreadable:
      return zh ? "无法辨认" : "unreadable";
    case State::fraction:
      return zh ? "非整数" : "not whole";
    case State::ambiguous:
      return zh ? "有多种读法" : "ambiguous";
    default:
      return zh ? "表式无此项" : "not in the form";
  }
}

std::string sums_text(const Sums& sums, Language language) {
  bool zh = language == Language::zh;
  std::vector<Total> all_totals = totals(Rules(statutory_rules));
  std::string text;
  for (const Group& group : sums.groups) {
    text += group_name(sums.by, group, language) + '\n';
    std::size_t zeros = 0;
    for_each_sum(group, all_totals, [&](const SummedCell& summed) {
      const CellSum& counted = summed.counted;
      bool differs = !summed.recomputed.empty() && summed.recomputed != summed.sum;
      if (counted[State::absent] == group.reports) return;
      if (summed.sum == "0" && !differs && counted.complete()) {
        ++zeros;
        return;
      }
      text += "  " + cell_name(path_of<Report>(summed.cell), language) + "  " +
              (summed.sum.empty() ? "—" : summed.sum);
      if (differs)
        text += (zh ? "（由明细重算为 " : " (from the details: ") + summed.recomputed +
                (zh ? "）" : ")");
      std::string others;
      for (std::size_t s = 1; s < counted.states.size(); ++s)
        if (counted.states[s] > 0)
          others += (others.empty() ? ""
                     : zh           ? "、"
                                    : ", ") +
                    (zh ? std::to_string(counted.states[s]) + " 份" +
                              state_text(static_cast<State>(s), language)
                        : std::to_string(counted.states[s]) + ' ' +
                              state_text(static_cast<State>(s), language));
      if (!others.empty())
        text += zh ? "（" + std::to_string(counted.reporting()) + " 份有数，" + others + "）"
                   : " (" + std::to_string(counted.reporting()) + " with a number, " + others + ")";
      text += '\n';
    });
    if (zeros > 0)
      text += zh ? "  其余 " + std::to_string(zeros) + " 格均为 0\n"
                 : "  the other " + std::to_string(zeros) + " cells are 0\n";
  }
  return text;
}

std::string by_fields(const std::vector<By>& by, const Group* group) {
  std::string line;
  for (std::size_t i = 0; i < by.size(); ++i)
    line += (group == nullptr ? csv_field(by[i].name) : csv_field(group->key[i])) + ',';
  return line;
}

std::string by_json(const std::vector<By>& by, const Group& group) {
  std::string text = "{\"group\":{";
  for (std::size_t i = 0; i < by.size(); ++i)
    text += (i > 0 ? "," : "") + json_string(by[i].name) + ':' +
            (group.key[i].empty() ? "null" : json_string(group.key[i]));
  return text + "},\"reports\":" + std::to_string(group.reports);
}

std::string sums_csv(const Sums& sums) {
  std::vector<Total> all_totals = totals(Rules(statutory_rules));
  std::string text = by_fields(sums.by, nullptr) + "reports,path,table,row,column,sum,recomputed";
  for (std::size_t s = 0; s < 7; ++s) text += ',' + std::string(name(static_cast<State>(s)));
  text += '\n';
  for (const Group& group : sums.groups)
    for_each_sum(group, all_totals, [&](const SummedCell& summed) {
      Path path = path_of<Report>(summed.cell);
      text +=
          by_fields(sums.by, &group) + std::to_string(group.reports) + ',' + to_string(path) + ',' +
          std::to_string(table_number(path)) + ',' + csv_field(row_name(path, Language::zh)) + ',' +
          csv_field(column_name(path, Language::zh)) + ',' + summed.sum + ',' + summed.recomputed;
      for (std::uint32_t count : summed.counted.states) text += ',' + std::to_string(count);
      text += '\n';
    });
  return text;
}

std::string sums_json(const Sums& sums) {
  std::vector<Total> all_totals = totals(Rules(statutory_rules));
  std::string text;
  for (const Group& group : sums.groups) {
    text += by_json(sums.by, group) + ",\"cells\":{";
    bool first = true;
    for_each_sum(group, all_totals, [&](const SummedCell& summed) {
      bool money = path_of<Report>(summed.cell).cell().kind == Kind::amount;
      text += (first ? "" : ",") + json_string(to_string(path_of<Report>(summed.cell))) +
              ":{\"sum\":" +
              (summed.sum.empty() ? "null"
               : money            ? json_string(summed.sum)
                                  : summed.sum);
      if (!summed.recomputed.empty()) text += ",\"recomputed\":" + summed.recomputed;
      for (std::size_t s = 0; s < summed.counted.states.size(); ++s)
        if (summed.counted.states[s] > 0)
          text += ',' + json_string(name(static_cast<State>(s))) + ':' +
                  std::to_string(summed.counted.states[s]);
      text += '}';
      first = false;
    });
    text += "}}\n";
  }
  return text;
}

std::string_view standing_name(Ratio::Standing standing) {
  return standing == Ratio::Standing::defined    ? "defined"
         : standing == Ratio::Standing::no_cases ? "no_cases"
                                                 : "incomplete";
}

std::string indicators_as(const std::string& format, const Sums& sums, Language language) {
  bool zh = language == Language::zh;
  Indicators work_out;
  std::string text;
  if (format == "csv")
    text = by_fields(sums.by, nullptr) +
           "reports,indicator,title,numerator,denominator,standing,per_100\n";
  for (const Group& group : sums.groups) {
    if (format == "text") text += group_name(sums.by, group, language) + '\n';
    if (format == "json") text += by_json(sums.by, group) + ",\"indicators\":{";
    bool first = true;
    for (const Indicator& indicator : work_out.list()) {
      Ratio ratio = work_out(indicator, group);
      std::string top = to_string(ratio.numerator), bottom = to_string(ratio.denominator),
                  value = decimal(ratio), standing(standing_name(ratio.standing));
      if (format == "csv") {
        text += by_fields(sums.by, &group) + std::to_string(group.reports) + ',' +
                std::string(indicator.id) + ',' + csv_field(indicator.title[language]) + ',' + top +
                ',' + bottom + ',' + standing + ',' + value + '\n';
      } else if (format == "json") {
        text += (first ? "" : ",") + json_string(indicator.id) + ":{\"numerator\":" + top +
                ",\"denominator\":" + bottom + ",\"standing\":" + json_string(standing) +
                ",\"per_100\":" + (value.empty() ? "null" : json_string(value)) + '}';
      } else {
        text += "  " + std::string(indicator.title[language]) + "  " + top + " / " + bottom;
        if (!value.empty())
          text += " = " + value + (zh ? "（每百）" : " per 100");
        else if (ratio.standing == Ratio::Standing::no_cases)
          text += zh ? "（分母为 0）" : " (nothing to divide by)";
        else if (ratio.standing == Ratio::Standing::incomplete)
          text += zh ? "（有报告缺数，不能计算）" : " (reports lack numbers: undefined)";
        text += '\n';
      }
      first = false;
    }
    if (format == "json") text += "}}\n";
  }
  return text;
}

// ---- rollup ------------------------------------------------------------------------------------

}  // namespace

// ---- the commands -------------------------------------------------------------------------------

int table_reports(const Options& options, const TableOptions& table, Output& output) {
  ColumnSelection selection = all_columns<Report>();
  if (!table.columns.empty()) {
    Result<ColumnSelection> chosen = select_columns<Report>(table.columns);
    if (!chosen) {
      output.complain(message(chosen.error, options.language) + '\n');
      return exit_failed;
    }
    selection = *chosen;
  }
  if (table.tidy && (options.format != "csv" || !table.columns.empty())) {
    output.complain(options.language == Language::zh
                        ? "--tidy 只用于 csv，不与 --columns 同用\n"
                        : "--tidy goes with csv, and not with --columns\n");
    return exit_failed;
  }
  Line line(selection, options.format);
  if (table.tidy)
    output.print(csv_header());
  else if (options.format == "csv")
    output.print(line.heading());
  Repeats repeats;
  return Run(options, output)(
      [&](Reading& reading, std::string_view source, Answer& answer) {
        answer.said = notes_text(reading, answer.name, source, options.language, false);
        FindingCounts found;
        if (!table.tidy && line.counts()) found = FindingCounts(check_found(reading));
        answer.out = table.tidy ? csv_lines(reading.report, answer.name)
                                : line(reading.report, found, answer.name);
        answer.file.reading = std::move(reading);
      },
      [&](const Answer& answer) {
        repeats.look(answer.file.reading.report, answer.name, options.language, output);
      });
}

int sum_reports(const Options& options, const TableOptions& table, Output& output) {
  Result<std::vector<By>> by = group_by<Report>(table.by);
  if (!by) {
    output.complain(message(by.error, options.language) + '\n');
    return exit_failed;
  }
  bool zh = options.language == Language::zh;
  // Added, but nobody can tell whether it comes twice, nor of which year it is.
  auto unknown = [&](const Report& report, const std::string& name) {
    if (!report.agency.empty() && report.year != 0) return;
    output.complain(
        name + (zh ? "：警告：没有机关名称或年度，已计入，但无法查重\n"
                   : ": warning: no agency or no year; added, but not known if it comes again\n"));
  };
  Summary<Report> summary(*by);
  std::vector<std::string> names;
  int status = for_each_report(options, output, [&](const Report& report, const std::string& name) {
    unknown(report, name);
    summary.add(report);
    names.push_back(name);
  });
  for (const Repeat& repeat : summary.repeats())
    output.complain(names[repeat.row] + (zh ? "：警告：与 " : ": warning: the same report as ") +
                    names[repeat.instead] +
                    (zh               ? " 为同一机关同一年度，"
                     : repeat.differs ? ", with other figures"
                                      : "") +
                    (zh ? (repeat.differs ? "数字不同，" : "") : "") +
                    (zh ? "未重复计入\n" : ": not added again\n"));
  Sums sums = add_up(summary.table(), summary.by(), options.jobs);
  if (table.indicators)
    output.print(indicators_as(options.format, sums, options.language));
  else
    output.print(options.format == "csv"    ? sums_csv(sums)
                 : options.format == "json" ? sums_json(sums)
                                            : sums_text(sums, options.language));
  return status;
}

int rollup_reports(const Options& options, const TableOptions& table, Output& output) {
  Result<std::string> list = whole_file(table.tree);
  if (!list) {
    output.complain(explain(list.error, table.tree, {}, options.language) + '\n');
    return exit_failed;
  }
  Result<std::vector<Unit>> units = read_units(*list);
  if (!units) {
    output.complain(table.tree +
                    (options.language == Language::zh
                         ? "：第一行应是列名，其中要有 agency（机关）\n"
                         : ": the first line must name the columns, agency among them\n"));
    return exit_failed;
  }
  Tree tree(*std::move(units));
  for (const TreeError& error : tree.errors())
    output.complain(table.tree + ": " + message(error, options.language) + '\n');
  if (!tree.errors().empty()) return exit_failed;
  Table<Report> reports;
  std::set<std::int32_t> years;
  int status = for_each_report(options, output, [&](const Report& report, const std::string&) {
    reports.append(report);
    if (report.year != 0) years.insert(report.year);
  });
  for (const TreeError& error : tree.strangers(reports)) {
    output.complain(message(error, options.language) + '\n');
    status = exit_failed;
  }
  bool zh = options.language == Language::zh;
  for (std::int32_t year : years)
    for (const RolledUp& rolled : tree.roll_up(reports, year)) {
      output.print(write_json(rolled.report) + '\n');
      std::string missing;
      for (const std::string& agency : rolled.missing)
        missing += (missing.empty() ? "" : zh ? "、" : ", ") + agency;
      std::string subject = rolled.report.agency + (zh ? "，" : ", ") + std::to_string(year);
      if (!missing.empty())
        output.complain(subject + (zh ? "：缺 " : ": missing: ") + missing + '\n');
      if (!rolled.partial.empty())
        output.complain(subject + (zh ? "：" + std::to_string(rolled.partial.size()) +
                                            " 格有下级未给出数字，只是其余各家之和\n"
                                      : ": " + std::to_string(rolled.partial.size()) +
                                            " cells are not given by all: sums over the others\n"));
    }
  return status;
}

}  // namespace v0
}  // namespace gongkai
