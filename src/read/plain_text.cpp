// Plain text of any sort: columns set with spaces, one cell per line, "|" left over from tables,
// or a page whose cells have run together: "（一）予以公开270020130（二）部分公开…".
//
// Rows are found by the labels of the form, whose characters are looked for in their order,
// whatever spaces, line ends and punctuation stand between them. What stands behind a label is its
// row; cells end at line ends, bars, tabs and two spaces. Where not even the label has a border,
// label and numbers make one cell, as printed, and the recogniser cuts it.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "gongkai/read.hpp"
#include "read/inflate.hpp"
#include "read/numbering.hpp"
#include "read/plain_text.hpp"
#include "read/rows.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::trim;

constexpr char32_t number = '0', bar = '|', line_end = '\n', item = '#';

// A character, narrow and in Simplified script, or a number of any length; spaces are left out.
struct Token {
  char32_t c = 0;
  std::uint32_t begin = 0, end = 0;  // bytes
  std::uint32_t line = 0;
};

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_word(char32_t c) {
  return c >= 0x3400 ? c < 0xFE00 || c > 0xFFFF : (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool ends_sentence_here(char32_t c) { return c == U'。' || c == ';' || c == U'；'; }
bool is_numeral(char32_t c) {
  return std::u32string_view(U"一二三四五六七八九十").find(c) != std::u32string_view::npos;
}

// ---- the words of the form --------------------------------------------------------------------

struct Phrase {
  enum class Kind : std::uint8_t { section, block, contents, column, result, group, row };
  std::u32string characters;  // Chinese ones only
  Kind kind = Kind::row;
  std::size_t column = 0;  // of Applicants or Results
  char32_t item = 0;       // the number before the label of a row: 1 of （三）1
};

class Phrases {
 public:
  Phrases() {
    for (const Member& part : schema<Report>)
      if (!part.label.number.empty()) add(without_numeral(part.label.text.zh), Kind::section);
    for (std::string_view label :
         {"第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项",
          "第二十条第（九）项", "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
          "申请人情况", "法人或其他组织", "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"})
      add(label, Kind::block);
    add("信息内容", Kind::contents);
    for (std::size_t i = 0; i < schema<Applicants>.size; ++i)
      add(schema<Applicants>.members[i].label.text.zh, Kind::column, i);
    for (std::size_t i = 0; i + 1 < schema<Results>.size; ++i)
      add(schema<Results>.members[i].label.text.zh, Kind::result, i);
    for (std::string_view section : {"disclosure", "disclosure_2019", "applications"}) {
      Rows rows(section);
      for (const Row& row : rows) {
        char32_t digit = row.number.empty() ? U'\0' : static_cast<unsigned char>(row.number.back());
        if (!is_digit(digit)) digit = 0;
        add(row.label, Kind::row, 0, digit);
        constexpr std::size_t least = 3 * 3;  // bytes
        if (row.core.size() >= least) add(row.core, Kind::row, 0, digit);
        if (section != "applications")
          for (const Member& column : *row.columns) add(column.label.text.zh, Kind::contents);
      }
    }
    add("规范性档案", Kind::row);
    add("行政规范性档案", Kind::row);
    for (std::string_view label :
         {"三、本年度办理结果", "本年度办理结果", "（三）不予公开", "不予公开", "（四）无法提供",
          "无法提供", "（五）不予处理", "不予处理", "其他处理"})
      add(label, Kind::group);
    std::stable_sort(all_.begin(), all_.end(), [](const Phrase& a, const Phrase& b) {
      return a.characters[0] != b.characters[0] ? a.characters[0] < b.characters[0]
                                                : a.characters.size() > b.characters.size();
    });
  }

  // The longer ones before the shorter.
  std::pair<const Phrase*, const Phrase*> beginning_with(char32_t c) const {
    const Phrase* begin = all_.data();
    const Phrase* end = begin + all_.size();
    const Phrase* first = std::lower_bound(
        begin, end, c, [](const Phrase& a, char32_t b) { return a.characters[0] < b; });
    const Phrase* last = first;
    while (last != end && last->characters[0] == c) ++last;
    return {first, last};
  }

 private:
  using Kind = Phrase::Kind;

  static std::string_view without_numeral(std::string_view title) {
    Numbering numbering = numbering_of(title);
    return title.substr(numbering.length);
  }

  void add(std::string_view label, Kind kind, std::size_t column = 0, char32_t digit = 0) {
    Phrase phrase;
    for (std::size_t at = 0; at < label.size();) {
      char32_t c = text::next(label, at);
      if (is_word(c)) phrase.characters += c;
    }
    if (phrase.characters.size() < 2) return;
    phrase.kind = kind;
    phrase.column = column;
    phrase.item = digit;
    for (const Phrase& known : all_)
      if (known.characters == phrase.characters) return;
    all_.push_back(std::move(phrase));
  }

  std::vector<Phrase> all_;
};

struct Match {
  const Phrase* phrase = nullptr;
  std::size_t end = 0;  // the token behind it

  explicit operator bool() const { return phrase != nullptr; }
  Phrase::Kind kind() const { return phrase->kind; }
  std::size_t size() const { return phrase->characters.size(); }
};

// A label or another run of words within a table.
struct Segment {
  std::size_t begin = 0, end = 0;  // tokens
  const Phrase* phrase = nullptr;
};

// ---- the reader ---------------------------------------------------------------------------------

class PlainText {
 public:
  PlainText(std::string_view source, std::size_t begin, std::size_t end, std::size_t line,
            Document& document, Taken& taken)
      : source_(source), document_(document), taken_(taken) {
    cut(begin, end, line);
    mark_items();
  }

  // Two reports side by side: the same label twice in a line, each time with numbers, in several
  // lines. The first of these is the place, both titles the detail.
  Error two_reports() const {
    constexpr std::size_t enough = 3, furthest = 40;
    std::size_t lines = 0, last_line = 0, first = 0;
    std::vector<std::pair<const Phrase*, std::size_t>> in_line;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].c == line_end) in_line.clear();
      Match found = match(i);
      if (!found || found.kind() != Phrase::Kind::row || !is_number(found.end)) continue;
      for (const auto& before : in_line)
        if (before.first == found.phrase && i - before.second < furthest &&
            tokens_[i].line != last_line) {
          last_line = tokens_[i].line;
          if (++lines == 1) first = tokens_[before.second].begin;
          if (lines == enough) return {ErrorCode::two_reports, first, {}, two_titles(first)};
        }
      if (in_line.size() < furthest) in_line.emplace_back(found.phrase, i);
    }
    return {};
  }

  Error read() {
    std::size_t from = 0;  // of the text that is no table
    for (std::size_t i = 0; i < tokens_.size() && !error_;) {
      Match found = match(i);
      if (!found) {
        ++i;
        continue;
      }
      if (found.kind() == Phrase::Kind::section) {
        if (std::size_t begin = title_begin(i, found); begin <= i) {
          paragraphs(from, begin);
          heading(begin, found.end);
          i = from = found.end;
          continue;
        }
      } else if (starts_table(i, found)) {
        std::size_t begin = label_begin(i);
        paragraphs(from, begin);
        from = table(begin);
        i = std::max(from, i + 1);
        continue;
      }
      ++i;
    }
    paragraphs(from, tokens_.size());
    return error_;
  }

 private:
  // "2023 年报告" and "2024 年报告" on one line before `end`; empty where there is no such line.
  std::string two_titles(std::size_t end) const {
    for (std::string_view rest = source_.substr(0, end); !rest.empty();) {
      std::size_t size = std::min(rest.find('\n'), rest.size());
      std::string_view line = trim(rest.substr(0, size));
      rest.remove_prefix(std::min(size + 1, rest.size()));
      std::size_t gap = line.find("   ");
      if (gap == std::string_view::npos) continue;
      std::string_view left = line.substr(0, gap), right = trim(line.substr(gap));
      auto is_title = [](std::string_view part) {
        constexpr std::string_view last = "报告";
        return part.size() > last.size() && part.substr(part.size() - last.size()) == last;
      };
      if (is_title(left) && is_title(right)) return std::string(left) + " / " + std::string(right);
    }
    return {};
  }

  // ---- tokens -----------------------------------------------------------------------------------

  void cut(std::size_t begin, std::size_t end, std::size_t line) {
    end_ = end;
    while (begin < end) {
      std::size_t stop = std::min(source_.find_first_of("\n\f", begin), end);
      std::string_view text = source_.substr(begin, stop - begin);
      if (!is_page_number(trim(text))) cut_line(begin, stop, line);
      if (stop < end) push(line_end, stop, stop + 1, line);
      if (stop < end && source_[stop] == '\n') ++line;
      begin = stop + 1;
    }
  }

  void cut_line(std::size_t begin, std::size_t end, std::size_t line) {
    std::string_view text = source_.substr(0, end);
    for (std::size_t at = begin; at < end;) {
      std::size_t start = at;
      char32_t c = text::narrow(text::next(text, at));
      if (text::is_space(c)) continue;
      if (!is_digit(c)) {
        push(text::simplified(c), start, at, line);
        continue;
      }
      // "1,204.50": commas and points stand between digits.
      for (std::size_t next = at; next < end;) {
        c = text::narrow(text::next(text, next));
        if (is_digit(c)) {
          at = next;
        } else if (c != '.' && c != ',') {
          break;
        } else if (next < end) {
          std::size_t after = next;
          if (!is_digit(text::narrow(text::next(text, after)))) break;
        }
      }
      push(number, start, at, line);
    }
  }

  void push(char32_t c, std::size_t begin, std::size_t end, std::size_t line) {
    tokens_.push_back({c, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                       static_cast<std::uint32_t>(line)});
  }

  // The number before "2.其他法律行政法规禁止公开" is none of the row above: the last digit of
  // 00000002 is taken off it.
  void mark_items() {
    std::vector<Token> marked;
    marked.reserve(tokens_.size());
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      Token token = tokens_[i];
      if (token.c == number && is_item(i)) {
        std::uint32_t last = token.end - 1;
        while ((static_cast<unsigned char>(source_[last]) & 0xC0U) == 0x80U) --last;
        if (last > token.begin) marked.push_back({number, token.begin, last, token.line});
        token.c = item;
        token.begin = last;
      }
      marked.push_back(token);
    }
    tokens_ = std::move(marked);
  }

  bool is_item(std::size_t i) const {
    auto at = [this](std::size_t k) { return k < tokens_.size() ? tokens_[k].c : U'\0'; };
    bool in_brackets = i > 0 && tokens_[i - 1].c == '(' && at(i + 1) == ')' &&
                       tokens_[i].end - tokens_[i].begin == 1;
    bool marked =
        (at(i + 1) == '.' || at(i + 1) == U'、') && tokens_[i + 1].begin == tokens_[i].end;
    std::size_t next = marked || in_brackets ? i + 2 : i + 1;
    while (at(next) == line_end && next < i + 4) ++next;
    if (!is_word(at(next))) return false;
    Match found = match(next);
    if (marked || in_brackets) return !found || has_item(found);
    // "1属于国家秘密": that digit alone, and it is the row's.
    bool alone = tokens_[i].end - tokens_[i].begin == 1;
    return alone && found &&
           found.phrase->item == static_cast<unsigned char>(source_[tokens_[i].begin]);
  }

  // 其他 and 总计 are labels of columns, and of rows with a number.
  static bool has_item(const Match& found) {
    return found.phrase->item != 0 || found.kind() == Phrase::Kind::column;
  }

  // ---- looking ----------------------------------------------------------------------------------

  bool is_number(std::size_t i) const { return i < tokens_.size() && tokens_[i].c == number; }
  bool is(std::size_t i, char32_t c) const { return i < tokens_.size() && tokens_[i].c == c; }

  // What may stand between the characters of a label.
  static bool may_be_skipped(char32_t c) {
    return !is_word(c) && c != number && c != bar && c != item && !ends_sentence_here(c);
  }

  // The longest phrase that begins at a token.
  Match match(std::size_t i) const {
    constexpr std::size_t most_skipped = 4;
    if (i >= tokens_.size() || !is_word(tokens_[i].c)) return {};
    static const Phrases phrases;
    auto range = phrases.beginning_with(tokens_[i].c);
    for (const Phrase* phrase = range.first; phrase != range.second; ++phrase) {
      std::size_t at = i + 1, k = 1, skipped = 0;
      while (k < phrase->characters.size() && at < tokens_.size()) {
        if (tokens_[at].c == phrase->characters[k]) {
          ++k;
          skipped = 0;
        } else if (!may_be_skipped(tokens_[at].c) || ++skipped > most_skipped) {
          break;
        }
        ++at;
      }
      if (k == phrase->characters.size()) return {phrase, at};
    }
    return {};
  }

  std::size_t next_significant(std::size_t i) const {
    while (i < tokens_.size() && may_be_skipped(tokens_[i].c)) ++i;
    return i;
  }

  std::size_t next_word(std::size_t i) const {
    while (i < tokens_.size() && (may_be_skipped(tokens_[i].c) || tokens_[i].c == bar)) ++i;
    return i;
  }

  // Whether spaces between a token and the one before are those between columns.
  bool wide_gap(std::size_t i) const {
    if (i == 0) return true;
    std::size_t spaces = 0;
    std::string_view text = source_.substr(0, tokens_[i].begin);
    for (std::size_t at = tokens_[i - 1].end; at < text.size();) {
      char32_t c = text::next(text, at);
      spaces += c == '\t' || c == 0x3000 ? 2U : text::is_space(c) ? 1U : 0U;
    }
    return spaces >= 2;
  }

  bool touches(std::size_t i) const { return i > 0 && tokens_[i - 1].end == tokens_[i].begin; }

  bool at_line_start(std::size_t i) const {
    while (i > 0 && tokens_[i - 1].c != line_end && !is_word(tokens_[i - 1].c) &&
           tokens_[i - 1].c != number && !ends_sentence_here(tokens_[i - 1].c))
      --i;
    return i == 0 || tokens_[i - 1].c == line_end;
  }

  // Where a label begins that goes with the phrase at i: its number and opening brackets.
  std::size_t label_begin(std::size_t i) const {
    std::size_t begin = i;
    while (begin > 0 && (tokens_[begin - 1].c == item || tokens_[begin - 1].c == '(' ||
                         tokens_[begin - 1].c == U'“' || tokens_[begin - 1].c == '"' ||
                         ((tokens_[begin - 1].c == '.' || tokens_[begin - 1].c == U'、' ||
                           tokens_[begin - 1].c == ')') &&
                          begin > 1 && tokens_[begin - 2].c == item)))
      --begin;
    return begin;
  }

  // The title of a section: "二、" stands before it, or it has a line of its own. Past i: no title.
  std::size_t title_begin(std::size_t i, const Match& found) const {
    if (i >= 2 && tokens_[i - 1].c == U'、' && is_numeral(tokens_[i - 2].c)) {
      bool cited = i >= 3 && tokens_[i - 3].c == U'第';
      return cited ? i + 1 : i - 2;
    }
    bool alone = (i == 0 || tokens_[i - 1].c == line_end) &&
                 (found.end == tokens_.size() || tokens_[found.end].c == line_end);
    return alone ? i : i + 1;
  }

  bool starts_table(std::size_t i, const Match& found) const {
    using Kind = Phrase::Kind;
    constexpr std::size_t distinct = 8, very_distinct = 6;
    std::size_t next = next_significant(found.end);
    Match following = match(next_word(next));
    const std::u32string& words = found.phrase->characters;
    switch (found.kind()) {
      case Kind::block:
        if (words.size() >= distinct && words[0] == U'本') return true;  // the note in the corner
        if (words[0] == U'第') return touches_table(next, following);
        if (words == U"行政复议")
          return following && following.phrase->characters == U"行政诉讼" &&
                 (is(next_word(following.end), U'结') || is(next_word(following.end), U'未'));
        return following && (following.kind() == Kind::block || following.kind() == Kind::column);
      case Kind::contents:
        return following && following.kind() == Kind::contents;
      case Kind::row: {
        bool numbers = is_number(next) && !is_counted_in_text(next);
        bool known_place =
            at_line_start(i) || (i > 0 && tokens_[i - 1].c == bar) || words.size() >= distinct;
        if (!known_place) return false;
        return numbers || is(next, bar) ||
               (words.size() >= very_distinct && following && following.kind() == Kind::row);
      }
      case Kind::column: {  // 3.其他
        bool of_row = words == U"其他" && label_begin(i) != i && at_line_start(i);
        return of_row && (is_number(next) || is(next, bar));
      }
      default:
        return false;
    }
  }

  bool touches_table(std::size_t next, const Match& following) const {
    return is(next, bar) || (following && following.kind() != Phrase::Kind::section);
  }

  // "5件、行政许可": a number of a sentence.
  bool is_counted_in_text(std::size_t i) const {
    return i + 1 < tokens_.size() && is_word(tokens_[i + 1].c) && touches(i + 1) &&
           tokens_[i + 1].c != U'元' && tokens_[i + 1].c != U'万' && !match(i + 1) &&
           !is_numeral(tokens_[i + 1].c) && tokens_[i + 1].c != U'第';
  }

  // ---- text that is no table
  // ----------------------------------------------------------------------

  std::size_t byte(std::size_t i) const { return i < tokens_.size() ? tokens_[i].begin : end_; }

  Block& add_block(Block::Kind kind, std::size_t begin, std::size_t end, std::size_t line) {
    document_.blocks.emplace_back();
    Block& block = document_.blocks.back();
    block.kind = kind;
    block.place = {begin, end - begin, line};
    if (!error_) error_ = taken_.blocks(document_.blocks.size());
    return block;
  }

  void heading(std::size_t begin, std::size_t end) {
    std::size_t from = byte(begin), to = tokens_[end - 1].end;
    add_block(Block::Kind::heading, from, to, tokens_[begin].line).text =
        in_one_line(source_.substr(from, to - from));
  }

  static std::string in_one_line(std::string_view text) {
    std::string result;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t start = at;
      char32_t c = text::next(text, at);
      if (text::is_space(c)) {
        space = true;
        continue;
      }
      // A line end between Chinese characters is no space.
      bool ascii = c < 0x80 && !result.empty() && static_cast<unsigned char>(result.back()) < 0x80;
      if (space && (ascii || text.find('\n') == std::string_view::npos) && !result.empty())
        result += ' ';
      space = false;
      result += text.substr(start, at - start);
    }
    return result;
  }

  // Lines that belong together are one paragraph.
  void paragraphs(std::size_t first, std::size_t last) {
    std::size_t from =
        first == 0 ? (tokens_.empty() ? end_ : tokens_[0].begin) : tokens_[first - 1].end;
    std::size_t end = byte(last), line = first == 0 ? 1 : tokens_[first - 1].line;
    if (!tokens_.empty()) line = tokens_[std::min(first, tokens_.size() - 1)].line;
    if (first < tokens_.size()) from = std::max<std::size_t>(from, tokens_[first].begin);
    std::string text;
    std::size_t begin = from, begin_line = line, text_end = from;
    auto close = [&] {
      if (!text.empty())
        add_block(Block::Kind::paragraph, begin, text_end, begin_line).text = std::move(text);
      text.clear();
    };
    for (; from < end && !error_; ++line) {
      std::size_t stop = std::min(source_.find_first_of("\n\f", from), end);
      std::string_view shown = trim(source_.substr(from, stop - from));
      bool bars = shown.find_first_not_of("| ") == std::string_view::npos;
      if (bars) shown = {};
      bool form_feed = stop < end && source_[stop] == '\f';
      if (shown.empty()) {
        if (!form_feed && stop < end && !is_page_number(trim(source_.substr(from, stop - from))))
          blank_line(text, close);
      } else if (!is_page_number(shown)) {
        bool another = begins_another(text, shown) || is_report_title(shown) ||
                       begins_label(shown) || (ends_sentence(text) && indented(from, stop));
        if (another) close();
        if (text.empty()) {
          begin = static_cast<std::size_t>(shown.data() - source_.data());
          begin_line = line;
        } else if (static_cast<unsigned char>(text.back()) < 0x80 &&
                   static_cast<unsigned char>(shown[0]) < 0x80) {
          text += ' ';
        }
        text += shown;
        text_end = static_cast<std::size_t>(shown.data() - source_.data()) + shown.size();
        if (is_section_title(shown) || is_report_title(shown)) close();
      }
      if (form_feed) --line;
      from = stop + 1;
    }
    close();
  }

  // Pages end in empty lines; a sentence goes on behind them.
  template <class Close>
  static void blank_line(const std::string& text, const Close& close) {
    constexpr std::size_t few = 30, most_bytes = 4;  // of a character
    bool is_short = text.size() < few * most_bytes && text::length(text) < few;
    if (is_short || ends_sentence(text)) close();
  }

  // "发布时间: 2022-02-08": lines of a page's head do not go on.
  static bool begins_label(std::string_view line) {
    constexpr std::size_t longest = 8 * 3;
    std::size_t colon = std::min(line.find("："), line.find(':'));
    return colon <= longest && colon >= 2 * 3 && line.find("。") == std::string_view::npos &&
           text::length(line.substr(0, colon)) <= 6;
  }

  bool indented(std::size_t from, std::size_t stop) const {
    return stop - from >= 2 && (source_.substr(from, 2) == "  " || source_[from] == '\t' ||
                                source_.substr(from, 3) == "\xE3\x80\x80");
  }

  // ---- tables
  // -------------------------------------------------------------------------------------

  // Reads a table that begins at a token; the token behind it.
  std::size_t table(std::size_t i) {
    document_.blocks.emplace_back();
    Block& block = document_.blocks.back();
    block.kind = Block::Kind::grid;
    grid_ = &block.grid;
    segments_.clear();
    std::size_t begin = i;
    while (i < tokens_.size() && !error_) {
      char32_t c = tokens_[i].c;
      if (c == number || c == bar || (is_blank_sign(i) && has_label())) {
        i = region(i);
        continue;
      }
      if (!is_word(c) && c != item) {
        if (ends_sentence_here(c) && !has_label()) break;
        ++i;
        continue;
      }
      std::size_t end = segment(i);
      if (end == i) break;
      i = end;
    }
    flush({}, false);
    for (const auto& row : block.grid.rows)
      if (!error_) error_ = taken_.row(row.size());
    if (!error_) error_ = taken_.blocks(document_.blocks.size());
    std::size_t from = byte(begin), to = i > begin ? tokens_[i - 1].end : from;
    block.place = {from, to - from, tokens_[begin].line};
    if (block.grid.rows.empty()) document_.blocks.pop_back();
    return std::max(i, begin + 1);
  }

  bool has_label() const {
    return !segments_.empty() && (segments_.back().phrase == nullptr ||
                                  segments_.back().phrase->kind == Phrase::Kind::row);
  }

  bool is_blank_sign(std::size_t i) const {
    char32_t c = tokens_[i].c;
    if (c == '-' || c == U'—' || c == '/' || c == '+') return true;
    std::size_t next = i + 1;
    return c == U'无' && (next == tokens_.size() || !is_word(tokens_[next].c) || match(next));
  }

  // A label or other words; the token behind them. The same token: the table has ended.
  std::size_t segment(std::size_t i) {
    constexpr std::size_t longest = 60;
    std::size_t words = i;
    while (words < tokens_.size() && !is_word(tokens_[words].c)) ++words;
    if (words == tokens_.size()) return i;
    Match found = match(words);
    if (found && found.kind() == Phrase::Kind::section) return i;
    if (found && stands(words, found)) {
      const Phrase* phrase = found.phrase;
      if (phrase->kind == Phrase::Kind::column && tokens_[i].c == item &&
          phrase->characters == U"其他")
        phrase = &other_row_;
      if (phrase->kind == Phrase::Kind::section) return i;
      segments_.push_back({label_begin(words), closing(found.end), phrase});
      segments_.back().begin = std::min(segments_.back().begin, i);
      return segments_.back().end;
    }
    // Words that are not the form's: torn or misprinted labels, or the text behind the table.
    bool numbered = is_numeral(tokens_[words].c) && is(words + 1, U'、');
    if (tokens_[words].c == U'注') return i;
    std::size_t end = words + 1, length = 1;
    for (; end < tokens_.size() && length <= longest; ++end) {
      char32_t c = tokens_[end].c;
      if (ends_sentence_here(c)) return i;
      if (c == number || c == bar || c == item) break;
      if (c == line_end) {
        std::size_t next = next_significant(end);
        bool another =
            is(end + 1, '(') || next == tokens_.size() || match(next) ||
            (next < tokens_.size() && is_numeral(tokens_[next].c) && is(next + 1, U'、'));
        if (another) break;
        continue;
      }
      if (!is_word(c)) continue;
      Match next = match(end);
      if (next && (stands(end, next) || next.kind() == Phrase::Kind::section)) break;
      if (is_numeral(c) && is(end + 1, U'、') && !touches(end)) break;
      ++length;
    }
    bool followed = is_number(end) || is(end, bar);
    if (length > longest || (numbered && !followed)) return i;
    // The numbers of a sentence.
    if (followed && is_number(end) && is_counted_in_text(end) && length > 4) return i;
    while (end > words + 1 && !is_word(tokens_[end - 1].c)) --end;
    segments_.push_back({i, closing(end), nullptr});
    return segments_.back().end;
  }

  // Whether a phrase is a label here, and not a part of other words: a short one has a border at
  // both ends.
  bool stands(std::size_t i, const Match& found) const {
    constexpr std::size_t distinct = 5;
    if (found.size() >= distinct) return true;
    bool word_before = i > 0 && is_word(tokens_[i - 1].c) && touches(i);
    if (word_before &&
        (segments_.empty() || segments_.back().end != i || segments_.back().phrase == nullptr))
      return false;
    std::size_t end = found.end;
    if (end == tokens_.size() || !is_word(tokens_[end].c) || !touches(end)) return true;
    return static_cast<bool>(match(end)) || is_numeral(tokens_[end].c) || tokens_[end].c == U'第' ||
           (tokens_[end].c == U'无' && is_blank_sign(end));
  }

  // Behind the brackets and quotes that close a label.
  std::size_t closing(std::size_t end) const {
    while (end < tokens_.size() &&
           (tokens_[end].c == ')' || tokens_[end].c == U'”' || tokens_[end].c == '"' ||
            tokens_[end].c == ':') &&
           touches(end))
      ++end;
    return end;
  }

  // The cells behind a label, from a token on; the token behind them.
  std::size_t region(std::size_t i) {
    std::vector<GridCell> cells;
    std::size_t label_end = segments_.empty() ? i : segments_.back().end;
    bool bars = false, glued = has_label() && i == label_end && i > 0 && !wide_gap(i);
    std::size_t begin = i, last = i;  // of the cell
    bool open = false;
    auto close = [&](bool even_if_empty, std::size_t at) {
      if (open)
        cells.push_back(cell(begin, last));
      else if (even_if_empty)
        cells.push_back({{}, {byte(at), 0, tokens_[std::min(at, tokens_.size() - 1)].line}});
      open = false;
    };
    std::size_t at = i;
    for (; at < tokens_.size(); ++at) {
      char32_t c = tokens_[at].c;
      if (c == bar) {
        // The first bar is the border of the label.
        bool border = !bars && !open && cells.empty() && !segments_.empty();
        if (!border) close(true, at);
        bars = true;
        continue;
      }
      if (c == line_end) {
        close(false, at);
        continue;
      }
      if (c == '(' && (open || !cells.empty())) {
        std::size_t end = remark(at);
        if (end == at) break;
        if (!open) {  // on the next line
          begin = cell_begin_;
          cells.pop_back();
          open = true;
        }
        last = end;
        at = end - 1;
        continue;
      }
      if (open && is_unit(at)) {
        while (at + 1 < tokens_.size() && tokens_[at + 1].c == U'元' && tokens_[at].c == U'万')
          ++at;
        last = at + 1;
        continue;
      }
      if (c == item || (is_word(c) && !(is_blank_sign(at) && !open))) break;
      bool part = c == number || is_blank_sign(at);
      if (!part) {
        if (ends_sentence_here(c)) break;
        continue;
      }
      if (open && wide_gap(at)) close(false, at);
      if (!open) {
        begin = at;
        cell_begin_ = at;
      }
      open = true;
      last = at + 1;
    }
    close(false, at);
    // Bars alone, left over from the cells of a heading.
    bool numbers =
        std::any_of(cells.begin(), cells.end(), [](const GridCell& c) { return !c.text.empty(); });
    if (!numbers && !has_label()) return std::max(at, i + 1);
    flush(std::move(cells), glued && !bars);
    return std::max(at, i + 1);
  }

  GridCell cell(std::size_t begin, std::size_t end) const {
    std::size_t from = tokens_[begin].begin, to = tokens_[end - 1].end;
    return {std::string(source_.substr(from, to - from)), {from, to - from, tokens_[begin].line}};
  }

  // "（其中修订 16 件）" behind a number; the token behind it. The same: it is none.
  std::size_t remark(std::size_t i) const {
    constexpr std::size_t longest = 40;
    std::size_t words = 0;
    for (std::size_t at = i + 1; at < tokens_.size() && at < i + longest; ++at) {
      if (tokens_[at].c == ')') return words >= 2 ? at + 1 : i;
      if (tokens_[at].c == bar || tokens_[at].c == '(' || ends_sentence_here(tokens_[at].c))
        return i;
      if (is_word(tokens_[at].c) && ++words == 1 && match(at)) return i;
    }
    return i;
  }

  bool is_unit(std::size_t i) const {
    char32_t c = tokens_[i].c;
    if (c == U'元' || (c == U'万' && is(i + 1, U'元'))) return true;
    bool measure = std::u32string_view(U"件条项个次宗").find(c) != std::u32string_view::npos;
    std::size_t next = i + 1;
    return measure && touches(i) &&
           (next == tokens_.size() || !is_word(tokens_[next].c) || match(next));
  }

  // ---- rows
  // ---------------------------------------------------------------------------------------

  // What has come before these cells: headings, labels without numbers, and at last the row.
  void flush(std::vector<GridCell> cells, bool glued) {
    bool numbers =
        std::any_of(cells.begin(), cells.end(), [](const GridCell& c) { return !c.text.empty(); });
    bool labelled = has_label();
    bool row = labelled && segments_.back().phrase != nullptr;
    std::size_t before = segments_.size() - (labelled ? 1 : 0);
    if (cells.empty() && !row) before = segments_.size();
    headings(before);
    if (!numbers && !row) {
      segments_.clear();
      return;
    }
    std::vector<GridCell> printed;
    if (labelled) printed.push_back(label(segments_.back()));
    if (!labelled && !numbers) return segments_.clear();
    if (glued && cells.size() == 1) {
      GridCell& whole = printed.back();
      std::size_t from = whole.place.offset;
      std::size_t to = cells[0].place.offset + cells[0].place.length;
      whole.text = std::string(source_.substr(from, to - from));
      whole.place.length = to - from;
    } else {
      for (GridCell& c : cells) printed.push_back(std::move(c));
      if (cells.empty()) add_blanks(printed);
    }
    grid_->rows.push_back(std::move(printed));
    segments_.clear();
  }

  static void add_blanks(std::vector<GridCell>& row) {
    Place place = row.back().place;
    place.offset += place.length;
    place.length = 0;
    row.resize(row.size() + schema<Applicants>.cells, {{}, place});
  }

  GridCell label(const Segment& segment) const {
    std::size_t from = tokens_[segment.begin].begin, to = tokens_[segment.end - 1].end;
    return {in_one_line(source_.substr(from, to - from)),
            {from, to - from, tokens_[segment.begin].line}};
  }

  // The first so many segments: headings of columns as rows whose order can be told, labels of rows
  // that are blank, and torn words.
  void headings(std::size_t count) {
    using Kind = Phrase::Kind;
    std::vector<std::size_t> applicants, results, blocks;
    bool contents = false;
    for (std::size_t i = 0; i < count; ++i) {
      const Segment& segment = segments_[i];
      Kind kind = segment.phrase == nullptr ? Kind::group : segment.phrase->kind;
      bool is_total = kind == Kind::column && segment.phrase->characters == U"总计";
      if (kind == Kind::result || (is_total && !results.empty())) {
        results.push_back(i);
      } else if (kind == Kind::column) {
        applicants.push_back(i);
      } else if (kind == Kind::block && segment.phrase->characters != U"申请人情况" &&
                 segment.phrase->characters != U"法人或其他组织" &&
                 segment.phrase->characters[0] != U'第') {
        blocks.push_back(i);
      }
      // The columns of table 2 stand behind 信息内容, misprinted ones too.
      bool first = kind == Kind::contents && segment.phrase->characters == U"信息内容";
      if (first || (kind == Kind::contents && !contents)) grid_->rows.emplace_back();
      contents = kind == Kind::contents || (contents && segment.phrase == nullptr);
      if (contents) {
        grid_->rows.back().push_back(label(segment));
      } else if (kind == Kind::row) {
        std::vector<GridCell> row{label(segment)};
        add_blanks(row);
        grid_->rows.push_back(std::move(row));
      } else if (segment.phrase == nullptr) {
        grid_->rows.push_back({label(segment)});
      }
    }
    if (applicants.size() == schema<Applicants>.size) add_applicants(applicants);
    if (!blocks.empty()) add_row(blocks, false);
    if (results.size() == schema<Proceedings>.cells) add_row(results, false);
  }

  void add_row(const std::vector<std::size_t>& segments, bool with_label) {
    std::vector<GridCell> row;
    if (with_label) {
      Place before = label(segments_[segments.front()]).place;
      row.push_back({{}, {before.offset, 0, before.line}});
    }
    for (std::size_t i : segments) row.push_back(label(segments_[i]));
    grid_->rows.push_back(std::move(row));
  }

  // 自然人 | 法人或其他组织 | 总计 over 商业企业 | … | 其他: read line by line, 总计 comes second.
  void add_applicants(std::vector<std::size_t> columns) {
    const Phrase* second = segments_[columns[1]].phrase;
    if (second->characters == U"总计")
      std::rotate(columns.begin() + 1, columns.begin() + 2, columns.end());
    add_row(columns, true);
  }

  std::string_view source_;
  std::size_t end_ = 0;
  Document& document_;
  Taken& taken_;
  Error error_;
  Phrase other_row_{U"其他", Phrase::Kind::row, 0, '3'};
  std::vector<Token> tokens_;
  std::vector<Segment> segments_;  // of the table, since the last numbers
  Grid* grid_ = nullptr;
  std::size_t cell_begin_ = 0;  // of the last cell
};

}  // namespace

