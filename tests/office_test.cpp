// Word and Excel: the official template, what their files can hold, and hostile ones.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "form.hpp"
#include "gongkai/check.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/read.hpp"
#include "gongkai/write.hpp"
#include "packages.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

using BlockKind = Block::Kind;

std::string p(const std::string& text, const std::string& properties = {}) {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text +
         "</w:t></w:r></w:p>";
}
std::string tc(const std::string& text, const std::string& properties = {}) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(text) + "</w:tc>";
}
std::string tr(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }
std::string tbl(const std::string& rows) { return "<w:tbl><w:tblPr/>" + rows + "</w:tbl>"; }

Document word(const std::string& body, const std::string& styles = {},
              const std::string& numbering = {}) {
  Result<Document> document = read_docx(docx(body, styles, numbering));
  REQUIRE_MESSAGE(document, document.error.detail);
  return *document;
}

// Blocks as "# heading", "paragraph", and grids as rows of cells with < for a covered place.
std::vector<std::string> shown(const Document& document) {
  std::vector<std::string> all;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::grid)
      all.push_back((block.kind == BlockKind::heading ? "# " : "") + block.text);
    for (const auto& row : block.grid.rows) {
      std::string line = "|";
      for (const GridCell& cell : row) {
        CHECK((!cell.covered || cell.text.empty()));
        line += (cell.covered ? "<" : cell.text) + "|";
      }
      all.push_back(line);
    }
  }
  return all;
}
using Shown = std::vector<std::string>;

}  // namespace

// ---- docx ---------------------------------------------------------------------------------------

TEST_CASE("the official Word template: the geometry of its three tables, and 200 blanks") {
  const std::string corpus = GONGKAI_CORPUS;
  if (corpus.empty()) {
    MESSAGE("no corpus: the template is not tested");
    return;
  }
  std::string bytes = file_text(corpus + "/official_template_2021.docx");
  Result<Document> document = read_docx(bytes);
  REQUIRE(document);
  std::vector<const Grid*> grids;
  for (const Block& block : document->blocks)
    if (block.kind == BlockKind::grid) grids.push_back(&block.grid);
  REQUIRE(grids.size() == 3);
  const std::size_t widths[] = {4, 10, 15}, values[] = {0, 7, 0}, heights[] = {14, 28, 4};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK_MESSAGE(grids[i]->rows.size() == heights[i], i);
    for (const auto& row : grids[i]->rows) {
      CHECK_MESSAGE(row.size() == widths[i], i);
      CHECK_FALSE(row.empty());
    }
  }
  for (std::size_t i = 3; i < grids[1]->rows.size(); ++i) {  // behind three rows of headings
    const auto& row = grids[1]->rows[i];
    for (std::size_t column = 10 - values[1]; column < 10; ++column) {
      CHECK(row[column].text.empty());
      CHECK_FALSE(row[column].covered);
    }
  }
  CHECK(grids[1]->rows[0][0].text.find("勾稽关系") != std::string::npos);
  CHECK(grids[1]->rows[2][2].covered);  // the corner is 3 × 3
  CHECK(grids[1]->rows[5][0].text.find("三、") == 0);
  CHECK(grids[1]->rows[6][0].covered);

  Result<Reading> reading = read(bytes);
  REQUIRE(reading);
  CHECK(reading->report.form == Form::of_2021);
  CHECK(reading->report.overview.opening == "（文字描述）");
  CHECK(reading->report.problems == "（文字描述）");
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    if (state_at(reading->report, i) == State::absent) continue;
    CHECK_MESSAGE(state_at(reading->report, i) == State::blank, to_string(path_of<Report>(i)));
    int table = table_number(path_of<Report>(i));
    CHECK(reading->sources[i].at.table == static_cast<std::size_t>(table - 1));
    if (table == 3) CHECK(reading->sources[i].at.column >= 4);
    ++blanks;
  }
  CHECK(blanks == 200);
}

