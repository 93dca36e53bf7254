// The texts of a report: title and date, the sections and aspects that headings open, and what a
// converter leaves between them.
#include <doctest/doctest.h>

#include <algorithm>

#include "form.hpp"
#include "gongkai/read.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

const std::string title = "# 某局2021年政府信息公开工作年度报告\n\n";

// What is read of a text; a row of a table makes a report of it.
Reading reading_of(const std::string& text) {
  Result<Reading> reading =
      read("| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n\n" + text);
  REQUIRE_MESSAGE(reading, message(reading.error, Language::en));
  return *std::move(reading);
}

Report report_of(const std::string& text) { return reading_of(text).report; }

std::vector<std::string> notes_of(const Reading& reading, std::string_view id) {
  std::vector<std::string> details;
  for (const ReadingNote& note : reading.notes)
    if (note.rule.id == id) details.push_back(note.detail);
  return details;
}

std::vector<std::string> unplaced(const Reading& reading) {
  return notes_of(reading, "reading.text.unplaced");
}

std::size_t line_of_first_unplaced(const Reading& reading) {
  for (const ReadingNote& note : reading.notes)
    if (note.rule.id == "reading.text.unplaced") return note.place.line;
  return 0;
}

Count total_of(const std::string& cell) {
  Result<Reading> reading = read(
      "| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n| （七）总计 | 0 | 0 | 0 | 0 | 0 | "
      "0 | " +
      cell + " |\n");
  REQUIRE(reading);
  return reading->report.applications.outcomes.total.total;
}

}  // namespace

// ---- Markdown -----------------------------------------------------------------------------------

TEST_CASE("a row of single dashes is a row of blanks, except where Markdown wants a rule") {
  auto table_4 = [](const std::string& between, const std::string& dash) {
    std::string row = "|";
    for (int i = 0; i < 15; ++i) row += " " + dash + " |";
    Reading reading = reading_of(
        "四、政府信息公开行政复议、行政诉讼情况\n\n| 结果维持 | 结果纠正 | 其他结果 |\n" + between +
        row + "\n");
    return reading.report.proceedings.reconsideration.upheld.state();
  };
  CHECK(table_4("|---|\n", "-") == State::blank);
  CHECK(table_4("| - | - | - |\n", "-") == State::blank);
  CHECK(table_4("|---|\n", "---") == State::missing);
}

TEST_CASE("what Markdown and HTML put around a number does not hide it, nor make another") {
  for (const char* cell : {"3<sup>1</sup>", "3<SUP>[1]</SUP>", "3&#160;", "3&emsp;", "&ensp;3",
                           "&#x3000;3", "*3*", "_3_", "**3**", "***3***", "3<BR>", "3<br/>",
                           "<b>3</b>", "<span style=\"x\">3</span>", "3 <!-- p. 4 -->", "&#51;"})
    CHECK_MESSAGE(total_of(cell) == Count(3), cell);
  for (const char* cell : {"1*2*3", "1_2_3", "1</td><td>2", "1&#0;2", "1&#x110000;2", "1&x;2",
                           "1&#99999999999999999999;2"})
    CHECK_MESSAGE(total_of(cell).state() != State::value, cell);
}

TEST_CASE("entities and signs in prose") {
  CHECK(report_of("六、其他需要报告的事项\n\n甲&lt;乙&gt;&amp;&quot;丙&nbsp;丁&unknown; a_b_c")
            .other_matters == "甲<乙>&\"丙 丁&unknown; a_b_c");
  CHECK(report_of("六、其他需要报告的事项\n\n*重点*是_收费_，3 * 4 * 5 不变。").other_matters ==
        "重点是收费，3 * 4 * 5 不变。");
}

TEST_CASE("a comment hides itself and nothing else") {
  CHECK(
      report_of("六、其他需要报告的事项\n\n<!-- page 1 --> 本年度收到申请 3 件。").other_matters ==
      "本年度收到申请 3 件。");
  CHECK(report_of("六、其他需要报告的事项\n\n甲<!-- a\n\nb -->乙。\n\n丙。").other_matters ==
        "甲乙。\n丙。");
  // One that never ends is text.
  CHECK(report_of("六、其他需要报告的事项\n\n甲。\n\n<!-- 乙。").other_matters ==
        "甲。\n<!-- 乙。");
  // Beside a row it does not end the table.
  Reading reading = reading_of(
      "| 一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n<!-- page 2 -->\n"
      "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |");
  std::size_t carried = cell_index<Report>("applications.carried_in.total");
  CHECK(reading.sources[carried].at.table == 2);
  CHECK(reading.sources[carried].place.line == 5);
}

