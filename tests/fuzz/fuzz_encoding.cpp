// Any bytes as a text: valid UTF-8 comes out, and is not changed by being read again; or an error
// that names a byte.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "gongkai/read.hpp"
#include "text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto failed = [](const char* what) {
    std::fprintf(stderr, "%s\n", what);
    std::abort();
  };
  auto text = gongkai::to_utf8(bytes);
  if (!text) {
    if (text.error.code != gongkai::ErrorCode::bad_encoding) failed("another error");
    if (text.error.offset >= size) failed("place of an error");
    if (!text->empty()) failed("an error with a text");
    return 0;
  }
  if (gongkai::text::valid_utf8(*text) != text->size()) failed("not UTF-8");
  auto again = gongkai::to_utf8("\xEF\xBB\xBF" + *text);
  if (!again || *again != *text) failed("changed when read again");
  return 0;
}
