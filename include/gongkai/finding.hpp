// What a check says: which rule, which cells, what they hold; as data, and as sentences.
#ifndef GONGKAI_FINDING_HPP
#define GONGKAI_FINDING_HPP

#include <string>
#include <vector>

#include "gongkai/rule.hpp"

namespace gongkai {

/// How a cell takes part in a finding: on a side of its equation, or by itself.
enum class Part : std::uint8_t { left, right, itself };

struct Term {
  Part part = Part::itself;
  std::size_t cell = 0;  ///< its number in the report
  Path path;
  State state = State::value;
  std::string printed;  ///< the number as a report prints it; empty where there is none
  Count determined;     ///< a cell without a number: the one that the equations leave; or blank
};

struct Finding {
  Rule rule;
  std::vector<Term> terms;
  ExactSum left, right;      ///< of an equation: its sides, as far as they are known
  bool whole_table = false;  ///< the terms are all the cells of their table

  bool is_equation() const noexcept { return !terms.empty() && terms[0].part != Part::itself; }
};

/// What check() found, errors before warnings before notes.
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

/// "3", "空白（应为 3）", "无法辨认": what a term holds, for people.
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
    case State::absent:
      text = zh ? "本表式无此项" : "not in this form";
      break;
  }
  if (term.determined.has_value())
    text += (zh ? "（应为 " : " (must be ") + to_string(term.determined) + (zh ? "）" : ")");
  return text;
}

/// The cells of one side, zeros left out: "自然人 3 + 商业企业 1".
inline std::string side_text(const Finding& finding, Part part, bool by_column, Language language) {
  std::string text;
  std::size_t size = 0;
  for (const Term& term : finding.terms) size += term.part == part ? 1U : 0U;
  for (const Term& term : finding.terms) {
    if (term.part != part) continue;
    if (size > 1 && (term.printed == "0" || term.determined == Count(0))) continue;
    std::string name = by_column ? column_name(term.path, language) : row_name(term.path, language);
    text = join(text, " + ", name + ' ' + holds(term, language));
  }
  return text.empty() ? "0" : text;
}

/// Names cells, whole rows and columns together: "规章（整行）、商业企业列 25 格、…".
inline std::string cells_text(const Finding& finding, Language language) {
  bool zh = language == Language::zh;
  std::string_view comma = zh ? "、" : ", ";
  const std::vector<Term>& terms = finding.terms;
  if (finding.whole_table)
    return (zh ? "整张表，" : "the whole table, ") + std::to_string(terms.size()) +
           (zh ? " 格" : " cells");

  std::vector<bool> told(terms.size(), false);
  std::string text;
  for (std::size_t i = 0; i < terms.size(); ++i) {  // whole rows
    if (told[i] || terms[i].path.size() < 2 || terms[i].determined.has_value()) continue;
    const Schema& row = *terms[i].path[terms[i].path.size() - 2].part;
    std::size_t alike = 0;
    while (i + alike < terms.size() && same_row(terms[i].path, terms[i + alike].path)) ++alike;
    if (alike < 2 || alike != row.cells) continue;
    for (std::size_t j = i; j < i + alike; ++j) told[j] = true;
    text =
        join(text, comma, row_name(terms[i].path, language) + (zh ? "（整行）" : " (whole row)"));
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {  // many cells of a column that hold the same
    if (told[i]) continue;
    std::vector<std::size_t> alike;
    for (std::size_t j = i; j < terms.size(); ++j)
      if (!told[j] && &terms[j].path.cell() == &terms[i].path.cell() &&
          holds(terms[j], language) == holds(terms[i], language))
        alike.push_back(j);
    if (alike.size() < 4) continue;
    for (std::size_t j : alike) told[j] = true;
    text = join(text, comma, column_name(terms[i].path, language));
    text += (zh ? "列 " : ", ") + std::to_string(alike.size()) + (zh ? " 格" : " cells");
    if (terms[i].determined.has_value())
      text += (zh ? "应为 " : " must be ") + to_string(terms[i].determined);
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {  // the others, one by one
    if (told[i]) continue;
    const Path& path = terms[i].path;
    std::string name = row_name(path, language);
    name = join(name, zh ? "·" : " · ", column_name(path, language));
    bool says_more = terms[i].state == State::value || terms[i].determined.has_value();
    text = join(text, comma, says_more ? name + ' ' + holds(terms[i], language) : name);
  }
  return text;
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
    pattern.remove_prefix(close + 1);
  }
  if (!finding.is_equation()) return text;
  bool by_column = detail::same_row(finding.terms[0].path, finding.terms.back().path);
  text += (zh ? "：" : ": ") + detail::side_text(finding, Part::left, by_column, language) + " ≠ " +
          detail::side_text(finding, Part::right, by_column, language);
  for (const Term& term : finding.terms)
    if (term.state != State::value && term.state != State::absent && !term.determined.has_value())
      return text + (zh ? "；空白处不论填几，两边都不相等"
                        : "; whatever stands in the blanks, the sides differ");
  return text;
}

/// "error", "warning", "note"; 错误, 警告, 提示.
constexpr std::string_view name(Severity severity, Language language = Language::en) noexcept {
  constexpr Text names[] = {{"提示", "note"}, {"警告", "warning"}, {"错误", "error"}};
  return names[static_cast<std::size_t>(severity)][language];
}

}  // namespace gongkai

#endif
