// What a token of a JSON text says: a string, a number or a word, as it stands between two others.
// Every token has padding behind it, as simdjson wants it.
#ifndef GONGKAI_READ_JSON_TOKEN_HPP
#define GONGKAI_READ_JSON_TOKEN_HPP

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "../text.hpp"
#include "gongkai/cell.hpp"

namespace gongkai::detail {

inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline std::string_view trimmed(std::string_view token) {
  while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
  return token;
}
inline bool is_string(std::string_view token) { return !token.empty() && token[0] == '"'; }

/// Reads what nearly all counts are: one to seven digits, or null, and nothing else. The digits all
/// at once, without a branch for each, as the processor could not foresee how many there are.
inline bool plain_count(std::string_view token, Count& count) {
  constexpr bool first_is_low = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  constexpr std::uint64_t ones = 0x0101010101010101U, pair = 0x000000FF000000FFU;
  const std::size_t bits = 8 * token.size();
  if (!first_is_low || bits == 0 || bits >= 64) return false;
  std::uint64_t text;
  std::memcpy(&text, token.data(), sizeof text);  // there is padding
  bool leading_zero = (text & 0xFFU) == '0' && bits > 8;
  text = text << (64 - bits) | ones * '0' >> bits;
  std::uint64_t digits = text - ones * '0';
  if (((text + ones * (0x7F - '9')) | digits) & ones << 7U || leading_zero) {
    if (token != "null") return false;
    count = Count();
    return true;
  }
  digits = digits * 10 + (digits >> 8U);  // in pairs, and then all four of them
  count = Count((((digits & pair) * (100 + (UINT64_C(1000000) << 32U))) +
                 ((digits >> 16U & pair) * (1 + (UINT64_C(10000) << 32U)))) >>
                32U);
  return true;
}

/// The state without value whose word that is; `value` where it is none. A blank is null.
inline State state_of(std::string_view word) {
  for (State state = State::absent; state > State::blank;
       state = static_cast<State>(static_cast<int>(state) - 1))
    if (word == name(state)) return state;
  return State::value;
}

enum class Literal { integer, other, container, damaged };

/// What kind of JSON value begins with that token, exactly.
inline Literal literal_of(std::string_view token) {
  if (token.empty()) return Literal::damaged;
  if (token[0] == '{' || token[0] == '[') return Literal::container;
  if (token[0] == '"' || token == "null" || token == "true" || token == "false")
    return Literal::other;
  std::size_t i = 0;
  auto skip = [&](std::string_view some) {
    bool found = i < token.size() && some.find(token[i]) != std::string_view::npos;
    return found ? ++i : 0;
  };
  auto digits = [&] {
    std::size_t start = i;
    while (i < token.size() && is_digit(token[i])) ++i;
    return i > start;
  };
  skip("-");
  if (!skip("0") && !digits()) return Literal::damaged;
  if (i == token.size()) return Literal::integer;
  if (skip(".") && !digits()) return Literal::damaged;
  if (skip("eE") && (skip("+-"), !digits())) return Literal::damaged;
  return i == token.size() ? Literal::other : Literal::damaged;
}

/// Whether it is written like an amount of money; whether an Amount holds it, Amount::parse says.
inline bool looks_like_money(std::string_view text) {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  return !text.empty() && is_digit(text.front()) && is_digit(text.back()) &&
         std::count(text.begin(), text.end(), '.') <= 1 &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// Whether it is written like a date; which day it is, Date::parse says.
inline bool looks_like_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return false;
  return true;
}

/// Four hexadecimal digits, or what is no code point.
inline char32_t hex4(std::string_view digits) {
  char32_t number = digits.size() == 4 ? 0 : 0x110000;
  for (char c : digits) {
    std::size_t digit = std::string_view("0123456789abcdefABCDEF").find(c);
    if (digit == std::string_view::npos) return 0x110000;
    number = number * 16 + static_cast<char32_t>(digit < 16 ? digit : digit - 6);
  }
  return number;
}

constexpr std::size_t unescaped = std::string_view::npos;

/// The text that a JSON string means. Returns `unescaped`, or where the first bad escape is.
/// simdjson's own lets half a surrogate pair through, which is no UTF-8.
inline std::size_t unescape(std::string_view escaped, std::string& to) {
  constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
  to.clear();
  for (std::size_t i = 0;;) {
    std::size_t slash = escaped.find('\\', i);
    to += escaped.substr(i, slash - i);
    if (slash == std::string_view::npos) return unescaped;
    i = slash + 2;
    std::size_t letter = letters.find(escaped.substr(slash + 1, 1));
    if (slash + 1 < escaped.size() && letter < letters.size()) {
      to += meant[letter];
      continue;
    }
    if (escaped.substr(slash + 1, 1) != "u") return slash;
    char32_t c = hex4(escaped.substr(i, 4));
    i += 4;
    if (c >= 0xD800 && c < 0xDC00 && escaped.substr(i, 2) == "\\u") {
      char32_t low = hex4(escaped.substr(i + 2, 4));
      if (low >= 0xDC00 && low < 0xE000) c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
      i += 6;
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return slash;
    text::append(to, c);
  }
}

/// So many bytes at its beginning, and what is left of the character in which they end.
inline std::string_view whole_characters(std::string_view text, std::size_t size) {
  size = size < text.size() ? size : text.size();
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
  return text.substr(0, size);
}

/// What was found, short enough to be shown.
inline std::string excerpt(std::string_view found) {
  constexpr std::size_t most = 60;
  if (found.size() <= most) return std::string(found);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(found[end]) & 0xC0U) == 0x80U) --end;
  return std::string(found.substr(0, end)) + "…";
}

}  // namespace gongkai::detail

#endif
