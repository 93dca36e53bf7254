// Any text as the prose of a report: quantities stand where they are said to, and what is held
// against the tables can be told.
#include "fuzz.hpp"
#include "gongkai/check_all.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Report report = blank_report(size % 2 == 0 ? Form::of_2021 : Form::of_2019);
  report.year = 2023;
  set_all_cells(schema<Report>, &report, State::blank);
  report.applications.received = {1, 2, 3, 4, 5, 6, 21};
  std::string text(as_text(data, size));
  report.overview.disclosure_on_request = report.problems = text;
  std::vector<Mention> found = mentions(report);
  if (!is_utf8(text)) must(found.empty(), "what is not UTF-8 states nothing");
  must(found.size() % 2 == 0, "the same text states the same in both places");
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Mention& mention = found[i];
    must(mention.length > 0 && mention.offset <= size && mention.length <= size - mention.offset,
         "a mention stands in the text");
    must(is_utf8(text.substr(mention.offset, mention.length)), "whole characters");
    must(is_utf8(mention.sentence) && is_utf8(mention.subject) && is_utf8(mention.unit), "UTF-8");
    must(mention.value.has_value(), "a mention has a number");
    if (i > 0 && found[i - 1].part == mention.part)
      must(found[i - 1].offset <= mention.offset, "in the order of the text");
  }
  for (const Finding& finding : check_all(report, found))
    for (Language language : {Language::zh, Language::en})
      must(is_utf8(subject(finding, language) + message(finding, language)), "told in UTF-8");
  return 0;
}
