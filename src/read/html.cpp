#include <algorithm>
#include <cstring>
#include <limits>

#include "gongkai/read.hpp"
#include "read/encoding.hpp"
#include "read/html.hpp"
#include "read/html_tokens.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using html::Tag;
using html::Token;

// A table with more columns than this lays out no page, unless tables lie in it.
constexpr std::size_t most_layout_columns = 3;
constexpr std::size_t long_text = 2000;  // bytes in one cell

// A paragraph, or a piece of a cell between two breaks.
struct Piece {
  std::size_t begin = 0, end = 0;  // in the text gathered
  Place place;
  bool heading = false;
};

// ---- the table that is being read ---------------------------------------------------------------

struct Cell {
  std::uint32_t columns, rows;  // that it spans
  std::size_t first_piece;
  Place place;  // where its content begins
};

struct Row {
  std::size_t first_cell;
  std::size_t group;  // which <tbody>
  bool foot;          // in a <tfoot>, which is shown last wherever it stands
};

// Cells and rows as they come; the buffers serve one table after the other.
struct Table {
  Place place;
  std::string text;
  std::vector<Piece> pieces;
  std::vector<Cell> cells;
  std::vector<Row> rows;
  std::size_t groups = 0;
  bool in_foot = false;                     // the group that is open
  std::size_t row_columns = 0, widest = 0;  // columns of this row; of the widest one
  std::size_t cell_begin = 0;               // of the cell that is open, in `text`

  void clear() {
    text.clear();
    pieces.clear();
    cells.clear();
    rows.clear();
    groups = row_columns = widest = cell_begin = 0;
  }
};

// Lays a table out after "forming a table" of the HTML standard, except that spans end with their
// group of rows, as browsers show them.
class Layout {
 public:
  Layout(Table& table, const Limits& limits, std::size_t& slots)
      : table_(table), limits_(limits), slots_(slots) {}

  /// The error names the limit; none when all is well.
  std::string run(Grid& grid) {
    grid.rows.reserve(table_.rows.size());
    for (bool foot : {false, true})
      for (std::size_t i = 0; i < table_.rows.size(); ++i) {
        if (table_.rows[i].foot != foot) continue;
        if (table_.rows[i].group != group_) growing_.clear();
        group_ = table_.rows[i].group;
        grid.rows.emplace_back();
        std::string limit = row(i, grid.rows.back());
        if (!limit.empty()) return limit;
      }
    return {};
  }

 private:
  static constexpr std::uint32_t to_the_end = std::numeric_limits<std::uint32_t>::max();

  std::string row(std::size_t number, std::vector<GridCell>& row) {
    std::size_t first = table_.rows[number].first_cell;
    std::size_t end =
        number + 1 < table_.rows.size() ? table_.rows[number + 1].first_cell : table_.cells.size();
    std::size_t columns = 0;
    for (std::size_t i = first; i < end; ++i) columns += table_.cells[i].columns;
    row.reserve(columns + growing_.size());
    std::size_t slots = slots_;
    auto full = [&]() -> std::string {
      slots_ = slots + std::max<std::size_t>(1, row.size());
      if (row.size() > limits_.columns) return "columns " + std::to_string(limits_.columns);
      if (slots_ > limits_.cells) return "cells " + std::to_string(limits_.cells);
      return {};
    };
    for (std::size_t i = first; i < end; ++i) {
      while (row.size() < growing_.size() && growing_[row.size()] > 0) add_covered(row);
      const Cell& cell = table_.cells[i];
      std::uint32_t rows_below = cell.rows == 0 ? to_the_end : cell.rows - 1;
      for (std::uint32_t k = 0; k < cell.columns; ++k) {
        std::uint32_t above = take_row(row.size());
        row.emplace_back();
        if (k > 0) row.back().covered = true;
        if (std::max(above, rows_below) == 0) continue;
        if (growing_.size() < row.size()) growing_.resize(row.size(), 0);
        growing_[row.size() - 1] = std::max(above, rows_below);
      }
      fill(row[row.size() - cell.columns], i);
      if (std::string limit = full(); !limit.empty()) return limit;
    }
    while (row.size() < growing_.size()) add_covered(row);
    while (!growing_.empty() && growing_.back() == 0) growing_.pop_back();
    return full();
  }

