#include "gongkai/read.hpp"

#include "gongkai/archive.hpp"
#include "gongkai/json.hpp"
#include "read/zip.hpp"
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

// docx and xlsx are zips; other zips are archives or kinds that we do not read.
Result<Document> read_zip(std::string_view bytes) {
  Expansion expansion{Limits()};
  Result<Zip> zip = Zip::open(bytes, expansion);
  if (!zip) return zip.error;
  ZipKind kind = kind_of(*zip);
  if (kind == ZipKind::docx) return read_docx(bytes);
  if (kind == ZipKind::xlsx) return read_xlsx(bytes);
  bool archive = kind == ZipKind::archive;
  return Error{archive ? ErrorCode::archive_input : ErrorCode::unknown_kind, 0, {}, {}};
}

Result<Document> read_document(std::string_view bytes) {
  if (looks_like_zip(bytes)) return read_zip(bytes);
  if (is_archive(bytes)) return Error{ErrorCode::archive_input, 0, {}, {}};
  return read_markdown(bytes);
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

  Result<Document> document = read_document(bytes);
  if (!document) return document.error;
  return recognise(*document);
}

}  // namespace gongkai
