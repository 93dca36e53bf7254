#include "cli/tables.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include "gongkai/aggregate.hpp"
#include "gongkai/indicators.hpp"
#include "gongkai/table.hpp"
#include "gongkai/tree.hpp"

namespace gongkai {
namespace {

constexpr int exit_clean = 0, exit_failed = 2;

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void complain(const std::string& text) {
  std::string line = text + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

// A field of CSV, quoted where RFC 4180 wants it.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

// A string of JSON. Control characters other than these do not come out of our readers.
std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted += '\\';
    if (byte < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);
      quoted += escaped;
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

/// Says so when a report comes a second time.
class Repeats {
 public:
  void look(const Report& report, const std::string& name, Language language) {
    if (report.agency.empty() || report.year == 0) return;
    std::string key = report.agency + '\n' + std::to_string(report.year);
    if (seen_.insert(key).second) return;
    bool zh = language == Language::zh;
    complain(name + (zh ? "：警告：同一机关同一年度的报告重复出现：" : ": warning: again: ") +
             report.agency + (zh ? "，" : ", ") + std::to_string(report.year));
  }

 private:
  std::set<std::string> seen_;
};

// ---- table: one line for each report -----------------------------------------------------------

/// One line of the wide form, or the heading: names and values of the selected columns.
class Line {
 public:
  Line(const Selection& selection, std::string format)
      : selection_(selection), format_(std::move(format)) {}

  std::string heading() const {
    std::string line;
    Table<Report> table;
    for (std::size_t i : selection_.identity) line += std::string(table.column(i).name) + ',';
    for (std::size_t cell : selection_.cells) line += to_string(path_of<Report>(cell)) + ',';
    if (selection_.verdict) line += "errors,warnings,notes,";
    if (!line.empty()) line.pop_back();
    return line + '\n';
  }

  std::string operator()(const Report& report) const {
    bool json = format_ == "jsonl";
    Table<Report> table;
    table.append(report, selection_.verdict ? Verdict(check(report)) : Verdict());
    std::string line;
    bool first = true;
    auto put = [&](const std::string& name, const std::string& value, const std::string& in_json) {
      if (!first) line += ',';
      first = false;
      line += json ? json_string(name) + ':' + in_json : field(value);
    };
    for (std::size_t i : selection_.identity) {
      std::string value = table.identity(0, i);
      Kind kind = table.column(i).kind;
      bool number = kind == Kind::number || kind == Kind::choice;
      bool unknown = value.empty() && kind != Kind::text;
      put(std::string(table.column(i).name), value,
          unknown  ? "null"
          : number ? value
                   : json_string(value));
    }
    for (std::size_t cell : selection_.cells) {
      Path path = path_of<Report>(cell);
      State state = table.state(0, cell);
      bool money = path.cell().kind == Kind::amount;
      std::string value = state != State::value ? std::string()
                          : money               ? to_string(table.amount(0, cell))
                                                : std::to_string(table.number(0, cell));
      put(to_string(path), value,
          state == State::blank   ? "null"
          : state != State::value ? json_string(name(state))
          : money                 ? json_string(value)
                                  : value);
    }
    if (selection_.verdict) {
      Verdict verdict = table.verdict(0);
      std::pair<const char*, std::uint32_t> counts[] = {
          {"errors", verdict.errors}, {"warnings", verdict.warnings}, {"notes", verdict.notes}};
      for (const auto& count : counts)
        put(count.first, std::to_string(count.second), std::to_string(count.second));
    }
    return json ? '{' + line + "}\n" : line + '\n';
  }

 private:
  Selection selection_;
  std::string format_;
};

// ---- sum ---------------------------------------------------------------------------------------

std::string group_name(const std::vector<By>& by, const Group& group, Language language) {
  bool zh = language == Language::zh;
  std::string text;
  for (std::size_t i = 0; i < by.size(); ++i)
    text += (text.empty() ? ""
             : zh         ? "，"
                          : ", ") +
            by[i].name + ' ' +
            (group.key[i].empty() ? (zh ? "（不明）" : "(unknown)") : group.key[i]);
  if (text.empty()) text = zh ? "全部" : "all";
  return text + (zh ? "：" : ": ") + std::to_string(group.reports) + (zh ? " 份报告" : " reports");
}

/// The cells of a group with everything that is known of each.
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
    line += (group == nullptr ? field(by[i].name) : field(group->key[i])) + ',';
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
      text += by_fields(sums.by, &group) + std::to_string(group.reports) + ',' + to_string(path) +
              ',' + std::to_string(table_number(path)) + ',' + field(row_name(path, Language::zh)) +
              ',' + field(column_name(path, Language::zh)) + ',' + summed.sum + ',' +
              summed.recomputed;
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
                std::string(indicator.id) + ',' + field(indicator.title[language]) + ',' + top +
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

/// The lines of a CSV text (RFC 4180), with or without a byte order mark.
std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false, any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      if (c != '"')
        row.back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        row.back() += text[++i];
      else
        quoted = false;
      continue;
    }
    if (c == '"') {
      quoted = any = true;
    } else if (c == ',') {
      row.emplace_back();
      any = true;
    } else if (c == '\n') {
      if (any) rows.push_back(std::move(row));
      row.assign(1, {});
      any = false;
    } else if (c != '\r') {
      row.back() += c;
      any = true;
    }
  }
  if (any) rows.push_back(std::move(row));
  return rows;
}

