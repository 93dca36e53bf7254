// What a check says: which rule, which cells, what they hold; as data, and as sentences.
#ifndef GONGKAI_FINDING_HPP
#define GONGKAI_FINDING_HPP

#include <string>
#include <utility>
#include <vector>

#include "gongkai/rule.hpp"

namespace gongkai {
inline namespace v0 {

/// How a cell takes part in a finding: on a side of its equation, or by itself.
enum class Role : std::uint8_t { left, right, cell };

struct Term {
  Role role = Role::cell;
  std::size_t cell = 0;  ///< its number in the report
  Path path;
  State state = State::value;
  std::string printed;     ///< the number as a report prints it; empty where there is none
  Count determined;        ///< a cell without a number: the one that the equations leave; or blank
  std::size_t report = 0;  ///< where reports were checked together: which, as they were given
};

/// What an equation demands of a cell without a number.
struct Demand {
  Rule rule;
  Count number;
};

/// What a message names beside its cells: a year, an agency, figures. In both languages.
struct Named {
  std::string_view name;  ///< stands in the rule's message as {name}
  std::string zh, en;

  // A constructor, for GCC before 12 forgets the first text where making the second one throws.
  Named(std::string_view name_, std::string zh_, std::string en_)
      : name(name_), zh(std::move(zh_)), en(std::move(en_)) {}
  const std::string& operator[](Language language) const noexcept {
    return language == Language::zh ? zh : en;
  }
};

/// A stretch of one of a report's texts, in bytes.
struct TextStretch {
  std::string part;  ///< of which text, as Mention::part; empty: of none
  std::size_t offset = 0, length = 0;
};

struct Finding {
  Rule rule;
  std::vector<Term> terms;
  ExactSum left, right;         ///< of an equation: its sides, as far as they are known
  std::vector<Demand> demands;  ///< where the equations disagree about a cell: what each demands
  std::size_t table_cells = 0;  ///< of a finding about cells: how many the form has in their table
  std::vector<Named> named;     ///< what the message names beside cells
  std::size_t report = 0;       ///< where reports were checked together: the one it is about
  TextStretch sentence;         ///< of what a text says: the sentence that says it

  bool is_equation() const noexcept { return !terms.empty() && terms[0].role != Role::cell; }
  /// The terms are all the cells of their table.
  bool whole_table() const noexcept { return table_cells > 1 && terms.size() == table_cells; }
};

/// What check() found: broken equations, what they disagree about, single cells.
struct Findings {
  std::vector<Finding> items;

  std::vector<Finding>::const_iterator begin() const noexcept { return items.begin(); }
  std::vector<Finding>::const_iterator end() const noexcept { return items.end(); }
  std::size_t size() const noexcept { return items.size(); }
  bool empty() const noexcept { return items.empty(); }
  const Finding& operator[](std::size_t i) const noexcept { return items[i]; }

  std::size_t count(Severity severity) const noexcept {
    std::size_t found = 0;
    for (const Finding& finding : items) found += finding.rule.severity == severity ? 1U : 0U;
    return found;
  }
  bool has_errors() const noexcept { return count(Severity::error) > 0; }
};

namespace detail {

inline bool same_row(const Path& a, const Path& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i + 1 < a.size(); ++i)
    if (&a[i] != &b[i]) return false;
  return true;
}

inline std::string join(const std::string& before, std::string_view between,
                        std::string_view next) {
  return before.empty() ? std::string(next) : before + std::string(between) + std::string(next);
}

/// "3", "空白（按 3 计）", "无法辨认": what an equation's term holds, for people.
inline std::string holds(const Term& term, Language language) {
  bool zh = language == Language::zh;
  std::string text;
  switch (term.state) {
    case State::value:
      return term.printed;
    case State::blank:
      text = zh ? "空白" : "blank";
      break;
    case State::missing:
      text = zh ? "未列出" : "missing";
      break;
    case State::unreadable:
      text = zh ? "无法辨认" : "unreadable";
      break;
    case State::fraction:
      text = zh ? "非整数" : "not whole";
      break;
    case State::ambiguous:
      text = zh ? "有多种读法" : "ambiguous";
      break;
    case State::absent:
      text = zh ? "本表式无此项" : "not in this form";
      break;
  }
  if (term.determined.has_value())
    text += (zh ? "（按 " : " (counted as ") + to_string(term.determined) + (zh ? " 计）" : ")");
  return text;
}

/// The cells of one side, zeros left out: "自然人 3 + 商业企业 1".
inline std::string side_text(const Finding& finding, Role role, bool by_column, Language language) {
  std::string text;
  std::size_t size = 0;
  for (const Term& term : finding.terms) size += term.role == role ? 1U : 0U;
  for (const Term& term : finding.terms) {
    if (term.role != role) continue;
    if (size > 1 && (term.printed == "0" || term.determined == Count(0))) continue;
    std::string name = by_column ? column_name(term.path, language) : row_name(term.path, language);
    text = join(text, " + ", name + ' ' + holds(term, language));
  }
  return text.empty() ? "0" : text;
}

/// What is said of a cell beside its name: " -1", "应为 3", or nothing.
inline std::string beside_name(const Term& term, Language language) {
  if (term.state == State::value) return ' ' + term.printed;
  if (!term.determined.has_value()) return {};
  return (language == Language::zh ? "应为 " : " must be ") + to_string(term.determined);
}

/// Names cells, whole rows and columns together: "规章（整行）、商业企业列 25 格应为 0". Of many
/// about which no more is said than that they are concerned, the first: "…等 168 格（全表 175
/// 格）".
inline std::string cells_text(const Finding& finding, Language language) {
  bool zh = language == Language::zh;
  std::string_view comma = zh ? "、" : ", ";
  const std::vector<Term>& terms = finding.terms;
  std::vector<std::string> beside;
  for (const Term& term : terms) beside.push_back(beside_name(term, language));
  // Cells that are told in one word: of those that are not there it is enough that they are not.
  auto alike = [&](std::size_t i, std::size_t j) {
    return beside[i] == beside[j] || terms[i].state == State::missing;
  };
  auto common = [&](std::size_t i) {
    return terms[i].state == State::missing ? std::string() : beside[i];
  };
  auto all_alike = [&](std::size_t first, std::size_t size) {
    for (std::size_t j = first; j < first + size; ++j)
      if (!alike(first, j)) return false;
    return true;
  };
  if (finding.whole_table() && all_alike(0, terms.size()))
    return (zh ? "整张表（" : "the whole table (") + std::to_string(terms.size()) +
           (zh ? " 格）" : " cells)") + common(0);

  std::vector<bool> told(terms.size(), false);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < terms.size(); ++i) {  // whole rows
    if (told[i] || terms[i].path.size() < 2) continue;
    const Schema& row = *terms[i].path[terms[i].path.size() - 2].part;
    std::size_t size = 0;
    while (i + size < terms.size() && same_row(terms[i].path, terms[i + size].path)) ++size;
    if (size < 2 || size != row.cells || !all_alike(i, size)) continue;
    for (std::size_t j = i; j < i + size; ++j) told[j] = true;
    names.push_back(row_name(terms[i].path, language) + (zh ? "（整行）" : " (whole row)") +
                    common(i));
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {  // many cells of a column
    if (told[i]) continue;
    std::vector<std::size_t> same;
    for (std::size_t j = i; j < terms.size(); ++j)
      if (!told[j] && &terms[j].path.cell() == &terms[i].path.cell() && alike(i, j))
        same.push_back(j);
    if (same.size() < 4) continue;
    for (std::size_t j : same) told[j] = true;
    names.push_back(column_name(terms[i].path, language) + (zh ? "列 " : ", ") +
                    std::to_string(same.size()) + (zh ? " 格" : " cells") + common(i));
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {  // the others, one by one
    if (told[i]) continue;
    const Path& path = terms[i].path;
    std::string name = row_name(path, language);
    names.push_back(join(name, zh ? "·" : " · ", column_name(path, language)) + common(i));
  }

  constexpr std::size_t most = 8, first = 3;
  bool numbers = false;  // each says something of its own
  for (std::size_t i = 0; i < terms.size(); ++i) numbers = numbers || !common(i).empty();
  bool all = names.size() <= most || numbers;
  if (!all) names.resize(first);
  std::string text;
  for (const std::string& name : names) text = join(text, comma, name);
  if (all) return text;
  std::string count = std::to_string(terms.size()), table = std::to_string(finding.table_cells);
  text += zh ? "等 " + count + " 格" : " and others, " + count + " cells";
  if (finding.table_cells > 0) text += zh ? "（全表 " + table + " 格）" : " of " + table;
  return text;
}

/// "按“各类申请人之和等于总计”应为 2，按“…”应为 0".
inline std::string demands_text(const Finding& finding, Language language) {
  bool zh = language == Language::zh;
  std::string text;
  for (const Demand& demand : finding.demands) {
    std::string number = to_string(demand.number), rule(demand.rule.title[language]);
    text = join(text, zh ? "，" : ", ",
                zh ? "按“" + rule + "”应为 " + number : number + " by \"" + rule + '"');
  }
  return text;
}

/// One cell of a described value as a term of a finding.
inline Term cell_term(const Schema& root, const void* object, std::size_t cell) {
  Term term;
  term.cell = cell;
  term.path = Path(root, cell);
  const void* at = cell_at(root, const_cast<void*>(object), cell);
  term.state = cell_state(term.path.cell().kind, at);
  term.printed = cell_text(term.path.cell().kind, at);
  return term;
}

}  // namespace detail

/// What a finding is about: "表三·（一）予以公开", "表三·自然人列", "表二".
inline std::string subject(const Finding& finding, Language language) {
  bool zh = language == Language::zh;
  if (finding.terms.empty()) return {};
  const Path& first = finding.terms[0].path;
  std::string text = table_name(first, language);
  if (!finding.is_equation()) return text;
  if (detail::same_row(first, finding.terms.back().path))
    return detail::join(text, zh ? "·" : " · ", row_name(first, language));
  return detail::join(text, zh ? "·" : " · ",
                      column_name(first, language) + (zh ? "列" : " column"));
}

/// The sentence: "各类申请人相加为 3，总计为 2，相差 1：自然人 3 ≠ 总计 2".
inline std::string message(const Finding& finding, Language language) {
  bool zh = language == Language::zh;
  std::string text;
  std::string_view pattern = finding.rule.message[language];
  while (!pattern.empty()) {
    std::size_t open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    std::size_t close = pattern.find('}', open);
    std::string_view name = pattern.substr(open + 1, close - open - 1);
    if (name == "left") text += to_string(finding.left);
    if (name == "right") text += to_string(finding.right);
    if (name == "difference") {
      ExactSum difference = finding.left - finding.right;
      text += to_string(difference.negative() ? ExactSum() - difference : difference);
    }
    if (name == "cells") text += detail::cells_text(finding, language);
    if (name == "demands") text += detail::demands_text(finding, language);
    for (const Named& named : finding.named)
      if (named.name == name) text += named[language];
    pattern.remove_prefix(close + 1);
  }
  if (!finding.is_equation()) return text;
  bool by_column = detail::same_row(finding.terms[0].path, finding.terms.back().path);
  text += (zh ? "：" : ": ") + detail::side_text(finding, Role::left, by_column, language) + " ≠ " +
          detail::side_text(finding, Role::right, by_column, language);
  for (const Term& term : finding.terms)
    if (term.state != State::value && term.state != State::absent && !term.determined.has_value())
      return text + (zh ? "；空缺处不论填几，两边都不相等"
                        : "; whatever number is missing, the sides differ");
  return text;
}

/// "error", "warning", "note"; 错误, 警告, 提示.
constexpr std::string_view name(Severity severity, Language language = Language::en) noexcept {
  constexpr Text names[] = {{"提示", "note"}, {"警告", "warning"}, {"错误", "error"}};
  return names[static_cast<std::size_t>(severity)][language];
}

}  // namespace v0
}  // namespace gongkai

#endif
