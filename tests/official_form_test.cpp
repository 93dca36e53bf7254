// The official form as it is written: its geometry, what reads back, and hostile text.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "form.hpp"
#include "gongkai/check.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/write.hpp"
#include "read/zip.hpp"
#include "render.hpp"
#include "text.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

std::vector<std::string*> texts_of(Report& report) {
  Overview& o = report.overview;
  return {&o.opening,
          &o.proactive_disclosure,
          &o.disclosure_on_request,
          &o.information_management,
          &o.platforms,
          &o.oversight,
          &report.problems,
          &report.other_matters};
}

// As a reader gives a text: without a line break at its end.
void without_last_breaks(Report& report) {
  for (std::string* text : texts_of(report))
    while (!text->empty() && text->back() == '\n') text->pop_back();
}

// Paragraphs that end a sentence, and are no title of a section: what such texts hold beside that.
constexpr std::string_view hostile[] = {
    "<script>alert(1)</script>，</p></td></table>。",
    "a|b|c\\|d 与 | --- | 。",
    "&lt;不是标签&gt;&amp;&#x41; &nbsp; 不是空格。",
    "*星*、_线_、`点`、~~删~~、[链接](http://example.com)、![图](x)。",
    "从右到左\u202Eabc\u202C、\u2067def\u2069、\u200F。",
    "引号\"双\"'单'“中”，反斜杠\\\\，井号#。",
    "# 井号开头。",
    "> 大于号开头。",
    "- 减号开头。",
    "+ 加号开头；",
    "1. 数字开头。",
    "12) 数字开头。",
    "=== 等号。",
    "``` 围栏。",
    "]]> 和 <!-- 注释 --> 和 <![CDATA[x]]>。",
    "𠮷野家与 emoji 😀。",
    "=1+1 与 @SUM(A1)。",
    "表三见下；",
    "_x000D_ 与 _x0041_ 不是换行。",
};

// A report with everything that is hard to write: blanks, the largest numbers, fees to the fen.
Report hard_report(Random& random) {
  constexpr Flaw flaws[] = {Flaw::none,       Flaw::blank_row,  Flaw::blank_column,
                            Flaw::blank_cell, Flaw::wrong_cell, Flaw::zero_totals};
  Report report = random_report(random, flaws[random() % std::size(flaws)]);
  for_each_cell(schema<Report>, &report, [&](const Member& member, const void* at) {
    if (cell_state(member.kind, at) == State::absent) return;
    void* cell = const_cast<void*>(at);
    std::size_t draw = random() % 100;
    if (member.kind == Kind::count && draw == 0) *static_cast<Count*>(cell) = Count();
    if (member.kind == Kind::count && draw == 1) *static_cast<Count*>(cell) = Count::max;
    if (member.kind == Kind::count && draw == 2)
      *static_cast<Count*>(cell) = Count(123456789012345678);
    if (member.kind == Kind::change && draw < 20) *static_cast<Change*>(cell) = -987654321;
    if (member.kind == Kind::amount)
      *static_cast<Amount*>(cell) = draw < 20   ? Amount()
                                    : draw < 60 ? Amount(24252311082 + std::int64_t(draw), 6)
                                                : Amount(9007199254740993, 6);
  });
  auto add = [&](std::string& text) {
    for (std::size_t i = random() % 4; i > 0; --i) {
      if (!text.empty() && text.back() != '\n') text += '\n';
      text += hostile[random() % std::size(hostile)];
    }
  };
  Overview& o = report.overview;
  add(report.overview.opening);
  for (std::string* text : {&o.proactive_disclosure, &o.disclosure_on_request,
                            &o.information_management, &o.platforms, &o.oversight})
    if (random() % 2 == 0) add(*text);
  add(report.problems);
  add(report.other_matters);
  without_last_breaks(report);
  return report;
}

// Where two reports differ, for people.
std::string difference(Report a, Report b) {
  std::string text;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i)
    if (state_at(a, i) != state_at(b, i) || text_at(a, i) != text_at(b, i))
      text += cell_name(path_of<Report>(i), Language::zh) + ": " + text_at(a, i) + " (" +
              std::string(name(state_at(a, i))) + ") became " + text_at(b, i) + " (" +
              std::string(name(state_at(b, i))) + ")\n";
  for (std::size_t i = 0; i < texts_of(a).size(); ++i)
    if (*texts_of(a)[i] != *texts_of(b)[i])
      text += *texts_of(a)[i] + "\nbecame\n" + *texts_of(b)[i] + "\n";
  return text + a.agency + " / " + b.agency;
}

