#include "gongkai/read.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {

std::string cell_reference(const TablePlace& at) {
  if (at.row == 0 || at.column == 0) return {};
  std::string letters;
  for (std::uint32_t left = at.column; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters + std::to_string(at.row);
}

std::string place_name(const TablePlace& at, std::string_view sheet, Language language) {
  bool zh = language == Language::zh;
  auto numbered = [zh](const char* before_zh, const char* before_en, std::uint32_t number,
                       const char* after_zh) {
    if (number == 0) return std::string();
    return (zh ? before_zh : before_en) + std::to_string(number) + (zh ? after_zh : "");
  };
  if (at.table == 0) return numbered("第 ", "paragraph no. ", at.paragraph, " 段");
  std::string row = numbered("第 ", ", row ", at.row, " 行");
  if (sheet.empty())
    return numbered("第 ", "table no. ", at.table, " 个表格") + row +
           numbered("第 ", ", column ", at.column, " 列");
  std::string name = text::one_line(sheet), cell = cell_reference(at);
  name = zh ? "工作表“" + name + "”" : "sheet \"" + name + '"';
  return name + (cell.empty() ? row : (zh ? "" : ", cell ") + cell);
}

}  // namespace v0
}  // namespace gongkai
