#include <algorithm>

#include "gongkai/read.hpp"
#include "read/numbering.hpp"
#include "read/plain_text.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::starts_with;
using text::trim;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }
bool is_punctuation(char c) { return c > ' ' && c < '\x7F' && !is_word(c); }

// Each of these looks at the beginning of a text: the bytes of markup there, 0 if there is none.

// A character by name or number: &nbsp; &#160; &#xA0;
std::size_t entity(std::string_view text, char32_t& character) {
  constexpr std::size_t longest = 10;
  std::size_t end = text.substr(0, longest).find(';');
  if (text.size() < 2 || end == std::string_view::npos) return 0;
  std::string_view name = text.substr(1, end - 1);
  character = 0;
  struct Named {
    std::string_view name;
    char32_t character;
  };
  constexpr Named entities[] = {{"nbsp", ' '},   {"ensp", ' '},    {"emsp", ' '},   {"thinsp", ' '},
                                {"amp", '&'},    {"lt", '<'},      {"gt", '>'},     {"quot", '"'},
                                {"apos", '\''},  {"middot", U'·'}, {"mdash", U'—'}, {"ndash", U'–'},
                                {"minus", U'−'}, {"ldquo", U'“'},  {"rdquo", U'”'}};
  for (const Named& known : entities)
    if (name == known.name) character = known.character;
  if (starts_with(name, "#")) {
    bool hexadecimal = starts_with(name, "#x") || starts_with(name, "#X");
    char32_t base = hexadecimal ? 16 : 10;
    for (char c : name.substr(hexadecimal ? 2 : 1)) {
      bool is_hexadecimal = hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
      if (!is_digit(c) && !is_hexadecimal) return 0;
      character =
          character * base + static_cast<char32_t>(is_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
    }
    bool exists = character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
    if (!exists) return 0;
    if (text::is_space(character)) character = ' ';
  }
  return character < ' ' ? 0 : end + 1;
}

// A tag that changes how text looks, not where it stands: numbers in two <td> are not one number.
// A footnote mark goes with its tags.
std::size_t inline_tag(std::string_view text, bool& line_break) {
  constexpr std::size_t longest = 200, longest_mark = 40;
  std::size_t end = text.substr(0, longest).find_first_of("<>", 1);
  if (end == std::string_view::npos || text[end] != '>') return 0;
  std::string name;
  for (std::size_t i = text[1] == '/' ? 2 : 1; i < end && is_letter(text[i]); ++i)
    name += static_cast<char>(text[i] | 32);
  line_break = name == "br";
  if (name == "sup" && text[1] != '/') {
    std::size_t close = text.substr(0, end + longest_mark).find("</", end);
    return close == std::string_view::npos ? end + 1 : close;
  }
  for (std::string_view known : {"br", "sup", "b", "i", "u", "em", "strong", "span", "font"})
    if (name == known) return end + 1;
  return 0;
}

// ![what it shows](where it is)
std::size_t image(std::string_view text) {
  if (!starts_with(text, "![")) return 0;
  std::size_t middle = text.find_first_of("[]", 2);
  if (middle == std::string_view::npos || !starts_with(text.substr(middle), "](")) return 0;
  std::size_t end = text.find_first_of("()", middle + 2);
  return end == std::string_view::npos || text[end] == '(' ? 0 : end + 1;
}

// The text that Markdown prints.
std::string plain(std::string_view markdown) {
  constexpr char erased = '\0';  // never in a text
  std::string text;
  // Where *emphasis* and _emphasis_ began in it: a sign that nothing closes is text.
  std::size_t opened[2] = {std::string::npos, std::string::npos};
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    std::string_view rest = markdown.substr(i);
    char before = i > 0 ? markdown[i - 1] : ' ', after = rest.size() > 1 ? rest[1] : ' ';
    char32_t character = 0;
    bool line_break = false;
    std::size_t markup = rest[0] == '&'   ? entity(rest, character)
                         : rest[0] == '<' ? inline_tag(rest, line_break)
                         : rest[0] == '!' ? image(rest)
                                          : 0;
    if (markup > 0) {
      if (line_break) character = ' ';
      if (character != 0) text::append(text, character);
      i += markup - 1;
    } else if (starts_with(rest, "**") || starts_with(rest, "__")) {
      ++i;
    } else if (rest[0] == '\\' && is_punctuation(after)) {
      text += after;
      ++i;
    } else if ((rest[0] == '*' || rest[0] == '_') && !(is_word(before) && is_word(after))) {
      std::size_t& begin = opened[rest[0] == '*' ? 0 : 1];
      if (begin != std::string::npos && before != ' ') {
        text[begin] = erased;
        begin = std::string::npos;
      } else {
        if (after != ' ') begin = text.size();
        text += rest[0];
      }
    } else if (rest[0] != ' ' || text.empty() || text.back() != ' ') {
      text += rest[0];
    }
  }
  text.erase(std::remove(text.begin(), text.end(), erased), text.end());
  return std::string(trim(text));
}

