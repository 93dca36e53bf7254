// Any bytes as a page: what holds for every document holds, and small limits are kept.
#include "fuzz.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Limits limits;
  limits.depth = 8;
  limits.columns = 64;
  limits.cells = 2000;
  limits.blocks = 200;
  std::string_view page = as_text(data, size);
  check_text_document(read_html(page, limits), page, limits);
  return 0;
}
