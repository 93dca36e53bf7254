// The tokens of HTML, after the tokenisation rules of the HTML standard (WHATWG, section 13.2.5).
#ifndef GONGKAI_READ_HTML_TOKENS_HPP
#define GONGKAI_READ_HTML_TOKENS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gongkai::html {

/// What an element does to cells and paragraphs.
enum class Tag : std::uint8_t {
  in_line,  ///< nothing; also the names that nobody knows
  empty,    ///< the same, and has no content: <img>, <input> …
  apart,    ///< <sup>, <del> …: its figures do not belong to those beside it
  block,    ///< <div>, <li> …: parts paragraphs
  paragraph,
  line_break,
  heading,       ///< <h3> to <h6>
  page_heading,  ///< <h1>, <h2>
  hidden,        ///< <nav>, <select>, <svg>
  inert,         ///< <template>
  table,
  caption,
  columns,  ///< <col>, <colgroup>
  body,     ///< <thead>, <tbody>
  foot,
  row,
  cell,
  title,    ///< its text is a token of its own
  text,     ///< <textarea>
  literal,  ///< <xmp>, <plaintext>: text without character references
  dropped   ///< <script>, <style> …: its text is left out
};

/// The name of an element as a number: its last eight letters; the highest bit tells of more.
constexpr std::uint64_t packed(std::string_view lower_case) {
  std::uint64_t number = 0;
  for (char c : lower_case) number = number << 8U | static_cast<unsigned char>(c);
  return lower_case.size() > 8 ? number | std::uint64_t{1} << 63U : number;
}

struct Token {
  enum class Kind : std::uint8_t { text, literal, title, start, end, done };
  Kind kind = Kind::done;
  Tag tag = Tag::in_line;
  std::uint64_t name = 0;          ///< of a tag, packed
  std::size_t begin = 0, end = 0;  ///< in the source: of the text, or of the tag
  bool after_spaces = false;       ///< of a tag: behind spaces that are no token
  bool display_none = false;       ///< of a start tag: style="display:none"
  std::uint32_t columns = 1;       ///< colspan, 1 to 1000
  std::uint32_t rows = 1;          ///< rowspan, 0 (to the end of the group) to 65534
};

/// Goes through a page once. Comments, declarations, scripts, styles and frames are left out.
class Tokens {
 public:
  explicit Tokens(std::string_view source) : source_(source) {}

  /// The next one; `done` at the end, and from then on.
  void next(Token& token);

 private:
  // A tag that has been read, where it stands and what it says; and which came next the last time.
  struct Known {
    std::size_t begin, size;
    std::uint64_t name;
    std::uint32_t columns, rows;
    Tag tag;
    bool end_tag, display_none;
    std::uint8_t next;
  };

  bool begins_tag() const;
  bool tag(Token& token);
  void remember(const Token& token);
  bool new_tag(Token& token);
  bool attributes(Token& token, const char*& at);
  bool markup();
  bool raw_text(Token& token);
  void comment();
  std::size_t end_of_raw_text() const;
  std::size_t end_of_script() const;
  bool closes_raw_text(std::size_t at) const;

  std::string_view source_;
  std::size_t at_ = 0;
  std::array<Known, 256> known_ = {};         // each where its bytes lead
  std::size_t last_ = 0;                      // the tag before
  std::string_view raw_;                      // the element whose text comes next, as it is
  Token::Kind raw_kind_ = Token::Kind::done;  // done: left out
};

/// The character reference at `at`, which is an &: its text is appended, and the end of it
/// returned; `at` itself where there is none. `in_attribute`: a name without ; may be part of a
/// URL.
std::size_t character_reference(std::string_view source, std::size_t at, std::string& text,
                                bool in_attribute = false);

}  // namespace gongkai::html

#endif
