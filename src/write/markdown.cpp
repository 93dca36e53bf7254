// The official form as Markdown with pipe tables: what a box spans is left empty.
#include "gongkai/write.hpp"
#include "write/markup.hpp"
#include "write/official_tables.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

std::string table_row(const std::vector<std::string>& places) {
  std::string row = "|";
  for (const std::string& place : places) row += ' ' + place + (place.empty() ? "|" : " |");
  return row + '\n';
}

std::string table_text(const Report& report, const OfficialTable& table, Language language) {
  std::string text;
  for (const std::vector<Box>& line : table.lines) {
    std::vector<std::string> places(table.widths.size());
    for (const Box& box : line)
      places[box.x] = box.kind == Box::Kind::value ? printed_cell(report, box.cell, language)
                                                   : escaped_markdown(box.text);
    text += table_row(places);
    if (&line == &table.lines.front())
      text += table_row(std::vector<std::string>(table.widths.size(), "---"));
  }
  return text;
}

}  // namespace

std::string form_markdown(const Report& report, Language language) {
  std::string text = "# " + escaped_markdown(report_title(report, language)) + '\n';
  std::string date = published_line(report, language);
  if (!date.empty()) text += '\n' + date + '\n';
  for_each_section(report, [&](const Member& section) {
    text += "\n## " + escaped_markdown(section.label.text[language]) + '\n';
    if (section.cells > 0)
      text += '\n' + table_text(report, official_table(report, section, language), language);
    for (const std::string& paragraph : section_paragraphs(report, section, language))
      text += '\n' + escaped_markdown(paragraph) + '\n';
  });
  return text;
}

}  // namespace v0
}  // namespace gongkai
