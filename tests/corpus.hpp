// The published reports of the corpus and their true numbers, for the tests that read them.
#ifndef GONGKAI_TESTS_CORPUS_HPP
#define GONGKAI_TESTS_CORPUS_HPP

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "form.hpp"

namespace gongkai::test {

using nlohmann::json;

inline const std::string corpus = GONGKAI_CORPUS;

inline bool no_corpus() {
  if (corpus.empty()) MESSAGE("no corpus: real reports are not tested");
  return corpus.empty();
}

// The row names of the corpus in the official numbers: "3.4" is （三）4.
inline std::string official_row(const std::string& name) {
  static const std::map<std::string, std::string> whole = {
      {"new", "一"},   {"carry", "二"}, {"next", "四"}, {"1", "（一）"},
      {"2", "（二）"}, {"6", "（六）"}, {"7", "（七）"}};
  auto found = whole.find(name);
  if (found != whole.end()) return found->second;
  static const std::map<char, std::string> groups = {
      {'3', "（三）"}, {'4', "（四）"}, {'5', "（五）"}, {'6', "（六）"}};
  return groups.at(name[0]) + name.substr(2);
}

// A cell as the corpus writes it: a number, a decimal string, null for a blank. Strings that list
// several readings, or money with its unit, are left to the readers' own tests.
inline void set(Report& report, std::size_t cell, const json& value) {
  void* at = cell_at(schema<Report>, &report, cell);
  Kind kind = path_of<Report>(cell).cell().kind;
  if (value.is_null()) return set_state(kind, at, State::blank);
  if (kind == Kind::amount) {
    *static_cast<Amount*>(at) =
        Amount::parse(value.is_string() ? value.get<std::string>() : value.dump());
  } else if (kind == Kind::change) {
    *static_cast<Change*>(at) = value.get<std::int64_t>();
  } else {
    *static_cast<Count*>(at) = value.get<std::int64_t>();
  }
}

inline void set_row(Report& report, int table, const std::string& row, const json& values) {
  std::size_t first = row_cell(report, table, row);
  if (values.is_array()) {
    for (std::size_t i = 0; i < values.size(); ++i) set(report, first + i, values[i]);
  } else {
    set(report, first, values);
  }
}

inline Report expected_report(const json& expected) {
  bool of_2019 = expected["gen"] == "2019";
  Report report = blank_report(of_2019 ? Form::of_2019 : Form::of_2021, State::missing);
  report.agency = expected["unit"];
  report.year = expected["year"];
  Outcomes& outcomes = report.applications.outcomes;
  if (expected["table3"].contains("6")) {
    set_all_cells(schema<OtherHandling>, &outcomes.other_handling, State::absent);
    set_all_cells(schema<Applicants>, &outcomes.other_handling_2019, State::missing);
  }
  for (const auto& [row, values] : expected["table2"].items()) {
    bool undecided =
        values.is_string() && values.get<std::string>().find(" or ") != std::string::npos;
    bool with_unit = values.is_array() && values.back().is_string();
    if (undecided || with_unit || values.is_null() || row == "note") continue;
    set_row(report, 2, of_2019 && row == "行政规范性文件" ? "规范性文件" : row, values);
  }
  for (const auto& [row, values] : expected["table3"].items())
    set_row(report, 3, official_row(row), values);
  for (const auto& [row, values] : expected["table4"].items()) set_row(report, 4, row, values);
  return report;
}

inline std::map<std::string, json> all_expected() {
  std::map<std::string, json> all;
  for (const auto& entry : std::filesystem::directory_iterator(corpus + "/expected"))
    all[entry.path().stem().string()] = json::parse(file_text(entry.path().string()));
  return all;
}

/// The true numbers of one report: "dazhou_hrss_2021".
inline Report true_report(const std::string& name) {
  return expected_report(json::parse(file_text(corpus + "/expected/" + name + ".json")));
}

/// Without what stands from `first` up to `last`, if both are there.
inline void cut(std::string& text, const std::string& first, const std::string& last) {
  std::size_t from = text.find(first), to = text.find(last, from == std::string::npos ? 0 : from);
  if (from != std::string::npos && to != std::string::npos) text.replace(from, to - from, "\n");
}

/// The prose of a published file without its tables, as no reader of ours would have it: to test
/// what works on texts only, whatever the readers can do.
inline std::string prose_of(const std::string& file) {
  std::string text = file_text(corpus + "/" + file);
  std::size_t body = text.rfind("====================");
  if (body != std::string::npos) text.erase(0, body + 20);
  if (file.find(".html") != std::string::npos) {
    for (const std::string element : {"script", "style", "table"})
      for (std::size_t from; (from = text.find("<" + element)) != std::string::npos;) {
        std::size_t end = text.find("</" + element + ">", from);
        if (end == std::string::npos) break;
        text.replace(from, end + element.size() + 3 - from, "\n");
      }
    std::string plain;
    bool inside = false;
    for (char c : text) {
      if (c == '<') inside = true;
      if (!inside) plain += c;
      if (c == '>') inside = false;
    }
    text = plain;
  }
  cut(text, "第二十条第（", "三、收到和处理");
  cut(text, "（本列数据", "四、政府信息公开行政");
  for (const char* heads : {"行政复议行政诉讼结果", "行政复议 行政诉讼 结果"})
    cut(text, heads, "五、");
  return text;
}

/// The two reports that suqian_2023_2024.txt prints side by side: their columns, up to the tables.
inline std::string suqian_prose(int year) {
  std::istringstream lines(file_text(corpus + "/suqian_2023_2024.txt"));
  std::string left, right, line;
  while (std::getline(lines, line) && line.find("二、主动公开") == std::string::npos) {
    std::size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    std::size_t gap = first >= 8 ? first : line.find("  ");
    left += line.substr(0, first >= 8 ? 0 : gap) + "\n";
    std::size_t second = gap == std::string::npos ? gap : line.find_first_not_of(' ', gap);
    if (second != std::string::npos) right += line.substr(second) + "\n";
  }
  return year == 2023 ? left : right;
}

}  // namespace gongkai::test

#endif
