#include "write/markup.hpp"

#include "text.hpp"

namespace gongkai {

std::string escaped(std::string_view raw) {
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
      if (c == '&')
        result += "&amp;";
      else if (c == '<')
        result += "&lt;";
      else if (c == '>')
        result += "&gt;";
      else if (c == '"')
        result += "&quot;";
      else if (c == '\'')
        result += "&#39;";
      else if (control || no_character)
        result += replacement;
      else
        result += raw.substr(start, at - start);
    }
    if (valid == raw.size()) break;
    result += replacement;
    raw.remove_prefix(valid + 1);
  }
  return result;
}

}  // namespace gongkai
