// Any bytes as plain text: what holds for every document holds, and small limits are kept.
#include "fuzz.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = as_text(data, size);
  check_text_document(read_text(text, small_limits()), text, small_limits());
  return 0;
}
