// Pages of realistic size to measure with: reports as Word pastes them into a content system, made
// up, and the same in every run.
#ifndef GONGKAI_TESTS_BENCH_PAGES_HPP
#define GONGKAI_TESTS_BENCH_PAGES_HPP

#include <string>
#include <string_view>
#include <vector>

#include "gongkai/labels.hpp"
#include "gongkai/report.hpp"
#include "reports.hpp"

/// A page, and what the cells of tables 3 and 4 say in it, in the order of the form.
struct MadeUpPage {
  std::string html;
  std::vector<std::string> numbers;
};

class PageMaker {
 public:
  explicit PageMaker(std::uint32_t n) : n_(n) {}

  /// 60 to 120 KB, most of it styles: some pages repeat them in every cell, some have fewer.
  MadeUpPage make() {
    using namespace gongkai;
    Report report = made_up_report(n_);
    text(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>达州市人力资源和社会保"
        "障局2022年政府信息公开工作年度报告</title>\n<style>td { padding: 0 }</style>\n"
        "</head>\n<body>\n<div class=\"main\" id=\"zoom\">\n");
    paragraph("一、总体情况");
    for (const std::string* part : {&report.overview.opening, &report.overview.platforms,
                                    &report.overview.oversight, &report.problems})
      paragraph(*part);
    paragraph("二、主动公开政府信息情况");
    open_table();
    row({{"第二十条第（一）项", 4}});
    row({{"信息内容"}, {"本年制发件数"}, {"本年废止件数"}, {"现行有效件数"}});
    row({{"规章"}, {"0"}, {"0"}, {"0"}});
    row({{"行政规范性文件"}, {"12"}, {"3"}, {"45"}});
    close_table();
    paragraph("三、收到和处理政府信息公开申请情况");
    applications();
    paragraph("四、政府信息公开行政复议、行政诉讼情况");
    proceedings();
    paragraph("五、存在的主要问题及改进情况");
    paragraph(report.problems);
    paragraph("六、其他需要报告的事项");
    paragraph(report.other_matters);
    text("</div>\n</body>\n</html>\n");
    return std::move(page_);
  }

 private:
  struct Cell {
    std::string text;
    int columns = 1, rows = 1;
  };

  void text(std::string_view part) { page_.html += part; }

  void paragraph(std::string_view words) {
    text(
        "<p class=\"MsoNormal\" style=\"text-indent:32.0pt;mso-char-indent-count:2.0;line-height:"
        "28.0pt;mso-line-height-rule:exactly\"><span style=\"font-size:16.0pt;font-family:仿宋_"
        "GB2312;mso-hansi-font-family:仿宋_GB2312;color:black\">");
    text(words);
    text("<span lang=\"EN-US\"><o:p></o:p></span></span></p>\n");
  }

  void open_table() {
    text(
        "<table class=\"MsoTableGrid\" border=\"1\" cellspacing=\"0\" cellpadding=\"0\" width=\""
        "719\" style=\"width:539.25pt;border-collapse:collapse;border:none\">\n<tbody>\n");
  }
  void close_table() { text("</tbody>\n</table>\n"); }

  void row(const std::vector<Cell>& cells) {
    text(" <tr style=\"mso-yfti-irow:0;height:18.0pt\">\n");
    for (const Cell& cell : cells) {
      text("  <td width=\"68\"");
      if (cell.columns > 1) text(" colspan=\"" + std::to_string(cell.columns) + "\"");
      if (cell.rows > 1) text(" rowspan=\"" + std::to_string(cell.rows) + "\"");
      text(
          " valign=\"center\" style=\"width:50.85pt;border:solid windowtext 1.0pt;padding:0cm "
          "5.4pt 0cm 5.4pt\">\n  <p class=\"MsoNormal\" align=\"center\" style=\"text-align:center"
          "\"><span lang=\"EN-US\" style=\"font-size:12.0pt;");
      // Half of the pages; others leave the fonts to a class.
      if (n_ % 2 == 0)
        text(
            "font-family:仿宋_GB2312;mso-hansi-font-family:仿宋_GB2312;mso-bidi-font-family:宋体;"
            "color:black;mso-font-kerning:0pt");
      text("\">");
      text(cell.text);
      text("<o:p></o:p></span></p>\n  </td>\n");
    }
    text(" </tr>\n");
  }

  void applications() {
    open_table();
    row({{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3},
         {"申请人情况", 7}});
    row({{"自然人", 1, 2}, {"法人或其他组织", 5}, {"总计", 1, 2}});
    row({{"商业&nbsp;企业"}, {"科研机构"}, {"社会公益组织"}, {"法律服务机构"}, {"其他"}});
    rows_of(gongkai::schema<gongkai::Applications>, "");
    close_table();
  }

  // The only applicants are natural persons, one for each outcome.
  void rows_of(const gongkai::Schema& part, std::string_view group) {
    for (const gongkai::Member& member : part) {
      if (member.name == "other_handling_2019") continue;
      if (!gongkai::is_cell(member.part->begin()->kind)) {
        rows_of(*member.part, member.label.text.zh);
        continue;
      }
      std::string_view number = member.label.number;
      constexpr const char* outcomes = "21";
      std::string first = number == "一" || number == "（七）" ? outcomes
                          : number == "二" || number == "四"   ? "0"
                                                               : "1";
      std::vector<Cell> cells;
      if (!group.empty()) cells.push_back({std::string(group)});
      cells.push_back({std::string(member.label.text.zh), group.empty() ? 3 : 2});
      for (int i = 0; i < 7; ++i) {
        cells.push_back({i == 0 || i == 6 ? first : "0"});
        page_.numbers.push_back(cells.back().text);
      }
      row(cells);
    }
  }

  void proceedings() {
    open_table();
    row({{"行政复议", 5}, {"行政诉讼", 10}});
    std::vector<Cell> second, third, numbers;
    for (const char* label : {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"})
      second.push_back({label, 1, 2});
    second.push_back({"未经复议直接起诉", 5});
    second.push_back({"复议后起诉", 5});
    for (int block = 0; block < 2; ++block)
      for (const char* label : {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"})
        third.push_back({label});
    for (int block = 0; block < 3; ++block)
      for (const char* number : {"3", "1", "0", "2", "6"}) numbers.push_back({number});
    for (const Cell& cell : numbers) page_.numbers.push_back(cell.text);
    row(second);
    row(third);
    row(numbers);
    close_table();
  }

  std::uint32_t n_;
  MadeUpPage page_;
};

#endif
