// The least there is to embed: a file comes in, a page with what is wrong goes out.
//   my_filing_system report.md >findings.html
#include <cstdio>
#include <fstream>
#include <gongkai/gongkai.hpp>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  gongkai::Result<gongkai::Reading> reading = gongkai::read(bytes);
  if (!reading) {
    std::fprintf(stderr, "%s\n", message(reading.error, gongkai::Language::zh).c_str());
    return 2;
  }
  gongkai::Findings findings = gongkai::check(reading->report);
  std::string page = gongkai::form_page(reading->report, gongkai::Language::zh, &findings);
  std::fwrite(page.data(), 1, page.size(), stdout);
  return findings.has_errors() ? 1 : 0;
}
