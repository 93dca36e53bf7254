// Any bytes as a text: valid UTF-8 comes out, and is not changed by being read again; or an error
// that names a byte.
#include "fuzz.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Result<std::string> text = to_utf8(as_text(data, size));
  if (!text) {
    must(text.error.code == ErrorCode::bad_encoding, "no other error");
    must(text.error.offset < size, "place of an error");
    must(text->empty(), "no text with an error");
    return 0;
  }
  must(is_utf8(*text), "what comes out is UTF-8");
  Result<std::string> again = to_utf8("\xEF\xBB\xBF" + *text);
  must(again && *again == *text, "not changed when read again");
  return 0;
}
