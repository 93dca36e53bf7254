// Numbers that stand in one row without their cells: run together, or one torn into two. Which
// readings there are, and which of them the sums of the row allow.
#ifndef GONGKAI_READ_RUNS_HPP
#define GONGKAI_READ_RUNS_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gongkai/document.hpp"
#include "gongkai/read.hpp"
#include "read/rows.hpp"

namespace gongkai {
inline namespace v0 {

/// A number as it stands in a source, or a cell: "13575394432.52元".
struct Piece {
  std::string text;
  Place place;
  std::size_t column = 0;  ///< of the grid, from 1
};

/// The numbers at the end of a cell that begins with a label: "（一）予以公开270020130" ends in
/// 270020130. Its first byte; text.size() if there are none, 0 if there is nothing else.
std::size_t numbers_begin(std::string_view text);

/// What stands in these cells, cut at spaces; empty cells are none. Remarks and units stay with the
/// number before them.
std::vector<Piece> pieces_of(const std::vector<Piece>& cells);

/// Whether cells have run together here: no number begins with a zero before another digit.
bool shows_gluing(const std::vector<Piece>& pieces);

/// How many digits there are.
std::size_t digits_of(const std::vector<Piece>& pieces);

/// The readings of a row.
struct Readings {
  /// Each is as many pieces as the row has cells. None: it cannot be read at all.
  std::vector<std::vector<Piece>> all;
  bool cut = false;     ///< digits that stand together were cut
  bool joined = false;  ///< numbers that stand apart were joined
};

/// All that the sums within the row allow; where they allow none, or it has none, all that the
/// digits allow. Spaces are cuts, unless that allows nothing. `may_cut`: whether digits that stand
/// together may belong to several cells; `sums_tell`: whether the sums of this table are to be
/// believed when they choose.
Readings readings_of(const Row& row, const std::vector<Piece>& pieces, bool may_cut,
                     bool sums_tell = true);

/// Whether these numbers, as cells of the row, agree with the sums within it. Numbers that cannot
/// be told agree.
bool sums_allow(const Row& row, const std::vector<Piece>& pieces);

/// A row that is still open when its own sums have spoken.
struct OpenRow {
  const Row* row = nullptr;
  std::vector<std::vector<Piece>> readings;
};

/// Whether the sums over columns allow a combination of readings.
enum class Fit { some, none, too_many_to_tell };

/// Takes from the rows the readings that the sums over columns rule out, the numbers of `report`
/// being those of the other rows. If no combination satisfies them, or there are too many, nothing
/// is taken: an agency has made an error or left a cell blank, and what all readings say may be
/// wrong too.
Fit rule_out(const Report& report, std::vector<OpenRow>& rows);

/// Other readings of a row that was taken to be `taken`, where the sums over columns speak against
/// that, whichever way the open rows are read: those its own sums speak against, but the sums over
/// columns allow (perhaps the agency added up wrongly, and the row has been cut to fit), and those
/// with a blank among the cells that all sums allow.
std::vector<std::vector<Piece>> rivals(const Report& report, const std::vector<OpenRow>& open,
                                       const Row& row, const std::vector<Piece>& taken,
                                       const std::vector<Piece>& pieces);

}  // namespace v0
}  // namespace gongkai

#endif
