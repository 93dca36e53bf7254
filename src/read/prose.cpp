#include "read/prose.hpp"

#include <algorithm>

#include "read/notes.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::ends_with;
using text::length;
using text::normal;
using text::starts_with;
using Style = Numbering::Style;

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

// The first of some words or signs; text.size() if there is none.
std::size_t find_any(std::string_view text, std::initializer_list<std::string_view> words) {
  std::size_t first = text.size();
  for (std::string_view word : words) first = std::min(first, text.find(word));
  return first;
}

// The first so many characters.
std::string_view beginning(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; characters > 0 && at < text.size(); --characters) text::next(text, at);
  return text.substr(0, at);
}

// The section a title opens, 1 to 6; 0 if it opens none.
int section_of(const std::string& title) {
  if (has(title, "总体情况")) return 1;
  if (has(title, "收到") && has(title, "申请")) return 3;
  if (has(title, "依申请") && has(title, "情况")) return 3;
  if (has(title, "复议") && has(title, "诉讼")) return 4;
  if (has(title, "问题") && (has(title, "存在") || has(title, "主要") || has(title, "改进")))
    return 5;
  if (has(title, "其他") && has(title, "事项")) return 6;
  if (has(title, "主动公开") && (has(title, "政府信息") || has(title, "情况"))) return 2;
  return 0;
}

// Where the title of a section ends and text may begin on the same line:
// "六、其他需要报告的事项 2021年，…". Titles end in a few words, unless they go on with 及改进….
std::size_t title_end(std::string_view line) {
  std::size_t stop = find_any(line, {"。", "：", ":", "\n"});
  for (std::size_t at = 0; at < stop;) {
    std::size_t rest = at;
    char32_t first = text::next(line, at);
    if (std::u32string_view(U"情事措计问").find(first) == std::u32string_view::npos) continue;
    for (std::string_view last : {"情况", "事项", "措施", "计划", "问题"}) {
      if (!starts_with(line.substr(rest), last)) continue;
      std::size_t end = rest + last.size();
      std::string_view more = text::trim(line.substr(end));
      bool goes_on = false;
      for (std::string_view word : {"及", "和", "与", "、", "的", "以", "或", "（", "("})
        goes_on = goes_on || starts_with(more, word);
      if (!goes_on) return end;
    }
  }
  return stop;
}

// "第二十条第（一）项", "表三" and such, which tables carry above them.
bool belongs_to_a_table(std::string_view text) {
  std::string label = normal(beginning(text, 100));
  for (std::string_view number : {"表一", "表二", "表三", "表四"})
    if (label == number) return true;
  return starts_with(label, "第二十条") || has(label, "勾稽关系");
}

// "5", "— 5 —"
bool is_page_number(const std::string& text) {
  constexpr std::size_t longest = 20, most_digits = 4;
  if (text.size() > longest) return false;
  std::string digits = normal(text);
  return digits.size() <= most_digits &&
         digits.find_first_not_of("0123456789") == std::string::npos;
}

// A line of the page around the report: no sentence.
bool is_page_furniture(std::string_view text) {
  constexpr std::size_t longest = 100;
  return length(text) <= longest && !has(text, "。");
}

}  // namespace

void Prose::heading(const Block& block) {
  paragraph(block);
  after_heading_ = true;
}

void Prose::metadata(const std::string& row) {
  if (section_ == 0) date(row);
}

void Prose::paragraph(const Block& block) {
  if (is_page_number(block.text)) return;
  if (section_ == 0 && (title(block) || date(block.text))) return;
  if (section_ == 0) line_before_ = beginning(block.text, 60);
  std::size_t title = open_section(block);
  if (title == 0) {
    if (!aspect(block)) place_text(block, block.text);
  } else if (title < block.text.size()) {
    std::string_view rest = std::string_view(block.text).substr(title);
    for (std::string_view sign : {"。", "：", ":"})
      if (starts_with(rest, sign)) rest.remove_prefix(sign.size());
    if (!text::trim(rest).empty()) place_text(block, text::trim(rest));
  }
  after_heading_ = is_section_title(block.text);
}

