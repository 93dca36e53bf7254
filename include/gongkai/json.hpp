// JSON in and out, for any described type: values, JSON Lines, JSON Schema.
//
//   struct               object, keyed by the names of its members, each exactly once, in any order
//   Count, Change        integer
//   Amount               string of an exact decimal: "66.4866"; a JSON number is refused
//   a cell without value null where blank, else the name of its State: "missing", "unreadable" …
//   a part of nothing    the word "absent" where all its cells are absent
//     but cells
//   std::string          string
//   int32_t              integer, null for 0 (not known)
//   Date                 "2022-01-20", null where not known
//   described enum       the number of one of its described values
//
// Reading is strict and total: what is read is exactly what stands there, or there is an Error.
// read_json<T>(write_json(x)) == x for every x whose strings are UTF-8 and whose dates and enums
// are ones that exist.
#ifndef GONGKAI_JSON_HPP
#define GONGKAI_JSON_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include "gongkai/reflect.hpp"
#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

/// Where JSON Lines come from when they are not in memory: puts up to `room` bytes at `to` and
/// returns how many; 0 at the end, a negative number where reading failed. `room` is never 0.
using ByteSource = std::ptrdiff_t (*)(void* context, char* to, std::size_t room);

/// The longest line JsonLines accepts unless told otherwise: 16 MiB.
constexpr std::size_t longest_json_line = std::size_t{16} << 20U;

namespace detail {

Error read_json(const Schema& schema, void* object, std::string_view text);
std::string write_json(const Schema& schema, const void* object, int indent);
std::string json_schema(const Schema& schema, int indent);

/// JSON Lines into objects of one described type, which only the template below names.
class JsonLineReader {
 public:
  JsonLineReader(const Schema& schema, std::string_view text, std::size_t longest);
  JsonLineReader(const Schema& schema, ByteSource source, void* context, std::size_t longest);
  JsonLineReader(JsonLineReader&& other) noexcept : state_(other.state_) { other.state_ = nullptr; }
  JsonLineReader(const JsonLineReader&) = delete;
  JsonLineReader& operator=(JsonLineReader) = delete;
  ~JsonLineReader();

  bool next(void* object);
  const Error& error() const noexcept;
  std::size_t line() const noexcept;

 private:
  struct State;
  State* state_;
};

}  // namespace detail

/// A value of the described type T from one JSON text, UTF-8 with or without a byte order mark.
///
/// Errors carry the byte offset of what is wrong, from the start of `text`, and the path of the
/// member concerned: `empty_input`, `binary_input` (a zero byte), `not_utf8`, `bad_json`,
/// `wrong_type`, `out_of_range`, `unknown_member`, `duplicate_member` (both at the name),
/// `missing_member` (the first, in order of description; at the closing brace), `trailing_text`,
/// `too_large` (4 GiB). Encoding and unclosed strings are looked at before anything else, then the
/// first error in the order of the text counts. Time is linear in the text, whatever it holds.
template <class T>
Result<T> read_json(std::string_view text) {
  Result<T> result;
  result.error = detail::read_json(schema<T>, &result.value, text);
  if (result.error) result.value = T();
  return result;
}

/// Reads JSON Lines: one T a line, blank lines skipped, a byte order mark at the start accepted.
/// Memory is bounded by the longest line, not by the input.
///
///   JsonLines<Report> lines(text);
///   for (Report report;;) {
///     while (lines.next(report)) use(report);
///     if (!lines.error()) break;            // the end
///     complain(lines.line(), lines.error());  // and go on with the next line
///   }
template <class T>
class JsonLines {
 public:
  /// `text` must outlive the reader.
  explicit JsonLines(std::string_view text, std::size_t longest_line = longest_json_line)
      : reader_(schema<T>, text, longest_line) {}
  JsonLines(ByteSource source, void* context, std::size_t longest_line = longest_json_line)
      : reader_(schema<T>, source, context, longest_line) {}

  /// Reads the next line into `value`, whose storage it uses again. False at the end, and at a line
  /// that cannot be read: error() tells which, and `value` is then good for nothing but the next
  /// call, which goes on with the following line.
  bool next(T& value) { return reader_.next(&value); }

  /// What was wrong with the last line, as read_json says it, with the offset from the start of the
  /// whole input; `too_large` for a line longer than the limit, `io` where the source failed, after
  /// which nothing more comes. No error after a good line and at the end.
  const Error& error() const noexcept { return reader_.error(); }

  /// The number of the last line, from 1, blank lines counted.
  std::size_t line() const noexcept { return reader_.line(); }

 private:
  detail::JsonLineReader reader_;
};

/// `value` as JSON, members in the order of their description: on one line, or with every nesting
/// indented by so many spaces. Precondition: its strings are UTF-8. A Date that is no day of the
/// years 1 to 9999 is written as not known.
template <class T>
std::string write_json(const T& value, int indent = 0) {
  return detail::write_json(schema<T>, &value, indent);
}

/// The JSON Schema (2020-12) of what write_json writes and read_json reads for T: the official
/// labels as titles, their English as descriptions, nothing optional, nothing additional. Parts
/// that occur more than once stand under $defs, named by the path of the first.
template <class T>
std::string json_schema(int indent = 2) {
  return detail::json_schema(schema<T>, indent);
}

}  // namespace v0
}  // namespace gongkai

#endif