TEST_CASE("page numbers, rules and pictures are no text, and a paragraph goes on behind them") {
  for (const char* cut :
       {"\n— 5 —\n", "\n\n— 5 —\n\n", "\n\n- 5 -\n\n", "\n\n---\n\n", "\n---\n", "\n\n* * *\n\n",
        "\n\n5\n\n", "\n\n![](page5.png)\n\n", "\n![图](a.png \"b\")\n"})
    CHECK_MESSAGE(
        report_of("六、其他需要报告的事项\n\n规范性有待" + std::string(cut) + "提高。\n\n完。")
                .other_matters == "规范性有待提高。\n完。",
        cut);
  CHECK(report_of("六、其他需要报告的事项\n\n-5 度到 -3 度").other_matters == "-5 度到 -3 度");
}

// ---- sections -----------------------------------------------------------------------------------

TEST_CASE("titles and text without empty lines between them") {
  for (const std::string& first : {std::string("一、总体情况\n"), std::string("## 一、总体情况\n"),
                                   std::string("**一、总体情况**\n")}) {
    Reading reading =
        reading_of(title + first +
                   "本年度认真贯彻条例，全面推进政府信息公开工作，各项任务如期完成，情况如下。\n"
                   "（一）主动公开。公开 3 条，均依照条例第二十条第\n（一）项的规定公开。\n"
                   "（二）依申请公开。收到 2 件。\n（三）政府信息管理。逐件审查\n"
                   "（四）平台建设情况\n网站更新及时。\n（五）监督保障。接受监督。\n"
                   "二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n"
                   "解读不够。将逐步改进第\n一、二、三产业的解读。\n六、其他需要报告的事项\n无。");
    const Overview& overview = reading.report.overview;
    CHECK(overview.opening.find("本年度认真贯彻") == 0);
    CHECK(overview.proactive_disclosure ==
          "（一）主动公开。公开 3 条，均依照条例第二十条第（一）项的规定公开。");
    CHECK(overview.disclosure_on_request == "（二）依申请公开。收到 2 件。");
    CHECK(overview.information_management == "（三）政府信息管理。逐件审查");
    CHECK(overview.platforms.find("网站更新及时。") != std::string::npos);
    CHECK(overview.oversight == "（五）监督保障。接受监督。");
    CHECK(reading.report.problems == "解读不够。将逐步改进第一、二、三产业的解读。");
    CHECK(reading.report.other_matters == "无。");
    CHECK(unplaced(reading).empty());
  }
}

