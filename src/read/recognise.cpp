#include <algorithm>
#include <map>
#include <optional>

#include "gongkai/check.hpp"
#include "gongkai/read.hpp"
#include "read/notes.hpp"
#include "read/number.hpp"
#include "read/prose.hpp"
#include "read/rows.hpp"
#include "text.hpp"

namespace gongkai {
namespace {

using text::length;
using text::normal;
using text::Printed;
using text::take_apart;

using Cells = std::vector<GridCell>;

bool holds_numbers(const Cells& cells) {
  return std::any_of(cells.begin(), cells.end(), [](const GridCell& cell) {
    return take_apart(cell.text).kind == Printed::Kind::number;
  });
}

bool all_empty(const Cells& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const GridCell& cell) { return cell.text.empty(); });
}

std::string text_of(const Cells& cells) {
  constexpr std::size_t enough = 300;
  std::string text;
  for (const GridCell& cell : cells) {
    if (cell.text.empty()) continue;
    if (text.size() > enough) return text + " | …";
    if (!text.empty()) text += " | ";
    text += cell.text;
  }
  return text;
}

// Words in the place of a number, as against something unreadable such as "x" or "数据1".
bool is_label(const GridCell& cell) {
  constexpr std::size_t longest_debris = 4;
  return take_apart(cell.text).kind == Printed::Kind::text && length(cell.text) > longest_debris;
}

// ---- headings of columns ------------------------------------------------------------------------

// What the heading of a table says of one kind of row.
struct Heading {
  bool in_order = true;                      // its columns come in the order of the form
  std::optional<std::size_t> start;          // the column of the grid in which the first one stands
  Printed::Unit unit = Printed::Unit::none;  // of the column of money, where it is printed
  std::string printed;                       // of the columns
};

// The rows of labels above the numbers, until the next such rows.
class Headings {
 public:
  explicit Headings(const Rows& disclosure) {
    kinds_.emplace_back(schema<Applicants>);
    kinds_.emplace_back(schema<Results>);
    for (const Row& row : disclosure)
      if (&kind(*row.columns) == &kinds_.front() && row.columns != kinds_.front().schema)
        kinds_.emplace_back(*row.columns);
  }

  // In another grid columns stand elsewhere; their order goes on until a heading says otherwise.
  void next_grid() {
    rows_.clear();
    for (auto& known : known_) known.second.start.reset();
    fresh_.clear();
  }

  // Whether this row has the labels of at least two columns of one kind.
  bool is_heading(const Cells& cells) const {
    std::vector<std::size_t> found(kinds_.size(), 0);
    for (const GridCell& cell : cells) {
      if (cell.text.empty()) continue;
      PrintedLabel label(cell.text);
      for (std::size_t i = 0; i < kinds_.size(); ++i)
        if (kinds_[i].find(label) && ++found[i] == 2) return true;
    }
    return false;
  }

  void add(const Cells& cells) {
    if (in_body_) rows_.clear();
    in_body_ = false;
    rows_.push_back(cells);
    fresh_.clear();
  }

  // For a row of numbers of that kind.
  const Heading& of(const Schema& schema) {
    in_body_ = true;
    Heading& heading = known_[&schema];
    if (!fresh_[&schema]) look(kind(schema), heading);
    fresh_[&schema] = true;
    return heading;
  }

 private:
  const Columns& kind(const Schema& schema) const {
    for (const Columns& columns : kinds_)
      if (columns.schema == &schema) return columns;
    return kinds_.front();
  }

  void look(const Columns& columns, Heading& heading) const {
    std::map<std::size_t, std::size_t> found;  // column of the grid → column of the form
    for (const Cells& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i)
        if (auto column = columns.find(PrintedLabel(row[i].text))) {
          found[i] = *column;
          if (columns.schema->members[*column].kind == Kind::amount)
            heading.unit = text::unit_of(row[i].text);
        }
    if (found.size() < std::min<std::size_t>(2, columns.labels.size())) return;
    heading.start = found.begin()->first;
    heading.in_order = blocks_in_order() && !stranger_between(columns, found);
    std::size_t size = columns.labels.size(), next = 0;
    bool results = columns.schema == &schema<Results>;  // three times, and none left out
    for (const auto& [at, column] : found) {
      heading.in_order = heading.in_order && (results ? column == next % size : column >= next);
      next = results ? next + 1 : column + 1;
    }
    heading.printed.clear();
    for (const Cells& row : rows_) heading.printed += text_of(row) + ' ';
  }

