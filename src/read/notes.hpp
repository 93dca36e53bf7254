// The doubts a reader can have, and how it says them.
#ifndef GONGKAI_READ_NOTES_HPP
#define GONGKAI_READ_NOTES_HPP

#include <string>
#include <string_view>

#include "gongkai/read.hpp"

namespace gongkai {
inline namespace v0 {

/// Adds the note with that id (one of reading_rules()) to what has been read.
void add_note(Reading& reading, std::string_view id, Place place, const TablePlace& at,
              std::string detail);

}  // namespace v0
}  // namespace gongkai

#endif
