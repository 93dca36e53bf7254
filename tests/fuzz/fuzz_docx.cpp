// A Word file as it is, or the XML of a document, which is packed into one.
#include "../packages.hpp"
#include "fuzz.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(as_text(data, size));
  if (bytes.substr(0, 2) != "PK") bytes = zip_of({zip_claim({"word/document.xml", bytes}, true)});
  check_office(read_docx(bytes, small_limits()));
  return 0;
}