// ---- sections -----------------------------------------------------------------------------------

// How much of the block is the title of a section, which begins here; 0 if none does.
std::size_t Prose::open_section(const Block& block) {
  Numbering numbering = numbering_of(block.text);
  if (!may_open(block, numbering.style)) return 0;
  constexpr std::size_t longest_title = 40;
  std::size_t end = title_end(beginning(block.text, 2 * longest_title));
  if (end < numbering.length) return 0;
  std::string title = normal(block.text.substr(numbering.length, end - numbering.length));
  if (length(title) > longest_title) return 0;
  int section = section_of(title);
  bool known = section != 0 && opens(numbering.style, section);
  // Lists within a section begin again at 一, or the sections have no numbers.
  bool numbered = section_ == 0 || section_numbering_.style == Style::section;
  bool foreign = !known && numbered && is_section_title(block.text) &&
                 numbering.number > section_numbering_.number;
  if (!known && !foreign) return 0;
  unplaced_note_.reset();
  section_numbering_ = numbering;
  foreign_ = foreign;
  if (known) section_ = section;
  BesideTables& beside = reading_.beside_tables;
  const Part parts[] = {{},
                        {"overview.opening", &report_.overview.opening},
                        {"disclosure", &beside.disclosure},
                        {"applications", &beside.applications},
                        {"proceedings", &beside.proceedings},
                        {"problems", &report_.problems},
                        {"other_matters", &report_.other_matters}};
  part_ = foreign ? Part() : parts[section];
  if (foreign) note_unplaced("reading.text.unplaced", block, block.text);
  return foreign ? block.text.size() : end;
}

// Titles of sections are numbered 一、 or as the first one was, or are headings; what is numbered
// otherwise lies within a section.
bool Prose::may_open(const Block& block, Style style) const {
  if (style == Style::section) return true;
  if (style == Style::none) return block.kind == Block::Kind::heading;
  return section_ == 0 || style == section_numbering_.style;
}

// Sections come in their order; only a table of contents may stand before the first.
bool Prose::opens(Style style, int section) const {
  bool again = section == 1 && !any_text_;
  if (section <= section_ && !again) return false;
  // The first aspect of section 一 may have the title of section 二.
  bool is_aspect = style == Style::none && section_ == 1 && section == 2;
  return !is_aspect || section_numbering_.style == Style::none;
}

// "（二）合法规范依申请公开。…": the title says which of the five aspects begins. True where the
// block is the form's own title of it and no more, which is no part of the text.
bool Prose::aspect(const Block& block) {
  if (section_ != 1 || foreign_) return false;
  Style style = numbering_of(block.text).style;
  bool is_title =
      style == Style::bracket || (style == Style::none && block.kind == Block::Kind::heading);
  if (!is_title) return false;
  constexpr std::size_t longest_title = 40;
  std::string_view title = beginning(block.text, longest_title);
  title = title.substr(0, find_any(title, {"。", "：", ":", "\n"}));
  Overview& overview = report_.overview;
  struct Aspect {
    std::size_t at;  // in the title
    Part part;
  };
  Aspect aspects[] = {
      {find_any(title, {"主动公开"}),
       {"overview.proactive_disclosure", &overview.proactive_disclosure}},
      {find_any(title, {"依申请", "申请公开"}),
       {"overview.disclosure_on_request", &overview.disclosure_on_request}},
      {find_any(title, {"信息管理", "信息资源"}),
       {"overview.information_management", &overview.information_management}},
      {find_any(title, {"平台"}), {"overview.platforms", &overview.platforms}},
      {find_any(title, {"监督", "保障"}), {"overview.oversight", &overview.oversight}}};
  const Aspect& first =
      *std::min_element(std::begin(aspects), std::end(aspects),
                        [](const Aspect& a, const Aspect& b) { return a.at < b.at; });
  // Each of them comes once.
  if (first.at >= title.size() || !first.part.text->empty()) return false;
  part_ = first.part;
  for (const Member& member : schema<Overview>)
    if (member.at(&overview) == part_.text)
      return block.text == std::string(member.label.number) + std::string(member.label.text.zh);
  return false;
}

