// How much a reader takes from a file it does not trust. Past a limit reading stops with the error
// too_large, whose detail names the limit by its member: "cells 2000000".
#ifndef GONGKAI_LIMITS_HPP
#define GONGKAI_LIMITS_HPP

#include <cstddef>

namespace gongkai {
inline namespace v0 {

struct Limits {
  std::size_t bytes = std::size_t{256} << 20U;  ///< of one file, as it lies there
  std::size_t expanded = std::size_t{512}
                         << 20U;   ///< of what comes out of one archive or Office file
  std::size_t ratio = 500;         ///< of the bytes that came out of a deflated stream to those
                                   ///< taken in, once a MiB has come out; deflate reaches 1032
  std::size_t entries = 100'000;   ///< in one archive and the archives in it
  std::size_t nodes = 8'000'000;   ///< elements, attributes and texts in one part of an Office file
  std::size_t depth = 256;         ///< of elements, tables or archives within each other
  std::size_t cells = 2'000'000;   ///< in all tables of one document, the covered ones too; in a
                                   ///< spreadsheet its rows count as well
  std::size_t columns = 4'096;     ///< in one row
  std::size_t blocks = 1'000'000;  ///< headings, paragraphs and tables of one document
};

}  // namespace v0
}  // namespace gongkai

#endif
