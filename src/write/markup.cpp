#include "write/markup.hpp"

#include "text.hpp"

namespace gongkai {
inline namespace v0 {

std::string sound(std::string_view raw) {
  constexpr std::string_view replacement = "\uFFFD";
  std::string result;
  result.reserve(raw.size());
  while (!raw.empty()) {
    std::size_t valid = text::valid_utf8(raw);
    for (std::size_t at = 0; at < valid;) {
      std::size_t start = at;
      char32_t c = text::next(raw, at);
      bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
      bool no_character = (c & 0xFFFEU) == 0xFFFE || (c >= 0xFDD0 && c < 0xFDF0);
      result += control || no_character ? replacement : raw.substr(start, at - start);
    }
    if (valid == raw.size()) break;
    result += replacement;
    raw.remove_prefix(valid + 1);
  }
  return result;
}

std::string escaped(std::string_view raw) {
  std::string result;
  for (char c : sound(raw)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string escaped_markdown(std::string_view raw) {
  constexpr std::string_view anywhere = "\\`*_{}[]<>!|&~";
  constexpr std::string_view in_front = "#+-=";  // of a paragraph: a heading, a list, a line
  std::string result;
  bool only_digits = true;  // so far; "1." and "1)" begin a list
  for (char c : sound(raw)) {
    bool front = result.empty() && in_front.find(c) != std::string_view::npos;
    bool number = !result.empty() && only_digits && (c == '.' || c == ')');
    if (front || number || anywhere.find(c) != std::string_view::npos) result += '\\';
    result += c == '\n' ? ' ' : c;
    only_digits = only_digits && c >= '0' && c <= '9';
  }
  return result;
}

}  // namespace v0
}  // namespace gongkai
