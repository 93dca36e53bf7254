// to_utf8, and its tables held against the iconv of the C library.
#include <doctest/doctest.h>
#include <iconv.h>

#include <random>

#include "gongkai/read.hpp"
#include "text.hpp"

using namespace gongkai;

namespace {

const std::string declared_gbk = "<meta charset=gbk>";

/// What iconv makes of it; "" where it is not valid.
std::string by_iconv(const char* from, const char* to, std::string bytes) {
  iconv_t converter = iconv_open(to, from);
  REQUIRE(converter != reinterpret_cast<iconv_t>(-1));
  std::string result(bytes.size() * 4 + 8, '\0');
  char *in = bytes.data(), *out = result.data();
  std::size_t in_left = bytes.size(), out_left = result.size();
  std::size_t done = iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  if (done == static_cast<std::size_t>(-1)) return {};
  result.resize(result.size() - out_left);
  return result;
}

std::string by_iconv(const std::string& gb18030) { return by_iconv("GB18030", "UTF-8", gb18030); }

/// As GB18030, by declaration; "" where it is not valid.
std::string decoded(const std::string& gb18030) {
  Result<std::string> text = to_utf8(declared_gbk + gb18030);
  if (!text) {
    CHECK(text.error.code == ErrorCode::bad_encoding);
    CHECK(text.error.detail == "GB18030");
    return {};
  }
  return text->substr(declared_gbk.size());
}

std::string bytes(std::initializer_list<unsigned> list) {
  std::string result;
  for (unsigned byte : list) result += static_cast<char>(static_cast<unsigned char>(byte));
  return result;
}

void check_error(const std::string& text, std::size_t offset, const char* detail) {
  Result<std::string> result = to_utf8(text);
  CHECK(result.error.code == ErrorCode::bad_encoding);
  CHECK(result.error.offset == offset);
  CHECK(result.error.detail == detail);
  CHECK(result.value.empty());
}

}  // namespace

TEST_CASE(
    "GB18030: all codes of two bytes are iconv's, but for the space of old Windows programs") {
  std::size_t codes = 0;
  for (unsigned lead = 0x80; lead <= 0xFF; ++lead)
    for (unsigned trail = 0x20; trail <= 0xFF; ++trail) {
      if (trail >= 0x30 && trail <= 0x39) continue;  // codes of four bytes
      std::string code = bytes({lead, trail});
      if (lead == 0xA3 && trail == 0xA0) {
        CHECK(decoded(code) == "\u3000");  // iconv: private use
        continue;
      }
      std::string theirs = by_iconv(code);
      if (decoded(code) != theirs) FAIL_CHECK(lead, " ", trail);
      codes += theirs.empty() ? 0U : 1U;
    }
  CHECK(codes == 23939);
}

TEST_CASE("GB18030: codes of four bytes are iconv's") {
  std::size_t valid = 0, invalid = 0;
  for (unsigned number = 0; number < 126 * 10 * 126 * 10; number += number < 39500 ? 3 : 997) {
    std::string code = bytes({0x81 + number / 12600, 0x30 + number / 1260 % 10,
                              0x81 + number / 10 % 126, 0x30 + number % 10});
    std::string theirs = by_iconv(code);
    // iconv knows no code for noncharacters and for those that have one of two bytes by now.
    if (theirs.empty()) {
      ++invalid;
      continue;
    }
    ++valid;
    if (decoded(code) != theirs) FAIL_CHECK(number);
  }
  CHECK(valid > 13000);
  CHECK(invalid > 100);
  CHECK(decoded(bytes({0x81, 0x30, 0x81, 0x30})) == "\u0080");
  CHECK(decoded(bytes({0x84, 0x31, 0xA4, 0x39})) == "\uFFFF");
  CHECK(decoded(bytes({0x90, 0x30, 0x81, 0x30})) == "\U00010000");
  CHECK(decoded(bytes({0xE3, 0x32, 0x9A, 0x35})) == "\U0010FFFF");
  for (const std::string& no_code :
       {bytes({0x84, 0x31, 0xA5, 0x30}), bytes({0x8F, 0x39, 0xFE, 0x39}),
        bytes({0xE3, 0x32, 0x9A, 0x36}), bytes({0x81, 0x30, 0x81}), bytes({0x81, 0x30, 0x20, 0x30}),
        bytes({0x81}), bytes({0xFF, 0x40}), bytes({0x80, 0x40})})
    CHECK(decoded(no_code).empty());
}

