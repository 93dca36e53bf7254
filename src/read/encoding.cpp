#include "read/encoding.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "gongkai/read.hpp"
#include "read/gb18030_table.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::starts_with;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Error bad(std::size_t offset, std::string_view encoding) {
  return {ErrorCode::bad_encoding, offset, {}, std::string(encoding)};
}

// ---- what the page says of itself ---------------------------------------------------------------

// What stands behind `name` and an equals sign; empty if nothing does: charset="gb2312".
std::string_view value_of(std::string_view name, std::string_view tag) {
  auto same = [](char a, char b) { return lower(a) == b; };
  for (auto at = tag.begin();; ++at) {
    at = std::search(at, tag.end(), name.begin(), name.end(), same);
    if (at == tag.end()) return {};
    std::size_t i = static_cast<std::size_t>(at - tag.begin()) + name.size();
    auto skip_spaces = [&] {
      while (i < tag.size() && is_space(tag[i])) ++i;
    };
    skip_spaces();
    if (i == tag.size() || tag[i] != '=') continue;
    ++i;
    skip_spaces();
    while (i < tag.size() && (tag[i] == '"' || tag[i] == '\'')) ++i;
    std::string_view value = tag.substr(i);
    auto ends = [](char c) {
      return is_space(c) || c == '"' || c == '\'' || c == ';' || c == '>' || c == '/' || c == '?';
    };
    std::size_t size = 0;
    while (size < value.size() && !ends(value[size])) ++size;
    return value.substr(0, size);
  }
}

// The name of the encoding in <meta charset>, <meta http-equiv content> or <?xml encoding>.
std::string_view declaration(std::string_view bytes) {
  constexpr std::size_t far_enough = 4096;
  std::string_view text = bytes.substr(0, far_enough);
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::string_view rest = text.substr(at);
    if (starts_with(rest, "<!--")) {
      at = std::min(text.find("-->", at), text.size() - 1);
      continue;
    }
    std::string name;
    for (char c : rest.substr(0, 5)) name += lower(c);
    std::string_view tag = rest.substr(0, rest.find('>'));
    std::string_view found = name == "<meta"   ? value_of("charset", tag)
                             : name == "<?xml" ? value_of("encoding", tag)
                                               : std::string_view();
    if (!found.empty()) return found;
  }
  return {};
}

enum class Declared { nothing, utf8, gb18030, other };

Declared declared(std::string_view printed) {
  std::string name;
  for (char c : printed) name += lower(c);
  auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (is_one_of({"gb2312", "gbk", "gb18030", "gb_2312", "gb_2312-80", "x-gbk", "cp936", "936",
                 "windows-936", "ms936", "chinese", "csgb2312", "csiso58gb231280", "iso-ir-58"}))
    return Declared::gb18030;
  // A page that says UTF-16 in ASCII letters is not in UTF-16.
  if (is_one_of({"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode"}))
    return Declared::utf8;
  // Editors write these without being asked.
  if (is_one_of({"", "iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"}))
    return Declared::nothing;
  return Declared::other;
}

// ---- UTF-16 -------------------------------------------------------------------------------------

enum class Order { little, big };

std::uint32_t unit_at(std::string_view bytes, std::size_t at, Order order) {
  auto first = static_cast<unsigned char>(bytes[at]);
  auto second = static_cast<unsigned char>(bytes[at + 1]);
  return order == Order::little ? first | std::uint32_t{second} << 8U
                                : second | std::uint32_t{first} << 8U;
}

// Markup is ASCII, every second byte of which is zero. Others are too in a few characters: 一 is
// 4E00.
bool looks_like_utf16(std::string_view bytes, Order order) {
  constexpr std::size_t far_enough = 1024;
  bytes = bytes.substr(0, far_enough);
  if (bytes.find('\0') == std::string_view::npos) return false;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1U : 0U;
  std::size_t high = order == Order::little ? 1 : 0;
  return zeros[high] > 4 * zeros[1 - high] && zeros[high] >= bytes.size() / 16;
}

