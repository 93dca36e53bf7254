#include <doctest/doctest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "document_faults.hpp"
#include "form.hpp"
#include "gongkai/read.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

Document document_of(std::string_view page) {
  Result<Document> read = read_html(page);
  REQUIRE(read);
  CHECK(fault_of(*read, page).empty());
  return *std::move(read);
}

/// "h title" for a heading, "p text" for a paragraph, "1,2/3,~" for a grid of two rows.
std::vector<std::string> blocks(std::string_view page) {
  std::vector<std::string> all;
  for (const Block& block : document_of(page).blocks) {
    std::string text = block.kind == Block::Kind::heading ? "h " : "p ";
    text += block.text;
    if (block.kind == Block::Kind::grid) {
      text.clear();
      for (const auto& row : block.grid.rows) {
        if (&row != &block.grid.rows[0]) text += '/';
        for (const GridCell& cell : row) {
          if (&cell != &row[0]) text += ',';
          text += cell.covered ? "~" : cell.text;
        }
      }
    }
    all.push_back(text);
  }
  return all;
}

using Blocks = std::vector<std::string>;

std::string text_of(std::string_view page) {
  Blocks all = blocks(page);
  REQUIRE(all.size() == 1);
  return all[0].substr(2);
}

std::string grid(std::string_view rows) {
  Blocks all = blocks("<table>" + std::string(rows) + "</table>");
  REQUIRE(all.size() == 1);
  return all[0];
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

// ---- text ---------------------------------------------------------------------------------------

TEST_CASE("html: character references by name and number") {
  CHECK(text_of("a &lt;b&gt; &amp; &quot;&apos;") == "a <b> & \"'");
  CHECK(text_of("&nbsp;x&nbsp;&nbsp;y&ensp;z&#160;") == "x y z");
  CHECK(text_of("&ldquo;&middot;&mdash;&hellip;&rdquo;") == "“·—…”");
  CHECK(text_of("&#24180;&#x5E74;&#X5e74") == "年年年");
  CHECK(text_of("&copy2024 &ampx &notit; &notin;") == "©2024 &x ¬it; ∉");  // old ones need no ;
  CHECK(text_of("&hellip &mdash2 &unknown; & &; &#; &#x; &#xg") ==
        "&hellip &mdash2 &unknown; & &; &#; &#x; &#xg");
  CHECK(text_of("&#128;&#150;&#x99;") == "€–™");  // as in Windows
  CHECK(text_of("&#0;&#xD800;&#x110000;&#99999999999999999999;") == "\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(text_of("&NotEqualTilde;&CounterClockwiseContourIntegral;&Zopf;") == "≂̸∳ℤ");
}

TEST_CASE("html: paragraphs, headings, breaks") {
  CHECK(blocks("<p>一、<b>总体</b>情况<p>a<div>b</div>c<br>d<ul><li>e<li>f</ul>") ==
        Blocks{"p 一、总体情况", "p a", "p b", "p c", "p d", "p e", "p f"});
  CHECK(blocks("<title>\n 甲&amp;乙 </title><h1>某局<br>2024年</h1><h6><p>x</p><p>y</p></h6>") ==
        Blocks{"h 甲&乙", "h 某局 2024年", "h x", "p y"});
  CHECK(blocks("<h2>a<h3>b</h2>c") == Blocks{"h a", "h b", "p c"});
}

TEST_CASE("html: spaces are one space; a line end in Chinese text is none, but for figures") {
  CHECK(text_of("  贯彻\n  落实\t a \r\n b\xE3\x80\x80\xE3\x80\x80 c ") == "贯彻落实 a b c");
  CHECK(text_of("６\n０") == "６ ０");
  CHECK(text_of("<span>来源：甲</span>\n<span>时间</span>") == "来源：甲 时间");
  CHECK(text_of("\xEF\xBB\xBF\xE2\x80\x8B公开\xE2\x80\x8B") == "公开");  // zero width
}

TEST_CASE("html: what is not shown is not read") {
  CHECK(text_of("a<script>if (1<2) '<p>' && x</script>b<style>p</style>c<!-- d -->"
                "<noscript><p>e</p></noscript><iframe>f</iframe>g") == "abcg");
  CHECK(text_of("<script><!-- <script> </script> x --></script>a") == "a");
  CHECK(text_of("<script><!--></script>a") == "a");
  CHECK(text_of("<nav>首页</nav>a<template><td>1</template>b") == "ab");
  CHECK(text_of("a<span style='color:red;DISPLAY : none'><b>6</b></span>b") == "ab");
  CHECK(text_of("<svg><title>x</title></svg>a<select><option>1</select>") == "a");
  CHECK(text_of("<img style='display:none'>a<br style='display:none'>") == "a");
  CHECK(text_of("<p style='mso-display:none;x:display;display:nones'>a") == "a");
  CHECK(grid("<tr><td>1<td style='display:none'>2<td>3<tr style='display:none'><td>4<tr><td>5") ==
        "1,3/5");
}

TEST_CASE("html: a hidden element without an end takes no more than its cell or block") {
  CHECK(blocks("<p style='display:none'>a<p>b") == Blocks{"p b"});
  CHECK(blocks("<p>a<span style='display:none'>b</p>c") == Blocks{"p a", "p c"});
  CHECK(blocks("<ul><li>a<div style='display:none'>b</li></ul>c") == Blocks{"p a", "p c"});
  CHECK(grid("<tr><td><div style='display:none'>1<td>2<tr><td>3") == ",2/3");
  CHECK(grid("<tr><td><select><option>1<td>2") == ",2");
  CHECK(blocks("<table style='display:none'><tr><td>1</table>2") == Blocks{"p 2"});
}

TEST_CASE("html: raw text of <textarea>, <xmp>, <plaintext>") {
  CHECK(text_of("<textarea>\n<b>&lt;</textarea>") == "<b><");
  CHECK(text_of("<xmp><b>&lt;</xmp>") == "<b>&lt;");
  CHECK(text_of("<plaintext><b>&lt;</plaintext>") == "<b>&lt;</plaintext>");
}

TEST_CASE("html: odd markup") {
  CHECK(text_of("a<!-->b<!--->c<!--x--!>d<!--x-- y--->e<!x>f<?y>g</ z>h</>i<![CDATA[j]]>k") ==
        "abcdefghik");
  CHECK(text_of("1 < 2 <3 a<") == "1 < 2 <3 a<");
  CHECK(text_of("a</") == "a</");
  CHECK(text_of("a<p") == "a");
  CHECK(text_of("a<!-- b") == "a");
  CHECK(text_of("<a title='x>y' href=\"a\"class=b/c>d</a href='>'>") == "d");
  CHECK(text_of("<p =\">\" x>a") == "\" x>a");  // = begins a name, in which " is nothing special
  CHECK(text_of("<o:p></o:p><ucaptitle>a</ucaptitle>") == "a");
}

// ---- cells --------------------------------------------------------------------------------------

TEST_CASE("html: paragraphs within a cell do not run together, pieces of one do") {
  CHECK(grid("<tr><td><p>6</p><p>0</p><td><span>6</span><b>0</b><td>6<br>0<td>6<div>0</div>") ==
        "6 0,60,6 0,6 0");
  CHECK(grid("<tr><td>12<sup>1</sup><td><del>5</del>6") == "12 1,5 6");  // not 121, not 56
  CHECK(grid("<tr><td> <p>商业</p>\n<p>企业</p><td>&nbsp;<td><p><o:p></o:p></p>") == "商业 企业,,");
}

TEST_CASE("html: ends that are left out or stray") {
  CHECK(grid("<tr><td>1<td>2<th>3<tr><td>4") == "1,2,3/4");
  CHECK(grid("<td>1</td></td><td>2</tr></tr><tr><td>3</div>") == "1,2/3");
  CHECK(grid("<tr><th>1</td>2</th><td>3") == "12,3");  // </td> does not end a <th>
  CHECK(blocks("<table><tr><td>1<table><tr><td>2</table>") == Blocks{"p 1", "2"});
  CHECK(blocks("<table><tr><td>1</td></tr><table><tr><td>2") == Blocks{"1", "2"});
  CHECK(blocks("6<td>0</td>1<tr>2") == Blocks{"p 6", "p 0", "p 1", "p 2"});  // no table
  CHECK(blocks("<table>a<tr>b<td>1</td>c</tr></table>d") ==
        Blocks{"p a", "p b", "p c", "1", "p d"});
}

TEST_CASE("html: spans") {
  CHECK(grid("<tr><td colspan=2>1<td>2<tr><td>3<td>4<td>5") == "1,~,2/3,4,5");
  CHECK(grid("<tr><td rowspan=2>1<td>2<tr><td>3") == "1,2/~,3");
  CHECK(grid("<tr><td rowspan=3 colspan=2>1<td>2<tr><td>3<tr><td>4") == "1,~,2/~,~,3/~,~,4");
  CHECK(grid("<tr><td>1<td rowspan=2>2<tr><td colspan=2>3") == "1,2/3,~");  // they overlap
  CHECK(grid("<tr><td>1<td>2<td rowspan=2>3<tr><td>4") == "1,2,3/4,~,~");   // a hole
  CHECK(grid("<tr><td rowspan=0>1<td>2<tr><td>3<tr><td>4") == "1,2/~,3/~,4");
  // Spans end with their group of rows.
  CHECK(grid("<tbody><tr><td rowspan=9>1<td>2<tbody><tr><td>3<td>4") == "1,2/3,4");
  CHECK(grid("<thead><tr><td rowspan=0>1<tbody><tr><td>2") == "1/2");
  CHECK(grid("<tr><td rowspan=2>1<tr><tr><td>2") == "1/~/2");
  for (const char* one : {"0", "-2", "x", "", "' '", "+"})
    CHECK(grid("<tr><td colspan=" + std::string(one) + " >1<td>2") == "1,2");
  for (const char* two : {"2", "'2'", "\" 2px\"", "+2", "&#50;", "02", "2.9", "2 colspan=3"})
    CHECK(grid("<tr><td ColSpan=" + std::string(two) + " >1<td>2") == "1,~,2");
  std::string wide = grid("<tr><td colspan=4000>1<td>2");
  CHECK(std::count(wide.begin(), wide.end(), '~') == 999);
}

TEST_CASE("html: groups of rows, captions") {
  CHECK(grid("<tfoot><tr><td>3<thead><tr><td>1<tbody><tr><td>2") == "1/2/3");
  CHECK(blocks("<table><caption>表<b>三</b></caption><col><tr><td>1</table>") ==
        Blocks{"p 表三", "1"});
  CHECK(blocks("<table><caption>a<tr><td>1</table>") == Blocks{"p a", "1"});
  CHECK(blocks("<table></table><table><tr></table>").empty());
}

TEST_CASE("html: tables that lay out the page are no grids") {
  CHECK(
      blocks("<table><tr><td>首页<td><p>a<h3>b</h3><table><tr><td>1<td>2</table>c<td>d</table>") ==
      Blocks{"p 首页", "p a", "h b", "1,2", "p c", "p d"});
  CHECK(blocks("<table><tr><td><h1>题</h1><p>文<tr><td>1</table>") ==
        Blocks{"h 题", "p 文", "p 1"});
  // A wide table is data, whatever the labels in it are marked as.
  CHECK(grid("<tr><td>a<td>b<td>c<td>d<tr><td><h2>1</h2><td>2") == "a,b,c,d/1,2");
  std::string article = repeated("文", 700);
  CHECK(blocks("<table><tr><td>" + article + "<tr><td>1</table>") == Blocks{"p " + article, "p 1"});
  CHECK(grid("<tr><td>a<td>b<td>c<td>d<tr><td>" + article) == "a,b,c,d/" + article);
  CHECK(grid("<tr><td><h3>合计</h3><td>1") == "合计,1");
}

TEST_CASE("html: places") {
  std::string page =
      "<p>一</p>\n<table>\n<tr><td> <p><b>行政</b>许可</p></td>\n<td rowspan=2> </td>"
      "<td>&#49;2</td>\n<tr><td>x</table>\n<h1> 题目 </h1>";
  Document document = document_of(page);
  auto printed = [&](const Place& place) { return page.substr(place.offset, place.length); };
  REQUIRE(document.blocks.size() == 3);
  CHECK(printed(document.blocks[0].place) == "一");
  CHECK(document.blocks[0].place.line == 1);
  const Block& table = document.blocks[1];
  CHECK(printed(table.place) ==
        page.substr(page.find("<table>"), page.find("\n<h1") - page.find("<table>")));
  CHECK(table.place.line == 2);
  const auto& rows = table.grid.rows;
  CHECK(printed(rows[0][0].place) == "行政</b>许可");
  CHECK(rows[0][0].place.line == 3);
  CHECK(rows[0][1].place.offset == page.find(" </td><td>&"));  // where something could stand
  CHECK(rows[0][1].place.length == 0);
  CHECK(rows[0][1].place.line == 4);
  CHECK(printed(rows[0][2].place) == "&#49;2");
  CHECK(rows[1][0].place.line == 5);
  CHECK(rows[1][1].covered);
  CHECK(printed(document.blocks[2].place) == "题目");
  CHECK(document.blocks[2].place.line == 6);
}

// ---- what it does not take ----------------------------------------------------------------------

TEST_CASE("html: errors of what is no text") {
  CHECK(read_html(" \n ").error.code == ErrorCode::empty_input);
  CHECK(read_html("\xEF\xBB\xBF").error.code == ErrorCode::empty_input);
  Result<Document> binary = read_html(std::string_view("<p>a\0b", 6));
  CHECK(binary.error.code == ErrorCode::binary_input);
  CHECK(binary.error.offset == 4);
  Result<Document> cut = read_html("<p>\xE5\xB9");
  CHECK(cut.error.code == ErrorCode::not_utf8);
  CHECK(cut.error.offset == 3);
}

TEST_CASE("html: every limit ends in an error that names it") {
  auto limit_met = [](std::string_view page, const Limits& limits) {
    Result<Document> read = read_html(page, limits);
    CHECK(read.error.code == ErrorCode::too_large);
    CHECK(read.error.offset <= page.size());
    return read.error.detail;
  };
  Limits limits;
  limits.bytes = 10;
  CHECK(limit_met("<p>12345678", limits) == "bytes 10");
  CHECK(read_html("<p>1234567", limits));
  limits = {};
  limits.blocks = 2;
  CHECK(limit_met("<p>a<p>b<p>c", limits) == "blocks 2");
  CHECK(read_html("<p>a<p>b<p>", limits));
  limits = {};
  limits.depth = 2;
  CHECK(limit_met(repeated("<table><tr><td>", 3), limits) == "depth 2");
  CHECK(read_html(repeated("<table><tr><td>", 2), limits));
  limits = {};
  limits.columns = 3;
  CHECK(limit_met("<table><tr>" + repeated("<td>", 4), limits) == "columns 3");
  CHECK(limit_met("<table><tr><td colspan=4>", limits) == "columns 3");
  CHECK(limit_met("<table><tr><td><td><td rowspan=2><tr><td colspan=2><td>", limits) ==
        "columns 3");
  CHECK(read_html("<table><tr>" + repeated("<td>", 3), limits));
  limits = {};
  limits.cells = 6;
  CHECK(limit_met("<table><tr>" + repeated("<td>", 7), limits) == "cells 6");
  CHECK(limit_met("<table><tr><td rowspan=0><td><td>" + repeated("<tr>", 4), limits) == "cells 6");
  CHECK(limit_met(repeated("<table><tr><td><td></table>", 4), limits) == "cells 6");
  CHECK(limit_met("<table><td>" + repeated("<tr>", 7), limits) == "cells 6");
  CHECK(read_html(repeated("<table><tr><td><td></table>", 3), limits));
}

TEST_CASE("html: hostile pages end soon, with a document or too_large") {
  constexpr std::size_t many = 300'000;
  auto begin = std::chrono::steady_clock::now();
  auto code = [](const std::string& page) { return read_html(page).error.code; };
  CHECK(code("<table><tr><td rowspan=1000000000 colspan=1000000000>" +
             repeated("<tr><td>", 5000)) == ErrorCode::too_large);
  CHECK(code(repeated("<table><tr><td>", many)) == ErrorCode::too_large);
  CHECK(code(repeated("<table><caption>", many)) == ErrorCode::too_large);
  CHECK(code(repeated("<table>", many)) == ErrorCode::none);  // one after the other, all empty
  CHECK(code("<table><tr>" + repeated("<td>1", many)) == ErrorCode::too_large);
  CHECK(code("<table>" + repeated("<tr><td rowspan=0>", 10'000)) == ErrorCode::too_large);
  for (const char* part : {"<div>",
                           "<span style='display:none'>",
                           "<b><p>",
                           "</div>",
                           "<!--",
                           "&",
                           "&a",
                           "&#1",
                           "<",
                           "<a ",
                           "<a b='",
                           "<a b=\"x",
                           "<select>",
                           "<script><!--",
                           "<textarea>",
                           "--",
                           "<script>",
                           "</script",
                           "<h1>",
                           "<li>",
                           "<svg><td>",
                           "<p style='display:none",
                           "<p style='displaY:none'>Display",
                           "<td style=display:none>",
                           "\xC2\xA0",
                           "<?",
                           "</"})
    CHECK_MESSAGE(read_html(repeated(part, many)).error.code == ErrorCode::none, part);
  CHECK(code("&" + std::string(many, 'a')) == ErrorCode::none);
  CHECK(code("&#" + std::string(many, '9') + ";") == ErrorCode::none);
  CHECK(code("<p " + repeated("a=1 ", many) + ">") == ErrorCode::none);
  CHECK(code("<script><!--" + repeated("<script></script>", many)) == ErrorCode::none);
  std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  CHECK(seconds.count() < 60);  // with sanitizers; what were not linear would take hours
}

// ---- published pages ----------------------------------------------------------------------------

TEST_CASE("published pages: the numbers of tables 3 and 4, in the grids and in the report") {
  const std::string corpus = GONGKAI_CORPUS;
  if (corpus.empty()) return;
  for (const char* name :
       {"city_fixture_2025", "pingtan_district_2024", "shuyang_fgj_2023", "shanghai_go_2019"}) {
    CAPTURE(name);
    auto expected =
        nlohmann::ordered_json::parse(file_text(corpus + "/expected/" + name + ".json"));
    Document document = document_of(file_text(corpus + "/" + name + ".html"));
    std::vector<const Grid*> grids;
    for (const Block& block : document.blocks)
      if (block.kind == Block::Kind::grid) grids.push_back(&block.grid);
    REQUIRE(grids.size() >= 3);

    auto printed = [](const nlohmann::ordered_json& cell) {
      return cell.is_null() ? std::string() : cell.dump();
    };
    std::vector<std::string> truth, read;
    for (const auto& row : expected["table3"])
      for (const auto& cell : row) truth.push_back(printed(cell));
    const auto& table3 = grids[grids.size() - 2]->rows;
    for (std::size_t y = 3; y < table3.size(); ++y) {  // below three rows of headings
      REQUIRE(table3[y].size() == 10);
      for (std::size_t x = 3; x < 10; ++x) {
        CHECK_FALSE(table3[y][x].covered);
        read.push_back(table3[y][x].text);
      }
    }
    CHECK(read == truth);

    truth.clear();
    read.clear();
    for (const auto& block : expected["table4"])
      for (const auto& cell : block) truth.push_back(printed(cell));
    for (const GridCell& cell : grids.back()->rows.back()) read.push_back(cell.text);
    CHECK(read == truth);

    Result<Reading> reading = recognise(document);
    REQUIRE(reading);
    std::vector<std::string> numbers;
    for (std::size_t i : counts_of_tables_3_and_4(reading->report.form))
      if (state_at(reading->report, i) != State::absent)
        numbers.push_back(text_at(reading->report, i));
    std::vector<std::string> all_truth;
    for (const char* table : {"table3", "table4"})
      for (const auto& row : expected[table])
        for (const auto& cell : row) all_truth.push_back(printed(cell));
    CHECK(numbers == all_truth);
  }
}