// Comments as spaces, so that everything stays in its place. One that does not end is text.
std::string without_comments(std::string_view bytes) {
  std::string text(bytes);
  constexpr std::string_view begin = "<!--", end = "-->";
  for (std::size_t at = bytes.find(begin); at != std::string_view::npos;) {
    std::size_t close = bytes.find(end, at + begin.size());
    if (close == std::string_view::npos) break;
    for (; at < close + end.size(); ++at)
      if (text[at] != '\n') text[at] = ' ';
    at = bytes.find(begin, at);
  }
  return text;
}

// The rule between head and body of a table: |---|:--:|. Single dashes may be blank cells, except
// in the second row, where Markdown has its rule.
bool is_rule(std::string_view row, bool second) {
  std::size_t dashes = 0, least = second ? 1 : 3;
  bool any = false;
  for (char c : row) {
    if (c == '-') {
      ++dashes;
      any = true;
    } else if (c == '|') {
      if (dashes > 0 && dashes < least) return false;
      dashes = 0;
    } else if (c != ':' && c != ' ' && c != '\t') {
      return false;
    }
  }
  return any && (dashes == 0 || dashes >= least);
}

// --- or * * *
bool is_line_across(std::string_view line) {
  std::size_t signs = 0;
  for (char c : line) {
    if (c != ' ' && c != line[0]) return false;
    signs += c == line[0] ? 1U : 0U;
  }
  return signs >= 3 && std::string_view("-*_").find(line[0]) != std::string_view::npos;
}

class Markdown {
 public:
  Markdown(std::string_view source, const Limits& limits)
      : source_(source), text_(without_comments(source)), taken_(limits) {}

  Result<Document> read() {
    std::string_view text = text_;
    std::size_t at = starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
    for (std::size_t number = 1; at < text.size(); ++number) {
      std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view shown = trim(text.substr(at, end - at));
      bool comment = shown.empty() && !trim(source_.substr(at, end - at)).empty();
      if (!comment) line(shown, number);
      if (!error_) error_ = taken_.blocks(document_.blocks.size());
      if (error_) return error_;
      at = end + 1;
    }
    close_grid();
    close_paragraph();
    if (!error_) error_ = taken_.blocks(document_.blocks.size());
    if (error_) return error_;
    return std::move(document_);
  }

 private:
  Place place(std::string_view part, std::size_t line) const {
    return {static_cast<std::size_t>(part.data() - text_.data()), part.size(), line};
  }

  void line(std::string_view text, std::size_t number) {
    bool row = !text.empty() && text[0] == '|';
    if (!row) close_grid();
    if (is_page_number(text)) return;
    if (row || text.empty() || text[0] == '#' || is_line_across(text)) close_paragraph();
    if (text.empty() || is_line_across(text)) return;
    if (row) {
      table_row(text, number);
    } else if (text[0] == '#') {
      std::string_view title =
          trim(text.substr(std::min(text.find_first_not_of('#'), text.size())));
      if (!title.empty()) add(Block::Kind::heading, title, number).text = plain(title);
    } else {
      paragraph_line(text, number);
    }
  }

