// A suppression file: each line that says something is there, as it stands; a bad one is named.
#include "fuzz.hpp"
#include "gongkai/selection.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

std::vector<std::string> words(std::string_view line) {
  std::vector<std::string> found;
  bool within = false;
  for (char c : line) {
    bool space = c == ' ' || c == '\t' || c == '\r';
    if (!space && !within) found.emplace_back();
    within = !space;
    if (within) found.back() += c;
  }
  return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = as_text(data, size);
  for (std::size_t at = text.find('\r'); at < text.size(); at = text.find('\r', at + 1))
    if (at + 1 < text.size() && text[at + 1] != '\n') return 0;  // within a line: of no meaning
  Result<std::vector<Suppression>> read = read_suppressions(text);
  std::size_t start = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0, number = 1, next = 0;
  for (; start < text.size(); ++number) {
    std::string_view line = text.substr(start, text.find('\n', start) - start);
    std::vector<std::string> said = words(line.substr(0, line.find('#')));
    if (!said.empty() && said.size() != 2) {
      must(!read && read.error.code == ErrorCode::bad_line && read.error.offset == start,
           "the first bad line is named");
      return 0;
    }
    if (!said.empty() && read) {
      must(next < read->size(), "no line is lost");
      const Suppression& one = (*read)[next++];
      must(one.rule == said[0] && one.place == said[1] && one.line == number, "as it stands");
    }
    start += line.size() + 1;
  }
  must(static_cast<bool>(read), "no error without a bad line");
  must(next == read->size(), "nothing that does not stand there");
  std::string written = "\n";  // a mark at the very beginning would be none of a line
  for (const Suppression& one : *read)
    written += one.rule + ' ' + one.place + (one.reason.empty() ? "" : " # " + one.reason) + '\n';
  Result<std::vector<Suppression>> again = read_suppressions(written);
  must(again && again->size() == read->size(), "written and read again");
  for (std::size_t i = 0; i < read->size(); ++i)
    must((*again)[i].rule == (*read)[i].rule && (*again)[i].place == (*read)[i].place &&
             (*again)[i].reason == (*read)[i].reason,
         "the same");
  return 0;
}
