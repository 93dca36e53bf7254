// Limits small enough to be reached by a fuzzer, and what holds of every document read under them.
#ifndef GONGKAI_TESTS_FUZZ_OFFICE_LIMITS_HPP
#define GONGKAI_TESTS_FUZZ_OFFICE_LIMITS_HPP

#include <cstdlib>

#include "gongkai/read.hpp"
#include "text.hpp"

namespace gongkai::test {

inline Limits small_limits() {
  Limits limits;
  limits.expanded = std::size_t{1} << 20U;
  limits.entries = 100;
  limits.nodes = 50'000;
  limits.cells = 5'000;
  limits.columns = 100;
  limits.blocks = 1'000;
  limits.depth = 64;
  return limits;
}

inline void must(bool holds) {
  if (!holds) std::abort();
}

/// Checks the document, and that the recogniser can do with it.
inline void use(const Result<Document>& document) {
  if (!document) return must(document->blocks.empty());
  const Limits limits = small_limits();
  std::size_t cells = 0;
  auto is_utf8 = [](const std::string& text) { return text::valid_utf8(text) == text.size(); };
  must(document->blocks.size() <= limits.blocks);
  for (const Block& block : document->blocks) {
    must((block.kind == Block::Kind::grid) == block.text.empty());
    must(is_utf8(block.text));
    for (const auto& row : block.grid.rows) {
      must(row.size() <= limits.columns);
      cells += row.size();
      for (const GridCell& cell : row)
        must(is_utf8(cell.text) && (!cell.covered || cell.text.empty()));
    }
  }
  must(cells <= limits.cells);
  recognise(*document);
}

}  // namespace gongkai::test

#endif
