// Reports made up at random, and the shapes in which agencies publish them, with the damage that
// real sources show. Written apart from the readers: what is rendered here is read back by tests.
#ifndef GONGKAI_TESTS_RENDER_HPP
#define GONGKAI_TESTS_RENDER_HPP

#include <random>
#include <string>

#include "gongkai/report.hpp"

namespace gongkai::test {

using Random = std::mt19937_64;

/// What is wrong with a report that is made up: nothing, or one thing.
enum class Flaw { none, blank_row, blank_column, blank_cell, wrong_cell, zero_totals };

/// A report of either form whose equations hold, but for the flaw. Agency, year, date and prose are
/// made up too.
Report random_report(Random& random, Flaw flaw);

enum class Shape {
  word_html,      ///< a CMS page with tables pasted from Word; UTF-8
  gb18030_html,   ///< the same in GB18030
  markdown,       ///< as converters make it from PDF: shifted rows, page cuts, empty columns
  flat_text,      ///< scraped text with the cells run together
  cell_per_line,  ///< scraped text, each cell a line
  layout_text,    ///< columns by spaces, as pdftotext -layout prints them
  docx,
  xlsx
};
constexpr Shape all_shapes[] = {Shape::word_html, Shape::gb18030_html,  Shape::markdown,
                                Shape::flat_text, Shape::cell_per_line, Shape::layout_text,
                                Shape::docx,      Shape::xlsx};
std::string_view name(Shape shape);

/// The bytes of a file of that shape.
std::string render(const Report& report, Shape shape, Random& random);

}  // namespace gongkai::test

#endif
