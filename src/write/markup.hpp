// Text within HTML, XML and Markdown.
#ifndef GONGKAI_WRITE_MARKUP_HPP
#define GONGKAI_WRITE_MARKUP_HPP

#include <string>
#include <string_view>

namespace gongkai {
inline namespace v0 {

/// Without what no page may hold: control characters and bytes that are not UTF-8 become U+FFFD.
/// Line breaks and tabs stay.
std::string sound(std::string_view raw);

/// A sound text as text or as the value of an attribute, in HTML and in XML 1.0.
std::string escaped(std::string_view raw);

/// A sound text as one paragraph, or one cell of a table, of Markdown.
std::string escaped_markdown(std::string_view raw);

}  // namespace v0
}  // namespace gongkai

#endif