Result<std::string> from_utf16(std::string_view bytes, std::size_t begin, Order order) {
  constexpr std::string_view encoding = "UTF-16";
  std::string result;
  result.reserve(bytes.size());
  for (std::size_t at = begin; at < bytes.size(); at += 2) {
    if (bytes.size() - at < 2) return bad(at, encoding);
    char32_t c = unit_at(bytes, at, order);
    if (c >= 0xD800 && c < 0xE000) {
      if (c >= 0xDC00 || bytes.size() - at < 4) return bad(at, encoding);
      char32_t low = unit_at(bytes, at + 2, order);
      if (low < 0xDC00 || low >= 0xE000) return bad(at, encoding);
      c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    }
    text::append(result, c);
  }
  return result;
}

// ---- GB18030 ------------------------------------------------------------------------------------

constexpr char32_t nothing = 0xFFFFFFFF;

// The character of a code of four bytes; `nothing` where there is none.
char32_t four_bytes(unsigned b1, unsigned b2, unsigned b3, unsigned b4) {
  auto digit = [](unsigned b) { return b >= 0x30 && b <= 0x39; };
  auto lead = [](unsigned b) { return b >= 0x81 && b <= 0xFE; };
  if (!lead(b1) || !digit(b2) || !lead(b3) || !digit(b4)) return nothing;
  constexpr std::uint32_t bmp_end = 39420, beyond = 189000, end = beyond + 0x100000;
  std::uint32_t number = (((b1 - 0x81) * 10 + (b2 - 0x30)) * 126 + (b3 - 0x81)) * 10 + (b4 - 0x30);
  if (number >= beyond) return number < end ? 0x10000 + (number - beyond) : nothing;
  if (number >= bmp_end) return nothing;
  const Gb18030Range* range = std::upper_bound(
      gb18030_ranges, gb18030_ranges + gb18030_range_count, number,
      [](std::uint32_t wanted, const Gb18030Range& r) { return wanted < r.number; });
  --range;
  return range->character + (number - range->number);
}

char* put(char* at, char32_t c) {
  auto byte = [](char32_t b) { return static_cast<char>(static_cast<unsigned char>(b)); };
  if (c >= 0x800 && c < 0x10000) {
    *at++ = byte(0xE0U | c >> 12U);
  } else if (c >= 0x10000) {
    *at++ = byte(0xF0U | c >> 18U);
    *at++ = byte(0x80U | (c >> 12U & 0x3FU));
  } else if (c < 0x80) {
    *at++ = byte(c);
    return at;
  } else {
    *at++ = byte(0xC0U | c >> 6U);
    *at++ = byte(0x80U | (c & 0x3FU));
    return at;
  }
  *at++ = byte(0x80U | (c >> 6U & 0x3FU));
  *at++ = byte(0x80U | (c & 0x3FU));
  return at;
}

// How many bytes of a word come before the first that is not ASCII; 8 if there is none.
std::size_t ascii_bytes(std::uint64_t word) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::uint64_t others = word & high_bits;
  if (others == 0) return sizeof word;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return static_cast<std::size_t>(__builtin_ctzll(others)) / 8;
#else
  return static_cast<std::size_t>(__builtin_clzll(others)) / 8;
#endif
}

Result<std::string> from_gb18030(std::string_view bytes) {
  constexpr std::size_t word = sizeof(std::uint64_t), many = 4, room = 4096;
  char buffer[room + many * word];
  char* out = buffer;
  std::string result;
  result.reserve(bytes.size() + bytes.size() / 4);
  auto byte = [&](std::size_t i) -> unsigned {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  for (std::size_t at = 0; at < bytes.size();) {
    if (out > buffer + room - word) {
      result.append(buffer, out);
      out = buffer;
    }
    unsigned first = byte(at);
    if (first < 0x80) {
      // Markup, many bytes at a time.
      while (bytes.size() - at >= many * word && out < buffer + room) {
        std::uint64_t some[many], all = 0;
        std::memcpy(some, bytes.data() + at, sizeof some);
        std::memcpy(out, some, sizeof some);
        for (std::uint64_t eight : some) all |= eight;
        if (ascii_bytes(all) < word) break;
        out += sizeof some;
        at += sizeof some;
      }
      if (byte(at) >= 0x80 || at == bytes.size() || out >= buffer + room) continue;
      std::size_t copied = 1;
      *out = bytes[at];
      while (bytes.size() - at >= word && out < buffer + room) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + at, word);
        std::memcpy(out, &eight, word);
        copied = ascii_bytes(eight);
        if (copied < word) break;
        out += word;
        at += word;
        copied = 0;
      }
      out += copied;
      at += copied;
      continue;
    }
    unsigned second = byte(at + 1);
    if (first == 0x80 || first == 0xFF) return bad(at, "GB18030");
    if (second >= 0x40 && second != 0x7F && second != 0xFF) {
      std::size_t column = second - 0x40 - (second > 0x7F ? 1U : 0U);
      out = put(out, gb18030_two_byte[(first - 0x81) * 190 + column]);
      at += 2;
      continue;
    }
    char32_t c = four_bytes(first, second, byte(at + 2), byte(at + 3));
    if (c == nothing) return bad(at, "GB18030");
    out = put(out, c);
    at += 4;
  }
  result.append(buffer, out);
  return result;
}

