// Rows of the form in running text, in which cells, lines and labels have lost their borders.
#ifndef GONGKAI_READ_PLAIN_TEXT_HPP
#define GONGKAI_READ_PLAIN_TEXT_HPP

#include <cstddef>
#include <string_view>

#include "gongkai/document.hpp"
#include "gongkai/limits.hpp"
#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

/// How much of the limits a text has taken; too_large where that is past one of them.
class Taken {
 public:
  explicit Taken(const Limits& limits) : limits_(limits) {}
  Error row(std::size_t columns);
  Error blocks(std::size_t all) const;

 private:
  const Limits& limits_;
  std::size_t cells_ = 0;
};

/// What no text reader takes: too_large, empty_input, binary_input, not_utf8.
Error unreadable_text(std::string_view bytes, const Limits& limits);

/// Adds what stands in a part of a source to a document: titles, paragraphs, and a grid wherever
/// labels of the form stand with their numbers. `begin`, `end`: bytes of `source`; `line`: the
/// number of the first. Errors: two_reports, when two stand side by side; too_large.
Error add_text(std::string_view source, std::size_t begin, std::size_t end, std::size_t line,
               Document& document, Taken& taken);

}  // namespace v0
}  // namespace gongkai

#endif
