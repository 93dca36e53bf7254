#include "read/numbering.hpp"

#include "text.hpp"

namespace gongkai {

Numbering numbering_of(std::string_view line) {
  using Style = Numbering::Style;
  std::size_t at = 0;
  auto next = [&] { return at < line.size() ? text::narrow(text::next(line, at)) : U'\0'; };
  char32_t c = next();
  bool bracket = c == '(';
  if (bracket) c = next();
  constexpr std::u32string_view numerals = U"〇一二三四五六七八九十";
  int number = 0, digits = 0;
  bool chinese = false;
  for (constexpr int most_digits = 3; digits < most_digits; ++digits, c = next()) {
    std::size_t numeral = numerals.find(c);
    if (c >= '0' && c <= '9') {
      number = number * 10 + static_cast<int>(c - '0');
    } else if (numeral != std::u32string_view::npos) {
      chinese = true;
      int value = static_cast<int>(numeral);
      bool ten = value == 10;  // 十, 十一, 二十, 二十一
      number = ten ? (number == 0 ? 10 : number * 10) : number + value;
    } else {
      break;
    }
  }
  if (digits == 0) return {};
  Style style = Style::none;
  if (bracket && c == ')')
    style = chinese ? Style::bracket : Style::point;
  else if (!bracket && c == U'、')
    style = chinese ? Style::section : Style::point;
  else if (!bracket && (c == '.' || c == ','))
    style = Style::point;
  if (style == Style::none) return {};
  return {style, number, at};
}

bool is_section_title(std::string_view line) {
  constexpr std::size_t longest_title = 40;
  Numbering numbering = numbering_of(line);
  if (numbering.style != Numbering::Style::section) return false;
  std::string_view title = line.substr(numbering.length);
  // "一、二、三产业" is no title.
  if (numbering_of(title).style != Numbering::Style::none) return false;
  if (title.empty() || text::length(title) > longest_title) return false;
  for (std::string_view sign : {"。", "！", "？", "；", "，"})
    if (title.find(sign) != std::string_view::npos) return false;
  return true;
}

bool ends_sentence(std::string_view text) {
  for (std::string_view end :
       {"。", "！", "？", "；", "：", "”", "）", ".", "!", "?", ";", ":", "\n"})
    if (text.size() >= end.size() && text.substr(text.size() - end.size()) == end) return true;
  return false;
}

}  // namespace gongkai
