// Character references by name (&nbsp;), all that the HTML standard has.
#ifndef GONGKAI_READ_HTML_ENTITIES_HPP
#define GONGKAI_READ_HTML_ENTITIES_HPP

#include <cstddef>

namespace gongkai {
inline namespace v0 {

struct HtmlEntity {
  const char* name;        ///< without & and ;
  const char* text;        ///< UTF-8
  bool without_semicolon;  ///< may also stand without the ; (106 old ones)
};

/// In the order of their names' bytes.
extern const HtmlEntity html_entities[];
extern const std::size_t html_entity_count;

}  // namespace v0
}  // namespace gongkai

#endif
