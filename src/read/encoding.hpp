// Which encoding a text is in, and the same text as UTF-8: to_utf8 of read.hpp.
#ifndef GONGKAI_READ_ENCODING_HPP
#define GONGKAI_READ_ENCODING_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

/// text::valid_utf8, which see, at the speed of memory where all of it is valid.
std::size_t valid_utf8(std::string_view text);

/// What to_utf8 of read.hpp gives, without a copy where the bytes are that text: else it is put
/// into `room`, and the view is of that.
Result<std::string_view> as_utf8(std::string_view bytes, std::string& room);

}  // namespace v0
}  // namespace gongkai

#endif
