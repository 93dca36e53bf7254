// What a line is: numbered, a title, a page number. How a title is numbered: "一、总体情况",
// "（一）主动公开情况", "1.网站".
#ifndef GONGKAI_READ_NUMBERING_HPP
#define GONGKAI_READ_NUMBERING_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gongkai {
inline namespace v0 {

struct Numbering {
  enum class Style : std::uint8_t {
    none,
    section,  ///< 一、
    bracket,  ///< （一）
    point     ///< 1. or 1、 or （1）
  };
  Style style = Style::none;
  int number = 0;
  std::size_t length = 0;  ///< in bytes; what follows is the title
};

/// The number a line begins with.
Numbering numbering_of(std::string_view line);

/// A line that is nothing but the title of a section: short, and no sentence.
bool is_section_title(std::string_view line);

/// Whether a text ends where a sentence may end, so that what follows is another paragraph.
bool ends_sentence(std::string_view text);

/// Whether a line begins another paragraph than the one that has come so far. A number at its
/// beginning may also be one that the end of the line cut off: "第二十条第 / （一）项".
bool begins_another(std::string_view paragraph, std::string_view line);

/// The last line of "某局2021年政府信息公开工作年度报告".
bool is_report_title(std::string_view line);

/// "— 5 —"
bool is_page_number(std::string_view line);

}  // namespace v0
}  // namespace gongkai

#endif