void Prose::place_text(const Block& block, std::string_view text) {
  bool beside = !foreign_ && section_ >= 2 && section_ <= 4;
  if ((beside || part_.text == nullptr) && belongs_to_a_table(text)) return;
  if (part_.text == nullptr) {
    if (section_ == 0 && !foreign_ && is_page_furniture(text)) return;
    return note_unplaced("reading.text.unplaced", block, text);
  }
  if (beside)
    note_unplaced("reading.text.beside", block, text);
  else
    unplaced_note_.reset();
  any_text_ = any_text_ || !beside;
  // A page break may cut a paragraph in two: what does not end a sentence goes on.
  std::string& whole = *part_.text;
  bool another = after_heading_ || block.kind == Block::Kind::heading || ends_sentence(whole) ||
                 numbering_of(text).style != Style::none;
  if (!whole.empty() && another) whole += '\n';
  if (block.place.line != 0 || block.at.known())
    reading_.texts.push_back(
        {std::string(part_.path), whole.size(), text.size(), block.place, block.at});
  whole += text;
}

void Prose::note_unplaced(std::string_view rule, const Block& block, std::string_view text) {
  constexpr std::size_t enough = 60;
  if (unplaced_note_) {
    ++reading_.notes[*unplaced_note_].others;
    return;
  }
  std::string shown(beginning(text, enough));
  if (shown.size() < text.size()) shown += "…";
  unplaced_note_ = reading_.notes.size();
  add_note(reading_, rule, block.place, block.at, std::move(shown));
}

// ---- title and date -----------------------------------------------------------------------------

namespace {

// The value of a digit, also of a Chinese one: 二〇二一, 二○二一, 二零二一.
std::optional<int> digit(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c == U'○' || c == U'零' || c == U'Ｏ' || c == U'O') return 0;
  std::size_t value = std::u32string_view(U"〇一二三四五六七八九").find(c);
  if (value == std::u32string_view::npos) return std::nullopt;
  return static_cast<int>(value);
}

struct Year {
  int year = 0;
  std::size_t begin = 0, end = 0;  // of "2021年度" in the text
};

// Four digits before 年, or in brackets.
Year find_year(std::string_view text) {
  Year found;
  int digits = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = at;
    char32_t c = text::next(text, at);
    if (auto value = digit(c)) {
      if (digits++ == 0) found = {0, start, 0};
      if (digits <= 4) found.year = found.year * 10 + *value;
      continue;
    }
    bool plausible = digits == 4 && found.year >= 2000 && found.year < 2100;
    if (plausible && (c == U'年' || c == ')')) {
      found.end = at;
      if (starts_with(text.substr(at), "度")) found.end += std::string_view("度").size();
      return found;
    }
    digits = 0;
  }
  return {};
}

// Chinese characters, perhaps brackets: 某市人民政府（办公室）.
bool is_name(std::string_view text) {
  constexpr std::size_t longest = 40;
  if (length(text) < 2 || length(text) > longest) return false;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::next(text, at);
    bool han = (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000;
    if (!han && c != '(' && c != ')' && c != U'·') return false;
  }
  return true;
}

// The agency in what stands beside the year: 关于公布某局 is 某局, and so is 某局关于.
std::string agency_in(std::string_view text) {
  text = text.substr(0, find_any(text, {"政府信息公开", "信息公开", "政务公开", "年度报告"}));
  for (std::string_view word : {"关于", "公布", "公开", "发布", "印发"})
    if (starts_with(text, word)) text.remove_prefix(word.size());
  text = text.substr(0, find_any(text, {"关于"}));
  return is_name(text) ? std::string(text) : std::string();
}

