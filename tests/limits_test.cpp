// Every limit of every reader: at it a file is read, past it reading ends with an error that names
// the limit. And the time that a hostile text takes grows with its size, no faster.
#include <doctest/doctest.h>

#include <chrono>

#include "gongkai/archive.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/write.hpp"
#include "linear.hpp"
#include "packages.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

using Reader = Error (*)(std::string_view, const Limits&);

template <Result<Document> (*read_document)(std::string_view, const Limits&)>
Error error_of(std::string_view bytes, const Limits& limits) {
  Result<Document> document = read_document(bytes, limits);
  if (document.error) CHECK(document->blocks.empty());
  return document.error;
}

Error error_of_archive(std::string_view bytes, const Limits& limits) {
  Archive archive(bytes, limits);
  for (ArchiveFile file; archive.next(file);) {
  }
  return archive.error();
}

struct Case {
  std::string_view what;
  Reader read;
  std::size_t Limits::*limit;
  std::string_view name;
  std::string bytes;
  std::size_t used;  // how much of the limit it takes
};

std::string word_table(const std::string& rows) { return "<w:tbl>" + rows + "</w:tbl>"; }
std::string word_row(std::size_t cells) {
  return "<w:tr>" + repeated("<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>", cells) + "</w:tr>";
}
std::string sheet(const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; }

