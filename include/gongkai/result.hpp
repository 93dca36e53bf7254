// A value or an error; and what an error says: what went wrong, where, in which member.
#ifndef GONGKAI_RESULT_HPP
#define GONGKAI_RESULT_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "gongkai/reflect.hpp"

namespace gongkai {
inline namespace v0 {

enum class ErrorCode : std::uint8_t {
  none,
  empty_input,       ///< nothing there
  binary_input,      ///< not text: a zero byte
  not_utf8,          ///< a byte sequence that is no UTF-8, or is cut off
  pdf_input,         ///< a PDF; its text has to be taken out first
  old_office_input,  ///< a .doc or .xls file of before 2007, or a later one with a password
  archive_input,     ///< an archive of several files where one report is wanted
  bad_archive,       ///< a zip, tar, docx or xlsx whose structure is damaged or cut off
  bad_encoding,      ///< text in no encoding that can be told, or damaged
  unknown_kind,      ///< a kind of file that is not read
  two_reports,       ///< two reports side by side in one text
  no_report,         ///< readable, but none of the form's tables is in it
  bad_json,          ///< JSON syntax
  wrong_type,        ///< another JSON type than the member's
  out_of_range,      ///< a number that the cell cannot hold
  unknown_member,    ///< a name the type does not have
  missing_member,    ///< a member that is not there
  duplicate_member,  ///< a member that is there twice
  trailing_text,     ///< something after the end of the value
  too_large,         ///< past a limit on size
  no_such_file,      ///< nothing of that name
  is_folder,         ///< a folder where a file is wanted
  io,                ///< the operating system could not read or write
  bad_line,          ///< a line of a settings file that says nothing we know
  encrypted,         ///< a file of a zip that only a password opens
};

/// "empty_input", "too_large" … as programs read it.
constexpr std::string_view name(ErrorCode code) noexcept {
  constexpr std::string_view names[] = {"none",
                                        "empty_input",
                                        "binary_input",
                                        "not_utf8",
                                        "pdf_input",
                                        "old_office_input",
                                        "archive_input",
                                        "bad_archive",
                                        "bad_encoding",
                                        "unknown_kind",
                                        "two_reports",
                                        "no_report",
                                        "bad_json",
                                        "wrong_type",
                                        "out_of_range",
                                        "unknown_member",
                                        "missing_member",
                                        "duplicate_member",
                                        "trailing_text",
                                        "too_large",
                                        "no_such_file",
                                        "is_folder",
                                        "io",
                                        "bad_line",
                                        "encrypted"};
  static_assert(
      sizeof(names) / sizeof(names[0]) == static_cast<std::size_t>(ErrorCode::encrypted) + 1,
      "a name for each code");
  return names[static_cast<std::size_t>(code)];
}

/// Why something could not be read. A value like any other: nothing throws.
struct Error {
  ErrorCode code = ErrorCode::none;
  std::size_t offset = 0;  ///< byte from the start of the input
  std::string path;        ///< the member concerned: applications.received.total; or empty
  std::string detail;      ///< what was found there, as it stood; or empty

  explicit operator bool() const noexcept { return code != ErrorCode::none; }
};

/// A T, or why there is none: `if (auto r = read_json<Report>(text)) use(*r); else show(r.error)`.
template <class T>
struct Result {
  T value{};
  Error error{};

  Result() = default;
  Result(T v) : value(std::move(v)) {}      // NOLINT(google-explicit-constructor)
  Result(Error e) : error(std::move(e)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const noexcept { return !error; }
  const T& operator*() const& noexcept { return value; }
  T&& operator*() && noexcept { return std::move(value); }
  const T* operator->() const noexcept { return &value; }
};

/// A place in a text as people count it: both from 1, columns in characters (code points).
struct Position {
  std::size_t line = 1, column = 1;
};
inline Position position(std::string_view text, std::size_t offset) {
  Position at;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((byte & 0xC0U) != 0x80U) {
      ++at.column;
    }
  }
  return at;
}

/// One sentence for people: "成员重复：applications.received.total".
std::string message(const Error& error, Language language);

/// The sentence with its place, the line concerned and a caret under it, for a terminal:
/// `file:3:14: …`. `source` is the text that was read; it may be empty (no line is shown then), and
/// so may `file` (the sentence then begins with the place, or is alone).
std::string explain(const Error& error, std::string_view file, std::string_view source,
                    Language language);

}  // namespace v0
}  // namespace gongkai

#endif