// Without spaces and 《》, ASCII for full-width.
std::string in_one_line(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::narrow(text::next(text, at));
    if (!text::is_space(c) && c != U'《' && c != U'》') text::append(result, c);
  }
  return result;
}

}  // namespace

// "达州市人力资源和社会保障局 2021 年政府信息公开工作年度报告", or the year first. Pages have
// links to other reports, and sentences that name this one.
bool Prose::title(const Block& block) {
  constexpr std::size_t longest_title = 80;
  if (length(block.text) > longest_title || !has(block.text, "报告")) return false;
  std::string line = in_one_line(block.text);
  for (std::string_view label : {"标题:", "名称:", "信息名称:"})
    if (starts_with(line, label)) line.erase(0, label.size());
  if (!has(line, "年度报告")) return false;
  if (find_any(line, {",", "。", ":", ";", ">", "?", "上一篇", "下一篇", "首页"}) < line.size())
    return false;
  Year year = find_year(line);
  if (year.year == 0) return false;
  std::string agency = agency_in(std::string_view(line).substr(0, year.begin));
  if (agency.empty() && year.begin == 0)
    agency = agency_in(std::string_view(line).substr(year.end));
  if (agency.empty() && year.begin == 0) agency = agency_in(in_one_line(line_before_));
  int rank = (agency.empty() ? 0 : 2) + (block.kind == Block::Kind::heading ? 1 : 0);
  if (rank <= title_rank_) return true;
  title_rank_ = rank;
  title_ = block.text;
  report_.year = year.year;
  report_.agency = agency;
  return true;
}

// "发布日期：2022-01-20", "公布时间：2022年1月20日"
bool Prose::date(const std::string& text) {
  if (has(text, "。")) return false;  // a sentence
  // A line that is nothing but a day, perhaps in brackets, stands under a title.
  std::string line(text::trim(text));
  std::size_t begin = starts_with(line, "（") ? std::string_view("（").size() : 0;
  std::size_t end = line.size() - (begin > 0 && ends_with(line, "）") ? begin : 0);
  if (Date day = Date::parse(std::string_view(line).substr(begin, end - begin)); day.known()) {
    report_.published = day;
    return true;
  }
  for (std::string_view word :
       {"发布日期", "发布时间", "公布日期", "公布时间", "公开日期", "公开时间", "时间", "日期"}) {
    bool alone = word.size() <= std::string_view("时间").size();  // "来源：某局 时间：2024-01-31"
    if (alone && !has(text, "来源")) continue;
    std::size_t found = text.find(word);
    if (found == std::string::npos) continue;
    int numbers[3] = {0, 0, 0};
    std::size_t count = 0;
    bool in_number = false;
    for (std::size_t at = found + word.size(); at < text.size() && count <= 3;) {
      char32_t c = text::narrow(text::next(text, at));
      bool digit = c >= '0' && c <= '9';
      if (digit && !in_number && ++count > 3) break;
      if (digit && numbers[count - 1] < 10000)
        numbers[count - 1] = numbers[count - 1] * 10 + static_cast<int>(c - '0');
      in_number = digit;
    }
    Date date{static_cast<std::int16_t>(std::min(numbers[0], 9999)),
              static_cast<std::int8_t>(std::min(numbers[1], 99)),
              static_cast<std::int8_t>(std::min(numbers[2], 99))};
    if (!date.ok()) continue;
    report_.published = date;
    return true;
  }
  return false;
}

void Prose::finish() {
  std::stable_sort(reading_.texts.begin(), reading_.texts.end(),
                   [](const TextSource& a, const TextSource& b) { return a.part < b.part; });
  if (report_.agency.empty()) add_note(reading_, "reading.agency", {}, {}, title_);
  if (report_.year == 0) add_note(reading_, "reading.year", {}, {}, title_);
}

}  // namespace v0
}  // namespace gongkai