using Write = std::string (*)(const Report&);

void check_round_trip(Write write) {
  Random random(20270101);
  std::size_t of_2019 = 0, failed = 0;
  for (std::size_t i = 0; i < 250 && failed < 3; ++i) {
    Report report = hard_report(random);
    of_2019 += report.form == Form::of_2019 ? 1U : 0U;
    Result<Reading> reading = read(write(report));
    REQUIRE(reading);
    bool same = reading->report == report;
    CHECK_MESSAGE(same, difference(report, reading->report));
    failed += same ? 0U : 1U;
    for (const ReadingNote& note : reading->notes) FAIL_CHECK(message(note, Language::zh));
  }
  CHECK(of_2019 > 30);
}

}  // namespace

TEST_CASE("HTML: what is written reads back as the same report") {
  check_round_trip([](const Report& report) { return form_html(report); });
  check_round_trip([](const Report& report) { return form_page(report); });
}

TEST_CASE("Markdown: what is written reads back as the same report") {
  check_round_trip([](const Report& report) { return form_markdown(report); });
}

TEST_CASE("Word: what is written reads back as the same report") {
  check_round_trip([](const Report& report) { return form_docx(report); });
}

TEST_CASE("Excel: what is written reads back as the same report") {
  check_round_trip([](const Report& report) { return form_xlsx(report); });
}

// ---- the geometry of the template ---------------------------------------------------------------

namespace {

struct WordCell {
  std::string span, merge, text;  // gridSpan, vMerge, what is printed without spaces
  bool operator==(const WordCell& other) const {
    return span == other.span && merge == other.merge && text == other.text;
  }
};
using WordTable = std::vector<std::vector<WordCell>>;

std::string part_of(const std::string& package, const std::string& name) {
  Expansion expansion{Limits()};
  Result<Zip> zip = Zip::open(package, expansion);
  REQUIRE(zip);
  REQUIRE(zip->find(name) != nullptr);
  return *zip->read(*zip->find(name), expansion);
}

// What stands between two marks, one piece for each place.
std::vector<std::string> pieces(const std::string& xml, const std::string& open,
                                const std::string& close) {
  std::vector<std::string> found;
  for (std::size_t at = 0; (at = xml.find(open, at)) != std::string::npos;) {
    char next = xml[at + open.size()];
    std::size_t end = xml.find(close, at);
    if (next == ' ' || next == '>' || next == '/') found.push_back(xml.substr(at, end - at));
    at += open.size();
  }
  return found;
}

std::vector<WordTable> word_tables(const std::string& docx) {
  std::vector<WordTable> tables;
  std::string xml = part_of(docx, "word/document.xml");
  for (const std::string& table : pieces(xml, "<w:tbl", "</w:tbl>")) {
    tables.emplace_back();
    for (const std::string& row : pieces(table, "<w:tr", "</w:tr>")) {
      tables.back().emplace_back();
      for (const std::string& cell : pieces(row, "<w:tc", "</w:tc>")) {
        WordCell found{"1", "", ""};
        for (const std::string& span : pieces(cell, "<w:gridSpan", "/>"))
          found.span = span.substr(span.find('"') + 1, span.rfind('"') - span.find('"') - 1);
        for (const std::string& merge : pieces(cell, "<w:vMerge", "/>"))
          found.merge = has(merge, "restart") ? "restart" : "continue";
        for (const std::string& text : pieces(cell, "<w:t", "</w:t>"))
          found.text += text::normal(text.substr(text.find('>') + 1));
        tables.back().back().push_back(found);
      }
    }
  }
  return tables;
}

}  // namespace

TEST_CASE("Word: the tables have the geometry and the words of the notice's template" *
          doctest::skip(std::string(GONGKAI_CORPUS).empty())) {
  std::string docx = file_text(GONGKAI_CORPUS "/official_template_2021.docx");
  std::vector<WordTable> wanted = word_tables(docx),
                         got = word_tables(form_docx(blank_report(Form::of_2021)));
  REQUIRE(wanted.size() == 3);
  REQUIRE(got.size() == 3);
  std::size_t cells = 0;
  for (std::size_t t = 0; t < 3; ++t) {
    REQUIRE(got[t].size() == wanted[t].size());
    for (std::size_t y = 0; y < wanted[t].size(); ++y) {
      REQUIRE(got[t][y].size() == wanted[t][y].size());
      for (std::size_t x = 0; x < wanted[t][y].size(); ++x, ++cells)
        CHECK_MESSAGE(got[t][y][x] == wanted[t][y][x], t, " ", y, " ", x, " ", got[t][y][x].text);
    }
  }
  CHECK(cells > 300);
}