Error Taken::row(std::size_t columns) {
  cells_ += columns;
  if (columns > limits_.columns) return past_limit("columns", limits_.columns);
  return cells_ > limits_.cells ? past_limit("cells", limits_.cells) : Error();
}

Error Taken::blocks(std::size_t all) const {
  return all > limits_.blocks ? past_limit("blocks", limits_.blocks) : Error();
}

Error unreadable_text(std::string_view bytes, const Limits& limits) {
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();  // a token counts so far
  if (std::size_t limit = std::min(limits.bytes, most); bytes.size() > limit)
    return past_limit("bytes", limit);
  if (trim(bytes).empty()) return {ErrorCode::empty_input, 0, {}, {}};
  std::size_t zero = bytes.find('\0');
  if (zero != std::string_view::npos) return {ErrorCode::binary_input, zero, {}, {}};
  std::size_t valid = text::valid_utf8(bytes);
  return valid < bytes.size() ? Error{ErrorCode::not_utf8, valid, {}, {}} : Error();
}

Error add_text(std::string_view source, std::size_t begin, std::size_t end, std::size_t line,
               Document& document, Taken& taken) {
  PlainText text(source, begin, end, line, document, taken);
  if (Error error = text.two_reports()) return error;
  return text.read();
}

Result<Document> read_text(std::string_view utf8, const Limits& limits) {
  if (Error error = unreadable_text(utf8, limits)) return error;
  Document document;
  Taken taken(limits);
  std::size_t begin = utf8.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  if (Error error = add_text(utf8, begin, utf8.size(), 1, document, taken)) return error;
  return document;
}

}  // namespace v0
}  // namespace gongkai
