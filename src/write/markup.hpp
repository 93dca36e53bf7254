// Text within HTML and XML.
#ifndef GONGKAI_WRITE_MARKUP_HPP
#define GONGKAI_WRITE_MARKUP_HPP

#include <string>
#include <string_view>

namespace gongkai {

/// As text or as the value of an attribute, in HTML and in XML 1.0. What neither may hold (control
/// characters, bytes that are not UTF-8) becomes U+FFFD; line breaks and tabs stay.
std::string escaped(std::string_view raw);

}  // namespace gongkai

#endif
