#include "gongkai/read.hpp"

#include <algorithm>
#include <initializer_list>

#include "gongkai/archive.hpp"
#include "gongkai/filing.hpp"
#include "gongkai/json.hpp"
#include "read/encoding.hpp"
#include "read/html.hpp"
#include "read/text_sources.hpp"
#include "read/zip.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::starts_with;

constexpr std::size_t enough_to_tell = 1024;  // bytes

// A kind of file that we know and cannot read; none for what may be read.
ErrorCode unreadable_kind(std::string_view bytes) {
  if (starts_with(bytes, "%PDF-")) return ErrorCode::pdf_input;
  if (starts_with(bytes, "\xD0\xCF\x11\xE0")) return ErrorCode::old_office_input;
  if (!looks_like_zip(bytes) && is_archive(bytes)) return ErrorCode::archive_input;
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

// Whether a tag of that name opens here, whatever its case.
bool opens(std::string_view text, std::string_view name) {
  if (text.size() <= name.size() + 1) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((text[i + 1] | 32) != (name[i] | 32)) return false;
  char after = text[name.size() + 1];
  return after == '>' || after == '/' || text::is_space(static_cast<unsigned char>(after));
}

bool has_tag(std::string_view text, std::initializer_list<std::string_view> names) {
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at + 1))
    for (std::string_view name : names)
      if (opens(text.substr(at), name)) return true;
  return false;
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

// docx and xlsx are zips; other zips are archives or kinds that we do not read.
Result<Document> read_zip(std::string_view bytes, const Limits& limits) {
  Expansion expansion{limits};
  Result<Zip> zip = Zip::open(bytes, expansion);
  if (!zip) return zip.error;
  ZipKind kind = kind_of(*zip);
  if (kind == ZipKind::docx) return read_docx(bytes, limits);
  if (kind == ZipKind::xlsx) return read_xlsx(bytes, limits);
  bool archive = kind == ZipKind::archive;
  return Error{archive ? ErrorCode::archive_input : ErrorCode::unknown_kind, 0, {}, {}};
}

Result<Document> read_any_text(std::string_view utf8, const Limits& limits) {
  // Markdown has tags in it, and sometimes a whole table of HTML, which then counts.
  if (has_tag(utf8, {"!doctype", "html", "body", "table"})) return read_html_text(utf8, limits);
  if (is_markdown(utf8)) return read_markdown(utf8, limits);
  return has_tag(utf8, {"tr", "td", "div", "p"}) ? read_html_text(utf8, limits)
                                                 : read_text(utf8, limits);
}

// `source`: the text in which places count; empty for office files.
Result<Reading> reading_of(const Result<Document>& document, std::string_view source) {
  if (!document) return document.error;
  Result<Reading> reading = recognise(*document);
  if (!reading) return reading;
  reading.value.mentions = mentions(reading->report, reading->beside_tables);
  place_sentences(reading.value, source);
  return reading;
}

Result<Reading> reading_of_json(std::string_view text) {
  Reading reading;
  if (is_filing(text)) {
    Result<Filing> filing = read_json<Filing>(text);
    if (!filing) return filing.error;
    reading.report = std::move(filing.value.report);
    reading.beside_tables = std::move(filing.value.beside_tables);
  } else {
    Result<Report> report = read_json<Report>(text);
    if (!report) return report.error;
    reading.report = *std::move(report);
  }
  reading.mentions = mentions(reading.report, reading.beside_tables);
  return reading;
}

}  // namespace

Result<Reading> read(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes)
    return Error{ErrorCode::too_large, limits.bytes, {}, "bytes " + std::to_string(limits.bytes)};
  if (ErrorCode kind = unreadable_kind(bytes); kind != ErrorCode::none)
    return Error{kind, 0, {}, {}};
  if (looks_like_zip(bytes)) return reading_of(read_zip(bytes, limits), {});
  if (is_json(bytes)) return reading_of_json(bytes);

  std::string room;
  Result<std::string_view> text = as_utf8(bytes, room);
  std::size_t zero = (text ? *text : bytes).find('\0');
  if (zero != std::string_view::npos) return Error{ErrorCode::binary_input, zero, {}, {}};
  if (!text) return text.error;
  Result<Reading> reading =
      is_json(*text) ? reading_of_json(*text) : reading_of(read_any_text(*text, limits), *text);
  if (reading && text->data() == room.data() && room != bytes) reading.value.text = std::move(room);
  return reading;
}

}  // namespace v0
}  // namespace gongkai
