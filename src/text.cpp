#include "text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace gongkai::text {

std::size_t valid_utf8(std::string_view text) noexcept {
  auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  constexpr std::size_t word = sizeof(std::uint64_t);
  std::size_t i = 0;
  while (i < text.size()) {
    // ASCII, eight bytes at a time.
    for (std::uint64_t eight = 0; text.size() - i >= word; i += word) {
      std::memcpy(&eight, text.data() + i, word);
      if ((eight & 0x8080808080808080U) != 0) break;
    }
    if (i == text.size()) break;
    unsigned first = byte(i);
    std::size_t size = first < 0x80U   ? 1
                       : first < 0xC2U ? 0
                       : first < 0xE0U ? 2
                       : first < 0xF0U ? 3
                       : first < 0xF5U ? 4
                                       : 0;
    if (size == 0) return i;
    for (std::size_t k = 1; k < size; ++k)
      if (!continues(i + k)) return i;
    // Overlong forms, surrogates and what lies past U+10FFFF.
    unsigned second = byte(i + 1);
    if ((first == 0xE0U && second < 0xA0U) || (first == 0xEDU && second > 0x9FU) ||
        (first == 0xF0U && second < 0x90U) || (first == 0xF4U && second > 0x8FU))
      return i;
    i += size;
  }
  return i;
}

char32_t next_of_any_size(std::string_view text, std::size_t& offset) noexcept {
  auto byte = [&](std::size_t i) -> char32_t {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  char32_t c = byte(0);
  if (c < 0x80) {
    offset += offset < text.size() ? 1U : 0U;
    return c;
  }
  std::size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
  c &= 0x3FU >> (size - 1);
  for (std::size_t i = 1; i < size; ++i) c = c << 6U | (byte(i) & 0x3FU);
  offset = std::min(offset + size, text.size());
  return c;
}

void append(std::string& text, char32_t c) {
  auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6U);
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
    put(0x80U | (c >> 6U & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::string_view trim(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size() && is_space(next(text, at)); at = 0)
    text.remove_prefix(at);
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    std::size_t at = last;
    if (!is_space(next(text, at))) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

namespace {

// In the order of their code points, and what they are in Simplified script.
constexpr std::u32string_view traditional_characters =
    U"佈僅僑內別動務匯區問單國圖團執報場學實審專對導屬廢廣廳強彙後從復徵應採據數於時書會條業構"
    U"標機檔權決沒況減濟為無獲現環產當發監眾確碼稅種穩節範糾納級終組結絡經維網縣總織繳繼續罰義"
    U"習聯臺與興舉萬處號衛補製複覆規觀訂計訊訟訪設許訴詢認請證議護財責費資質購車轉辦農這進過鎮"
    U"長門開閱關際電項題額類體黨";
constexpr std::u32string_view simplified_characters =
    U"布仅侨内别动务汇区问单国图团执报场学实审专对导属废广厅强汇后从复征应采据数于时书会条业构"
    U"标机档权决没况减济为无获现环产当发监众确码税种稳节范纠纳级终组结络经维网县总织缴继续罚义"
    U"习联台与兴举万处号卫补制复复规观订计讯讼访设许诉询认请证议护财责费资质购车转办农这进过镇"
    U"长门开阅关际电项题额类体党";
static_assert(traditional_characters.size() == simplified_characters.size(), "pairs");

// Which of the low twelve bits occur among them: most characters are told at once to be none.
struct Sieve {
  std::uint64_t bits[64] = {};
  constexpr Sieve() {
    for (char32_t c : traditional_characters) bits[c >> 6U & 63U] |= std::uint64_t{1} << (c & 63U);
  }
  constexpr bool may_hold(char32_t c) const { return (bits[c >> 6U & 63U] >> (c & 63U) & 1U) != 0; }
  /// The last two bytes of three are those bits.
  constexpr bool may_hold(char second, char third) const {
    return may_hold(static_cast<char32_t>((second & 63) << 6 | (third & 63)));
  }
};
constexpr Sieve sieve;

}  // namespace

char32_t simplified(char32_t c) noexcept {
  if (c < 0x4E00 || !sieve.may_hold(c)) return c;
  const auto* found =
      std::lower_bound(traditional_characters.begin(), traditional_characters.end(), c);
  if (found == traditional_characters.end() || *found != c) return c;
  return simplified_characters[static_cast<std::size_t>(found - traditional_characters.begin())];
}

char32_t narrow(char32_t c) noexcept {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c == 0x3000 || c == 0xA0) return ' ';
  if (c == 0x2212 || c == 0x2013) return '-';  // minus sign, en dash
  return c;
}

namespace {

// How many bytes of Chinese characters, of those that stay as they are, there are at `at`.
std::size_t plain_characters(std::string_view text, std::size_t at) {
  std::size_t start = at;
  while (text.size() - at >= 3 && text[at] >= '\xE4' && text[at] <= '\xE9' &&
         !sieve.may_hold(text[at + 1], text[at + 2]))
    at += 3;
  return at - start;
}

// As it is compared, in ASCII and Simplified script; 0 for what is left out.
char32_t compared(char32_t printed) noexcept {
  char32_t c = narrow(printed);
  bool ascii_letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  bool punctuation = (c < 0x80 && !ascii_letter) || c == 0xB7 || (c >= 0x2010 && c <= 0x206F) ||
                     (c >= 0x3001 && c <= 0x303F && c != 0x3007) || c == 0xFEFF;
  return punctuation || is_space(c) ? 0 : simplified(c);
}

}  // namespace

std::string normal(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (std::size_t plain = plain_characters(text, at); plain > 0) {
      result.append(text, at, plain);
      at += plain;
    } else if (char32_t c = compared(next(text, at)); c != 0) {
      append(result, c);
    }
  }
  return result;
}

char32_t first_of_normal(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();)
    if (char32_t c = compared(next(text, at)); c != 0) return c;
  return 0;
}

std::size_t length(std::string_view text) noexcept {
  std::size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

std::size_t width(std::string_view text) noexcept {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next(text, at);
    bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF60) ||
                (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x1F300;
    columns += wide ? 2U : 1U;
  }
  return columns;
}

namespace {

std::string shown(std::string_view text, bool keep_lines) {
  std::string result;
  while (!text.empty()) {
    std::size_t valid = valid_utf8(text);
    for (std::size_t at = 0; at < valid;) {
      char32_t c = next(text, at);
      bool layout = c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029;
      bool control = (c < 0x20 && !layout) || (c >= 0x7F && c <= 0x9F) ||
                     (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      if (c == '\t' && !keep_lines) c = ' ';
      append(result, control || (layout && c != ' ' && !keep_lines) ? U'\uFFFD' : c);
    }
    text.remove_prefix(valid);
    if (text.empty()) break;
    append(result, U'\uFFFD');
    text.remove_prefix(1);
  }
  return result;
}

}  // namespace

std::string printable(std::string_view text) { return shown(text, true); }
std::string one_line(std::string_view text) { return shown(text, false); }

}  // namespace gongkai::text
