// SHA-256 (FIPS 180-4), by which a review tells whether a report has changed since.
#ifndef GONGKAI_SHA256_HPP
#define GONGKAI_SHA256_HPP

#include <string>
#include <string_view>

namespace gongkai {
inline namespace v0 {

/// 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace v0
}  // namespace gongkai

#endif