/// The agencies of a tree file: columns agency, parent, division, vertical in any order, named in
/// the first line; only agency is a must. False, with a complaint, where it is no such file.
bool read_units(const std::string& file, Language language, std::vector<Unit>& units) {
  bool zh = language == Language::zh;
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  if (stream) content << stream.rdbuf();
  if (!stream) {
    complain(file + ": " + std::strerror(errno));
    return false;
  }
  std::vector<std::vector<std::string>> rows = csv_rows(content.str());
  std::vector<std::string Unit::*> members;
  std::size_t vertical = static_cast<std::size_t>(-1);
  bool named = false;
  for (std::size_t i = 0; !rows.empty() && i < rows[0].size(); ++i) {
    const std::string& title = rows[0][i];
    members.push_back(title == "agency"     ? &Unit::agency
                      : title == "parent"   ? &Unit::parent
                      : title == "division" ? &Unit::division
                                            : nullptr);
    named = named || title == "agency";
    if (title == "vertical") vertical = i;
  }
  if (!named) {
    complain(file + (zh ? "：第一行应是列名，其中要有 agency（机关）"
                        : ": the first line must name the columns, agency among them"));
    return false;
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Unit unit;
    for (std::size_t j = 0; j < rows[i].size() && j < members.size(); ++j) {
      if (members[j] != nullptr) unit.*members[j] = rows[i][j];
      if (j == vertical) unit.vertical = !rows[i][j].empty() && rows[i][j] != "0";
    }
    units.push_back(std::move(unit));
  }
  return true;
}

}  // namespace

// ---- the commands
// --------------------------------------------------------------------------------

TableCommands::TableCommands(CLI::App& app, ForEachReport for_each_report)
    : for_each_report_(std::move(for_each_report)) {
  auto command = [&](const char* name, const char* text, const std::vector<std::string>& formats) {
    CLI::App* added = app.add_subcommand(name, text);
    if (std::string(name) == "rollup")
      added->add_option("TREE", tree_, "机关名单 CSV：agency,parent,division,vertical")->required();
    added->add_option("FILE", files_, "文件，- 为标准输入 / files, - for standard input")
        ->required();
    added->add_option("--format", format_, "输出格式 output format, " + formats[0])
        ->check(CLI::IsMember(formats));
    added
        ->add_option_function<std::string>(
            "--lang",
            [this](const std::string& lang) {
              language_ = lang == "en" ? Language::en : Language::zh;
            },
            "语言 language: zh, en")
        ->check(CLI::IsMember({"zh", "en"}));
    return added;
  };
  table_ =
      command("table", "许多报告成一张表，每份一行 / many reports as one table", {"csv", "jsonl"});
  table_->add_flag("--tidy", tidy_, "每格一行（仅 csv）/ a line for each cell (csv)");
  table_->add_option("--columns", columns_, "只要这些列 only these: agency,applications.received")
      ->delimiter(',')
      ->allow_extra_args(false);
  sum_ = command("sum", "分组汇总，准确到个位 / exact sums by group", {"text", "csv", "json"});
  sum_->add_option("--by", by_,
                   "按什么分组 group by: year,province,city,county,kind,form,agency,parent…")
      ->delimiter(',')
      ->allow_extra_args(false);
  sum_->add_flag("--indicators", indicators_, "指标，分子分母俱全 / indicators instead of cells");
  rollup_ = command("rollup", "逐级汇总：上级报告应有的数字 / what each government should report",
                    {"json"});
}

