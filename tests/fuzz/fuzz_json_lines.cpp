// JSON Lines, from memory and piece by piece: each line is read as read_json reads it alone, none
// is lost, and none that is too long is taken.
#include <boost/describe.hpp>
#include <vector>

#include "fuzz.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace small {

struct Line {
  std::string a;
  Count b;
};
BOOST_DESCRIBE_STRUCT(Line, (), (a, b))

}  // namespace small

namespace {

constexpr std::size_t longest = 200;

struct Read {
  std::size_t line = 0;
  std::string value;  // or empty
  Error error;
};

std::vector<Read> all(JsonLines<small::Line> lines) {
  std::vector<Read> read;
  for (small::Line value;;) {
    while (lines.next(value)) read.push_back({lines.line(), write_json(value), {}});
    if (!lines.error()) return read;
    read.push_back({lines.line(), {}, lines.error()});
  }
}

// Gives pieces of 1, 2, 3 … bytes.
struct Pieces {
  std::string_view rest;
  std::size_t next = 0;
  static std::ptrdiff_t more(void* context, char* to, std::size_t room) {
    auto& self = *static_cast<Pieces*>(context);
    std::size_t size = self.rest.copy(to, std::min(room, ++self.next % 97 + 1));
    self.rest.remove_prefix(size);
    return static_cast<std::ptrdiff_t>(size);
  }
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = as_text(data, size);
  std::vector<Read> read = all(JsonLines<small::Line>(text, longest));
  Pieces pieces{text};
  std::vector<Read> in_pieces = all(JsonLines<small::Line>(&Pieces::more, &pieces, longest));
  must(read.size() == in_pieces.size(), "as many lines from memory as piece by piece");
  for (std::size_t i = 0; i < read.size(); ++i)
    must(read[i].line == in_pieces[i].line && read[i].value == in_pieces[i].value &&
             read[i].error.code == in_pieces[i].error.code &&
             read[i].error.offset == in_pieces[i].error.offset,
         "the same from memory and piece by piece");

  std::size_t start = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0, number = 1, next = 0;
  for (; start < text.size(); ++number) {
    std::string_view line = text.substr(start, text.find('\n', start) - start);
    if (!is_blank(line)) {
      must(next < read.size() && read[next].line == number, "no line is lost");
      Result<small::Line> alone = read_json<small::Line>(line);
      bool too_long = read[next].error.code == ErrorCode::too_large;
      bool marked = line.substr(0, 3) == "\xEF\xBB\xBF";  // which only a whole text may be
      must(!too_long || line.size() > longest, "no line is too long that is not");
      if (marked) must(static_cast<bool>(read[next].error), "a mark within the text is an error");
      if (!too_long && !marked) {
        must(read[next].error.code == alone.error.code, "as when it is alone");
        must(alone ? read[next].value == write_json(*alone)
                   : read[next].error.offset == start + alone.error.offset,
             "the same value, or the same place of the error");
      }
      ++next;
    }
    start += line.size() + 1;
  }
  must(next == read.size(), "no line is there that is not in the text");
  return 0;
}
