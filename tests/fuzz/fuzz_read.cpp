// Any bytes as a file of any kind: what was read says where it stands, and can be shown.
#include "fuzz.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/write.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes = as_text(data, size);
  Result<Reading> reading = read(bytes, small_limits());
  if (!reading) {
    must(is_utf8(message(reading.error, Language::zh)), "an error is told in UTF-8");
    explain(reading.error, "file", bytes, Language::en);
    return 0;
  }
  if (!reading->sources.empty()) check_reading(*reading);
  std::string_view source = reading->text.empty() ? bytes : std::string_view(reading->text);
  for (const CellSource& cell : reading->sources)
    must(cell.place.line == 0 || (cell.place.offset <= source.size() &&
                                  cell.place.length <= source.size() - cell.place.offset),
         "the place of a cell lies within the source");
  Findings findings = check_all(reading->report, reading->mentions);
  must(is_utf8(findings_text(*reading, findings, "file", source, Language::zh, true)), "text");
  must(is_utf8(findings_json(*reading, findings, "file")), "JSON");
  CheckedFile file{"file", source, &*reading, &findings};
  must(is_utf8(findings_html(file, Language::en)), "HTML");
  must(is_utf8(findings_sarif({file}, Language::zh)), "SARIF");
  must(is_utf8(form_text(reading->report, Language::zh)), "form");
  return 0;
}
