#include "read/numbering.hpp"

#include "text.hpp"

namespace gongkai {
inline namespace v0 {

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

bool begins_another(std::string_view paragraph, std::string_view line) {
  Numbering numbering = numbering_of(line);
  if (numbering.style == Numbering::Style::section)
    return ends_sentence(paragraph) || is_section_title(line);
  if (numbering.style != Numbering::Style::bracket) return false;
  std::string_view title = line.substr(numbering.length);
  for (std::string_view cited : {"项", "款", "、", "，", "和", "至", "或"})
    if (title.substr(0, cited.size()) == cited) return false;
  for (std::string_view citing : {"第", "条", "款", "、", "和", "至", "或"})
    if (paragraph.size() >= citing.size() &&
        paragraph.substr(paragraph.size() - citing.size()) == citing)
      return false;
  return true;
}

bool is_report_title(std::string_view line) {
  constexpr std::size_t longest_title = 60;
  constexpr std::string_view end = "年度报告";
  return line.size() > end.size() && line.substr(line.size() - end.size()) == end &&
         text::length(line) <= longest_title;
}

bool is_page_number(std::string_view line) {
  constexpr std::size_t longest = 20, most_digits = 4;
  if (line.size() > longest) return false;
  std::string dashes, digits;
  for (std::size_t at = 0; at < line.size();) {
    char32_t c = text::narrow(text::next(line, at));
    bool dash = c == '-' || c == U'—' || c == U'―' || c == U'─';
    if (dash)
      dashes += digits.empty() ? '<' : '>';
    else if (c >= '0' && c <= '9' && dashes.find('>') == std::string::npos)
      text::append(digits, c);
    else if (!text::is_space(c))
      return false;
  }
  return !digits.empty() && digits.size() <= most_digits && dashes.find('<') == 0 &&
         dashes.find('>') != std::string::npos;
}

}  // namespace v0
}  // namespace gongkai
