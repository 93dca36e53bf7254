// What holds for every document that a reader makes, whatever it read.
#ifndef GONGKAI_TESTS_DOCUMENT_FAULTS_HPP
#define GONGKAI_TESTS_DOCUMENT_FAULTS_HPP

#include <string>
#include <string_view>

#include "gongkai/document.hpp"
#include "text.hpp"

/// The first thing that is wrong with it; empty if all is well. Places count in `source`.
inline std::string fault_of(const gongkai::Document& document, std::string_view source) {
  using namespace gongkai;
  std::size_t lines = 1;
  for (char c : source) lines += c == '\n' ? 1U : 0U;
  auto place_lies_within = [&](const Place& place) {
    return place.offset <= source.size() && place.length <= source.size() - place.offset &&
           place.line >= 1 && place.line <= lines;
  };
  auto is_trimmed_utf8 = [](const std::string& text) {
    return text::valid_utf8(text) == text.size() && text::trim(text) == text;
  };
  for (const Block& block : document.blocks) {
    if (!place_lies_within(block.place)) return "place of a block";
    bool grid = block.kind == Block::Kind::grid;
    if (grid != block.text.empty()) return "text of a block";
    if (grid == block.grid.rows.empty()) return "rows of a block";
    if (!is_trimmed_utf8(block.text)) return "spaces or bytes of a text";
    for (const auto& row : block.grid.rows) {
      if (!row.empty() && &row == &block.grid.rows[0] && row[0].covered)
        return "the first cell is covered";
      for (const GridCell& cell : row) {
        if (!is_trimmed_utf8(cell.text)) return "spaces or bytes of a cell";
        if (cell.covered && !cell.text.empty()) return "a covered cell with text";
        if (!cell.covered && !place_lies_within(cell.place)) return "place of a cell";
        if (!cell.text.empty() && cell.place.length == 0) return "a text from nowhere";
      }
    }
  }
  return {};
}

#endif