  // How many rows below this one the cell above goes on in that column.
  std::uint32_t take_row(std::size_t column) {
    if (column >= growing_.size() || growing_[column] == 0) return 0;
    if (growing_[column] == to_the_end) return to_the_end;
    return --growing_[column];
  }

  void add_covered(std::vector<GridCell>& row) {
    take_row(row.size());
    row.emplace_back();
    row.back().covered = true;
  }

  void fill(GridCell& cell, std::size_t number) {
    std::size_t first = table_.cells[number].first_piece;
    std::size_t end = number + 1 < table_.cells.size() ? table_.cells[number + 1].first_piece
                                                       : table_.pieces.size();
    cell.place = table_.cells[number].place;
    if (first == end) return;
    const Piece* pieces = table_.pieces.data();
    cell.place = pieces[first].place;
    cell.place.length =
        pieces[end - 1].place.offset + pieces[end - 1].place.length - cell.place.offset;
    cell.text.assign(table_.text, pieces[first].begin, pieces[first].end - pieces[first].begin);
    for (std::size_t i = first + 1; i < end; ++i) {
      cell.text += ' ';
      cell.text.append(table_.text, pieces[i].begin, pieces[i].end - pieces[i].begin);
    }
  }

  Table& table_;
  const Limits& limits_;
  std::size_t& slots_;                  // of all tables of the document
  std::size_t group_ = 0;               // groups are numbered from 1
  std::vector<std::uint32_t> growing_;  // by column: rows that the cell above still covers
};

// ---- what is not shown --------------------------------------------------------------------------

bool of_table(Tag tag) { return tag >= Tag::table && tag <= Tag::cell; }

bool parts_paragraphs(Tag tag) {
  return tag == Tag::block || tag == Tag::heading || tag == Tag::page_heading;
}

// The extent of an element that is not shown. It ends with its end tag, or where the markup shows
// that this was forgotten: at the end of the cell or the block around it.
class HiddenElement {
 public:
  bool open() const { return open_; }

  void begin(const Token& token) {
    *this = HiddenElement();
    open_ = true;
    name_ = token.name;
    tag_ = token.tag;
    tables_ = tag_ == Tag::table ? 1 : 0;
  }

  /// A tag within it. True where the tag itself is shown: the element ended before it.
  bool take(const Token& token, bool in_table) {
    bool start = token.kind == Token::Kind::start;
    if (token.tag == Tag::table && (start || tables_ > 0)) {
      tables_ = start ? tables_ + 1 : tables_ - 1;
      if (tables_ == 0 && tag_ == Tag::table) open_ = false;
      return false;
    }
    if (of_table(token.tag) && tables_ == 0 && in_table && ends_with(token.tag)) return end();
    if (token.name == name_ && !(start && tag_ == Tag::paragraph)) {
      if (start) {
        ++same_;
      } else if (same_ > 0) {
        --same_;
      } else {
        open_ = false;
      }
      return false;
    }
    bool by_name_only = tag_ == Tag::hidden || tag_ == Tag::inert || of_table(tag_);
    return !by_name_only && tables_ == 0 && ends_at_block(token.tag, start) && end();
  }

 private:
  // A hidden row has cells in it, and a hidden <tbody> rows; anything else lies in one cell.
  bool ends_with(Tag tag) const {
    if (tag_ == Tag::inert) return false;
    if (tag_ == Tag::body || tag_ == Tag::foot) return tag <= Tag::foot;
    return tag_ != Tag::row || tag <= Tag::row;
  }

  bool ends_at_block(Tag tag, bool start) {
    if (start && tag_ == Tag::paragraph && (parts_paragraphs(tag) || tag == Tag::paragraph))
      return true;
    if (tag == Tag::paragraph) {
      if (!start && !paragraph_) return true;
      paragraph_ = start;
    } else if (parts_paragraphs(tag)) {
      if (!start && blocks_ == 0) return true;
      blocks_ = start ? blocks_ + 1 : blocks_ - 1;
    }
    return false;
  }

  bool end() {
    open_ = false;
    return true;
  }

  bool open_ = false;
  std::uint64_t name_ = 0;
  Tag tag_ = Tag::in_line;
  bool paragraph_ = false;                          // one is open within it
  std::size_t same_ = 0, tables_ = 0, blocks_ = 0;  // open within it
};