// ---- which it is --------------------------------------------------------------------------------

// Chinese characters in UTF-8 have three bytes.
std::size_t characters_of_three_bytes(std::string_view utf8, std::size_t enough) {
  std::size_t count = 0;
  for (char c : utf8) {
    if (static_cast<unsigned char>(c) >= 0xE0) ++count;
    if (count == enough) break;
  }
  return count;
}

}  // namespace

std::size_t valid_utf8(std::string_view text) {
  // What is not UTF-8 mostly shows that in its first Chinese characters.
  constexpr std::size_t beginning = 2048, longest_character = 4;
  std::size_t valid = text::valid_utf8(text.substr(0, beginning));
  if (valid + longest_character <= std::min(beginning, text.size())) return valid;
  return simdjson::validate_utf8(text.data(), text.size()) ? text.size() : text::valid_utf8(text);
}

Result<std::string_view> as_utf8(std::string_view bytes, std::string& room) {
  auto decoded = [&room](Result<std::string> text) -> Result<std::string_view> {
    if (!text) return text.error;
    room = *std::move(text);
    return std::string_view(room);
  };
  constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
  if (starts_with(bytes, utf8_mark)) {
    std::string_view text = bytes.substr(utf8_mark.size());
    std::size_t valid = valid_utf8(text);
    if (valid < text.size()) return bad(utf8_mark.size() + valid, "UTF-8");
    return decoded(std::string(text));
  }
  if (starts_with(bytes, "\xFF\xFE")) return decoded(from_utf16(bytes, 2, Order::little));
  if (starts_with(bytes, "\xFE\xFF")) return decoded(from_utf16(bytes, 2, Order::big));
  for (Order order : {Order::little, Order::big})
    if (looks_like_utf16(bytes, order)) return decoded(from_utf16(bytes, 0, order));

  std::string_view name = declaration(bytes);
  Declared says = declared(name);
  std::size_t valid = valid_utf8(bytes);
  if (valid == bytes.size()) {
    // Content systems turn pages into UTF-8 and leave the old declaration. A few characters of GBK
    // may by chance be valid UTF-8, but as characters of two bytes, which no Chinese one is.
    bool utf8 = says != Declared::gb18030 || characters_of_three_bytes(bytes, 1) > 0;
    return utf8 ? Result<std::string_view>(bytes) : decoded(from_gb18030(bytes));
  }
  if (says == Declared::gb18030) return decoded(from_gb18030(bytes));
  if (says == Declared::other)
    return bad(static_cast<std::size_t>(name.data() - bytes.data()), name);
  // Much of a damaged UTF-8 text is valid GB18030 and nonsense.
  constexpr std::size_t no_chance = 3;
  if (characters_of_three_bytes(bytes.substr(0, valid), no_chance) == no_chance)
    return bad(valid, "UTF-8");
  return decoded(from_gb18030(bytes));
}

Result<std::string> to_utf8(std::string_view bytes) {
  std::string room;
  Result<std::string_view> text = as_utf8(bytes, room);
  if (!text) return text.error;
  return text->data() == room.data() ? std::move(room) : std::string(*text);
}

}  // namespace v0
}  // namespace gongkai
