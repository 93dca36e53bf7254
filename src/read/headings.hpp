// The headings of columns: in which order they come, where they begin, in which unit money is.
#ifndef GONGKAI_READ_HEADINGS_HPP
#define GONGKAI_READ_HEADINGS_HPP

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "gongkai/document.hpp"
#include "read/number.hpp"
#include "read/rows.hpp"

namespace gongkai {
inline namespace v0 {

using Cells = std::vector<GridCell>;

/// The cells as a person would be shown them: "规章 | 22 | 235".
std::string text_of(const Cells& cells);

/// What the heading of a table says of one kind of row.
struct Heading {
  bool in_order = true;              ///< its columns come in the order of the form
  bool torn = false;                 ///< what is left of them does not contradict that order
  std::optional<std::size_t> start;  ///< the column of the grid in which the first one stands
  std::size_t width = 0;             ///< how many cells its rows have; 0: not known
  text::Printed::Unit unit = text::Printed::Unit::none;  ///< of the column of money, if printed
  std::string printed;                                   ///< of the columns
};

/// Each kind of row there is, that of table 3 first.
std::vector<Columns> kinds_of_columns(const Rows& disclosure);

/// The rows of labels above the numbers, until the next such rows.
class Headings {
 public:
  explicit Headings(const std::vector<Columns>& kinds) : kinds_(kinds), known_(kinds.size()) {}

  /// In another grid columns stand elsewhere; their order goes on until a heading says otherwise.
  void next_grid();

  /// Whether this row has the labels of at least two columns of one kind.
  bool is_heading(const Cells& cells);

  void add(const Cells& cells);

  /// For a row of numbers of that kind. Stays where it is.
  const Heading& of(const Schema& schema);

 private:
  struct Known {
    const Heading* heading = nullptr;
    bool fresh = false;  // looked at since the last row of labels
  };

  void look_at(const Cells& cells);
  std::size_t kind(const Schema& schema) const;
  Heading look(const Columns& columns, Heading heading) const;
  bool stranger_between(const Columns& columns, std::size_t first, std::size_t last) const;
  bool blocks_in_order() const;

  const std::vector<Columns>& kinds_;
  struct HeadingRow {
    const Cells* cells;  // of a document that outlives this
    std::vector<PrintedLabel> labels;
  };

  std::vector<Known> known_;  // by kind
  std::vector<HeadingRow> rows_;
  const Cells* looked_at_ = nullptr;  // a row, and
  std::vector<PrintedLabel> labels_;  // its labels
  bool in_body_ = false;
  std::deque<Heading> all_;
};

}  // namespace v0
}  // namespace gongkai

#endif
