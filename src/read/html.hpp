// Inside the library: HTML that is known to be text.
#ifndef GONGKAI_READ_HTML_HPP
#define GONGKAI_READ_HTML_HPP

#include <string_view>

#include "gongkai/read.hpp"

namespace gongkai {
inline namespace v0 {

/// read_html of read.hpp. Precondition: valid UTF-8 without a zero byte.
Result<Document> read_html_text(std::string_view utf8, const Limits& limits);

}  // namespace v0
}  // namespace gongkai

#endif