TEST_CASE(
    "a form to fill in: formulas in the totals that are blank, conditions for all equations") {
  Report report = blank_report(Form::of_2021);
  report.agency = "某局";
  report.year = 2026;
  report.applications.carried_in.total = 4;  // what is there stays
  std::string package = form_to_fill(report);
  std::string table = part_of(package, "xl/worksheets/sheet3.xml");
  // The first row of numbers is the sheet's fifth, （七） its 28th: below a title, three lines of
  // headings and 23 rows.
  CHECK(has(table,
            "<c r=\"J5\" s=\"9\" t=\"str\"><f>IF(COUNT(D5:I5)=0,&quot;&quot;,SUM(D5:I5))</f>"));
  CHECK(has(table,
            "<c r=\"D28\" s=\"9\" t=\"str\"><f>IF(COUNT(D7:D27)=0,&quot;&quot;,SUM(D7:D27))</f>"));
  CHECK(has(table, "<c r=\"J6\" s=\"6\"><v>4</v>"));
  CHECK(pieces(table, "<f", "</f>").size() == 25 - 1 + 6);
  CHECK(pieces(table, "<cfRule", "</cfRule>").size() == 39);
  CHECK(has(table,
            "<formula>AND(COUNT($D$5:$D$6,$D$28:$D$29)=4,SUM($D$5:$D$6)&lt;&gt;SUM($D$28:$D$29))"));
  CHECK(has(table, "<sheetProtection "));
  std::string proceedings = part_of(package, "xl/worksheets/sheet4.xml");
  CHECK(pieces(proceedings, "<f", "</f>").size() == 3);
  CHECK(pieces(proceedings, "<cfRule", "</cfRule>").size() == 3);
  // Filled, it is only what was filled in.
  std::string filled = part_of(form_xlsx(report), "xl/worksheets/sheet3.xml");
  CHECK(pieces(filled, "<f", "</f>").empty());
  CHECK_FALSE(has(filled, "<sheetProtection "));
  Result<Reading> reading = read(package);
  REQUIRE(reading);
  CHECK_MESSAGE(reading->report == report, difference(report, reading->report));
}