  // A column between those of the form that is not of the form, such as a subtotal.
  bool stranger_between(const Columns& columns,
                        const std::map<std::size_t, std::size_t>& found) const {
    std::size_t first = found.begin()->first, last = found.rbegin()->first;
    for (const Cells& row : rows_) {
      bool has_columns = std::any_of(row.begin(), row.end(), [&](const GridCell& cell) {
        return columns.find(PrintedLabel(cell.text)).has_value();
      });
      for (std::size_t i = first; has_columns && i < row.size() && i < last; ++i) {
        std::string label = normal(row[i].text);
        if (label.empty() || columns.find(PrintedLabel(row[i].text))) continue;
        constexpr std::string_view groups[] = {"申请人情况", "法人或其他组织",   "行政复议",
                                               "行政诉讼",   "未经复议直接起诉", "复议后起诉"};
        if (std::find(std::begin(groups), std::end(groups), label) == std::end(groups)) return true;
      }
    }
    return false;
  }

  // The three blocks of table 4, where the heading names them.
  bool blocks_in_order() const {
    constexpr std::string_view blocks[] = {"行政复议", "行政诉讼", "未经复议直接起诉",
                                           "复议后起诉"};
    std::optional<std::size_t> places[4];
    for (const Cells& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i)
        for (std::size_t block = 0; block < 4; ++block)
          if (normal(row[i].text) == blocks[block]) places[block] = i;
    std::size_t before = 0;
    for (const auto& place : places) {
      if (place && *place < before) return false;
      if (place) before = *place;
    }
    return true;
  }

  std::vector<Columns> kinds_;
  std::vector<Cells> rows_;
  bool in_body_ = false;
  std::map<const Schema*, Heading> known_;
  std::map<const Schema*, bool> fresh_;  // looked at since the last row of labels
};

// ---- the recogniser -----------------------------------------------------------------------------

class Recogniser {
 public:
  explicit Recogniser(const Document& document)
      : document_(document),
        form_(tell_form()),
        disclosure_rows_(form_ == Form::of_2019 ? "disclosure_2019" : "disclosure"),
        headings_(disclosure_rows_) {
    reading_.report = blank_report(form_, State::missing);
    reading_.sources.resize(schema<Report>.cells);
  }

  Result<Reading> run() {
    for (const Block& block : document_.blocks) {
      switch (block.kind) {
        case Block::Kind::grid:
          ++table_;
          grid(block);
          break;
        case Block::Kind::heading:
          prose_.heading(block);
          break;
        case Block::Kind::paragraph:
          prose_.paragraph(block);
          break;
      }
    }
    if (!any_row_) return Error{ErrorCode::no_report, 0, {}, {}};
    settle_other_handling();
    if (!form_known_) note("reading.form.unknown", {}, {});
    prose_.finish();
    return std::move(reading_);
  }

 private:
  Report& report() { return reading_.report; }

  void note(std::string_view id, Place place, std::string detail) {
    add_note(reading_, id, place, std::move(detail));
  }

  // ---- which form -----------------------------------------------------------------------------

  // Votes by the labels of table 2. A label that is only a shorter form of the other generation's
  // (规范性文件, 处理决定数量) does not vote.
  Form tell_form() {
    auto labels = [](const Schema& table) {
      std::vector<std::string> all;
      for (const Member& row : table) {
        all.push_back(normal(row.label.text.zh));
        for (const Member& column : *row.part) all.push_back(normal(column.label.text.zh));
      }
      return all;
    };
    auto own = [](const std::vector<std::string>& all, const std::vector<std::string>& others) {
      std::vector<std::string> result;
      for (const std::string& label : all)
        if (std::none_of(others.begin(), others.end(), [&](const std::string& other) {
              return other.find(label) != std::string::npos;
            }))
          result.push_back(label);
      return result;
    };
    std::vector<std::string> all_2019 = labels(schema<Disclosure2019>);
    std::vector<std::string> all_2021 = labels(schema<Disclosure>);
    std::vector<std::string> of_2019 = own(all_2019, all_2021), of_2021 = own(all_2021, all_2019);
    auto has = [](const std::vector<std::string>& all, const std::string& label) {
      return std::find(all.begin(), all.end(), label) != all.end();
    };
    std::size_t for_2019 = 0, for_2021 = 0;
    for (const Block& block : document_.blocks)
      for (const Cells& row : block.grid.rows) {
        if (row.size() > most_cells) continue;
        for (const GridCell& cell : row) {
          std::string label = normal(cell.text);
          if (has(of_2019, label)) ++for_2019;
          if (has(of_2021, label)) ++for_2021;
        }
      }
    form_known_ = for_2019 != for_2021;
    return for_2019 > for_2021 ? Form::of_2019 : Form::of_2021;
  }

