// Where the sentences of a report stand in its source.
#ifndef GONGKAI_READ_TEXT_SOURCES_HPP
#define GONGKAI_READ_TEXT_SOURCES_HPP

#include <string_view>

#include "gongkai/read.hpp"

namespace gongkai {
inline namespace v0 {

/// Takes Reading::texts, pieces placed as their paragraphs are, apart into sentences with places of
/// their own, as far as each can be followed through spaces and markup. Linear in the source.
void place_sentences(Reading& reading, std::string_view source);

}  // namespace v0
}  // namespace gongkai

#endif
