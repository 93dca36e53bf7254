#include "write/official_tables.hpp"

#include <algorithm>

#include "text.hpp"
#include "write/columns.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// ---- headings that belong to no member ----------------------------------------------------------

// Over the rows of table 2, from that member on.
struct Block {
  std::string_view first;
  Text text;
};
constexpr Block blocks[] = {
    {"rules", {"第二十条第（一）项", "Article 20 (1)"}},
    {"licences", {"第二十条第（五）项", "Article 20 (5)"}},
    {"penalties", {"第二十条第（六）项", "Article 20 (6)"}},
    {"administrative_fees", {"第二十条第（八）项", "Article 20 (8)"}},
    {"procurement", {"第二十条第（九）项", "Article 20 (9)"}},
};
constexpr Text contents = {"信息内容", "Information"};

constexpr Text remark = {"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
                         "(in each column: items 1 and 2 add up to items 3 and 4)"};
constexpr Text applicants = {"申请人情况", "Applicants"};

// Over members next to each other.
struct Span {
  std::string_view first, last;
  Text text;
};
constexpr Span legal_persons = {
    "commercial_enterprise", "other", {"法人或其他组织", "Legal persons and other organisations"}};
constexpr Span litigation = {"litigation_direct",
                             "litigation_after_reconsideration",
                             {"行政诉讼", "Administrative litigation"}};

// The template's columns of labels in table 3, and what is left for each number.
constexpr std::size_t label_widths[] = {754, 921, 3271};
constexpr std::size_t number_width = 685;
constexpr std::size_t page_width = 9740;

class Drawing {
 public:
  Drawing(const Report& report, const Member& section, Language language)
      : report_(report), language_(language), table_{&section, 0, {}, 0, {}} {}

  OfficialTable draw() {
    const Member& section = *table_.section;
    const void* at = section.at_const(&report_);
    table_.number = table_number(Path(schema<Report>, section.first_cell));
    if (table_.number == 2) rows_in_blocks(*section.part, at);
    if (table_.number == 3) rows_in_groups(*section.part, at);
    if (table_.number == 4) side_by_side(*section.part);
    return std::move(table_);
  }

 private:
  using Line = std::vector<Box>;

  Box box(Box::Kind kind, std::string text, std::size_t x, std::size_t columns = 1,
          std::size_t rows = 1) const {
    return {kind, std::move(text), x, columns, rows};
  }
  Box heading(const Text& text, std::size_t x, std::size_t columns, std::size_t rows = 1) const {
    return box(Box::Kind::column, std::string(text[language_]), x, columns, rows);
  }
  Box heading(const Member& column, std::size_t x, std::size_t rows = 1) const {
    return box(Box::Kind::column, column_label(column, language_), x, 1, rows);
  }
  Box value(std::size_t cell, std::size_t x) const {
    Box result = box(Box::Kind::value, {}, x);
    result.cell = cell;
    return result;
  }
  std::string row_label(const Member& row) const {
    std::string_view number = row.label.number, text = row.label.text[language_];
    if (language_ == Language::zh || number.empty()) return std::string(text);
    return std::string(number) + ' ' + std::string(text);
  }

  // ---- table 2: blocks of rows, each with its columns
  // -----------------------------------------------------------------------------------------

  void rows_in_blocks(const Schema& part, const void* object) {
    std::size_t columns = 1;
    for (const Member& row : part) columns = std::max(columns, row.part->size + 1);
    table_.widths.assign(columns, page_width / columns);
    std::size_t ids = 0;
    std::size_t block_id = 0;
    Line head;
    for (const Member& row : part) {
      if (all_are(*row.part, row.at_const(object), State::absent)) continue;
      for (const Block& each : blocks) {
        if (each.first != row.name) continue;
        Box over = box(Box::Kind::block, std::string(each.text[language_]), 0, columns);
        over.id = block_id = ++ids;
        table_.lines.push_back({over});
        head = {heading(contents, 0, 1)};
        for (const Member& column : *row.part) head.push_back(heading(column, head.size()));
        for (Box& each_head : head) each_head.id = ++ids;
        widen_last(head, columns);
        table_.lines.push_back(head);
      }
      Line line = {box(Box::Kind::row, row_label(row), 0)};
      line[0].id = ++ids;
      for (const Member& column : *row.part) {
        std::size_t x = line.size();
        line.push_back(value(table_.section->first_cell + row.first_cell + column.first_cell, x));
        if (x < head.size()) line[x].headings = {block_id, head[x].id, line[0].id};
      }
      widen_last(line, columns);
      table_.lines.push_back(line);
    }
  }

  static void widen_last(Line& line, std::size_t columns) {
    line.back().columns = columns - line.back().x;
  }

  // ---- table 3: groups of rows, their labels side by side
  // -----------------------------------------------------------------------------------------

  void rows_in_groups(const Schema& part, const void* object) {
    constexpr std::size_t labels = sizeof label_widths / sizeof label_widths[0];
    const Schema& row = schema<Applicants>;
    table_.widths.assign(std::begin(label_widths), std::end(label_widths));
    table_.widths.insert(table_.widths.end(), row.size, number_width);
    table_.heading_lines = 3;
    Line over, middle, below;
    over = {box(Box::Kind::remark, std::string(remark[language_]), 0, labels, 3),
            heading(applicants, labels, row.size)};
    bool within = false;
    std::size_t x = labels;
    for (const Member& column : row) {
      if (column.name == legal_persons.first) {
        within = true;
        middle.push_back(heading(legal_persons.text, x, 0));
      }
      if (within)
        ++middle.back().columns, below.push_back(heading(column, x));
      else
        middle.push_back(heading(column, x, 2));
      within = within && column.name != legal_persons.last;
      ++x;
    }
    table_.lines = {over, middle, below};
    Line labels_so_far;
    group(part, object, table_.section->first_cell, 0, labels_so_far);
  }