TEST_CASE("titles as agencies write them") {
  struct Case {
    const char* title;
    int section;
  };
  for (const Case& c : {Case{"五、存在的主要问题及改进情况", 5}, Case{"五、存在问题和改进措施", 5},
                        Case{"五、存在的问题及改进措施", 5},
                        Case{"五、存在的主要问题及明年工作计划", 5}, Case{"六、其他事项", 6},
                        Case{"六、其他需要报告的事项", 6}, Case{"六、需要报告的其他事项", 6},
                        Case{"六、需要说明的其他事项与附表", 6}, Case{"五、其他需要报告的事项", 6},
                        Case{"七、其他需要报告的事项", 6}, Case{"（六）其他需要报告的事项", 6}}) {
    Report report = report_of(std::string(c.title) + "\n\n正文。");
    CHECK_MESSAGE(report.problems == (c.section == 5 ? "正文。" : ""), c.title);
    CHECK_MESSAGE(report.other_matters == (c.section == 6 ? "正文。" : ""), c.title);
  }
  for (const char* ends : {"四、政府信息公开行政法复议、行政诉讼情况",
                           "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                           "三、收到和办理政府信息公开申请情况"}) {
    Reading reading = reading_of("一、总体情况\n\n甲。\n\n" + std::string(ends) + "\n\n乙。");
    CHECK_MESSAGE(reading.report.overview.opening == "甲。", ends);
    CHECK_MESSAGE(notes_of(reading, "reading.text.beside") == std::vector<std::string>{"乙。"},
                  ends);
    CHECK_MESSAGE(reading.beside_tables.applications + reading.beside_tables.proceedings == "乙。",
                  ends);
  }
}

TEST_CASE("text on the line of its title") {
  CHECK(report_of("六、其他需要报告的事项：无。").other_matters == "无。");
  CHECK(report_of("六、其他需要报告的事项 2021年，无收取信息处理费情况").other_matters ==
        "2021年，无收取信息处理费情况");
  CHECK(report_of("六、其他需要报告的事项2021年无收取信息处理费情况。").other_matters ==
        "2021年无收取信息处理费情况。");
  CHECK(report_of("一、总体情况。本年度平稳。").overview.opening == "本年度平稳。");
}

TEST_CASE("sections go forward; what is numbered below them is their text") {
  Reading reading = reading_of(
      "一、总体情况\n\n甲。\n\n五、存在的主要问题及改进情况\n\n"
      "（一）存在的主要问题：政策解读形式单一。\n\n（二）主动公开政府信息不够及时。\n\n"
      "1.收到和处理申请的程序不熟。\n\n### （三）其他事项\n\n### 存在的主要问题\n\n"
      "一、总体情况\n\n仍在此。\n\n"
      "六、其他需要报告的事项\n\n（一）收费情况：无。\n\n（二）落实总体情况：已落实。");
  CHECK(reading.report.overview.opening == "甲。");
  CHECK(reading.report.problems ==
        "（一）存在的主要问题：政策解读形式单一。\n（二）主动公开政府信息不够及时。\n"
        "1.收到和处理申请的程序不熟。\n（三）其他事项\n存在的主要问题\n一、总体情况\n仍在此。");
  CHECK(reading.report.other_matters == "（一）收费情况：无。\n（二）落实总体情况：已落实。");
  CHECK(unplaced(reading).empty());
}

TEST_CASE("a table of contents opens nothing for good") {
  Report report = report_of(
      "一、总体情况\n\n五、存在的主要问题及改进情况\n\n六、其他需要报告的事项\n\n"
      "一、总体情况\n\n甲。\n\n五、存在的主要问题及改进情况\n\n乙。");
  CHECK(report.overview.opening == "甲。");
  CHECK(report.problems == "乙。");
  CHECK(report.other_matters.empty());
}

TEST_CASE("a section that is not of the form belongs to none") {
  Reading reading = reading_of(
      "一、总体情况\n\n甲。\n\n五、信息处理费收取情况\n\n收取 0 元。\n\n"
      "六、存在的主要问题和改进情况\n\n乙。\n\n七、附件\n\n丙。\n\n八、其他需要报告的事项\n\n丁。");
  CHECK(reading.report.overview.opening == "甲。");
  CHECK(reading.report.problems == "乙。");
  CHECK(reading.report.other_matters == "丁。");
  CHECK(unplaced(reading).size() == 2);
}

TEST_CASE("sections without numbers, and a list numbered like sections") {
  Report report = report_of(
      "## 总体情况\n\n甲。\n\n## 主动公开政府信息情况\n\n## 存在的主要问题及改进情况\n\n乙。\n\n"
      "一、人员不足\n\n二、解读不够\n\n## 其他需要报告的事项\n\n丙。");
  CHECK(report.overview.opening == "甲。");
  CHECK(report.problems.find("二、解读不够") != std::string::npos);
  CHECK(report.other_matters == "丙。");
}

// ---- aspects ------------------------------------------------------------------------------------

TEST_CASE("the first words of its title tell an aspect") {
  for (const std::string& mark : {std::string(), std::string("### ")}) {
    Reading reading = reading_of(
        "一、总体情况\n\n甲。\n\n" + mark + "（一）主动公开政府信息情况\n\n公开 3 条。\n\n" + mark +
        "（二）收到和处理政府信息公开申请，依申请公开情况\n\n收到 1 件。\n\n"
        "2.加强依申请答复的监督检查。\n\n" +
        mark + "（三）政府信息管理情况：由平台统一管理。\n\n" + mark +
        "（四）平台建设情况：监督栏目更新。\n\n" + mark +
        "（五）监督保障情况：主动公开受监督。\n\n（六）平台再次提升。\n\n"
        "五、存在的主要问题及改进情况\n\n乙。");
    const Overview& overview = reading.report.overview;
    CHECK(overview.opening == "甲。");
    CHECK(overview.proactive_disclosure.find("公开 3 条。") != std::string::npos);
    CHECK(overview.disclosure_on_request.find("2.加强依申请答复的监督检查。") != std::string::npos);
    CHECK(overview.information_management == "（三）政府信息管理情况：由平台统一管理。");
    CHECK(overview.platforms == "（四）平台建设情况：监督栏目更新。");
    CHECK(overview.oversight == "（五）监督保障情况：主动公开受监督。\n（六）平台再次提升。");
    CHECK(reading.report.problems == "乙。");
    CHECK(unplaced(reading).empty());
  }
  CHECK(report_of("一、总体情况\n\n（一）主动公开情况：全年通过新媒体平台发布，依申请公开另述。")
            .overview.proactive_disclosure.find("（一）") == 0);
  CHECK(report_of("一、总体情况\n\n### 主动公开政府信息情况\n\n公开 3 条。")
            .overview.proactive_disclosure == "主动公开政府信息情况\n公开 3 条。");
}

// ---- title and date -----------------------------------------------------------------------------

TEST_CASE("the title names agency and year, however it is put") {
  for (const char* text : {
           "# 某局2021年政府信息公开工作年度报告",
           "某局2021年政府信息公开工作年度报告",
           "某局 ２０２１ 年度政府信息公开工作年度报告",
           "某局二〇二一年政府信息公开工作年度报告",
           "某局二○二一年度政府信息公开工作年度报告",
           "某局二零二一年政府信息公开工作年度报告",
           "2021年度某局政府信息公开工作年度报告",
           "关于某局2021年政府信息公开工作年度报告的公告",
           "关于公布《某局2021年政府信息公开工作年度报告》的公告",
           "某局关于2021年政府信息公开工作年度报告",
           "某局政府信息公开工作年度报告（2021年）",
           "某局政府信息公开工作年度报告（2021）",
           "标题：某局2021年政府信息公开工作年度报告",
           "某局\n2021年政府信息公开工作年度报告\n根据条例，现予公布。欢迎监督。",
           "标题: 某局2021年政府信息公开工作年度报告\n发布时间: 2022-01-20",
           "# 某局\n\n# 2021年政府信息公开工作年度报告",
           "上一篇：外局2020年政府信息公开工作年度报告\n\n某局2021年政府信息公开工作年度报告",
           "首页 > 外局2020年政府信息公开工作年度报告\n\n某局2021年政府信息公开工作年度报告",
           "外局2020年政府信息公开工作年度报告\n\n# 某局2021年政府信息公开工作年度报告",
           "# 2021年政府信息公开工作年度报告\n\n某局2021年政府信息公开工作年度报告",
           "根据条例，现公布外局2020年政府信息公开工作年度报告\n\n"
           "# 某局2021年政府信息公开工作年度报告\n\n下一篇 外局2020年政府信息公开工作年度报告",
       }) {
    Reading reading = reading_of(text + std::string("\n\n一、总体情况\n\n甲。"));
    CHECK_MESSAGE(reading.report.agency == "某局", text);
    CHECK_MESSAGE(reading.report.year == 2021, text);
    CHECK_MESSAGE(notes_of(reading, "reading.agency").empty(), text);
    CHECK_MESSAGE(notes_of(reading, "reading.year").empty(), text);
  }
}

TEST_CASE("what the title does not say is noted by name, in both languages") {
  auto said = [](const std::string& text, Language language) {
    Reading reading = reading_of(text);
    std::string all;
    for (const ReadingNote& note : reading.notes)
      if (note.rule.id == "reading.agency" || note.rule.id == "reading.year")
        all += message(note, language);
    return all;
  };
  auto has = [](const std::string& text, const char* word) {
    return text.find(word) != std::string::npos;
  };
  std::string nothing = said("上一篇：外局2020年政府信息公开工作年度报告", Language::zh);
  CHECK(has(nothing, "机关名称"));
  CHECK(has(nothing, "年度"));
  CHECK_FALSE(has(nothing, "?"));
  CHECK(has(said("无题", Language::en), "agency"));
  CHECK(has(said("无题", Language::en), "year"));
  std::string year_only = said("2021年政府信息公开工作年度报告", Language::en);
  CHECK(has(year_only, "agency"));
  CHECK_FALSE(has(year_only, "year"));
  // What is no name is not taken for one.
  Reading reading = reading_of("# 12/x 2021年政府信息公开工作年度报告");
  CHECK(reading.report.agency.empty());
  CHECK(reading.report.year == 2021);
  CHECK(notes_of(reading, "reading.agency") ==
        std::vector<std::string>{"12/x 2021年政府信息公开工作年度报告"});
  CHECK(notes_of(reading, "reading.year").empty());
}

// ---- text without a place -----------------------------------------------------------------------

TEST_CASE("text before the first section is noted; a title, a date and a link are not text") {
  std::string head = "首页 > 公开\n\n" + title + "发布日期：2022-01-20 来源：某局\n\n";
  Reading reading = reading_of(head + "本报告依照条例编制。\n\n一、总体情况\n\n甲。");
  CHECK(unplaced(reading) == std::vector<std::string>{"本报告依照条例编制。"});
  CHECK(to_string(reading.report.published) == "2022-01-20");
  CHECK(unplaced(reading_of(head + "一、总体情况\n\n甲。")).empty());
  // A date within a sentence does not make it a date line.
  CHECK(unplaced(reading_of("本报告公布时间：2022年1月20日。欢迎监督。")).size() == 1);
}

TEST_CASE("one note for a run of texts, with the first one shortened") {
  std::string sentence = "这是一句很长的话，";
  std::string text = "二、主动公开政府信息情况\n\n";
  for (int i = 0; i < 20; ++i) text += sentence;
  text += "完。\n\n乙。\n\n丙。\n\n五、存在的主要问题及改进情况\n\n丁。\n\n七、附件\n\n戊。";
  Reading reading = reading_of(text);
  std::vector<std::string> details = notes_of(reading, "reading.text.beside");
  REQUIRE(details.size() == 1);
  CHECK(details[0].find(sentence) == 0);
  CHECK(details[0].size() < 300);
  const ReadingNote& note = *std::find_if(reading.notes.begin(), reading.notes.end(), [](auto& n) {
    return n.rule.id == "reading.text.beside";
  });
  CHECK(note.others == 2);
  CHECK(message(note, Language::zh) ==
        "表格之外的文字没有收入报告，只与表中数字核对：" + details[0] + "（另有 2 处）");
  CHECK(message(note, Language::en) ==
        "text beside the table, compared with it but not kept in the report: " + details[0] +
            " (and 2 more)");
  details = unplaced(reading);
  REQUIRE(details.size() == 1);
  CHECK(details[0].find("七、附件") == 0);
  CHECK(line_of_first_unplaced(reading) == 15);
}

TEST_CASE("ten megabytes of anything are read in one go") {
  const char* pieces[] = {"*a",        "_a ",    "&",         "&#",     "<",      "<sup>",
                          "<!--",      "![](",   "![",        "（一）", "一、",   "甲。\n\n",
                          "— 5 —\n",   "一、\n", "（一）\n",  "#\n",    "| <!--", "2021年",
                          "<!---->\n", "|-\n",   "一、情况\n"};
  for (const char* piece : pieces) {
    std::string text = "二、主动公开政府信息情况\n\n";
    while (text.size() < 1'000'000) text += piece;
    Result<Document> document = read_markdown(text);
    if (std::string_view(piece) == "| <!--") {  // one row of 166,000 cells
      CHECK(document.error.code == ErrorCode::too_large);
      continue;
    }
    REQUIRE(document);
    CHECK_MESSAGE(reading_of(text).sources.size() > 0, piece);
  }
}