TEST_CASE("GB18030: random texts of any length, ASCII and not, are iconv's") {
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::size_t n = random() % (i % 100 == 0 ? 3000 : 40); n > 0; --n) switch (random() % 4) {
        case 0:
          text += bytes({0xB0 + static_cast<unsigned>(random() % 0x20),
                         0xA1 + static_cast<unsigned>(random() % 94)});
          break;
        case 1:
          text += std::string(random() % 40, 'x');
          break;
        case 2:
          text += bytes({0x81, 0x30, 0x89, 0x37});
          break;
        default:
          text += "<p>";
      }
    CHECK(decoded(text) == by_iconv(text));
  }
}

TEST_CASE("which encoding: BOM, declaration, valid UTF-8, GB18030, in this order") {
  const std::string text = "<p>年度报告·公开";
  const std::string gb = by_iconv("UTF-8", "GB18030", text);
  CHECK(*to_utf8(text) == text);
  CHECK(*to_utf8("\xEF\xBB\xBF" + text) == text);
  CHECK(*to_utf8(gb) == text);
  CHECK(to_utf8("")->empty());
  for (const char* declaration :
       {"<meta charset=gb2312>", "<META CHARSET = \"GBK\" />", "<meta charset='gb18030'>",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">",
        "<?xml version=\"1.0\" encoding=\"GB2312\"?>", "<!-- <meta charset=big5> -->",
        "<meta charset=iso-8859-1>", "<meta name=charset content=big5>"}) {
    CAPTURE(declaration);
    CHECK(*to_utf8(declaration + gb) == declaration + text);
    CHECK(*to_utf8(declaration + text) == declaration + text);  // plainly UTF-8, whatever it says
  }
  // Two bytes that both encodings have: the declaration decides. Without one it is UTF-8.
  const std::string both = bytes({0xC4, 0xA3});
  CHECK(*to_utf8("<meta charset=gbk>" + both) == "<meta charset=gbk>模");
  CHECK(*to_utf8(both) == "\u0123");
  CHECK(*to_utf8("<meta charset=utf-8>" + gb) == "<meta charset=utf-8>" + text);  // it is not
}

TEST_CASE("UTF-16: with a BOM, and by the zeros in the markup") {
  const std::string text = "<html><p>年度报告 😀</p></html>";
  for (const char* order : {"UTF-16LE", "UTF-16BE"}) {
    std::string utf16 = by_iconv("UTF-8", order, text);
    std::string mark = by_iconv("UTF-8", order, "\uFEFF");
    CHECK(*to_utf8(utf16) == text);
    CHECK(*to_utf8(mark + utf16) == text);
    check_error(mark + utf16 + "x", 2 + utf16.size(), "UTF-16");
  }
  check_error(bytes({0xFF, 0xFE, 'a', 0, 0x00, 0xD8, 'b', 0}), 4, "UTF-16");
  check_error(bytes({0xFE, 0xFF, 0xDC, 0x00}), 2, "UTF-16");
}

TEST_CASE("what fits no encoding is an error with its place, and no text") {
  check_error("<meta charset=gbk>a\xFF", 19, "GB18030");
  check_error("<meta charset=gbk>a\xB0", 19, "GB18030");
  check_error("\xEF\xBB\xBF年\xFF", 6, "UTF-8");
  // Damaged UTF-8 is not read as GB18030, of which much of it would be valid.
  check_error("年度报告\xE5\xB9", 12, "UTF-8");
  check_error("<meta charset=utf-8>年度报告\xFF。", 32, "UTF-8");
  check_error("<meta charset=big5>\xA4\xA4", 14, "big5");
  check_error("\xFF", 0, "GB18030");
}
