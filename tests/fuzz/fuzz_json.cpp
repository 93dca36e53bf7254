// JSON of a report and of a small type: what is read is written and read again the same, and an
// error has a place.
#include <boost/describe.hpp>

#include "fuzz.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace small {

struct Inner {
  Count count;
  Change change;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (count, change))
struct Outer {
  std::string text;
  Amount amount;
  Inner inner;
  std::int32_t number = 0;
  Date date;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (text, amount, inner, number, date))

}  // namespace small

namespace {

template <class T>
void check_json(std::string_view text) {
  Result<T> read = read_json<T>(text);
  if (!read) {
    must(read.error.offset <= text.size(), "place of an error");
    must(write_json(*read) == write_json(T()), "no value with an error");
    must(read.error.path.empty() || is_utf8(read.error.path), "path of an error");
    return;
  }
  for (int indent : {0, 2}) {
    std::string written = write_json(*read, indent);
    Result<T> again = read_json<T>(written);
    must(again && write_json(*again, indent) == written, "the same when written and read again");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = as_text(data, size);
  check_json<small::Outer>(text);
  check_json<Report>(text);
  return 0;
}