TEST_CASE("docx: what is printed is read, and nothing else") {
  auto text = [](const std::string& content) { return shown(word("<w:p>" + content + "</w:p>")); };
  auto run = [](const std::string& content) { return "<w:r>" + content + "</w:r>"; };
  CHECK(text(run("<w:t>a</w:t><w:tab/><w:t>b</w:t>")) == Shown{"a\tb"});
  CHECK(text(run("<w:t>一、总体情况</w:t><w:br/><w:t>正文</w:t>")) ==
        Shown{"一、总体情况", "正文"});
  CHECK(text(run("<w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>3</w:t>")) ==
        Shown{"1-23"});
  CHECK(text("<w:del><w:r><w:delText>9</w:delText><w:t>8</w:t></w:r></w:del><w:ins>" +
             run("<w:t>7</w:t>") + "</w:ins><w:moveFrom>" + run("<w:t>6</w:t>") +
             "</w:moveFrom><w:moveTo>" + run("<w:t>5</w:t>") + "</w:moveTo>") == Shown{"75"});
  CHECK(text(run("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>") +
             run("<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>seen</w:t>")) == Shown{"seen"});
  CHECK(text("<w:hyperlink>" + run("<w:t>link</w:t>") +
             "</w:hyperlink><w:fldSimple w:instr=\"X\">" + run("<w:t>12</w:t>") + "</w:fldSimple>" +
             run("<w:instrText>PAGE</w:instrText>")) == Shown{"link12"});
  CHECK(text(run("<w:ruby><w:rt>" + run("<w:t>wen</w:t>") + "</w:rt><w:rubyBase>" +
                 run("<w:t>文</w:t>") + "</w:rubyBase></w:ruby>")) == Shown{"文"});
  CHECK(text("<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" +
             run("<w:t>in a control</w:t>") + "</w:sdtContent></w:sdt>") == Shown{"in a control"});
  CHECK(text(run("<w:t>A&amp;B &lt; &#20013;</w:t>")) == Shown{"A&B < 中"});
  CHECK(text(run("<w:t xml:space=\"preserve\">  spaces  </w:t>")) == Shown{"spaces"});
  CHECK(text(run("<w:t> </w:t>")).empty());
  // One thing written for new and for old programs is there once; a text box comes behind.
  std::string box =
      "<w:txbxContent>" + p("in the box") + tbl(tr(tc("1") + tc("2"))) + "</w:txbxContent>";
  CHECK(text(run("<w:t>beside</w:t>") +
             run("<mc:AlternateContent><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box +
                 "</mc:Fallback></mc:AlternateContent>")) ==
        Shown{"beside", "in the box", "|1|2|"});
}

TEST_CASE("docx: headings by style, by the style it is based on, and by outline level") {
  std::string styles =
      "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
      "<w:style w:styleId=\"a\"><w:name w:val=\"own\"/><w:basedOn w:val=\"1\"/></w:style>"
      "<w:style w:styleId=\"b\"><w:name w:val=\"x\"/><w:pPr><w:outlineLvl "
      "w:val=\"1\"/></w:pPr></w:style>"
      "<w:style w:styleId=\"c\"><w:name w:val=\"Normal\"/><w:basedOn w:val=\"c\"/></w:style>"
      "<w:style w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style>";
  std::string body;
  for (const char* style : {"1", "a", "b", "c", "t", "unknown"})
    body += p(style, "<w:pStyle w:val=\"" + std::string(style) + "\"/>");
  body +=
      p("outline", "<w:outlineLvl w:val=\"0\"/>") + p("body text", "<w:outlineLvl w:val=\"9\"/>");
  CHECK(shown(word(body, styles)) ==
        Shown{"# 1", "# a", "# b", "c", "# t", "unknown", "# outline", "body text"});
}

TEST_CASE("docx: Word's automatic numbers are part of what is printed") {
  auto level = [](int number, const std::string& format, const std::string& text, int start = 1) {
    return "<w:lvl w:ilvl=\"" + std::to_string(number) + "\"><w:start w:val=\"" +
           std::to_string(start) + "\"/><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" +
           text + "\"/></w:lvl>";
  };
  std::string numbering =
      "<w:abstractNum w:abstractNumId=\"7\">" + level(0, "chineseCountingThousand", "%1、", 9) +
      level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%2.%3") +
      "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">" + level(0, "bullet", "•") +
      level(1, "unheardOf", "%2.") +
      "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>";
  std::string styles =
      "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>"
      "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
  auto in_list = [](const std::string& text, int list, int deep) {
    return p(text, "<w:numPr><w:ilvl w:val=\"" + std::to_string(deep) + "\"/><w:numId w:val=\"" +
                       std::to_string(list) + "\"/></w:numPr>");
  };
  std::string body =
      p("总体情况", "<w:pStyle w:val=\"1\"/>") + in_list("甲", 1, 1) + in_list("乙", 1, 1) +
      in_list("丙", 1, 2) + p("主动公开", "<w:pStyle w:val=\"1\"/>") + in_list("丁", 1, 1) +
      in_list("点", 2, 0) + in_list("不明", 2, 1) + in_list("不在", 3, 0) + in_list("太深", 1, 99) +
      p("不编号", "<w:pStyle w:val=\"1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>") +
      p("又一", "<w:pStyle w:val=\"1\"/>");
  CHECK(shown(word(body, styles, numbering)) ==
        Shown{"# 九、总体情况", "（一）甲", "（二）乙", "二.1丙", "# 十、主动公开", "（一）丁",
              "点", "不明", "不在", "太深", "# 不编号", "# 十一、又一"});
}

