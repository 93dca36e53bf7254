#include "scan/scan.hpp"

#include "gongkai/check_all.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

// A file that happened to lie among the reports: an image, a style sheet, a page without them.
// Office files and PDFs are none of those, and a page that calls itself a report is to be looked
// at.
bool is_stray(const Error& error, std::string_view bytes) {
  if (error.code == ErrorCode::binary_input) return true;
  bool office = bytes.substr(0, 2) == "PK";
  if (error.code == ErrorCode::unknown_kind) return !office;
  constexpr std::string_view utf8 = "年度报告", gbk = "\xC4\xEA\xB6\xC8\xB1\xA8\xB8\xE6";
  return error.code == ErrorCode::no_report && !office && !has(bytes, utf8) && !has(bytes, gbk);
}

}  // namespace

// A place in something that is not text cannot be shown.
std::string_view Found::source() const {
  if (!reading.text.empty()) return reading.text;
  return has(bytes, std::string_view("\0", 1)) ? std::string_view() : bytes;
}

Findings check_found(const Reading& reading) {
  bool of_read = !reading.sources.empty() || !reading.mentions.empty();  // which has looked
  if (of_read) return check_all(reading);
  return check_all(reading.report, mentions(reading.report, reading.beside_tables),
                   reading.beside_tables);
}

Found read_item(Item item) {
  Found found;
  found.name = std::move(item.name);
  found.error = std::move(item.error);
  found.bytes = std::move(item.bytes);
  if (item.report != nullptr) {
    found.reading.report = std::move(*item.report);
  } else if (!found.error) {
    Result<Reading> result = read(found.bytes);
    found.error = std::move(result.error);
    found.reading = *std::move(result);
    if (found.error && !item.asked_for && is_stray(found.error, found.bytes))
      found.kind = Found::Kind::no_report;
  }
  if (!found.error) found.kind = Found::Kind::report;
  return found;
}

}  // namespace v0
}  // namespace gongkai
