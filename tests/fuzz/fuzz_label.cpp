// Labels and what else is compared or shown: the normal form is one, paths lead where they say,
// patterns match as they are defined.
#include <vector>

#include "fuzz.hpp"
#include "gongkai/aggregate.hpp"
#include "gongkai/selection.hpp"
#include "read/numbering.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

// The definition, cell by cell of a table: pattern up to p matches text up to t.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
  std::vector<bool> row(text.size() + 1), above;
  row[0] = true;
  for (char p : pattern) {
    above = row;
    row[0] = above[0] && p == '*';
    for (std::size_t t = 1; t <= text.size(); ++t)
      row[t] = p == '*' ? above[t] || row[t - 1] : above[t - 1] && p == text[t - 1];
  }
  return row[text.size()];
}

bool is_control(char32_t c) { return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x202E; }

void check_utf8(std::string_view text) {
  std::string normal = text::normal(text);
  must(is_utf8(normal), "the normal form is UTF-8");
  must(text::normal(normal) == normal, "the normal form of a normal form is itself");
  must(text::trim(text::trim(text)) == text::trim(text), "trimmed once is trimmed");
  std::size_t counted = 0;
  for (std::size_t at = 0; at < text.size(); ++counted) text::next(text, at);
  must(text::length(text) == counted && text::width(text) <= 2 * counted, "length and width");
  must(numbering_of(text).length <= text.size(), "a numbering is part of its text");
  is_section_title(text);
  is_report_title(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = as_text(data, size);
  if (is_utf8(text)) check_utf8(text);

  std::string line = text::one_line(text);
  must(is_utf8(line), "what is shown is UTF-8");
  for (std::size_t at = 0; at < line.size();)
    must(!is_control(text::next(line, at)), "nothing that is shown controls the terminal");

  std::size_t cell = cell_index<Report>(text);
  if (cell != no_cell) must(to_string(path_of<Report>(cell)) == text, "a path leads to its cell");

  std::size_t middle = text.find('\n');
  if (middle != std::string_view::npos) {
    std::string_view pattern = text.substr(0, middle), whole = text.substr(middle + 1);
    must(matches(pattern, whole) == matches_by_definition(pattern, whole), "patterns");
  }
  std::string division = division_at(text, 6);
  must(division.empty() == !is_division(text), "a division or none");
  agency_kind(text);
  return 0;
}