TEST_CASE("docx: spans are laid out") {
  std::string span2 = "<w:gridSpan w:val=\"2\"/>", start = "<w:vMerge w:val=\"restart\"/>",
              on = "<w:vMerge/>";
  CHECK(shown(word(tbl(tr(tc("a", span2 + start) + tc("b")) +
                       tr(tc("hidden", span2 + on) + tc("c")) + tr(tc("d") + tc("e", span2))))) ==
        Shown{"|a|<|b|", "|<|<|c|", "|d|e|<|"});
  // One that goes on from nothing is a cell; a merge ends where another cell begins.
  CHECK(shown(word(tbl(tr(tc("a", on) + tc("b")) + tr(tc("x") + tc("c")) +
                       tr(tc("d", on) + tc("e"))))) == Shown{"|a|b|", "|x|c|", "|d|e|"});
  CHECK(shown(word(tbl(tr("<w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>" + tc("a") +
                          tc("b", "<w:hMerge w:val=\"restart\"/>") +
                          tc("", "<w:hMerge w:val=\"continue\"/>"))))) == Shown{"|<|<|a|b|<|"});
  // Rows and cells in content controls, deleted rows, paragraphs in a cell.
  CHECK(shown(word(tbl("<w:sdt><w:sdtContent>" +
                       tr("<w:sdt><w:sdtContent>" + tc("a") + "</w:sdtContent></w:sdt>" + tc("b")) +
                       "</w:sdtContent></w:sdt>" +
                       tr("<w:trPr><w:del/></w:trPr>" + tc("x") + tc("y")) +
                       tr("<w:tc>" + p("商业") + p("企业") + "</w:tc>" + tc(" 3 "))))) ==
        Shown{"|a|b|", "|商业\n企业|3|"});
  // A table in a table comes behind it; a table of one cell is a frame.
  std::string inner = tbl(tr(tc("1") + tc("2")));
  CHECK(shown(word(tbl(tr("<w:tc>" + p("a") + inner + "</w:tc>" + tc("b"))) + p("c"))) ==
        Shown{"|a|b|", "|1|2|", "c"});
  CHECK(shown(word(tbl(tr("<w:tc>" + p("一、总体情况") + inner + p("end") + "</w:tc>")))) ==
        Shown{"一、总体情况", "|1|2|", "end"});
}

