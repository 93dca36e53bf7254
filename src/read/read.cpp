#include "gongkai/read.hpp"

#include <algorithm>

#include "gongkai/json.hpp"
#include "text.hpp"

namespace gongkai {
namespace {

constexpr std::size_t enough_to_tell = 1024;  // bytes

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// A kind of file that we know and cannot read; none for text.
ErrorCode unreadable_kind(std::string_view bytes) {
  if (starts_with(bytes, "%PDF-")) return ErrorCode::pdf_input;
  if (starts_with(bytes, "\xD0\xCF\x11\xE0")) return ErrorCode::old_office_input;
  if (starts_with(bytes, "PK\x03\x04")) return ErrorCode::archive_input;
  return ErrorCode::none;
}

// An object, or an array, which is no report but not Markdown either: "[返回](index.htm)" is.
bool is_json(std::string_view bytes) {
  std::string_view text = text::trim(bytes.substr(0, enough_to_tell));
  if (text.empty() || text[0] != '[') return !text.empty() && text[0] == '{';
  std::string_view inside = text::trim(text.substr(1));
  return inside.empty() ||
         std::string_view("[{]\"-0123456789").find(inside[0]) != std::string_view::npos;
}

// Rows of a pipe table, or titles with #. "规章 | 0 |" and lone bars are left over from a table.
bool is_markdown(std::string_view text) {
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || (line[0] != '|' && line[0] != '#')) continue;
    if (line.find_first_not_of(line[0] == '|' ? "| \t\r" : "#") < line.size()) return true;
  }
  return false;
}

}  // namespace

Result<Reading> read(std::string_view bytes) {
  if (ErrorCode kind = unreadable_kind(bytes); kind != ErrorCode::none)
    return Error{kind, 0, {}, {}};

  if (is_json(bytes)) {
    Result<Report> report = read_json<Report>(bytes);
    if (!report) return report.error;
    Reading reading;
    reading.report = *std::move(report);
    return reading;
  }

  // The one place where bytes become a Document: each reader of a format is one more case.
  Result<Document> document = is_markdown(bytes) ? read_markdown(bytes) : read_text(bytes);
  if (!document) return document.error;
  return recognise(*document);
}

}  // namespace gongkai
