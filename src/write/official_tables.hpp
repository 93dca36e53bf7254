// The tables of the official form as they are drawn: which boxes there are and what each spans.
// Every writer of the form (HTML, Markdown, Word, Excel) draws these. Rows, columns and groups come
// from the types; headings that no member has stand in official_tables.cpp.
#ifndef GONGKAI_WRITE_OFFICIAL_TABLES_HPP
#define GONGKAI_WRITE_OFFICIAL_TABLES_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "gongkai/report.hpp"

namespace gongkai {
inline namespace v0 {

struct Box {
  enum class Kind : std::uint8_t {
    remark,  ///< the corner of table 3
    block,   ///< over the rows that follow: 第二十条第（一）项
    column,  ///< over columns
    row,     ///< of a row, or of several where `rows` says so
    value,   ///< a cell of the report
  };
  Kind kind = Kind::value;
  std::string text;   ///< of all but values
  std::size_t x = 0;  ///< the first column of the grid it takes, from 0
  std::size_t columns = 1, rows = 1;
  std::size_t cell = no_cell;           ///< of a value: its number in the Report
  std::size_t id = 0;                   ///< of a heading of table 2, from 1; else 0
  std::vector<std::size_t> headings{};  ///< of a value of table 2: the ids of block, column and row
};

struct OfficialTable {
  const Member* section;            ///< of Report: its label is the title above the table
  int number;                       ///< 2, 3 or 4
  std::vector<std::size_t> widths;  ///< of the columns of the grid, in twentieths of a point
  std::size_t heading_lines;        ///< how many lines at the top are headings of the whole table
  std::vector<std::vector<Box>> lines;  ///< what a box above spans is not repeated
};

/// Of one section of the report; a section without cells has none of them. Precondition: not all
/// its cells are absent.
OfficialTable official_table(const Report& report, const Member& section, Language language);

/// The cell of the report with that number, as the form prints it: a number; nothing for a blank;
/// a sign or a word where the number is not known.
std::string printed_cell(const Report& report, std::size_t cell, Language language);

/// "某局2023年政府信息公开工作年度报告", as far as agency and year are known.
std::string report_title(const Report& report, Language language);

/// "公布日期：2024-01-30", or nothing.
std::string published_line(const Report& report, Language language);

/// The paragraphs of a section of prose, in order, without the title of the section. 总体情况 has
/// the titles of its aspects among them.
std::vector<std::string> section_paragraphs(const Report& report, const Member& section,
                                            Language language);

/// Calls visit(section) for each section that the form of this report prints, in order.
template <class Visit>
void for_each_section(const Report& report, Visit&& visit) {
  for (const Member& section : schema<Report>) {
    bool table = section.cells > 0;
    bool prose = !table && section.kind != Kind::choice && !section.label.number.empty();
    if (prose || (table && !all_are(*section.part, section.at_const(&report), State::absent)))
      visit(section);
  }
}

}  // namespace v0
}  // namespace gongkai

#endif
