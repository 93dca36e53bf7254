#include "read/notes.hpp"

#include <algorithm>

namespace gongkai {
inline namespace v0 {
namespace {

constexpr Text by_the_form = {"国办公开办函〔2021〕30号、〔2019〕60号附件的表式",
                              "The templates of notices 〔2021〕30 and 〔2019〕60"};

constexpr Rule rules[] = {
    {"reading.row.unknown",
     Severity::warning,
     {"有数字的行应是表式中的一行", "A row with numbers is a row of the form"},
     by_the_form,
     {"认不出这一行，其中的数字没有采用：{detail}",
      "a row that is not in the form; its numbers are not used: {detail}"}},
    {"reading.row.shape",
     Severity::warning,
     {"一行的数字应与列数相符", "A row has as many numbers as columns"},
     by_the_form,
     {"这一行的数字对不上各列，按无法辨认处理：{detail}",
      "the numbers of this row cannot be laid to the columns; taken as unreadable: {detail}"}},
    {"reading.row.twice",
     Severity::warning,
     {"一行只应出现一次", "A row is there once"},
     by_the_form,
     {"同一行出现两次，数字不同，按无法辨认处理：{detail}",
      "the row is there twice with different numbers; taken as unreadable: {detail}"}},
    {"reading.split",
     Severity::note,
     {"每个数字应在自己的格内", "Each number stands in its own cell"},
     by_the_form,
     {"原文数字连排，已按格数和勾稽关系断开：{detail}",
      "numbers run together in the source, cut by the number of cells and the sums: {detail}"}},
    {"reading.joined",
     Severity::note,
     {"一个数字应在一个格内", "A number stands in one cell"},
     by_the_form,
     {"一个数字被拆在两格，已按合计拼合：{detail}",
      "a number torn over two cells, joined by the total of the row: {detail}"}},
    {"reading.ambiguous",
     Severity::warning,
     {"每个数字应在自己的格内", "Each number stands in its own cell"},
     by_the_form,
     {"数字连排，有几种读法，无法确定，请对照原件：{detail}",
      "numbers run together that can be read in several ways; compare the original: {detail}"}},
    {"reading.table.unused",
     Severity::note,
     {"表二、表三、表四应在各自的部分", "Tables 2 to 4 stand in their sections"},
     by_the_form,
     {"文字部分中的表格没有收入：{detail}",
      "a table among the text of the report, not kept: {detail}"}},
    {"reading.columns",
     Severity::warning,
     {"各列应依表式的顺序", "The columns are in the order of the form"},
     by_the_form,
     {"表头各列的顺序与表式不同，表中数字按无法辨认处理：{detail}",
      "the columns are not in the order of the form; their numbers are taken as unreadable: "
      "{detail}"}},
    {"reading.unit",
     Severity::note,
     {"金额以万元计", "Money is in 万元"},
     by_the_form,
     {"原文单位为元，已折算为万元：{detail}", "printed in yuan, converted to 万元: {detail}"}},
    {"reading.unit.unknown",
     Severity::warning,
     {"金额应注明单位", "Money comes with its unit"},
     by_the_form,
     {"金额没有注明单位，按无法辨认处理：{detail}",
      "money without a unit; taken as unreadable: {detail}"}},
    {"reading.form.unknown",
     Severity::warning,
     {"应能由表二的标题认出表式", "The labels of table 2 tell the form"},
     by_the_form,
     {"没有表二的标题可以区分 2019 年与 2021 年表式，按 2021 年处理",
      "no label of table 2 tells the 2019 from the 2021 form; taken as 2021"}},
    {"reading.agency",
     Severity::warning,
     {"标题应有机关名称", "The title names the agency"},
     by_the_form,
     {"没有认出机关名称：{detail}", "no name of an agency was found: {detail}"}},
    {"reading.year",
     Severity::warning,
     {"标题应有年度", "The title names the year"},
     by_the_form,
     {"没有认出年度：{detail}", "no year was found: {detail}"}},
    {"reading.text.beside",
     Severity::note,
     {"第二至四部分只有表格", "Sections 二 to 四 are tables alone"},
     by_the_form,
     {"表格之外的文字没有收入报告，只与表中数字核对：{detail}",
      "text beside the table, compared with it but not kept in the report: {detail}"}},
    {"reading.text.unplaced",
     Severity::note,
     {"文字应属于报告的某一部分", "Text belongs to a section of the report"},
     by_the_form,
     {"文字不属于报告的任何部分，没有收入：{detail}",
      "text outside the sections of the report, not kept: {detail}"}},
};

}  // namespace

void add_note(Reading& reading, std::string_view id, Place place, const TablePlace& at,
              std::string detail) {
  const Rule& rule =
      *std::find_if(std::begin(rules), std::end(rules), [id](const Rule& r) { return r.id == id; });
  reading.notes.push_back({rule, place, std::move(detail), 0, at});
}

RuleList reading_rules() { return {rules, sizeof(rules) / sizeof(Rule)}; }

std::string message(const ReadingNote& note, Language language) {
  const bool zh = language == Language::zh;
  std::string text(note.rule.message[language]);
  std::string_view detail = "{detail}";
  if (std::size_t at = text.find(detail); at != std::string::npos) {
    if (note.detail.empty())
      text.erase(text.rfind(zh ? "：" : ":", at));  // nothing to be shown
    else
      text.replace(at, detail.size(), note.detail);
  }
  if (note.others > 0)
    text += (zh ? "（另有 " : " (and ") + std::to_string(note.others) + (zh ? " 处）" : " more)");
  return text;
}

}  // namespace v0
}  // namespace gongkai