// ---- characters ---------------------------------------------------------------------------------

enum class Byte : std::uint8_t { plain, space, line_end, reference, perhaps_space };

struct Bytes {
  Byte kind[256] = {};
  constexpr Bytes() {
    for (int c : {' ', '\t', '\v', '\f'}) kind[c] = Byte::space;
    for (int c : {'\n', '\r'}) kind[c] = Byte::line_end;
    kind[int{'&'}] = Byte::reference;
    for (int lead : {0xC2, 0xE2, 0xE3}) kind[lead] = Byte::perhaps_space;  // of such a character
  }
  constexpr Byte operator[](char c) const { return kind[static_cast<unsigned char>(c)]; }
};
constexpr Bytes bytes;

// The bytes of a space that is no ASCII one and has a width: U+A0, U+2000 to 200A, U+3000 …
std::size_t wide_space(std::string_view text) {
  if (text.substr(0, 2) == "\xC2\xA0") return 2;
  if (text.substr(0, 3) == "\xE3\x80\x80") return 3;
  if (text.substr(0, 2) != "\xE2\x80" || text.size() < 3) return 0;
  auto last = static_cast<unsigned char>(text[2]);
  return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
}

// U+200B to 200D, U+FEFF: not seen, and they take no place.
bool is_zero_width(std::string_view character) {
  return character == "\xE2\x80\x8B" || character == "\xE2\x80\x8C" ||
         character == "\xE2\x80\x8D" || character == "\xEF\xBB\xBF";
}