namespace {

// Sections 三 and 四, as a published file has them: the smallest report that can be wrong.
std::string small_report() {
  std::string numbers, empty = tc("", "<w:gridSpan w:val=\"3\"/>");
  for (int i : {2, 0, 1, 0, 4}) numbers += tc(std::to_string(i));
  std::string zeros;
  for (int i = 0; i < 10; ++i) zeros += tc("0");
  std::string columns;
  for (int i = 0; i < 3; ++i)
    for (const char* name : {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"})
      columns += tc(name);
  std::string five = "<w:gridSpan w:val=\"5\"/>";
  return p("示例县某局2023年政府信息公开工作年度报告", "<w:outlineLvl w:val=\"0\"/>") +
         p("四、政府信息公开行政复议、行政诉讼情况") +
         tbl(tr(tc("行政复议", five) + tc("未经复议直接起诉", five) + tc("复议后起诉", five)) +
             tr(columns) + tr(numbers + zeros));
}

}  // namespace

TEST_CASE("findings in a Word file name table, row and column of the file") {
  Result<Reading> reading = read(docx(small_report()));
  REQUIRE(reading);
  CHECK(reading->report.agency == "示例县某局");
  CHECK(reading->report.year == 2023);
  const CellSource& source =
      reading->sources[cell_index<Report>("proceedings.reconsideration.total")];
  CHECK(source.at.table == 1);
  CHECK(source.at.row == 3);
  CHECK(source.at.column == 5);
  CHECK(source.place.line == 0);
  Findings findings = check(reading->report);
  std::string zh = findings_text(*reading, findings, "f.docx", {}, Language::zh, false);
  CHECK_MESSAGE(
      zh.find("f.docx: 第 1 个表格第 3 行第 5 列: 错误：表四·行政复议：各种结果相加为 3") !=
          std::string::npos,
      zh);
  CHECK_MESSAGE(
      zh.find("    原文  第 1 个表格第 3 行第 1 列  行政复议·结果维持 “2”") != std::string::npos,
      zh);
  CHECK(zh.find("0:1") == std::string::npos);
  std::string en = findings_text(*reading, findings, "f.docx", {}, Language::en, false);
  CHECK_MESSAGE(en.find("f.docx: table no. 1, row 3, column 5: error: ") != std::string::npos, en);
  nlohmann::json json = nlohmann::json::parse(findings_json(*reading, findings, "f.docx"));
  CHECK(json["findings"][0]["cells"].back()["source"] ==
        nlohmann::json({{"table", 1}, {"row", 3}, {"column", 5}}));
}

// ---- xlsx ---------------------------------------------------------------------------------------

namespace {

std::string c(const std::string& at, const std::string& text) {
  return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string n(const std::string& at, const std::string& number) {
  return "<c r=\"" + at + "\"><v>" + number + "</v></c>";
}
std::string row(int number, const std::string& cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}
std::string sheet(const std::string& rows, const std::string& merges = {}) {
  std::string all;
  for (std::size_t at = 0; at < merges.size();) {
    std::size_t end = std::min(merges.find(' ', at), merges.size());
    all += "<mergeCell ref=\"" + merges.substr(at, end - at) + "\"/>";
    at = end + 1;
  }
  return "<sheetData>" + rows + "</sheetData>" +
         (all.empty() ? "" : "<mergeCells>" + all + "</mergeCells>");
}
Document book(const std::vector<std::string>& sheets,
              const std::vector<std::string>& strings = {}) {
  Result<Document> document = read_xlsx(xlsx(sheets, strings));
  REQUIRE_MESSAGE(document, document.error.detail);
  return *document;
}
std::string number_shown(const std::string& stored) {
  Document document = book({sheet(row(1, c("A1", "x") + n("B1", stored)))});
  return document.blocks.at(0).grid.rows.at(0).at(1).text;
}

}  // namespace

TEST_CASE("xlsx: cells of all kinds") {
  std::string cells =
      "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
      "<c t=\"b\"><v>1</v></c><c r=\"E1\" t=\"e\"><v>#N/A</v></c>"
      "<c r=\"F1\" t=\"str\"><f>A1</f><v>formula</v></c>"
      "<c r=\"G1\"><f>1+2</f><v>3</v></c><c r=\"H1\" s=\"1\"/>" +
      c("I1", "in&#10;line");
  CHECK(shown(book({sheet(row(1, cells))}, {"<t>a_x000D_b_x4E2D_ _x00_</t>",
                                            "<r><t>文</t></r><r><rPr><b/></rPr><t>字</t></r><rPh "
                                            "sb=\"0\" eb=\"1\"><t>wen</t></rPh>"})) ==
        Shown{"|ab中 _x00_|文字|TRUE||#N/A|formula|3||in\nline|"});
  // Without references cells and rows follow each other; another prefix is the same.
  Document plain =
      book({"<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c>"
            "<c><v>4</v></c></row></sheetData>"});
  CHECK(shown(plain) == Shown{"|1|2|", "|", "|3|4|"});
  Document prefixed =
      book({"<x:sheetData xmlns:x=\"x\"><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c>"
            "<x:c r=\"B1\"><x:v>2</x:v></x:c></x:row></x:sheetData>"});
  CHECK(shown(prefixed) == Shown{"|1|2|"});
}

TEST_CASE("xlsx: numbers are shown with the digits that a spreadsheet shows") {
  struct Case {
    const char *stored, *expected;
  };
  const Case cases[] = {
      {"3", "3"},
      {"3.0", "3.0"},
      {"0", "0"},
      {"-12.50", "-12.50"},
      {"24252.311082000001", "24252.311082"},
      {"5949.0886669999995", "5949.088667"},
      {"66.486599999999996", "66.4866"},
      {"0.10000000000000001", "0.1"},
      {"-0.10000000000000001", "-0.1"},
      {"27.000000000000004", "27"},
      {"26.999999999999996", "27"},
      {"99999.999999999999", "100000"},
      {"1E3", "1000"},
      {"1.5E-3", "0.0015"},
      {"-2.5e+2", "-250"},
      {"4.1662146190000001E3", "4166.214619"},
      {"12345678901234567", "12345678901234600"},
      {"123456789012345", "123456789012345"},
      {"0E5", "0"},
      {"1E300", "1E300"},
      {"1E", "1E"},
      {"1E+", "1E+"},
      {"1.2.3", "1.2.3"},
      {"NaN", "NaN"},
      {".5E1", "5"},
      {"0.000000000000000012345678901234567", "0.0000000000000000123456789012346"}};
  for (const Case& each : cases)
    CHECK_MESSAGE(number_shown(each.stored) == each.expected, each.stored);
}

TEST_CASE("xlsx: sheets become paragraphs and tables, numbered as the sheet is") {
  Document document = book(
      {sheet(row(1, c("A1", "某局2023年政府信息公开工作年度报告")) +
                 row(3, c("A3", "四、行政复议&#10;正文")) +
                 row(5, c("A5", "行政复议") + c("C5", "行政诉讼")) +
                 row(6, n("A6", "1") + n("B6", "2") + n("C6", "3")) +
                 row(7, "<c r=\"A7\" s=\"1\"/><c r=\"B7\" s=\"1\"/>") +
                 row(8, "<c r=\"A8\"/><c r=\"B8\"/>") + row(9, c("A9", "规章")) +
                 row(10, c("B10", "五、存在的主要问题及改进情况")) + row(1000, n("B1000", "7")),
             "A1:J1 A5:B5 A9:A10 XX:1 B2"),
       sheet(row(1, c("A1", "second sheet")))});
  Shown lines = shown(document);
  CHECK(Shown(lines.begin(), lines.begin() + 3) ==
        Shown{"某局2023年政府信息公开工作年度报告", "四、行政复议", "正文"});
  // The first table: four empty rows, so that its fifth is the sheet's.
  REQUIRE(document.blocks.size() >= 7);
  const Grid& first = document.blocks[3].grid;
  REQUIRE(first.rows.size() == 9);
  CHECK(first.rows[3].empty());
  CHECK(first.rows[4].at(0).text == "行政复议");
  CHECK(first.rows[4].at(1).covered);
  CHECK(first.rows[6].size() == 2);           // blank, below the numbers
  CHECK(first.rows[7].empty());               // only formatted
  CHECK(first.rows[8].at(0).text == "规章");  // a row of the form with blank numbers
  CHECK(document.blocks[4].text == "五、存在的主要问题及改进情况");
  CHECK(document.blocks[5].grid.rows.size() == 1000);
  CHECK(document.blocks[6].text == "second sheet");
}

TEST_CASE("a report in Excel is read and checked, and the cell is named") {
  std::string five, zeros, names;
  const char* columns[] = {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"};
  for (int i = 0; i < 15; ++i) {
    std::string column(1, static_cast<char>('A' + i));
    names += c(column + "4", columns[i % 5]);
    five += n(column + "5", std::to_string(i < 5 ? (i == 4 ? 4 : i % 2 == 0 ? 1 : 0) : 0));
  }
  std::string rows =
      row(1, c("A1", "示例县某局2023年政府信息公开工作年度报告")) +
      row(2, c("A2", "四、政府信息公开行政复议、行政诉讼情况")) +
      row(3, c("A3", "行政复议") + c("F3", "未经复议直接起诉") + c("K3", "复议后起诉")) +
      row(4, names) + row(5, five);
  Result<Reading> reading = read(xlsx({sheet(rows, "A1:O1 A2:O2 A3:E3 F3:J3 K3:O3")}));
  REQUIRE(reading);
  CHECK(reading->report.agency == "示例县某局");
  CHECK(reading->report.proceedings.reconsideration.total == Count(4));
  std::string text =
      findings_text(*reading, check(reading->report), "f.xlsx", {}, Language::zh, false);
  CHECK_MESSAGE(
      text.find("f.xlsx: 工作表“S1”E5: 错误：表四·行政复议：各种结果相加为 2，总计为 4") !=
          std::string::npos,
      text);
}

// ---- places -------------------------------------------------------------------------------------

namespace {

// What a person is told of a file, in all the ways there are.
struct Told {
  Reading reading;
  Findings findings;
  std::string zh, en, html;
  nlohmann::json json, sarif;

  Told(const std::string& bytes, std::string_view file) {
    Result<Reading> read = gongkai::read(bytes);
    REQUIRE(read);
    reading = *read;
    findings = check_all(reading.report, reading.mentions, reading.beside_tables);
    zh = findings_text(reading, findings, file, {}, Language::zh, false);
    en = findings_text(reading, findings, file, {}, Language::en, false);
    json = nlohmann::json::parse(findings_json(reading, findings, file));
    CheckedFile checked{file, {}, &reading, &findings};
    html = findings_html(checked, Language::zh);
    sarif = nlohmann::json::parse(findings_sarif({checked}, Language::zh))["runs"][0]["results"];
  }

  const TablePlace& cell(const char* path) const {
    return reading.sources[cell_index<Report>(path)].at;
  }
  nlohmann::json note(const std::string& rule) const {
    for (const auto& note : json["notes"])
      if (note["rule"] == rule) return note["source"];
    return {};
  }
  // The last logical location of the first result of that rule.
  std::string logical(const std::string& rule) const {
    for (const auto& result : sarif)
      if (result["ruleId"] == rule) {
        const auto& location = result["locations"][0];
        CHECK_FALSE(location["physicalLocation"].contains("region"));
        return location["logicalLocations"].back()["name"];
      }
    return {};
  }
};

std::string numbers(const std::vector<int>& all) {
  std::string cells;
  for (int number : all) cells += tc(std::to_string(number));
  return cells;
}

// Tables 3 and 4, both with a wrong total, a row with a number missing, texts beside them. Counted
// by hand: the paragraphs outside tables, of which the empty one does not count, and in the tables
// the columns of a merged cell.
std::string two_tables() {
  auto across = [](int columns) {
    return "<w:gridSpan w:val=\"" + std::to_string(columns) + "\"/>";
  };
  std::string down = "<w:vMerge w:val=\"restart\"/>", on = "<w:vMerge/>";
  std::string applicants, results;
  for (const char* name :
       {"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"})
    applicants += tc(name);
  for (int i = 0; i < 3; ++i)
    for (const char* name : {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"})
      results += tc(name);
  return p("示例县某局2023年政府信息公开工作年度报告") +  // paragraph 1
         p("") + p("一、总体情况") +                      // 2
         p("本局收到政府信息公开申请9件。") +             // 3: the table says 4
         p("三、收到和处理政府信息公开申请情况") +        // 4
         tbl(tr(tc("项目", across(3) + down) + tc("申请人情况", across(7))) +  // row 1
             tr(tc("", across(3) + on) + applicants) +                         // row 2
             tr(tc("一、本年新收政府信息公开申请数量", across(3)) +            // row 3
                numbers({2, 1, 0, 0, 0, 0, 4})) +
             tr(tc("二、上年结转政府信息公开申请数量", across(3)) +  // row 4
                numbers({0, 0, 0, 0, 0, 0, 0})) +
             tr(tc("三、本年度办理结果", down) + tc("（一）予以公开", across(2)) +  // row 5
                numbers({1, 0, 0, 0, 0, 0, 1})) +
             tr(tc("", on) + tc("（二）部分公开", across(2)) + numbers({1, 2}))) +  // row 6
         p("四、政府信息公开行政复议、行政诉讼情况") +                              // 5
         p("本年没有行政诉讼案件。") +                                              // 6
         tbl(tr(tc("行政复议", across(5)) + tc("未经复议直接起诉", across(5)) +
                tc("复议后起诉", across(5))) +
             tr(results) + tr(numbers({2, 0, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})));
}

// The same in a workbook of two sheets, whose tables begin in B4 and C3.
std::string two_sheets() {
  std::string names = c("B4", "项目"), received = c("B5", "一、本年新收政府信息公开申请数量"),
              carried = c("B6", "二、上年结转政府信息公开申请数量"),
              disclosed = c("B7", "（一）予以公开");
  const char* applicants[] = {"自然人",       "商业企业", "科研机构", "社会公益组织",
                              "法律服务机构", "其他",     "总计"};
  const int five[] = {2, 1, 0, 0, 0, 0, 4}, seven[] = {1, 0, 0, 0, 0, 0, 1};
  for (int i = 0; i < 7; ++i) {
    std::string column(1, static_cast<char>('C' + i));
    names += c(column + "4", applicants[i]);
    received += n(column + "5", std::to_string(five[i]));
    carried += n(column + "6", "0");
    disclosed += n(column + "7", std::to_string(seven[i]));
  }
  std::string first = row(1, c("B1", "示例县某局2023年政府信息公开工作年度报告")) +
                      row(2, c("B2", "三、收到和处理政府信息公开申请情况")) + row(4, names) +
                      row(5, received) + row(6, carried) + row(7, disclosed) +
                      row(8, c("B8", "（二）部分公开") + n("C8", "1") + n("D8", "2")) +
                      row(10, c("B10", "本局收到政府信息公开申请9件。"));
  std::string results, zeros;
  const char* columns[] = {"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"};
  const int reconsideration[] = {2, 0, 1, 0, 4};
  for (int i = 0; i < 15; ++i) {
    std::string column(1, static_cast<char>('C' + i));
    results += c(column + "4", columns[i % 5]);
    zeros += n(column + "5", std::to_string(i < 5 ? reconsideration[i] : 0));
  }
  std::string second =
      row(1, c("C1", "四、政府信息公开行政复议、行政诉讼情况")) +
      row(3, c("C3", "行政复议") + c("H3", "未经复议直接起诉") + c("M3", "复议后起诉")) +
      row(4, results) + row(5, zeros);
  return xlsx({sheet(first), sheet(second, "C3:G3 H3:L3 M3:Q3")}, {},
              {"申请 &amp; 办理", "复议诉讼"});
}

}  // namespace

TEST_CASE("a Word file: table, row and column of each cell, paragraph of each text") {
  Told told(docx(two_tables()), "f.docx");
  const TablePlace& received = told.cell("applications.received.total");
  CHECK(received.table == 1);
  CHECK(received.row == 3);
  CHECK(received.column == 10);
  const TablePlace& disclosed = told.cell("applications.outcomes.disclosed.natural_person");
  CHECK(disclosed.table == 1);
  CHECK(disclosed.row == 5);
  CHECK(disclosed.column == 4);
  const TablePlace& upheld = told.cell("proceedings.reconsideration.total");
  CHECK(upheld.table == 2);
  CHECK(upheld.row == 3);
  CHECK(upheld.column == 5);

  CHECK_MESSAGE(has(told.zh, "f.docx: 第 1 个表格第 3 行第 10 列: 错误：表三·一、本年新收"),
                told.zh);
  CHECK_MESSAGE(has(told.zh, "    原文  第 1 个表格第 3 行第 4 列  "), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.docx: 第 2 个表格第 3 行第 5 列: 错误：表四·行政复议："), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.docx: 第 1 个表格第 6 行: 警告：这一行的数字"), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.docx: 第 6 段: 提示：表格之外的文字"), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.docx: 第 3 段: 警告："), told.zh);
  CHECK_MESSAGE(has(told.en, "f.docx: table no. 1, row 3, column 10: error: "), told.en);
  CHECK_MESSAGE(has(told.en, "f.docx: table no. 1, row 6: warning: "), told.en);
  CHECK_MESSAGE(has(told.en, "f.docx: paragraph no. 6: note: "), told.en);
  // In the order of the file: the table stands before paragraph 6.
  CHECK(told.zh.find("第 1 个表格第 6 行: ") < told.zh.find("第 6 段: "));

  using nlohmann::json;
  CHECK(told.json["findings"][0]["cells"].back()["source"] ==
        json({{"table", 1}, {"row", 3}, {"column", 10}}));
  CHECK(told.note("reading.row.shape") == json({{"table", 1}, {"row", 6}}));
  CHECK(told.note("reading.text.beside") == json({{"paragraph", 6}}));
  CHECK(told.logical("applicants.total") == "第 1 个表格第 3 行第 10 列");
  CHECK(told.logical("reading.row.shape") == "第 1 个表格第 6 行");
  CHECK(told.logical("reading.text.beside") == "第 6 段");
  CHECK_MESSAGE(has(told.html, "<br>位置：第 1 个表格第 3 行第 10 列<br>"), told.html);
  CHECK_MESSAGE(has(told.html, "<br>位置：第 6 段</li>"), told.html);
  CHECK_MESSAGE(has(told.html, "\n位置：第 1 个表格第 3 行第 10 列\""), told.html);  // of the cell
}

TEST_CASE("a workbook: sheet and cell of each number, each row and each text") {
  Told told(two_sheets(), "f.xlsx");
  CHECK(told.reading.sheets == std::vector<std::string>{"申请 & 办理", "复议诉讼"});
  CHECK(cell_reference(told.cell("applications.received.natural_person")) == "C5");
  CHECK(told.cell("applications.received.total").table == 1);
  CHECK(cell_reference(told.cell("proceedings.reconsideration.total")) == "G5");
  CHECK(told.cell("proceedings.reconsideration.total").table == 2);

  CHECK_MESSAGE(has(told.zh, "f.xlsx: 工作表“申请 & 办理”I5: 错误：表三·一、本年新收"), told.zh);
  CHECK_MESSAGE(has(told.zh, "    原文  工作表“申请 & 办理”C5  "), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.xlsx: 工作表“复议诉讼”G5: 错误：表四·行政复议："), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.xlsx: 工作表“申请 & 办理”第 8 行: 警告：这一行的数字"), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.xlsx: 工作表“申请 & 办理”B10: 提示：表格之外的文字"), told.zh);
  CHECK_MESSAGE(has(told.zh, "f.xlsx: 工作表“申请 & 办理”B10: 警告："), told.zh);
  CHECK_MESSAGE(has(told.en, "f.xlsx: sheet \"申请 & 办理\", cell I5: error: "), told.en);
  CHECK_MESSAGE(has(told.en, "f.xlsx: sheet \"申请 & 办理\", row 8: warning: "), told.en);
  CHECK(told.zh.find("”第 8 行: ") < told.zh.find("”B10: 提示"));

  using nlohmann::json;
  const json one = {
      {"table", 1}, {"row", 5}, {"column", 9}, {"sheet", "申请 & 办理"}, {"cell", "I5"}};
  CHECK(told.json["findings"][0]["cells"].back()["source"] == one);
  CHECK(told.note("reading.row.shape") ==
        json({{"table", 1}, {"row", 8}, {"sheet", "申请 & 办理"}}));
  CHECK(told.note("reading.text.beside")["cell"] == "B10");
  CHECK(told.logical("applicants.total") == "工作表“申请 & 办理”I5");
  CHECK(told.logical("reading.row.shape") == "工作表“申请 & 办理”第 8 行");
  CHECK(told.logical("reading.text.beside") == "工作表“申请 & 办理”B10");
  CHECK_MESSAGE(has(told.html, "<br>位置：工作表“申请 &amp; 办理”I5<br>"), told.html);
  CHECK_MESSAGE(has(told.html, "<br>位置：工作表“申请 &amp; 办理”第 8 行</li>"), told.html);
}

TEST_CASE("a frame around a text is a table of the file, and counted") {
  std::string frame = tbl(tr(tc("示例县某局2023年政府信息公开工作年度报告")));
  Told told(docx(frame + small_report()), "f.docx");
  CHECK(told.cell("proceedings.reconsideration.total").table == 2);
}

TEST_CASE("a cell of a sheet is named as Excel names it") {
  const std::pair<std::uint32_t, const char*> columns[] = {
      {1, "A5"}, {26, "Z5"}, {27, "AA5"}, {52, "AZ5"}, {53, "BA5"}, {702, "ZZ5"}, {703, "AAA5"}};
  for (auto [column, name] : columns) CHECK(cell_reference({1, 5, column, 0}) == name);
  CHECK(cell_reference({1, 5, 0, 0}).empty());
  CHECK(place_name({1, 5, 28, 0}, "表三", Language::zh) == "工作表“表三”AB5");
  CHECK(place_name({1, 0, 0, 0}, "表三", Language::en) == "sheet \"表三\"");
  CHECK(place_name({2, 0, 0, 7}, {}, Language::zh) == "第 2 个表格");
  CHECK(place_name({}, {}, Language::zh).empty());
  // The name is the file's: neither endless nor able to write over what we say.
  std::string long_name(40, 'x');
  Result<Document> document = read_xlsx(xlsx({sheet(row(1, c("A1", "a")))}, {}, {long_name}));
  REQUIRE(document);
  CHECK(document->sheets == std::vector<std::string>{std::string(31, 'x')});
  CHECK(place_name({1, 1, 1, 0}, "a\nb", Language::en).find('\n') == std::string::npos);
}

// ---- damaged and hostile ------------------------------------------------------------------------

TEST_CASE("an Office file cut off or garbled is an error") {
  std::string good = docx(small_report());
  for (std::size_t size = 0; size < good.size(); size += size < good.size() - 300 ? 37 : 1) {
    CHECK(read_docx(good.substr(0, size)).error.code == ErrorCode::bad_archive);
    CHECK(read_xlsx(good.substr(0, size)).error.code == ErrorCode::bad_archive);
  }
  CHECK(read_docx(xlsx({"<sheetData/>"})).error.code == ErrorCode::unknown_kind);
  CHECK(read_xlsx(good).error.code == ErrorCode::unknown_kind);
  CHECK(read_docx(zip({{"a", "b"}})).error.code == ErrorCode::bad_archive);
  CHECK(read_docx(docx("<w:p>")).error.code == ErrorCode::bad_archive);
  CHECK(read_docx(docx("</w:body>")).error.code == ErrorCode::bad_archive);
  CHECK(read_docx(docx("")).error.code == ErrorCode::none);
  CHECK(read(docx("")).error.code == ErrorCode::no_report);
  for (const char* wrong : {"\xFF", "\xE5\xB9", "&#xD800;", "a\xC0\x80"})
    CHECK(read_docx(docx(p(wrong))).error.code == ErrorCode::bad_encoding);
  CHECK(read_xlsx(xlsx({sheet(row(1, c("A1", "\xE5\xB9")))})).error.code ==
        ErrorCode::bad_encoding);
  // No DTD and no entities of its own.
  std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE w:document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;\">]>"
      "<w:document xmlns:w=\"x\"><w:body>" +
      p("&b;") + "</w:body></w:document>";
  Result<Document> entities =
      read_docx(zip({{"[Content_Types].xml", ""}, {"word/document.xml", bomb}}));
  REQUIRE(entities);
  CHECK(shown(*entities) == Shown{"&b;"});
}

TEST_CASE("XML that nobody would write: depth, elements, spans, cells") {
  auto code = [](const Result<Document>& result) { return result.error.code; };
  auto repeated = [](const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
  };
  Limits wide;
  wide.ratio = 2000;
  Result<Document> deep =
      read_docx(docx(repeated("<w:sdt>", 1'000'000) + repeated("</w:sdt>", 1'000'000)), wide);
  CHECK(code(deep) == ErrorCode::too_large);
  CHECK(deep.error.detail == "depth 256");
  std::string tables =
      repeated("<w:tbl><w:tr><w:tc>", 70) + p("x") + repeated("</w:tc></w:tr></w:tbl>", 70);
  CHECK(shown(word(tables)) == Shown{"x"});
  CHECK(code(read_docx(docx(repeated("<w:p/>", 9'000'000)), wide)) == ErrorCode::too_large);

  Result<Document> spans =
      read_docx(docx(tbl(tr(tc("a", "<w:gridSpan w:val=\"999999999999999999999\"/>") + tc("b")))));
  CHECK(spans.error.detail == "columns 4096");
  CHECK(shown(word(tbl(tr(tc("a", "<w:gridSpan w:val=\"-1\"/>"))))) ==
        Shown{"a"});  // one cell: a frame
  CHECK(code(read_docx(docx(tbl(tr("<w:trPr><w:gridBefore w:val=\"9999999\"/></w:trPr>" + tc("a") +
                                   tc("b")))))) == ErrorCode::too_large);
  std::string wide_row = tr(tc("a", "<w:gridSpan w:val=\"4000\"/>") + tc("b"));
  Result<Document> many = read_docx(docx(tbl(repeated(wide_row, 1000))), wide);
  CHECK(many.error.detail == "cells 2000000");
  Limits few;
  few.blocks = 10;
  CHECK(read_docx(docx(repeated(p("x"), 11)), few).error.detail == "blocks 10");
  CHECK(read_xlsx(xlsx({sheet(repeated(row(0, c("", "x")), 11))}), few).error.detail ==
        "blocks 10");

  // A million cells in one row; columns and rows that no sheet has.
  CHECK(
      read_xlsx(xlsx({sheet(row(1, repeated("<c><v>1</v></c>", 1'000'000)))}), wide).error.detail ==
      "columns 4096");
  CHECK(shown(book({sheet(row(1, n("A1", "1") + n("B1", "2") + "<c r=\"XFD1\" s=\"1\"/>"))})) ==
        Shown{"|1|2|"});
  CHECK(code(read_xlsx(xlsx({sheet(row(1, n("ZZZZZZZZZZZZZZZZ1", "1")))}))) ==
        ErrorCode::too_large);
  CHECK(code(read_xlsx(xlsx({sheet(
            "<row "
            "r=\"99999999999999999999999\"><c><v>1</v></c></row><row><c><v>1</v></c></row>")}))) ==
        ErrorCode::too_large);
  CHECK(shown(book({sheet("<row r=\"99999999999999999999999\"/><row r=\"1\"/>")})).empty());
  CHECK(code(read_xlsx(xlsx({sheet(row(1'000'000, n("A1", "1")) + row(1'000'001, c("A1", "text")) +
                                   row(1'000'002, n("A1", "1")))}))) == ErrorCode::too_large);
  // Merges as large as the sheet, again and again.
  std::string merges = repeated("A1:XFD1048576 ", 2000);
  std::string square;
  for (int i = 1; i <= 100; ++i)
    square += row(i, n("A" + std::to_string(i), "1") + n("CV" + std::to_string(i), "1"));
  CHECK(read_xlsx(xlsx({sheet(square, merges)}), wide).error.detail == "cells 2000000");
  CHECK(shown(book({sheet(row(1, n("A1", "1") + n("B1", "2") + n("C1", "3")), "B1:XFD1048576")})) ==
        Shown{"|1|2|<|"});

  // Shared strings that are not there; one long string at many places.
  for (const char* index : {"2", "-1", "x", "99999999999999999999"})
    CHECK(code(read_xlsx(
              xlsx({sheet(row(1, "<c r=\"A1\" t=\"s\"><v>" + std::string(index) + "</v></c>"))},
                   {"<t>a</t>", "<t>b</t>"}))) == ErrorCode::bad_archive);
  Limits small = wide;
  small.expanded = 4 << 20U;
  std::string here;
  for (int i = 1; i <= 100; ++i) here += row(i, "<c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c>");
  CHECK(read_xlsx(xlsx({sheet(here)}, {"<t>" + std::string(100'000, 'x') + "</t>"}), small)
            .error.detail == "expanded 4194304");
}