  // （六） is printed as three rows or as one, whatever the form; the ones not printed are absent.
  void settle_other_handling() {
    Outcomes& outcomes = report().applications.outcomes;
    bool one_row = false, three_rows = false;
    std::string_view six = "（六）";
    for (const Row& row : application_rows_) {
      bool found = reading_.sources[row.first].found();
      one_row = one_row || (found && row.number == six);
      three_rows = three_rows || (found && row.number.size() > six.size() &&
                                  row.number.substr(0, six.size()) == six);
    }
    // An empty row is the heading of the three, where the form has three.
    if ((three_rows || form_ == Form::of_2021) &&
        all_are(schema<Applicants>, &outcomes.other_handling_2019, State::blank)) {
      one_row = false;
      outcomes.other_handling_2019 = absent_row;
    }
    if (one_row && !three_rows) {
      set_all_cells(schema<OtherHandling>, &outcomes.other_handling, State::absent);
      if (form_ == Form::of_2021) note("reading.form.mixed", {}, {});
    } else if (three_rows && !one_row) {
      outcomes.other_handling_2019 = absent_row;
    }
  }

  // ---- grids ------------------------------------------------------------------------------------

  static constexpr std::size_t most_cells = 200;  // in a row; the form has 18 at most

  void grid(const Block& block) {
    headings_.next_grid();
    usual_starts_.clear();
    // Tables 2 to 4 stand in their sections, or in a fragment without any; a table in the text of
    // the others may have the same labels and other figures.
    if (prose_.section() == 1 || prose_.section() > 4) {
      for (const Cells& cells : block.grid.rows)
        if (!all_empty(cells)) return note("reading.table.unused", block.place, text_of(cells));
      return;
    }
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < block.grid.rows.size(); ++i) {
      const Cells& cells = block.grid.rows[i];
      row_ = i + 1;
      if (cells.empty()) continue;
      if (cells.size() <= most_cells && table_row(cells)) continue;
      if (!holds_numbers(cells)) continue;
      constexpr std::size_t told_one_by_one = 5;
      if (++unknown <= told_one_by_one)
        note("reading.row.unknown", cells.front().place, text_of(cells));
    }
    if (unknown > 5)
      note("reading.row.unknown", block.place, "共 " + std::to_string(unknown) + " 行");
  }

  // Whether it is a row of the form, or of labels.
  bool table_row(const Cells& cells) {
    if (headings_.is_heading(cells)) {
      headings_.add(cells);
      return true;
    }
    if (labelled_row(cells, application_rows_) || labelled_row(cells, disclosure_rows_) ||
        proceedings_row(cells))
      return true;
    if (holds_numbers(cells)) return false;
    headings_.add(cells);
    return true;
  }

  // The label is the last one before the numbers; what stands to the right of it are the numbers.
  bool labelled_row(const Cells& cells, const Rows& rows) {
    const Row* row = nullptr;
    std::size_t values = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (take_apart(cells[i].text).kind != Printed::Kind::text) continue;
      const Row* found = rows.find(cells[i].text);
      if (found == nullptr && !is_label(cells[i])) continue;
      row = found;
      values = i + 1;
    }
    if (row == nullptr) return false;
    Cells region(cells.begin() + static_cast<std::ptrdiff_t>(values), cells.end());
    if (all_empty(region) && region.size() < row->cells) return false;  // a title
    take(*row, headings_.of(*row->columns), region, values, cells);
    return true;
  }

  // Table 4 is one row of three times five numbers, without a label of its own.
  bool proceedings_row(const Cells& cells) {
    Row all;
    all.first = cell_index<Report>("proceedings.reconsideration.upheld");
    all.cells = schema<Proceedings>.cells;
    if (std::any_of(cells.begin(), cells.end(), is_label) || cells.size() < all.cells) return false;
    bool blank = std::all_of(cells.begin(), cells.end(), [](const GridCell& c) {
      return take_apart(c.text).kind == Printed::Kind::blank;
    });
    const Heading& heading = headings_.of(schema<Results>);
    if (prose_.section() != 4 && !heading.start) return false;
    bool found = reading_.sources[all.first].found();
    // Converters put empty rows around tables: one counts only if no other row comes.
    if (blank && found) return true;
    if (found && all_are(schema<Proceedings>, &report().proceedings, State::blank))
      for (std::size_t i = 0; i < all.cells; ++i) reading_.sources[all.first + i] = {};
    if (all_empty(cells) && !heading.start) return true;
    if (!blank && !holds_numbers(cells)) return false;
    take(all, heading, cells, 0, cells);
    return true;
  }

  // ---- numbers ----------------------------------------------------------------------------------

  void take(const Row& row, const Heading& heading, const Cells& region, std::size_t region_column,
            const Cells& whole) {
    any_row_ = true;
    bool there_before = reading_.sources[row.first].found();
    std::optional<std::size_t> start = lay(row, heading, region, region_column);
    if (heading.in_order && start) {
      if (there_before) return compare(row, region, *start, whole);
      for (std::size_t i = 0; i < row.cells; ++i)
        put(row.first + i, region[*start + i], region_column + *start + i + 1, heading.unit);
      return;
    }
    note(heading.in_order ? "reading.row.shape" : "reading.columns", whole.front().place,
         heading.in_order ? text_of(whole) : heading.printed);
    if (there_before) return;
    GridCell all = whole.front();
    all.text = text_of(region);
    for (std::size_t i = 0; i < row.cells; ++i) {
      reading_.sources[row.first + i] = {all.place, table_, row_, region_column + 1, all.text, {}};
      set_state(cell_kind(row.first + i), cell_address(row.first + i), State::unreadable);
    }
  }

  // Where in `region` the numbers of the row begin; none where that cannot be told.
  std::optional<std::size_t> lay(const Row& row, const Heading& heading, const Cells& region,
                                 std::size_t region_column) {
    std::size_t n = row.cells;
    if (region.size() < n) return std::nullopt;
    std::size_t last_start = region.size() - n;
    if (all_empty(region)) return last_start;  // the same whichever cells are meant
    std::size_t first = 0, last = region.size() - 1, filled = 0;
    while (region[first].text.empty()) ++first;
    while (region[last].text.empty()) --last;
    for (const GridCell& cell : region) filled += cell.text.empty() ? 0U : 1U;

    // The numbers reach from `first` to `last` at least.
    if (last - first >= n) return std::nullopt;
    std::size_t from = last + 1 > n ? last + 1 - n : 0, to = std::min(first, last_start);
    std::optional<std::size_t> by_heading;
    if (heading.start) by_heading = std::max(*heading.start, region_column) - region_column;

    if (from == to) {
      bool as_headed = !by_heading || *by_heading == from;
      // A shifted row is told by its own numbers, if none of them is missing.
      if (!as_headed && (filled < n || !equations_allow(row, region, from))) return std::nullopt;
      if (filled == n) usual_starts_[region_column] = from;
      return from;
    }
    std::vector<std::size_t> allowed;
    for (std::size_t start = from; start <= to; ++start)
      if (equations_allow(row, region, start)) allowed.push_back(start);
    auto is_allowed = [&](std::size_t start) {
      return std::find(allowed.begin(), allowed.end(), start) != allowed.end();
    };
    if (by_heading) {
      bool fits = *by_heading >= from && *by_heading <= to;
      return fits && (allowed.empty() || is_allowed(*by_heading)) ? by_heading : std::nullopt;
    }
    if (allowed.size() == 1) return allowed[0];
    auto usual = usual_starts_.find(region_column);
    if (usual != usual_starts_.end() && is_allowed(usual->second)) return usual->second;
    return std::nullopt;
  }

  // Whether the equations that lie within the row can hold when its numbers begin at `start`.
  static bool equations_allow(const Row& row, const Cells& region, std::size_t start) {
    for (const Equation& equation : statutory_rules.equations) {
      const Identity& identity = statutory_rules.identities[equation.identity];
      ExactSum sums[2];
      bool unknown[2] = {false, false};
      bool within = true;
      auto add = [&](const Side& side, std::size_t which) {
        for_each_term(side, identity.width, equation.base, [&](std::size_t cell) {
          within = within && cell >= row.first && cell < row.first + row.cells;
          if (!within) return;
          Count count =
              text::as_count<Sign::non_negative>(take_apart(region[start + cell - row.first].text));
          if (count.has_value())
            sums[which] += count.value();
          else
            unknown[which] = true;
        });
      };
      add(identity.left, 0);
      add(identity.right, 1);
      if (!within) continue;
      ExactSum gap = sums[1] - sums[0];  // what is left for the unknown on the left
      if (!unknown[0] && !unknown[1] && !gap.zero()) return false;
      if (unknown[0] && !unknown[1] && gap.negative()) return false;
      if (!unknown[0] && unknown[1] && !gap.negative() && !gap.zero()) return false;
    }
    return true;
  }

  // A row that was there before: fine when it says the same, else neither can be trusted.
  void compare(const Row& row, const Cells& region, std::size_t start, const Cells& whole) {
    for (std::size_t i = 0; i < row.cells; ++i) {
      Printed before = take_apart(reading_.sources[row.first + i].printed);
      Printed now = take_apart(region[start + i].text);
      if (before.kind == now.kind && before.decimal == now.decimal && before.unit == now.unit)
        continue;
      note("reading.row.twice", whole.front().place, text_of(whole));
      for (std::size_t k = 0; k < row.cells; ++k)
        set_state(cell_kind(row.first + k), cell_address(row.first + k), State::unreadable);
      return;
    }
  }

  void* cell_address(std::size_t cell) { return cell_at(schema<Report>, &report(), cell); }
  static Kind cell_kind(std::size_t cell) { return path_of<Report>(cell).cell().kind; }

  // `headed`: the unit of money that the heading states.
  void put(std::size_t cell, const GridCell& printed, std::size_t column, Printed::Unit headed) {
    reading_.sources[cell] = {printed.place, table_, row_, column, printed.text, {}};
    void* at = cell_address(cell);
    Printed number = take_apart(printed.text);
    switch (cell_kind(cell)) {
      case Kind::count:
        *static_cast<Count*>(at) = text::as_count<Sign::non_negative>(number);
        break;
      case Kind::change:
        *static_cast<Change*>(at) = text::as_count<Sign::any>(number);
        break;
      default:
        money(*static_cast<Amount*>(at), number, printed, headed,
              path_of<Report>(cell).cell().label.text.zh);
    }
  }

  void money(Amount& amount, const Printed& number, const GridCell& printed, Printed::Unit headed,
             std::string_view official_label) {
    Printed::Unit unit = number.unit != Printed::Unit::none ? number.unit
                         : headed != Printed::Unit::none    ? headed
                                                            : text::unit_of(official_label);
    amount = text::as_amount(number, unit);
    if (amount.state() == State::unreadable && number.kind == Printed::Kind::number)
      note("reading.unit.unknown", printed.place, printed.text);
    if (amount.has_value() && amount != Amount(0, 0) && unit == Printed::Unit::yuan)
      note("reading.unit", printed.place, printed.text + " → " + to_string(amount) + " 万元");
  }

  const Document& document_;
  bool form_known_ = false;
  Form form_;
  Reading reading_;
  Prose prose_{reading_};
  Rows application_rows_{"applications"};
  Rows disclosure_rows_;
  Headings headings_;
  bool any_row_ = false;

  std::size_t table_ = 0, row_ = 0;  // where we are: from 1
  // By the column in which the numbers may begin: how many cells later they do in this grid.
  std::map<std::size_t, std::size_t> usual_starts_;
};

}  // namespace

Result<Reading> recognise(const Document& document) { return Recogniser(document).run(); }

}  // namespace gongkai