TEST_CASE("Excel: a paragraph longer than a cell can be stands in several") {
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2026;
  for (std::size_t i = 0; i < 40'000; ++i) report.problems += "长";
  report.problems += "。";
  std::string package = form_xlsx(report);
  std::string sheet = part_of(package, "xl/worksheets/sheet5.xml");
  for (const std::string& cell : pieces(sheet, "<t", "</t>")) CHECK(text::length(cell) < 32'767);
  Result<Reading> reading = read(package);
  REQUIRE(reading);
  CHECK(reading->report == report);
}

TEST_CASE("Word: the same report gives the same bytes") {
  Random random(11);
  Report report = hard_report(random);
  CHECK(form_docx(report) == form_docx(report));
}

TEST_CASE("a table stays as it was printed when it mixes both generations") {
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2023;
  report.applications.outcomes.other_handling_2019 = {1, 0, 0, 0, 0, 0, 1};
  set_all_cells(schema<OtherHandling>, &report.applications.outcomes.other_handling, State::absent);
  Result<Reading> reading = read(form_html(report));
  REQUIRE(reading);
  CHECK_MESSAGE(reading->report == report, difference(report, reading->report));
}

TEST_CASE("a number that is not known is shown by a sign, and never reads back as a number") {
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2023;
  Applicants& row = report.applications.received;
  row = {Count(State::missing),
         Count(State::unreadable),
         Count(State::fraction),
         Count(State::ambiguous),
         Count(),
         0,
         7};
  Result<Reading> reading = read(form_html(report));
  REQUIRE(reading);
  const Applicants& back = reading->report.applications.received;
  for (Count cell : {back.natural_person, back.commercial_enterprise, back.research_institution,
                     back.public_welfare_body})
    CHECK(cell == Count(State::unreadable));
  CHECK(back.legal_service_institution == Count());
  CHECK(back.total == Count(7));
}

TEST_CASE("HTML: only what may be pasted into a page of somebody else") {
  Random random(5);
  for (std::size_t i = 0; i < 20; ++i) {
    Report report = hard_report(random);
    report.agency = "<img src=x onerror=\"alert(1)\">\u202E局\x01";
    Findings findings = check(report);
    for (Language language : {Language::zh, Language::en}) {
      std::string html = form_html(report, language, &findings);
      CHECK(html.find("<div lang=") == 0);
      CHECK(html.rfind("</div>\n") == html.size() - 7);
      for (const char* part : {"<style", "<svg", "<script", "<img", "<a href=\"http", " data-",
                               " class=", "\x01", "onerror=\"", "color:"})
        CHECK_MESSAGE(!has(html, part), part);
    }
  }
}

TEST_CASE(
    "HTML with findings: the cell says what is wrong with it, and never reads as another number") {
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2023;
  report.applications.outcomes.disclosed.natural_person = 1;
  report.applications.outcomes.disclosed.total = 2;
  Findings findings = check(report);
  std::string html = form_html(report, Language::zh, &findings);
  std::size_t at = html.find("※ 2<sup>");
  REQUIRE(at != std::string::npos);
  std::string tag = html.substr(html.rfind("<td", at), at - html.rfind("<td", at));
  CHECK(has(tag, "title=\"[1] 表三·（一）予以公开：各类申请人相加为 1，总计为 2，相差 1"));
  CHECK(has(tag, "border:4px double"));
  Result<Reading> reading = read(html);
  REQUIRE(reading);
  std::size_t doubtful = 0;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    State state = state_at(reading->report, i);
    if (state == State::value) CHECK(text_at(reading->report, i) == text_at(report, i));
    doubtful += state == State::missing || state == State::unreadable ? 1U : 0U;
  }
  CHECK(doubtful >= 3);  // 1[1], 2[1][2] and 0[2]
}

TEST_CASE("HTML: every id is there once, and headers name ids of the table's headings") {
  for (Form form : {Form::of_2019, Form::of_2021}) {
    std::string html = form_html(zeros(form));
    std::map<std::string, std::size_t> ids;
    std::size_t named = 0;
    for (std::size_t at = 0; (at = html.find(" id=\"", at)) != std::string::npos;) {
      at += 5;
      ++ids[html.substr(at, html.find('"', at) - at)];
    }
    for (const auto& id : ids) CHECK_MESSAGE(id.second == 1, id.first);
    for (std::size_t at = 0; (at = html.find(" headers=\"", at)) != std::string::npos;) {
      at += 10;
      std::string names = html.substr(at, html.find('"', at) - at) + ' ';
      for (std::size_t from = 0; from < names.size(); from = names.find(' ', from) + 1, ++named)
        CHECK(ids.count(names.substr(from, names.find(' ', from) - from)) == 1);
    }
    CHECK(named == 3 * (form == Form::of_2021 ? 10 : 22));  // block, column and row of each cell
  }
}

TEST_CASE("HTML: English labels on request, the agency's own words as they are") {
  Report report = zeros(Form::of_2021);
  report.agency = "某局";
  report.year = 2023;
  report.problems = "更新不够及时。";
  std::string html = form_html(report, Language::en);
  for (const char* part :
       {"lang=\"en\"", "（三）1 State secrets", "Article 20 (8)", "更新不够及时。",
        "Legal persons and other organisations", "5. Problems and improvements"})
    CHECK_MESSAGE(has(html, part), part);
  CHECK_FALSE(has(html, "属于国家秘密"));
}

TEST_CASE("docs/form.md has every row of the form, by its label and its path") {
  std::string page = file_text(GONGKAI_SOURCE_DIR "/docs/form.md");
  std::size_t rows = 0;
  for (std::size_t i = 0; i < schema<Report>.cells; ++i) {
    Path path = path_of<Report>(i);
    std::string name = to_string(path), column(path.cell().name);
    std::string row = name.substr(0, name.size() - column.size() - 1);
    const Label& label = path[path.size() - 2].label;
    CHECK_MESSAGE(has(page, std::string(label.text.zh) + " | `" + row + "` |"), row);
    CHECK_MESSAGE(has(page, std::string(path.cell().label.text.zh) + " `" + column + "`"), name);
    rows += &path.cell() == path[path.size() - 2].part->members ? 1U : 0U;
  }
  CHECK(rows == 6 + 8 + 26 + 3);
}
