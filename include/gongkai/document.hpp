// What a source says before anybody has recognised a report in it: headings, paragraphs and grids
// of cells, each with its place. Every reader of a file format makes one of these.
#ifndef GONGKAI_DOCUMENT_HPP
#define GONGKAI_DOCUMENT_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gongkai {
inline namespace v0 {

/// Where something stands in the bytes that were read.
struct Place {
  std::size_t offset = 0;  ///< first byte, from 0
  std::size_t length = 0;  ///< in bytes
  std::size_t line = 0;    ///< from 1; 0: nowhere
};

/// Where something stands in a document as a person counts it there: all that can be said of Word
/// and Excel files, which have no lines. From 1.
struct TablePlace {
  std::uint32_t table = 0;            ///< of a workbook: the sheet; 0: in none
  std::uint32_t row = 0, column = 0;  ///< of a sheet: as it numbers them; 0: the whole table or row
  std::uint32_t paragraph = 0;  ///< of a Word file: outside tables, empty ones not counted; of
                                ///< what stands in a table: the last one before it

  bool known() const noexcept { return table != 0 || paragraph != 0; }
};

/// One cell as it is printed, without markup and without spaces around it.
struct GridCell {
  std::string text;
  Place place;
  bool covered = false;  ///< not printed: a cell to the left or above spans this place; no text
};

/// A table as a sequence of rows, not all of one length. Spans are laid out: a cell that spans
/// several places is the first of them, and the others are `covered`.
struct Grid {
  std::vector<std::vector<GridCell>> rows;
};

struct Block {
  enum class Kind : std::uint8_t { heading, paragraph, grid };
  Kind kind = Kind::paragraph;
  Place place;
  std::string text;    ///< of a heading or a paragraph, without markup
  Grid grid;           ///< of a grid
  TablePlace at = {};  ///< in Word and Excel files; elsewhere whoever reads it counts the grids
};

struct Document {
  std::vector<Block> blocks;
  std::vector<std::string> sheets;  ///< of a workbook: their names, the first 31 characters
};

}  // namespace v0
}  // namespace gongkai

#endif
