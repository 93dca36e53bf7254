// Chinese text as readers need it: code points, and the normal form in which labels are compared.
#ifndef GONGKAI_TEXT_HPP
#define GONGKAI_TEXT_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace gongkai::text {

/// The offset of the first byte that does not continue a UTF-8 text; text.size() if there is none.
std::size_t valid_utf8(std::string_view text) noexcept;

/// The code point at `offset`, which moves to the next one. Precondition: valid UTF-8.
char32_t next(std::string_view text, std::size_t& offset) noexcept;
char32_t next_of_any_size(std::string_view text, std::size_t& offset) noexcept;

void append(std::string& text, char32_t code_point);

/// Spaces of all kinds: ASCII, no-break, ideographic, zero-width, BOM.
inline bool is_space(char32_t c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200D) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000 || c == 0xFEFF;
}

constexpr bool starts_with(std::string_view text, std::string_view start) noexcept {
  return text.substr(0, start.size()) == start;
}
constexpr bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Without spaces at both ends.
std::string_view trim(std::string_view text) noexcept;

/// Full-width digits, letters and signs as ASCII; other characters as they are.
char32_t narrow(char32_t c) noexcept;

/// A Traditional character of the form's labels as the Simplified one; others as they are.
char32_t simplified(char32_t c) noexcept;

/// The form in which labels are compared: no spaces, no punctuation, brackets or quotes, ASCII for
/// full-width, Simplified for Traditional: "（三）不予公开" and "(三) 不予公開" are both
/// 三不予公开.
std::string normal(std::string_view text);

/// The first character of normal(text); 0 where that is empty.
char32_t first_of_normal(std::string_view text) noexcept;

std::size_t length(std::string_view text) noexcept;  ///< in code points

/// How many columns of a terminal it takes: Chinese characters and full-width forms take two.
std::size_t width(std::string_view text) noexcept;

/// As it can be shown on a terminal: control characters and those that reverse the direction of
/// writing are replaced, so that a file cannot write over what we say about it.
/// So are bytes that are not UTF-8.
std::string printable(std::string_view text);

/// The same on one line: line breaks are replaced too, and a tab is a space.
std::string one_line(std::string_view text);

// Nearly all characters have three bytes or one.
inline char32_t next(std::string_view text, std::size_t& offset) noexcept {
  if (text.size() < offset + 3) return next_of_any_size(text, offset);
  auto byte = [&](std::size_t i) -> char32_t {
    return static_cast<unsigned char>(text[offset + i]);
  };
  char32_t c = byte(0);
  if (c < 0x80) {
    ++offset;
    return c;
  }
  if (c < 0xE0 || c >= 0xF0) return next_of_any_size(text, offset);
  c = (c & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  offset += 3;
  return c;
}

}  // namespace gongkai::text

#endif
