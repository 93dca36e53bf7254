// A Word file as it is, or the XML of a document, which is packed into one.
#include <cstdint>

#include "../packages.hpp"
#include "office_limits.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.substr(0, 2) != "PK") bytes = zip_of({zip_claim({"word/document.xml", bytes}, true)});
  use(read_docx(bytes, small_limits()));
  return 0;
}