bool is_wide_digit(std::string_view character) {
  return character.substr(0, 2) == "\xEF\xBC" && character.size() == 3 &&
         static_cast<unsigned char>(character[2]) - 0x90U < 10;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// ---- the page -----------------------------------------------------------------------------------

class Page {
 public:
  Page(std::string_view source, const Limits& limits)
      : source_(source), limits_(limits), tokens_(source) {}

  Result<Document> read() {
    Token token;
    for (tokens_.next(token); token.kind != Token::Kind::done; tokens_.next(token)) {
      at_ = token.begin;
      take(token);
      if (error_) return std::move(error_);
    }
    at_ = source_.size();
    break_piece();
    while (!levels_.empty()) close_table(at_);
    if (error_) return std::move(error_);
    return std::move(document_);
  }

 private:
  // Where we are in a table that is open.
  enum class Where : std::uint8_t { table, body, row, cell, caption };
  struct Level {
    Where where = Where::table;
    std::uint64_t body_name = 0, cell_name = 0;  // of the elements that are open
  };

  void take(const Token& token) {
    switch (token.kind) {
      case Token::Kind::text:
      case Token::Kind::literal:
        if (!hidden_.open()) text(token.begin, token.end, token.kind == Token::Kind::text);
        break;
      case Token::Kind::title:
        if (!hidden_.open() && !in_cell()) title(token);
        break;
      default:
        if (hidden_.open() && !hidden_.take(token, !levels_.empty())) break;
        // Spaces beside a tag are meant.
        if (token.after_spaces || space_) space_ = gap_ = true;
        if (token.kind == Token::Kind::start)
          start(token);
        else
          end(token);
    }
  }

  void title(const Token& token) {
    break_piece();
    heading_ = true;
    text(token.begin, token.end, true);
    break_piece();
    heading_ = false;
  }

  void too_large(std::string limit) {
    if (!error_) error_ = {ErrorCode::too_large, at_, {}, std::move(limit)};
  }

  // ---- tags ----

  void start(const Token& token) {
    bool hidden = token.tag == Tag::hidden || token.tag == Tag::inert || token.display_none;
    switch (token.tag) {
      case Tag::in_line:
      case Tag::hidden:
      case Tag::inert:
      case Tag::text:
        break;
      case Tag::empty:
      case Tag::title:
      case Tag::dropped:
        return;
      case Tag::apart:
        space_ = gap_ = true;
        break;
      case Tag::line_break:
        return line_break();
      case Tag::block:
      case Tag::paragraph:
      case Tag::literal:
        break_piece();
        break;
      case Tag::heading:
      case Tag::page_heading:
        break_piece();
        heading_ = !hidden;
        if (token.tag == Tag::page_heading && !hidden && in_cell() && narrow()) give_grid_up();
        break;
      default:
        start_of_table(token, hidden);
    }
    if (hidden) hidden_.begin(token);
  }

  void line_break() {
    if (!heading_) return break_piece();
    space_ = gap_ = true;  // a title on two lines is one
  }

  // In the terms of the standard: from "in table" to "in cell". What is hidden takes no place.
  void start_of_table(const Token& token, bool hidden) {
    break_piece();
    if (token.tag == Tag::table) {
      if (!levels_.empty() && !in_cell() && levels_.back().where != Where::caption)
        close_table(token.begin);
      if (!hidden) open_table(token);
      return;
    }
    if (levels_.empty()) return;
    Level& level = levels_.back();
    close_cell();
    switch (token.tag) {
      case Tag::cell:
        open_row();
        if (!hidden) open_cell(token);
        break;
      case Tag::row:
        open_body(html::packed("tbody"), false);
        level.where = Where::body;
        if (!hidden) open_row();
        break;
      case Tag::body:
      case Tag::foot:
        level.where = Where::table;
        open_body(token.name, token.tag == Tag::foot);
        break;
      default:
        level.where = token.tag == Tag::caption ? Where::caption : Where::table;
    }
  }

  void end(const Token& token) {
    switch (token.tag) {
      case Tag::in_line:
      case Tag::empty:
      case Tag::hidden:
      case Tag::inert:
      case Tag::text:
      case Tag::title:
      case Tag::dropped:
        return;
      case Tag::apart:
        space_ = gap_ = true;
        return;
      case Tag::line_break:
        return line_break();
      case Tag::block:
      case Tag::paragraph:
      case Tag::literal:
        return break_piece();
      case Tag::heading:
      case Tag::page_heading:
        break_piece();
        heading_ = false;
        return;
      default:
        if (levels_.empty()) return break_piece();
        end_of_table(token);
    }
  }

  // An end tag that fits nothing open is ignored.
  void end_of_table(const Token& token) {
    Level& level = levels_.back();
    bool in_row = level.where == Where::row || level.where == Where::cell;
    switch (token.tag) {
      case Tag::table:
        close_table(token.end);
        break;
      case Tag::cell:
        if (level.where == Where::cell && level.cell_name == token.name) close_cell();
        break;
      case Tag::row:
        if (!in_row) break;
        close_cell();
        level.where = Where::body;
        break;
      case Tag::body:
      case Tag::foot:
        if ((!in_row && level.where != Where::body) || level.body_name != token.name) break;
        close_cell();
        level.where = Where::table;
        break;
      case Tag::caption:
        if (level.where == Where::caption) close_cell();
        break;
      default:
        break;
    }
  }

  // ---- tables ----
  // Only the innermost table may become a grid: one with a table in it is layout. So one table is
  // gathered at a time, and what lies in the others goes on as paragraphs.

  bool in_cell() const { return !levels_.empty() && levels_.back().where == Where::cell; }
  bool narrow() const { return table_.widest <= most_layout_columns; }

  void open_table(const Token& token) {
    if (levels_.size() >= limits_.depth) return too_large("depth " + std::to_string(limits_.depth));
    give_grid_up();
    heading_ = false;
    levels_.emplace_back();
    table_.clear();
    table_.place = place(token.begin);
    gathers_ = true;
  }

  void open_body(std::uint64_t name, bool foot) {
    Level& level = levels_.back();
    if (level.where != Where::table) return;
    level.where = Where::body;
    level.body_name = name;
    ++table_.groups;
    table_.in_foot = foot;
  }

  void open_row() {
    open_body(html::packed("tbody"), false);
    if (levels_.back().where == Where::row) return;
    levels_.back().where = Where::row;
    if (!gathers_) return;
    table_.rows.push_back({table_.cells.size(), table_.groups, table_.in_foot});
    table_.row_columns = 0;
    check_cells();
  }

  void open_cell(const Token& token) {
    levels_.back().where = Where::cell;
    levels_.back().cell_name = token.name;
    heading_ = false;
    if (!gathers_) return;
    table_.cells.push_back({token.columns, token.rows, table_.pieces.size(), place(token.end)});
    table_.cell_begin = table_.text.size();
    table_.row_columns += token.columns;
    table_.widest = std::max(table_.widest, table_.row_columns);
    if (table_.row_columns > limits_.columns)
      too_large("columns " + std::to_string(limits_.columns));
    check_cells();
  }

  void check_cells() {
    if (slots_ + std::max(table_.cells.size(), table_.rows.size()) > limits_.cells)
      too_large("cells " + std::to_string(limits_.cells));
  }

  // Or the caption.
  void close_cell() {
    Level& level = levels_.back();
    if (level.where != Where::cell && level.where != Where::caption) return;
    break_piece();
    heading_ = false;
    level.where = level.where == Where::cell ? Where::row : Where::table;
  }

  void close_table(std::size_t end) {
    close_cell();
    break_piece();
    if (gathers_ && !table_.cells.empty() && !error_) {
      table_.place.length = end - table_.place.offset;
      Grid grid;
      std::string limit = Layout(table_, limits_, slots_).run(grid);
      if (!limit.empty())
        too_large(std::move(limit));
      else if (Block* block = add(Block::Kind::grid, table_.place))
        block->grid = std::move(grid);
    }
    gathers_ = false;
    table_.clear();
    heading_ = false;
    levels_.pop_back();
  }

  // The table is layout: its texts are paragraphs.
  void give_grid_up() {
    if (!gathers_) return;
    gathers_ = false;
    for (const Piece& piece : table_.pieces) add(piece);
    table_.clear();
  }

  // ---- text ----

  void text(std::size_t begin, std::size_t end, bool with_references) {
    std::string_view within = source_.substr(0, end);
    while (begin < end) {
      begin += words(within.substr(begin), begin, 1, with_references);
      if (begin == end) return;
      decoded_.clear();
      std::size_t after = html::character_reference(within, begin, decoded_);
      if (after == begin) {  // an & that is no reference
        begin += words(within.substr(begin, 1), begin, 1, false);
      } else {
        words(decoded_, begin, 0, false);
        if (open_ && !space_) piece_end_ = after;
        begin = after;
      }
    }
  }

  // Any number of spaces are one. `step`: how far the source goes on for each byte of `text`, whose
  // first byte stands at `origin` there. Returns how far it came: to an & where that is to be told.
  std::size_t words(std::string_view text, std::size_t origin, std::size_t step,
                    bool until_reference) {
    for (std::size_t i = 0; i < text.size();) {
      Byte kind = bytes[text[i]];
      if (kind == Byte::space || kind == Byte::line_end) {
        space_ = true;
        line_end_ = line_end_ || kind == Byte::line_end;
        ++i;
        continue;
      }
      if (kind == Byte::perhaps_space) {
        if (std::size_t space = wide_space(text.substr(i))) {
          space_ = gap_ = true;
          i += space;
          continue;
        }
      }
      if (kind == Byte::reference && until_reference) return i;
      std::size_t end = i + 1;
      while (end < text.size() && bytes[text[end]] == Byte::plain) ++end;
      if (!open_)
        open_piece(origin + i * step);
      else if (space_ && !only_a_line_end(text.substr(i, 3)))
        table_.text += ' ';
      space_ = line_end_ = gap_ = false;
      table_.text.append(text.data() + i, end - i);
      piece_end_ = origin + end * step;
      i = end;
    }
    return text.size();
  }

  // A line end between Chinese characters is no space, except between figures.
  bool only_a_line_end(std::string_view next) const {
    const std::string& text = table_.text;
    return line_end_ && !gap_ && !is_ascii(next[0]) && !is_ascii(text.back()) &&
           !is_wide_digit(next) &&
           !is_wide_digit(
               std::string_view(text).substr(text.size() - std::min<std::size_t>(3, text.size())));
  }

  void open_piece(std::size_t offset) {
    open_ = true;
    piece_.begin = table_.text.size();
    piece_.place = place(offset);
    piece_.heading = heading_;
  }

  void break_piece() {
    space_ = line_end_ = gap_ = false;
    if (open_) close_piece();
  }

  void close_piece() {
    open_ = false;
    std::string& text = table_.text;
    // Also a space, which stands between what is not seen and the text.
    auto without_zero_width = [&] {
      std::string_view rest = std::string_view(text).substr(piece_.begin);
      auto unseen = [&rest](std::size_t at) {
        return rest.size() >= 3 && is_zero_width(rest.substr(at, 3)) ? 3U : 0U;
      };
      while (!rest.empty()) {
        std::size_t last = rest.back() == ' ' ? 1U : unseen(rest.size() - 3);
        if (last == 0) break;
        rest.remove_suffix(last);
      }
      piece_.end = piece_.begin + rest.size();
      while (!rest.empty()) {
        std::size_t first = rest[0] == ' ' ? 1U : unseen(0);
        if (first == 0) break;
        rest.remove_prefix(first);
      }
      piece_.begin = piece_.end - rest.size();
    };
    std::size_t begin = piece_.begin;
    without_zero_width();
    piece_.place.length = piece_end_ - piece_.place.offset;
    bool of_grid = gathers_ && in_cell();
    if (piece_.begin == piece_.end) {
      text.resize(begin);
      return;
    }
    heading_ = false;  // it is one paragraph
    if (of_grid) {
      table_.pieces.push_back(piece_);
      if (text.size() - table_.cell_begin > long_text && narrow()) give_grid_up();
    } else {
      add(piece_);
      text.resize(begin);
    }
  }

  void add(const Piece& piece) {
    if (Block* block =
            add(piece.heading ? Block::Kind::heading : Block::Kind::paragraph, piece.place))
      block->text.assign(table_.text, piece.begin, piece.end - piece.begin);
  }

  Block* add(Block::Kind kind, const Place& place) {
    if (document_.blocks.size() >= limits_.blocks) {
      too_large("blocks " + std::to_string(limits_.blocks));
      return nullptr;
    }
    document_.blocks.emplace_back();
    document_.blocks.back().kind = kind;
    document_.blocks.back().place = place;
    return &document_.blocks.back();
  }

  // Of nothing yet. Offsets come in their order, so lines are counted on.
  Place place(std::size_t offset) {
    while (counted_ < offset) {
      // As many as a byte can count: compilers make sixteen comparisons of that at once.
      std::size_t some = std::min<std::size_t>(offset - counted_, 255);
      std::uint8_t line_ends = 0;
      for (char c : source_.substr(counted_, some))
        line_ends = static_cast<std::uint8_t>(line_ends + (c == '\n' ? 1 : 0));
      line_ += line_ends;
      counted_ += some;
    }
    return {offset, 0, line_};
  }

  std::string_view source_;
  const Limits& limits_;
  html::Tokens tokens_;
  std::size_t at_ = 0;  // the token's first byte
  Document document_;
  Error error_;

  std::vector<Level> levels_;  // tables within each other, the innermost last
  Table table_;                // the innermost one
  bool gathers_ = false;       // it may become a grid
  std::size_t slots_ = 0;      // of all grids
  HiddenElement hidden_;

  // The piece that is open: its text is the end of the table's text.
  Piece piece_;
  bool open_ = false;
  std::size_t piece_end_ = 0;  // in the source
  bool heading_ = false;       // in a heading that has no text yet
  // Before the next word: any space; a line end; more than an ordinary space.
  bool space_ = false, line_end_ = false, gap_ = false;
  std::string decoded_;

  std::size_t counted_ = 0, line_ = 1;  // lines
};

}  // namespace

Result<Document> read_html_text(std::string_view utf8, const Limits& limits) {
  if (utf8.size() > limits.bytes)
    return Error{ErrorCode::too_large, limits.bytes, {}, "bytes " + std::to_string(limits.bytes)};
  if (utf8.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF") == std::string_view::npos)
    return Error{ErrorCode::empty_input, 0, {}, {}};
  return Page(utf8, limits).read();
}

Result<Document> read_html(std::string_view utf8, const Limits& limits) {
  if (utf8.size() <= limits.bytes) {  // else it is not looked at
    std::size_t zero = utf8.find('\0');
    if (zero != std::string_view::npos) return Error{ErrorCode::binary_input, zero, {}, {}};
    std::size_t valid = valid_utf8(utf8);
    if (valid < utf8.size()) return Error{ErrorCode::not_utf8, valid, {}, {}};
  }
  return read_html_text(utf8, limits);
}

}  // namespace v0
}  // namespace gongkai
