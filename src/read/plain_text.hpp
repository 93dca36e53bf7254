// Rows of the form in running text, in which cells, lines and labels have lost their borders.
#ifndef GONGKAI_READ_PLAIN_TEXT_HPP
#define GONGKAI_READ_PLAIN_TEXT_HPP

#include <cstddef>
#include <string_view>

#include "gongkai/document.hpp"
#include "gongkai/result.hpp"

namespace gongkai {

/// Adds what stands in a part of a source to a document: titles, paragraphs, and a grid wherever
/// labels of the form stand with their numbers. `begin`, `end`: bytes of `source`; `line`: the
/// number of the first. The error is two_reports, when two stand side by side.
Error add_text(std::string_view source, std::size_t begin, std::size_t end, std::size_t line,
               Document& document);

}  // namespace gongkai

#endif
