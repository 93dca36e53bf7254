// Text in columns of a terminal, where a Chinese character takes two.
#ifndef GONGKAI_WRITE_COLUMNS_HPP
#define GONGKAI_WRITE_COLUMNS_HPP

#include <algorithm>
#include <string>

#include "gongkai/reflect.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {

inline std::string padded_left(const std::string& text, std::size_t columns) {
  return std::string(columns - std::min(columns, text::width(text)), ' ') + text;
}

/// A label cut to so many columns, and padded to them.
inline std::string label(const std::string& text, std::size_t columns) {
  std::string cut;
  bool whole = text::width(text) <= columns;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = at;
    text::next(text, at);
    std::string next = cut + text.substr(start, at - start);
    if (!whole && text::width(next) + 1 > columns) {
      cut += "…";
      break;
    }
    cut = next;
  }
  return cut + std::string(columns - std::min(columns, text::width(cut)), ' ');
}

/// Whether the members of a part are the cells of a row.
inline bool is_row(const Schema& part) { return part.size > 0 && is_cell(part.members[0].kind); }

/// The heading of a column: money always with its unit, which one official label leaves out.
inline std::string column_label(const Member& column, Language language) {
  std::string text(column.label.text[language]);
  bool zh = language == Language::zh;
  bool names_unit = text.find(zh ? "万元" : "yuan") != std::string::npos;
  if (column.kind == Kind::amount && !names_unit) text += zh ? "（万元）" : " (10,000 yuan)";
  return text;
}

/// A cell as a form shows it: its number, or in a word why there is none.
inline std::string shown_cell(State state, const std::string& number, Language language) {
  bool zh = language == Language::zh;
  switch (state) {
    case State::value:
      return number;
    case State::blank:
      return zh ? "空" : "_";
    case State::missing:
      return zh ? "缺" : "none";
    case State::fraction:
      return zh ? "小数" : "part";
    default:
      return zh ? "？" : "?";
  }
}

}  // namespace v0
}  // namespace gongkai

#endif
