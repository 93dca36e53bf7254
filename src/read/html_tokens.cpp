#include "read/html_tokens.hpp"

#include <algorithm>
#include <cstring>

#include "read/html_entities.hpp"
#include "text.hpp"

namespace gongkai::html {
namespace {

// ---- characters ---------------------------------------------------------------------------------

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Looked up, not compared: this is asked of every second byte.
struct Spaces {
  bool of[256] = {};
  constexpr Spaces() {
    for (int c : {' ', '\t', '\n', '\f', '\r'}) of[c] = true;
  }
};
constexpr Spaces spaces;
bool is_space(char c) { return spaces.of[static_cast<unsigned char>(c)]; }

// The bytes of names in lower case; 0 for those that end a name. Of names that nobody knows signs
// are folded as letters are, which is harmless and lets eight bytes be folded at once.
struct NameBytes {
  unsigned char of[256] = {};
  constexpr explicit NameBytes(bool of_attribute) {
    for (int c = 0; c < 256; ++c)
      of[c] = static_cast<unsigned char>((c & 0x40) != 0 ? c | 0x20 : c);
    for (int c : {' ', '\t', '\n', '\f', '\r', '/', '>'}) of[c] = 0;
    if (of_attribute) of[int{'='}] = 0;
  }
  constexpr unsigned char operator[](char c) const { return of[static_cast<unsigned char>(c)]; }
};
constexpr NameBytes element_name(false), attribute_name(true);

bool ends_name(char c) { return element_name[c] == 0; }

template <class Word>
Word word_at(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// A name of fewer than eight bytes at `at`, packed, which moves behind it or before what may end
// it; 0 where it is longer or the page ends. Nearly all names are such, and a loop over their
// letters costs more than all else.
std::uint64_t short_name(const char*& at, const char* end) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  constexpr std::uint64_t each = 0x0101010101010101U;
  if (end - at < 8) return 0;
  auto eight = word_at<std::uint64_t>(at);
  // What may end it: the signs before the digits (spaces, /) and < = > ?. The highest bit of the
  // first such byte is set.
  std::uint64_t signs = (eight | each * 3) ^ each * '?';
  std::uint64_t ends = (((eight - each * '0') & ~eight) | ((signs - each) & ~signs)) & each * 0x80;
  if (ends == 0 || (ends & 0x80U) != 0) return 0;
  auto bits = static_cast<unsigned>(__builtin_ctzll(ends)) - 7;
  at += bits / 8;
  return __builtin_bswap64(eight | (eight & each * 0x40) >> 1U) >> (64 - bits);
#else
  (void)at, (void)end;
  return 0;
#endif
}

bool same(std::string_view printed, std::string_view lower_case) {
  if (printed.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < printed.size(); ++i)
    if (lower(printed[i]) != lower_case[i]) return false;
  return true;
}

std::size_t find(std::string_view text, char c, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const void* found = std::memchr(text.data() + from, c, text.size() - from);
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// memcmp(a, b, size) == 0, quicker for what is as short as most tags.
bool same_bytes(const char* a, const char* b, std::size_t size) {
  using Four = std::uint32_t;
  using Eight = std::uint64_t;
  if (size < 4) return std::memcmp(a, b, size) == 0;
  if (size <= 8)
    return word_at<Four>(a) == word_at<Four>(b) &&
           word_at<Four>(a + size - 4) == word_at<Four>(b + size - 4);
  return word_at<Eight>(a) == word_at<Eight>(b) &&
         word_at<Eight>(a + size - 8) == word_at<Eight>(b + size - 8) &&
         (size <= 16 || std::memcmp(a + 8, b + 8, size - 16) == 0);
}

// ---- names of elements --------------------------------------------------------------------------

Tag tag_of(std::uint64_t name) {
  // By far the most, in pages from Word.
  if (name == packed("span") || name == packed("o:p")) return Tag::in_line;
  if (name == packed("p")) return Tag::paragraph;
  switch (name) {
    case packed("td"):
    case packed("th"):
      return Tag::cell;
    case packed("tr"):
      return Tag::row;
    case packed("br"):
    case packed("hr"):
      return Tag::line_break;
    case packed("table"):
      return Tag::table;
    case packed("tbody"):
    case packed("thead"):
      return Tag::body;
    case packed("tfoot"):
      return Tag::foot;
    case packed("caption"):
      return Tag::caption;
    case packed("col"):
    case packed("colgroup"):
      return Tag::columns;
    case packed("h1"):
    case packed("h2"):
      return Tag::page_heading;
    case packed("h3"):
    case packed("h4"):
    case packed("h5"):
    case packed("h6"):
      return Tag::heading;
    case packed("del"):
    case packed("ins"):
    case packed("s"):
    case packed("strike"):
    case packed("sub"):
    case packed("sup"):
      return Tag::apart;
    case packed("nav"):
    case packed("select"):
    case packed("svg"):
      return Tag::hidden;
    case packed("template"):
      return Tag::inert;
    case packed("title"):
      return Tag::title;
    case packed("textarea"):
      return Tag::text;
    case packed("plaintext"):
    case packed("xmp"):
      return Tag::literal;
    case packed("area"):
    case packed("base"):
    case packed("bgsound"):
    case packed("embed"):
    case packed("img"):
    case packed("input"):
    case packed("link"):
    case packed("meta"):
    case packed("param"):
    case packed("source"):
    case packed("track"):
    case packed("wbr"):
      return Tag::empty;
    case packed("iframe"):
    case packed("noembed"):
    case packed("noframes"):
    case packed("noscript"):
    case packed("script"):
    case packed("style"):
      return Tag::dropped;
    case packed("address"):
    case packed("article"):
    case packed("aside"):
    case packed("blockquote"):
    case packed("body"):
    case packed("center"):
    case packed("dd"):
    case packed("details"):
    case packed("dialog"):
    case packed("dir"):
    case packed("div"):
    case packed("dl"):
    case packed("dt"):
    case packed("fieldset"):
    case packed("figcaption"):
    case packed("figure"):
    case packed("footer"):
    case packed("form"):
    case packed("head"):
    case packed("header"):
    case packed("hgroup"):
    case packed("html"):
    case packed("legend"):
    case packed("li"):
    case packed("listing"):
    case packed("main"):
    case packed("menu"):
    case packed("ol"):
    case packed("optgroup"):
    case packed("option"):
    case packed("pre"):
    case packed("search"):
    case packed("section"):
    case packed("summary"):
    case packed("ul"):
      return Tag::block;
    default:
      return Tag::in_line;
  }
}

struct Raw {
  std::uint64_t name;
  std::string_view printed;
  Token::Kind kind;
};
constexpr Raw raw_elements[] = {{packed("title"), "title", Token::Kind::title},
                                {packed("textarea"), "textarea", Token::Kind::text},
                                {packed("xmp"), "xmp", Token::Kind::literal},
                                {packed("plaintext"), "", Token::Kind::literal},
                                {packed("script"), "script", Token::Kind::done},
                                {packed("style"), "style", Token::Kind::done},
                                {packed("iframe"), "iframe", Token::Kind::done},
                                {packed("noembed"), "noembed", Token::Kind::done},
                                {packed("noframes"), "noframes", Token::Kind::done},
                                {packed("noscript"), "noscript", Token::Kind::done}};

// ---- attributes ---------------------------------------------------------------------------------

// Whether display:none stands in a style where the y of "display" is at `y`.
bool hides_at(std::string_view style, std::size_t y) {
  constexpr std::string_view display = "display", none = "none";
  if (y + 1 < display.size()) return false;
  std::size_t begin = y + 1 - display.size(), value = y + 1;
  if (!same(style.substr(begin, display.size()), display)) return false;
  if (begin > 0 && (is_letter(style[begin - 1]) || style[begin - 1] == '-')) return false;
  auto skip_spaces = [&] {
    while (value < style.size() && is_space(style[value])) ++value;
  };
  skip_spaces();
  if (value == style.size() || style[value] != ':') return false;
  ++value;
  skip_spaces();
  std::size_t end = value + none.size();
  bool longer = end < style.size() && (is_letter(style[end]) || style[end] == '-');
  return same(style.substr(value, none.size()), none) && !longer;
}

bool hides(std::string_view style) {
  for (char y : {'y', 'Y'})  // the rarest of its letters
    for (std::size_t at = find(style, y, 0); at < style.size(); at = find(style, y, at + 1))
      if (hides_at(style, at)) return true;
  return false;
}

// A span as the standard reads it: digits behind spaces and perhaps a sign, whatever follows.
std::uint32_t span(std::string_view value, std::uint32_t most) {
  std::string decoded;
  if (value.find('&') != std::string_view::npos) {
    for (std::size_t at = 0; at < value.size();) {
      std::size_t end = character_reference(value, at, decoded, true);
      if (end == at)
        decoded += value[at++];
      else
        at = end;
    }
    value = decoded;
  }
  std::size_t at = 0;
  while (at < value.size() && is_space(value[at])) ++at;
  bool negative = at < value.size() && value[at] == '-';
  if (at < value.size() && (value[at] == '+' || negative)) ++at;
  if (at == value.size() || !is_digit(value[at])) return 1;
  std::uint32_t number = 0;
  for (; at < value.size() && is_digit(value[at]); ++at)
    number = std::min(most, number * 10 + static_cast<std::uint32_t>(value[at] - '0'));
  return negative && number > 0 ? 1 : number;
}

// ---- character references -----------------------------------------------------------------------

const HtmlEntity* entity(std::string_view name) {
  static constexpr HtmlEntity no_break_space = {"nbsp", "\u00A0", true};
  if (name == no_break_space.name) return &no_break_space;  // nearly all are such
  const HtmlEntity* end = html_entities + html_entity_count;
  const HtmlEntity* found = std::lower_bound(
      html_entities, end, name,
      [](const HtmlEntity& e, std::string_view wanted) { return e.name < wanted; });
  return found != end && found->name == name ? found : nullptr;
}

// Numbers 128 to 159 are meant as Windows has them; what is no character is U+FFFD.
char32_t numbered(std::uint32_t number) {
  constexpr char32_t windows_1252[] = {
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (number >= 0x80 && number < 0xA0) return windows_1252[number - 0x80];
  bool surrogate = number >= 0xD800 && number < 0xE000;
  return number == 0 || number > 0x10FFFF || surrogate ? 0xFFFD : number;
}

}  // namespace

std::size_t character_reference(std::string_view source, std::size_t at, std::string& text,
                                bool in_attribute) {
  auto peek = [&](std::size_t i) { return i < source.size() ? source[i] : '\0'; };
  if (peek(at) != '&') return at;
  std::size_t i = at + 1;
  if (peek(i) == '#') {
    bool hexadecimal = lower(peek(++i)) == 'x';
    if (hexadecimal) ++i;
    std::size_t first = i;
    std::uint32_t number = 0, base = hexadecimal ? 16 : 10;
    constexpr std::uint32_t too_large = 0x110000;
    for (;; ++i) {
      char c = lower(peek(i));
      bool letter = hexadecimal && c >= 'a' && c <= 'f';
      if (!is_digit(c) && !letter) break;
      auto digit = static_cast<std::uint32_t>(letter ? c - 'a' + 10 : c - '0');
      number = std::min(too_large, number * base + digit);
    }
    if (i == first) return at;
    text::append(text, numbered(number));
    return peek(i) == ';' ? i + 1 : i;
  }
  constexpr std::size_t longest = 32, longest_old = 6;
  while (i - at <= longest && (is_letter(peek(i)) || is_digit(peek(i)))) ++i;
  std::string_view name = source.substr(at + 1, i - at - 1);
  if (name.empty()) return at;
  if (peek(i) == ';') {
    if (const HtmlEntity* found = entity(name)) {
      text += found->text;
      return i + 1;
    }
  }
  for (std::size_t size = std::min(name.size(), longest_old); size > 1; --size) {
    const HtmlEntity* found = entity(name.substr(0, size));
    if (found == nullptr || !found->without_semicolon) continue;
    char after = peek(at + 1 + size);
    if (in_attribute && (after == '=' || is_letter(after) || is_digit(after))) return at;
    text += found->text;
    return at + 1 + size;
  }
  return at;
}

// ---- tokens -------------------------------------------------------------------------------------

void Tokens::next(Token& token) {
  token.after_spaces = false;
  token.kind = Token::Kind::done;
  if (raw_kind_ != Token::Kind::done && raw_text(token)) return;
  while (at_ < source_.size()) {
    token.begin = at_;
    if (source_[at_] == '<') {
      if (begins_tag() ? tag(token) : markup()) {
        if (token.kind == Token::Kind::done) continue;
        return;
      }
    }
    // Text; a < that begins no markup is part of it. Most texts are a figure, or a few spaces.
    constexpr std::size_t few = 12;
    std::size_t near = std::min(source_.size(), at_ + few);
    bool blank = source_[at_] != '<';
    do {
      blank = blank && is_space(source_[at_]);
      ++at_;
    } while (at_ < near && source_[at_] != '<');
    if (blank && at_ < near && begins_tag()) {
      token.after_spaces = true;
      continue;
    }
    if (at_ == near) at_ = std::min(find(source_, '<', at_), source_.size());
    token.kind = Token::Kind::text;
    token.end = at_;
    return;
  }
}

bool Tokens::begins_tag() const {
  std::size_t letter = at_ + 1;
  if (letter < source_.size() && source_[letter] == '/') ++letter;
  return letter < source_.size() && is_letter(source_[letter]);
}

// What is no tag is left out; false where it is text.
bool Tokens::markup() {
  auto peek = [&](std::size_t i) { return at_ + i < source_.size() ? source_[at_ + i] : '\0'; };
  char first = peek(1);
  if (first == '!' && peek(2) == '-' && peek(3) == '-') {
    comment();
    return true;
  }
  // <!DOCTYPE>, <![CDATA[, <?xml>, </ >: all of them end with >.
  bool other = first == '!' || first == '?' || (first == '/' && at_ + 2 < source_.size());
  if (!other) return false;
  std::size_t end = find(source_, '>', at_ + 2);
  at_ = end == std::string_view::npos ? source_.size() : end + 1;
  return true;
}

// <!--> and <!---> are whole; --!> ends one as --> does; one that does not end goes on to the end.
void Tokens::comment() {
  at_ += 4;
  std::string_view rest = source_.substr(at_);
  if (rest.substr(0, 1) == ">" || rest.substr(0, 2) == "->") {
    at_ += rest[0] == '>' ? 1 : 2;
    return;
  }
  for (;;) {
    at_ = source_.find("--", at_);
    if (at_ == std::string_view::npos) break;
    at_ += 2;
    while (at_ < source_.size() && source_[at_] == '-') ++at_;
    for (std::string_view end : {">", "!>"})
      if (source_.substr(at_, end.size()) == end) {
        at_ += end.size();
        return;
      }
  }
  at_ = source_.size();
}

// Word writes the same tags in the same order over and over, and what is byte for byte the same
// says the same. So the tag that came next the last time is tried before this one is read.
bool Tokens::tag(Token& token) {
  std::size_t next = known_[last_].next;
  const Known& known = known_[next];
  bool same = known.size > 0 && source_.size() - at_ >= known.size &&
              same_bytes(source_.data() + at_, source_.data() + known.begin, known.size);
  if (!same) return new_tag(token);
  at_ += known.size;
  last_ = next;
  token.end = at_;
  token.kind = known.end_tag ? Token::Kind::end : Token::Kind::start;
  token.tag = known.tag;
  token.name = known.name;
  token.display_none = known.display_none;
  token.columns = known.columns;
  token.rows = known.rows;
  return true;
}

void Tokens::remember(const Token& token) {
  bool end_tag = token.kind == Token::Kind::end;
  std::size_t size = token.end - token.begin;
  std::uint64_t inside = 0;  // what most attributes differ in
  if (size >= 2 * sizeof inside)
    std::memcpy(&inside, source_.data() + token.end - 2 * sizeof inside, sizeof inside);
  std::uint64_t mixed = token.name ^ inside ^ size << 1U ^ (end_tag ? 1U : 0U);
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;  // spreads it over the upper bits
  auto place = static_cast<std::uint8_t>(mixed * golden >> 56U);
  known_[last_].next = place;
  last_ = place;
  std::uint8_t next = known_[place].next;
  known_[place] = {token.begin, size,    token.name,         token.columns, token.rows,
                   token.tag,   end_tag, token.display_none, next};
}

bool Tokens::new_tag(Token& token) {
  bool end_tag = source_[at_ + 1] == '/';
  const char *begin = source_.data() + at_ + (end_tag ? 2 : 1), *at = begin;
  const char* end = source_.data() + source_.size();
  std::uint64_t name = short_name(at, end);
  for (; at < end && !ends_name(*at); ++at) name = name << 8U | element_name[*at];
  if (at - begin > 8) name |= std::uint64_t{1} << 63U;
  token.name = name;
  token.tag = tag_of(name);
  token.display_none = false;
  token.columns = token.rows = 1;
  token.kind = end_tag ? Token::Kind::end : Token::Kind::start;
  if (at < end && *at == '>') {
    ++at;
  } else if (!attributes(token, at)) {  // the page ends within the tag
    at_ = source_.size();
    token.kind = Token::Kind::done;
    return true;
  }
  at_ = static_cast<std::size_t>(at - source_.data());
  token.end = at_;
  if (end_tag || token.tag < Tag::title) {  // those with raw text come last
    remember(token);
    return true;
  }
  for (const Raw& raw : raw_elements) {
    if (raw.name != name) continue;
    raw_ = raw.printed;
    raw_kind_ = raw.kind;
    if (raw.kind == Token::Kind::done) {
      at_ = end_of_raw_text();
      token.kind = Token::Kind::done;
    }
    break;
  }
  return true;
}

// The first of two attributes of a name counts.
bool Tokens::attributes(Token& token, const char*& at) {
  const char* end = source_.data() + source_.size();
  auto skip_spaces = [&] {
    while (at < end && is_space(*at)) ++at;
  };
  bool start = token.kind == Token::Kind::start, cell = start && token.tag == Tag::cell;
  bool has_style = !start, has_columns = !cell, has_rows = !cell;
  for (;;) {
    while (at < end && (is_space(*at) || *at == '/')) ++at;
    if (at == end) return false;
    if (*at == '>') break;
    const char* name_begin = at;
    std::uint64_t name = short_name(at, end);
    if (name == 0 && *at == '=') name = static_cast<unsigned char>(*at++);  // begins one, here
    for (; at < end && attribute_name[*at] != 0; ++at) name = name << 8U | attribute_name[*at];
    if (at - name_begin > 8) name = 0;
    if (at < end && *at != '=') skip_spaces();
    std::string_view value;
    if (at < end && *at == '=') {
      ++at;
      if (at < end && *at != '"') skip_spaces();
      if (at == end) return false;
      const char* begin = at;
      if (*at == '"' || *at == '\'') {
        ++begin;
        at = static_cast<const char*>(
            std::memchr(begin, *at, static_cast<std::size_t>(end - begin)));
        if (at == nullptr) return false;
      } else {
        while (at < end && !is_space(*at) && *at != '>') ++at;
      }
      value = {begin, static_cast<std::size_t>(at - begin)};
      if (at < end && *at != '>') ++at;
    }
    if (name == packed("style")) {
      if (!has_style) token.display_none = hides(value);
      has_style = true;
    } else if (!cell) {
      continue;
    } else if (name == packed("colspan") && !has_columns) {
      has_columns = true;
      token.columns = std::max(1U, span(value, 1000));
    } else if (name == packed("rowspan") && !has_rows) {
      has_rows = true;
      token.rows = span(value, 65534);
    }
  }
  ++at;
  return true;
}

// ---- elements whose text is taken as it is ------------------------------------------------------

bool Tokens::raw_text(Token& token) {
  token.kind = raw_kind_;
  raw_kind_ = Token::Kind::done;
  bool textarea = token.kind == Token::Kind::text;
  if (textarea && source_.substr(at_, 1) == "\n") ++at_;  // is not part of it
  token.begin = at_;
  at_ = end_of_raw_text();
  token.end = at_;
  return token.end > token.begin;
}

bool Tokens::closes_raw_text(std::size_t at) const {
  std::size_t after = at + 2 + raw_.size();
  return source_.substr(at, 2) == "</" && same(source_.substr(at + 2, raw_.size()), raw_) &&
         after < source_.size() && ends_name(source_[after]);
}

std::size_t Tokens::end_of_raw_text() const {
  if (raw_.empty()) return source_.size();  // <plaintext> has no end
  if (raw_ == "script") return end_of_script();
  std::size_t at = find(source_, '<', at_);
  while (at != std::string_view::npos && !closes_raw_text(at)) at = find(source_, '<', at + 1);
  return std::min(at, source_.size());
}

// Within <!-- and -->, a script may have another script, with its end, in it.
std::size_t Tokens::end_of_script() const {
  bool escaped = false, twice = false;
  std::size_t at = at_, escape_end = 0;
  for (;;) {
    std::size_t markup = find(source_, '<', at);
    if (markup == std::string_view::npos) return source_.size();
    if (escaped) {
      if (escape_end < at) escape_end = std::min(source_.find("-->", at), source_.size());
      if (escape_end < markup) {
        escaped = twice = false;
        at = escape_end + 3;
        continue;
      }
    }
    constexpr std::string_view script = "<script";
    std::string_view rest = source_.substr(markup);
    at = markup + 1;
    if (!escaped && rest.substr(0, 4) == "<!--") {
      escaped = true;
      escape_end = 0;
      at = markup + 2;  // <!--> is a whole one
    } else if (escaped && !twice && same(rest.substr(0, script.size()), script) &&
               rest.size() > script.size() && ends_name(rest[script.size()])) {
      twice = true;
    } else if (closes_raw_text(markup)) {
      if (!twice) return markup;
      twice = false;
    }
  }
}

}  // namespace gongkai::html