std::vector<Case> all_cases() {
  const Reader html = &error_of<read_html>, markdown = &error_of<read_markdown>,
               text = &error_of<read_text>, docx_file = &error_of<read_docx>,
               xlsx_file = &error_of<read_xlsx>, archive = &error_of_archive;
  const Reader any = [](std::string_view bytes, const Limits& limits) {
    return read(bytes, limits).error;
  };
  const std::string word = docx(word_table(word_row(3) + word_row(2)) + "<w:p/>");
  const std::string book =
      xlsx({sheet("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
                  "<row><c><v>4</v></c><c><v>5</v></c></row>")});
  const std::string row = "（一）予以公开  1  2  3  4  5  6  21\n";
  const std::string page = "<table><tr><td>（一）予以公开<td>1<td>2</table>";
  return {
      {"html", html, &Limits::bytes, "bytes", "<p>1234567", 10},
      {"html", html, &Limits::blocks, "blocks", "<p>a<p>b<p>c", 3},
      {"html", html, &Limits::depth, "depth", repeated("<table><tr><td>", 3), 3},
      {"html", html, &Limits::columns, "columns", "<table><tr><td><td><td>", 3},
      {"html", html, &Limits::cells, "cells", repeated("<table><tr><td>1<td>2</table>", 3), 6},
      {"markdown", markdown, &Limits::bytes, "bytes", "# 12345678", 10},
      {"markdown", markdown, &Limits::blocks, "blocks", "# a\n\nb\n\n| c |\n", 3},
      {"markdown", markdown, &Limits::columns, "columns", "| 1 | 2 | 3 |\n| 1 |\n", 3},
      {"markdown", markdown, &Limits::cells, "cells", "| 1 | 2 | 3 |\n\n| 1 | 2 |\n", 5},
      {"markdown", markdown, &Limits::cells, "cells", "a\n\n" + row, 8},
      {"text", text, &Limits::bytes, "bytes", "1234567890", 10},
      {"text", text, &Limits::blocks, "blocks", "短。\n\n短。\n\n短。\n", 3},
      {"text", text, &Limits::columns, "columns", row, 8},
      {"text", text, &Limits::cells, "cells", row + row, 16},
      {"docx", docx_file, &Limits::entries, "entries", word, 3},
      {"docx", docx_file, &Limits::blocks, "blocks",
       docx(repeated("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 3)), 3},
      {"docx", docx_file, &Limits::columns, "columns", word, 3},
      {"docx", docx_file, &Limits::cells, "cells", word, 5},
      {"xlsx", xlsx_file, &Limits::entries, "entries", book, 5},
      {"xlsx", xlsx_file, &Limits::columns, "columns", book, 3},
      {"xlsx", xlsx_file, &Limits::cells, "cells", book, 11},  // 5, and its rows
      {"xlsx", xlsx_file, &Limits::blocks, "blocks",
       xlsx({book.empty() ? "" : sheet("<row><c><v>1</v></c><c><v>1</v></c></row>"),
             sheet("<row><c><v>1</v></c><c><v>1</v></c></row>")}),
       2},
      {"zip", archive, &Limits::entries, "entries", zip({{"a", "1"}, {"b", "2"}}), 2},
      {"zip", archive, &Limits::bytes, "bytes", zip({{"a", "1234567"}, {"b", "2"}}), 7},
      {"zip", archive, &Limits::expanded, "expanded", zip({{"a", "12345"}, {"b", "67"}}), 7},
      {"zip in zip", archive, &Limits::depth, "depth",
       zip({{"a", zip({{"b", zip({{"c", "1"}})}})}}), 3},
      {"tar", archive, &Limits::entries, "entries", tar({{"a", "1"}, {"b", "2"}}), 2},
      {"tar", archive, &Limits::bytes, "bytes", tar({{"a", "1234567"}, {"b", "2"}}), 7},
      {"gzip", archive, &Limits::bytes, "bytes", gzip("1234567"), 7},
      {"any page", any, &Limits::bytes, "bytes", page, page.size()},
      {"any page", any, &Limits::cells, "cells", page, 3},
      {"any Word file", any, &Limits::bytes, "bytes", word, word.size()},
  };
}

}  // namespace

TEST_CASE("at a limit a file is read, past it the error names the limit") {
  for (const Case& one : all_cases()) {
    CAPTURE(one.what);
    CAPTURE(one.name);
    Limits limits;
    limits.*one.limit = one.used;
    Error at = one.read(one.bytes, limits);
    CHECK_MESSAGE(at.code != ErrorCode::too_large, at.detail);
    limits.*one.limit = one.used - 1;
    Error past = one.read(one.bytes, limits);
    CHECK(past.code == ErrorCode::too_large);
    CHECK(past.detail == std::string(one.name) + ' ' + std::to_string(one.used - 1));
    CHECK(past.offset <= one.bytes.size());
    CHECK(message(past, Language::en).find(one.name) != std::string::npos);
  }
}

TEST_CASE("nodes and depth of XML: what passes and what does not") {
  std::string word = docx(repeated("<w:p/>", 1000));
  Limits limits;
  limits.nodes = 900;
  CHECK(read_docx(word, limits).error.detail == "nodes 900");
  limits.nodes = 1100;  // each element, and the attributes of the root
  CHECK_FALSE(read_docx(word, limits).error);
  limits = {};
  std::string deep = docx(repeated("<w:sdt>", 30) + repeated("</w:sdt>", 30));
  limits.depth = 30;
  CHECK(read_docx(deep, limits).error.detail == "depth 30");
  limits.depth = 34;
  CHECK_FALSE(read_docx(deep, limits).error);
}

TEST_CASE("the ratio counts once a MiB has come out") {
  auto zeros = [](std::size_t size) { return zip({{"a", std::string(size, '\0')}}); };
  Limits limits;
  limits.ratio = 100;
  CHECK_FALSE(error_of_archive(zeros(std::size_t{1} << 20U), limits));
  CHECK(error_of_archive(zeros(std::size_t{4} << 20U), limits).detail == "ratio 100");
  limits.ratio = 2000;  // more than deflate can
  CHECK_FALSE(error_of_archive(zeros(std::size_t{4} << 20U), limits));
}

TEST_CASE("JSON Lines: the longest line") {
  struct Line {
    static std::string of(std::size_t size) {
      return "{\"form\":" + std::string(size - 9, ' ') + "}";
    }
  };
  Report report;
  std::string line = Line::of(100), longer = Line::of(101);
  JsonLines<Report> at(line, 100);
  CHECK_FALSE(at.next(report));
  CHECK(at.error().code != ErrorCode::too_large);
  JsonLines<Report> past(longer, 100);
  CHECK_FALSE(past.next(report));
  CHECK(past.error().code == ErrorCode::too_large);
}

TEST_CASE("hostile texts take linear time") {
  Limits wide;
  wide.columns = wide.cells = wide.blocks = 10'000'000;
  const std::string start = repeated("字", 40) + '\n';
  auto seconds = [&](const std::string& what, std::size_t bytes) {
    std::string text = start;
    while (text.size() < bytes) text += what;
    auto begin = std::chrono::steady_clock::now();
    CHECK(read_text(text, wide));
    CHECK(read_markdown(text, wide));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  for (const std::string what :
       {"字\n\n", "字\n", "（", "本", "自然人 ", "（一）予以公开", "（一）予以公开 1 ", "0", "12 ",
        "| ", "| 1 ", "*a ", "![", "<!--", "&", "发布时间: 2\n",
        "三、收到和处理政府信息公开申请情况", "，、"})
    CHECK_MESSAGE(is_linear([&](std::size_t bytes) { return seconds(what, bytes); }, 20'000), what);
}

TEST_CASE("notes on a page that is a single line take linear time, and have the right columns") {
  auto page = [](std::size_t bytes) {
    std::string text = "<table>";
    while (text.size() < bytes) text += "<tr><td>（一）予以公开<td>1<td>2";
    return text;
  };
  auto seconds = [&](std::size_t bytes) {
    std::string text = page(bytes);
    Result<Reading> reading = read(text);
    REQUIRE(reading);
    CHECK(reading->notes.size() >= bytes / 50);
    auto begin = std::chrono::steady_clock::now();
    notes_text(*reading, "f", text, Language::zh, false);
    Findings none;
    CheckedFile file{"f", text, &*reading, &none, nullptr};
    findings_sarif({file}, Language::zh);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  CHECK(is_linear(seconds, 40'000));

  std::string text = "一\n" + page(100) + "\n二<tr><td>（一）予以公开<td>1<td>2";
  Result<Reading> reading = read(text);
  REQUIRE(reading);
  REQUIRE_FALSE(reading->notes.empty());
  std::string told = notes_text(*reading, "f", text, Language::zh, false);
  for (const ReadingNote& note : reading->notes) {
    if (note.place.line == 0) continue;
    Position at = position(text, note.place.offset);
    CHECK(told.find("f:" + std::to_string(at.line) + ':' + std::to_string(at.column) + ": ") !=
          std::string::npos);
  }
}