int TableCommands::run() {
  if (format_.empty()) format_ = *table_ ? "csv" : *sum_ ? "text" : "json";
  return *table_ ? table() : *sum_ ? sum() : rollup();
}

int TableCommands::table() {
  Selection selection = everything<Report>();
  if (!columns_.empty()) {
    Result<Selection> chosen = select<Report>(columns_);
    if (!chosen) {
      complain(message(chosen.error, language_));
      return exit_failed;
    }
    selection = *chosen;
  }
  if (tidy_ && (format_ != "csv" || !columns_.empty())) {
    complain(language_ == Language::zh ? "--tidy 只用于 csv，不与 --columns 同用"
                                       : "--tidy goes with csv, and not with --columns");
    return exit_failed;
  }
  Line line(selection, format_);
  if (tidy_)
    print(std::string(csv_header()));
  else if (format_ == "csv")
    print(line.heading());
  Repeats repeats;
  bool good =
      for_each_report_(files_, language_, [&](const Report& report, const std::string& name) {
        repeats.look(report, name, language_);
        print(tidy_ ? csv_lines(report, name) : line(report));
      });
  return good ? exit_clean : exit_failed;
}

int TableCommands::sum() {
  Result<std::vector<By>> by = group_by<Report>(by_);
  if (!by) {
    complain(message(by.error, language_));
    return exit_failed;
  }
  bool zh = language_ == Language::zh;
  // Added, but nobody can tell whether it comes twice, nor of which year it is.
  auto unknown = [&](const Report& report, const std::string& name) {
    if (!report.agency.empty() && report.year != 0) return;
    complain(name +
             (zh ? "：警告：没有机关名称或年度，已计入，但无法查重"
                 : ": warning: no agency or no year; added, but not known if it comes again"));
  };
  Summary<Report> summary(*by);
  std::vector<std::string> names;
  bool good =
      for_each_report_(files_, language_, [&](const Report& report, const std::string& name) {
        unknown(report, name);
        summary.add(report);
        names.push_back(name);
      });
  for (const Repeat& repeat : summary.repeats())
    complain(names[repeat.row] + (zh ? "：警告：与 " : ": warning: the same report as ") +
             names[repeat.instead] +
             (zh               ? " 为同一机关同一年度，"
              : repeat.differs ? ", with other figures"
                               : "") +
             (zh ? (repeat.differs ? "数字不同，" : "") : "") +
             (zh ? "未重复计入" : ": not added again"));
  Sums sums = summary.finish();
  if (indicators_)
    print(indicators_as(format_, sums, language_));
  else
    print(format_ == "csv"    ? sums_csv(sums)
          : format_ == "json" ? sums_json(sums)
                              : sums_text(sums, language_));
  return good ? exit_clean : exit_failed;
}

int TableCommands::rollup() {
  std::vector<Unit> units;
  if (!read_units(tree_, language_, units)) return exit_failed;
  Tree tree(std::move(units));
  for (const TreeError& error : tree.errors()) complain(tree_ + ": " + message(error, language_));
  if (!tree.errors().empty()) return exit_failed;
  Table<Report> table;
  std::set<std::int32_t> years;
  bool good = for_each_report_(files_, language_, [&](const Report& report, const std::string&) {
    table.append(report);
    if (report.year != 0) years.insert(report.year);
  });
  for (const TreeError& error : tree.strangers(table)) {
    complain(message(error, language_));
    good = false;
  }
  bool zh = language_ == Language::zh;
  for (std::int32_t year : years)
    for (const RolledUp& rolled : tree.roll_up(table, year)) {
      print(write_json(rolled.report) + '\n');
      std::string missing;
      for (const std::string& agency : rolled.missing)
        missing += (missing.empty() ? "" : zh ? "、" : ", ") + agency;
      std::string subject = rolled.report.agency + (zh ? "，" : ", ") + std::to_string(year);
      if (!missing.empty()) complain(subject + (zh ? "：缺 " : ": missing: ") + missing);
      if (!rolled.partial.empty())
        complain(subject + (zh ? "：" + std::to_string(rolled.partial.size()) +
                                     " 格有下级未给出数字，只是其余各家之和"
                               : ": " + std::to_string(rolled.partial.size()) +
                                     " cells are not given by all: sums over the others"));
    }
  return good ? exit_clean : exit_failed;
}

}  // namespace gongkai
