// Which row of the form a printed row is, where its label does not say.
#ifndef GONGKAI_READ_ALIGN_HPP
#define GONGKAI_READ_ALIGN_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "read/rows.hpp"

namespace gongkai {
inline namespace v0 {

/// What is known of a printed row before one looks at its neighbours.
struct RowClue {
  const Row* row = nullptr;  ///< by its label; none: torn, misprinted, or not there
  std::string label;         ///< its own, in normal form, perhaps empty
  std::size_t numbers = 0;   ///< that stand in it
};

/// The rows of one table in the order of the source, each with its row of the form. Rows come in
/// the order of the form. An unknown one is a row that is not printed elsewhere, lies between its
/// neighbours and does not contradict its label; none if there are several, or no such.
std::vector<const Row*> align(const Rows& rows, const std::vector<RowClue>& printed);

/// Whether `label`, in normal form, may be the row's: misprinted, cut off, or in other words. It
/// says nothing that the row's own label does not say, but for a character or so.
bool resembles(const std::string& label, const Row& row);

}  // namespace v0
}  // namespace gongkai

#endif