  // Converters leave no empty lines around titles.
  void paragraph_line(std::string_view text, std::size_t number) {
    std::string shown = plain(text);
    if (begins_another(paragraph_, shown)) close_paragraph();
    if (paragraph_.empty()) paragraph_place_ = place(text, number);
    paragraph_place_.length = place(text, number).offset + text.size() - paragraph_place_.offset;
    if (!paragraph_.empty()) paragraph_ += '\n';
    paragraph_ += text;
    if (is_section_title(shown) || is_report_title(shown)) close_paragraph();
  }

  void table_row(std::string_view text, std::size_t number) {
    if (!open_grid_) {
      add(Block::Kind::grid, text, number);
      rule_seen_ = false;
    }
    open_grid_ = true;
    Block& block = document_.blocks.back();
    block.place.length = place(text, number).offset + text.size() - block.place.offset;
    bool second = block.grid.rows.size() == 1 && !rule_seen_;
    if (is_rule(text, second)) {
      rule_seen_ = true;
      return;
    }
    block.grid.rows.emplace_back();
    for (std::size_t from = 1; from < text.size();) {
      std::size_t to = from;
      while (to < text.size() && text[to] != '|') to += text[to] == '\\' ? 2U : 1U;
      if (to > text.size()) to = text.size();
      std::string_view cell = trim(text.substr(from, to - from));
      if (cell.data() == nullptr) cell = text.substr(from, 0);
      block.grid.rows.back().push_back({plain(cell), place(cell, number)});
      from = to + 1;
    }
    if (!error_) error_ = taken_.row(block.grid.rows.back().size());
  }

  Block& add(Block::Kind kind, std::string_view text, std::size_t number) {
    document_.blocks.emplace_back();
    Block& block = document_.blocks.back();
    block.kind = kind;
    block.place = place(text, number);
    return block;
  }

  // A rule alone is no table.
  void close_grid() {
    if (open_grid_ && document_.blocks.back().grid.rows.empty()) document_.blocks.pop_back();
    open_grid_ = false;
  }

  // The lines of a paragraph belong together; a line end in Chinese text is no space.
  void close_paragraph() {
    if (paragraph_.empty()) return;
    if (is_table_in_text()) {
      paragraph_.clear();
      return;
    }
    std::string text;
    for (std::size_t i = 0; i < paragraph_.size(); ++i) {
      bool between_words = i > 0 && i + 1 < paragraph_.size() &&
                           static_cast<unsigned char>(paragraph_[i - 1]) < 0x80 &&
                           static_cast<unsigned char>(paragraph_[i + 1]) < 0x80;
      if (paragraph_[i] != '\n')
        text += paragraph_[i];
      else if (between_words)
        text += ' ';
    }
    paragraph_.clear();
    text = plain(text);
    if (text.empty()) return;  // a picture
    document_.blocks.emplace_back();
    document_.blocks.back().place = paragraph_place_;
    document_.blocks.back().text = std::move(text);
  }

  // Converters lose the bars of some rows: "行政许可 0". Adds them as a grid if it is one.
  bool is_table_in_text() {
    if (paragraph_.find_first_of("0123456789") == std::string::npos) return false;
    Document part;
    std::size_t begin = paragraph_place_.offset, end = begin + paragraph_place_.length;
    Error error = add_text(text_, begin, end, paragraph_place_.line, part, taken_);
    if (error.code == ErrorCode::too_large) error_ = error;
    if (error_ || error) return false;
    bool grids = std::any_of(part.blocks.begin(), part.blocks.end(),
                             [](const Block& block) { return block.kind == Block::Kind::grid; });
    if (grids)
      for (Block& block : part.blocks) document_.blocks.push_back(std::move(block));
    return grids;
  }

  std::string_view source_;
  std::string text_;  // of the same length
  Taken taken_;
  Error error_;
  Document document_;
  std::string paragraph_;
  Place paragraph_place_;
  bool open_grid_ = false;
  bool rule_seen_ = false;  // in this grid
};

}  // namespace

Result<Document> read_markdown(std::string_view bytes, const Limits& limits) {
  if (Error error = unreadable_text(bytes, limits)) return error;
  return Markdown(bytes, limits).read();
}

}  // namespace v0
}  // namespace gongkai
