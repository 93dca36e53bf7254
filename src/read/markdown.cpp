#include "gongkai/read.hpp"
#include "text.hpp"

namespace gongkai {
namespace {

using text::trim;

// The text that Markdown prints: no emphasis, no backslash before punctuation, <br> as a space.
std::string plain(std::string_view markdown) {
  std::string text;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    std::string_view rest = markdown.substr(i);
    auto is_punctuation = [](char c) {
      return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
             (c >= '{' && c <= '~');
    };
    if (rest.substr(0, 2) == "**" || rest.substr(0, 2) == "__") {
      ++i;
    } else if (rest[0] == '\\' && rest.size() > 1 && is_punctuation(rest[1])) {
      text += rest[1];
      ++i;
    } else if (rest.substr(0, 4) == "<br>" || rest.substr(0, 5) == "<br/>" ||
               rest.substr(0, 6) == "<br />") {
      text += ' ';
      i += rest.find('>');
    } else if (rest.substr(0, 6) == "&nbsp;") {
      text += ' ';
      i += 5;
    } else {
      text += rest[0];
    }
  }
  return std::string(trim(text));
}

// A rule between head and body of a table: |---|:--:|
bool is_rule(std::string_view line) {
  bool dash = false;
  for (char c : line) {
    dash = dash || c == '-';
    if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t' && c != '\r') return false;
  }
  return dash;
}

class Markdown {
 public:
  explicit Markdown(std::string_view bytes) : bytes_(bytes) {}

  Document read() {
    std::size_t at = bytes_.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
    for (std::size_t number = 1; at < bytes_.size(); ++number) {
      std::size_t end = bytes_.find('\n', at);
      if (end == std::string_view::npos) end = bytes_.size();
      line(trim(bytes_.substr(at, end - at)), number);
      at = end + 1;
    }
    close_paragraph();
    return std::move(document_);
  }

 private:
  Place place(std::string_view part, std::size_t line) const {
    return {static_cast<std::size_t>(part.data() - bytes_.data()), part.size(), line};
  }

  void line(std::string_view text, std::size_t number) {
    if (in_comment_ || text.substr(0, 4) == "<!--") {
      in_comment_ = text.find("-->") == std::string_view::npos;
      return;
    }
    bool row = !text.empty() && text[0] == '|';
    if (row || text.empty() || text[0] == '#') close_paragraph();
    if (!row) open_grid_ = false;
    if (text.empty()) return;
    if (row) {
      table_row(text, number);
    } else if (text[0] == '#') {
      std::size_t marks = text.find_first_not_of('#');
      std::string_view title =
          trim(text.substr(marks == std::string_view::npos ? text.size() : marks));
      add(Block::Kind::heading, title, number).text = plain(title);
    } else {
      if (paragraph_.empty()) paragraph_place_ = place(text, number);
      paragraph_place_.length = place(text, number).offset + text.size() - paragraph_place_.offset;
      if (!paragraph_.empty()) paragraph_ += '\n';
      paragraph_ += text;
    }
  }

  void table_row(std::string_view text, std::size_t number) {
    if (!open_grid_) add(Block::Kind::grid, text, number);
    open_grid_ = true;
    Block& block = document_.blocks.back();
    block.place.length = place(text, number).offset + text.size() - block.place.offset;
    if (is_rule(text)) return;
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
  }

  Block& add(Block::Kind kind, std::string_view text, std::size_t number) {
    document_.blocks.emplace_back();
    Block& block = document_.blocks.back();
    block.kind = kind;
    block.place = place(text, number);
    return block;
  }

  // The lines of a paragraph belong together; a line end in Chinese text is no space.
  void close_paragraph() {
    if (paragraph_.empty()) return;
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
    document_.blocks.emplace_back();
    document_.blocks.back().place = paragraph_place_;
    document_.blocks.back().text = plain(text);
    paragraph_.clear();
  }

  std::string_view bytes_;
  Document document_;
  std::string paragraph_;
  Place paragraph_place_;
  bool open_grid_ = false;
  bool in_comment_ = false;
};

}  // namespace

Result<Document> read_markdown(std::string_view bytes) {
  if (trim(bytes).empty()) return Error{ErrorCode::empty_input, 0, {}, {}};
  std::size_t zero = bytes.find('\0');
  if (zero != std::string_view::npos) return Error{ErrorCode::binary_input, zero, {}, {}};
  std::size_t valid = text::valid_utf8(bytes);
  if (valid < bytes.size()) return Error{ErrorCode::not_utf8, valid, {}, {}};
  return Markdown(bytes).read();
}

}  // namespace gongkai