  // Labels of groups go into the line of their first row.
  void group(const Schema& part, const void* object, std::size_t first_cell, std::size_t depth,
             Line& labels) {
    constexpr std::size_t columns = sizeof label_widths / sizeof label_widths[0];
    for (const Member& member : part) {
      const void* at = member.at_const(object);
      if (all_are(*member.part, at, State::absent)) continue;
      std::size_t cell = first_cell + member.first_cell;
      if (!is_row(*member.part)) {
        labels.push_back(
            box(Box::Kind::row, row_label(member), depth, 1, rows_of(*member.part, at)));
        group(*member.part, at, cell, depth + 1, labels);
        continue;
      }
      labels.push_back(box(Box::Kind::row, row_label(member), depth, columns - depth));
      for (std::size_t i = 0; i < member.part->size; ++i)
        labels.push_back(value(cell + i, columns + i));
      table_.lines.push_back(std::move(labels));
      labels.clear();
    }
  }

  static std::size_t rows_of(const Schema& part, const void* object) {
    std::size_t rows = 0;
    for (const Member& member : part) {
      const void* at = member.at_const(object);
      if (all_are(*member.part, at, State::absent)) continue;
      rows += is_row(*member.part) ? 1 : rows_of(*member.part, at);
    }
    return rows;
  }

  // ---- table 4: one line of numbers
  // -----------------------------------------------------------------------------------------

  void side_by_side(const Schema& part) {
    table_.widths.assign(part.cells, page_width / part.cells);
    table_.heading_lines = 3;
    Line over, middle, below, values;
    bool within = false;
    std::size_t x = 0;
    for (const Member& block : part) {
      if (block.name == litigation.first) {
        within = true;
        over.push_back(heading(litigation.text, x, 0));
      }
      Text text = block.label.text;
      if (within) over.back().columns += block.cells;
      (within ? middle : over).push_back(heading(text, x, block.cells));
      for (const Member& column : *block.part) {
        (within ? below : middle).push_back(heading(column, x, within ? 1 : 2));
        values.push_back(value(table_.section->first_cell + x, x));
        ++x;
      }
      within = within && block.name != litigation.last;
    }
    table_.lines = {over, middle, below, values};
  }

  const Report& report_;
  Language language_;
  OfficialTable table_;
};

// A text as it was read begins with its title: "（一）主动公开情况。…", or "主动公开" in a line.
bool has_own_title(std::string_view text, std::string_view title) {
  std::size_t at = 0;
  char32_t open = text::narrow(text::next(text, at));
  text::next(text, at);
  char32_t close = text::narrow(text::next(text, at));
  return (open == '(' && close == ')') || text.substr(0, text.find('\n')) == title;
}

void add_paragraphs(std::vector<std::string>& paragraphs, std::string_view text) {
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    if (!text::trim(text.substr(0, end)).empty()) paragraphs.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

OfficialTable official_table(const Report& report, const Member& section, Language language) {
  return Drawing(report, section, language).draw();
}

std::string printed_cell(const Report& report, std::size_t cell, Language language) {
  Kind kind = path_of<Report>(cell).cell().kind;
  const void* at = cell_at(schema<Report>, const_cast<Report*>(&report), cell);
  State state = cell_state(kind, at);
  if (state == State::blank || state == State::absent) return {};
  return shown_cell(state, cell_text(kind, at), language);
}

std::string report_title(const Report& report, Language language) {
  std::string year = report.year == 0 ? std::string() : std::to_string(report.year);
  std::string agency = text::one_line(report.agency);
  if (language == Language::zh)
    return agency + year + (year.empty() ? "" : "年") + "政府信息公开工作年度报告";
  return agency + (agency.empty() ? "" : ": ") +
         "Annual report on government information disclosure" + (year.empty() ? "" : ", ") + year;
}

std::string published_line(const Report& report, Language language) {
  if (!report.published.known()) return {};
  return (language == Language::zh ? "公布日期：" : "Published: ") + to_string(report.published);
}

std::vector<std::string> section_paragraphs(const Report& report, const Member& section,
                                            Language language) {
  std::vector<std::string> paragraphs;
  const void* at = section.at_const(&report);
  if (section.kind == Kind::text) add_paragraphs(paragraphs, *static_cast<const std::string*>(at));
  if (section.kind != Kind::part || section.cells > 0) return paragraphs;
  for (const Member& aspect : *section.part) {
    const std::string& text = *static_cast<const std::string*>(aspect.at_const(at));
    if (text.empty()) continue;
    std::string_view number = aspect.label.number;
    if (!number.empty() && !has_own_title(text, aspect.label.text.zh))
      paragraphs.push_back(std::string(number) + (language == Language::en ? " " : "") +
                           std::string(aspect.label.text[language]));
    add_paragraphs(paragraphs, text);
  }
  return paragraphs;
}

}  // namespace v0
}  // namespace gongkai
