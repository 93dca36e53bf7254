#include <algorithm>
#include <optional>

#include "gongkai/check.hpp"
#include "gongkai/read.hpp"
#include "read/notes.hpp"
#include "read/number.hpp"
#include "read/prose.hpp"
#include "text.hpp"

namespace gongkai {
namespace {

using text::length;
using text::normal;
using text::Printed;
using text::take_apart;
using text::trim;

// ---- the rows of the form, by label -------------------------------------------------------------

// A row: a part of the report that consists of cells only.
struct Row {
  const Schema* columns;
  std::size_t first;  // its first cell
  std::size_t cells;
  std::string label;        // normal form
  std::string_view number;  // official: （三）1
};

void collect_rows(const Schema& part, std::size_t first, std::vector<Row>& rows) {
  for (const Member& member : part) {
    if (member.part == nullptr) continue;
    if (is_cell(member.part->begin()->kind))
      rows.push_back({member.part, first + member.first_cell, member.cells,
                      normal(member.label.text.zh), member.label.number});
    else
      collect_rows(*member.part, first + member.first_cell, rows);
  }
}

std::vector<Row> rows_of(std::string_view section) {
  std::vector<Row> rows;
  for (const Member& member : schema<Report>)
    if (member.name == section) collect_rows(*member.part, member.first_cell, rows);
  return rows;
}

// The row that has this label. A label may be shortened, or run together with that of its group,
// as long as only one row fits.
const Row* find_row(const std::vector<Row>& rows, const std::string& label) {
  const Row* found = nullptr;
  std::size_t fitting = 0;
  for (const Row& row : rows) {
    if (row.label == label) return &row;
    constexpr std::size_t most_more = 20;
    bool fits = length(label) >= 2 && length(label) <= length(row.label) + most_more &&
                (row.label.find(label) != std::string::npos ||
                 (length(row.label) > 2 && label.find(row.label) != std::string::npos));
    if (!fits) continue;
    found = &row;
    ++fitting;
  }
  return fitting == 1 ? found : nullptr;
}

// Where a label stands among the columns of a row; none if it is no column.
std::optional<std::size_t> find_column(const Schema& columns, const std::string& label) {
  for (std::size_t i = 0; i < columns.size; ++i)
    if (normal(columns.members[i].label.text.zh) == label) return i;
  return std::nullopt;
}

// ---- the recogniser -----------------------------------------------------------------------------

class Recogniser {
 public:
  explicit Recogniser(const Document& document) : document_(document) {}

  Result<Reading> run() {
    tell_form();
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
    settle_form();
    prose_.finish();
    return std::move(reading_);
  }

 private:
  Report& report() { return reading_.report; }

  void note(std::string_view id, Place place, std::string detail) {
    add_note(reading_, id, place, std::move(detail));
  }

  // ---- which form -----------------------------------------------------------------------------

  // Votes by the labels of table 2, whose rows and columns are not the same in both forms.
  void tell_form() {
    auto labels = [](const Schema& table) {
      std::vector<std::string> all;
      for (const Member& row : table) {
        all.push_back(normal(row.label.text.zh));
        for (const Member& column : *row.part) all.push_back(normal(column.label.text.zh));
      }
      return all;
    };
    std::vector<std::string> of_2019 = labels(schema<Disclosure2019>);
    std::vector<std::string> of_2021 = labels(schema<Disclosure>);
    auto has = [](const std::vector<std::string>& all, const std::string& label) {
      return std::find(all.begin(), all.end(), label) != all.end();
    };
    std::size_t for_2019 = 0, for_2021 = 0;
    for (const Block& block : document_.blocks)
      for (const auto& row : block.grid.rows)
        for (const GridCell& cell : row) {
          std::string label = normal(cell.text);
          bool in_2019 = has(of_2019, label), in_2021 = has(of_2021, label);
          if (in_2019 && !in_2021) ++for_2019;
          if (in_2021 && !in_2019) ++for_2021;
        }
    form_known_ = for_2019 != for_2021;
    reading_.report =
        blank_report(for_2019 > for_2021 ? Form::of_2019 : Form::of_2021, State::missing);
    reading_.sources.resize(schema<Report>.cells);
    disclosure_rows_ = rows_of(for_2019 > for_2021 ? "disclosure_2019" : "disclosure");
    application_rows_ = rows_of("applications");
    proceeding_rows_ = rows_of("proceedings");
  }

  // （六） is printed as three rows or as one, whatever the form; the ones not printed are absent.
  void settle_form() {
    Outcomes& outcomes = report().applications.outcomes;
    bool one_row = false, three_rows = false;
    for (const Row& row : application_rows_) {
      bool found = reading_.sources[row.first].found();
      one_row = one_row || (found && row.number == "（六）");
      three_rows =
          three_rows || (found && row.number.size() > 9 && row.number.substr(0, 9) == "（六）");
    }
    // An empty row above the three is their heading.
    if (three_rows && all_are(schema<Applicants>, &outcomes.other_handling_2019, State::blank))
      one_row = false;
    if (one_row && !three_rows) {
      set_all_cells(schema<OtherHandling>, &outcomes.other_handling, State::absent);
      if (report().form == Form::of_2021) note("reading.form.mixed", {}, {});
    } else if (three_rows && !one_row) {
      set_all_cells(schema<Applicants>, &outcomes.other_handling_2019, State::absent);
    }
    if (!form_known_) note("reading.form.unknown", {}, {});
  }

  // ---- grids ------------------------------------------------------------------------------------

  void grid(const Block& block) {
    const Grid& grid = block.grid;
    bool has_disclosure_columns = false, has_result_columns = false;
    for (const auto& row : grid.rows)
      for (const GridCell& cell : row) {
        std::string label = normal(cell.text);
        if (label.empty()) continue;
        for (const Row& r : disclosure_rows_)
          has_disclosure_columns =
              has_disclosure_columns || find_column(*r.columns, label).has_value();
        auto result = find_column(schema<Results>, label);
        has_result_columns = has_result_columns || (result && *result + 1 < schema<Results>.size);
      }

    in_order_ = true;
    usual_start_.reset();
    for (std::size_t i = 0; i < grid.rows.size(); ++i) {
      const std::vector<GridCell>& cells = grid.rows[i];
      row_ = i + 1;
      if (cells.empty()) continue;
      if (header(cells)) continue;
      if (labelled_row(cells, application_rows_)) continue;
      if ((prose_.section() == 2 || has_disclosure_columns) &&
          labelled_row(cells, disclosure_rows_))
        continue;
      if ((prose_.section() == 4 || has_result_columns) && proceedings_row(cells)) continue;
      if (holds_numbers(cells) && prose_.section() >= 2 && prose_.section() <= 4)
        note("reading.row.unknown", cells.front().place, text_of(cells));
    }
  }

  // A row of column labels: at least two of one kind. They must come in the order of the form.
  bool header(const std::vector<GridCell>& cells) {
    std::vector<const Schema*> kinds = {&schema<Applicants>, &schema<Results>};
    for (const Row& row : disclosure_rows_) kinds.push_back(row.columns);
    if (holds_numbers(cells)) return false;
    const Schema* kind = nullptr;
    std::vector<std::size_t> columns;  // of the kind with the most labels here
    for (const Schema* candidate : kinds) {
      std::vector<std::size_t> found;
      for (const GridCell& cell : cells)
        if (auto column = find_column(*candidate, normal(cell.text))) found.push_back(*column);
      if (found.size() <= columns.size()) continue;
      columns = found;
      kind = candidate;
    }
    if (columns.size() < 2) return false;
    for (std::size_t i = 1; i < columns.size(); ++i) {
      bool next_block =
          kind == &schema<Results> && columns[i - 1] + 1 == kind->size && columns[i] == 0;
      if (columns[i] > columns[i - 1] || next_block || !in_order_) continue;
      in_order_ = false;
      note("reading.columns", cells.front().place, text_of(cells));
    }
    return true;
  }

  static bool holds_numbers(const std::vector<GridCell>& cells) {
    return std::any_of(cells.begin(), cells.end(), [](const GridCell& cell) {
      return take_apart(cell.text).kind == Printed::Kind::number;
    });
  }

  static std::string text_of(const std::vector<GridCell>& cells) {
    std::string text;
    for (const GridCell& cell : cells) {
      if (cell.text.empty()) continue;
      if (!text.empty()) text += " | ";
      text += cell.text;
    }
    return text;
  }

  // Something in the place of a number that is none, such as "x" or "数据1", against a label.
  static bool is_label(const GridCell& cell) {
    constexpr std::size_t longest_debris = 4;
    return take_apart(cell.text).kind == Printed::Kind::text && length(cell.text) > longest_debris;
  }

  // The label is the last one before the numbers; what stands to the right of it are the numbers.
  bool labelled_row(const std::vector<GridCell>& cells, const std::vector<Row>& rows) {
    const Row* row = nullptr;
    std::size_t values = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (take_apart(cells[i].text).kind != Printed::Kind::text) continue;
      const Row* found = find_row(rows, normal(cells[i].text));
      if (found == nullptr && !is_label(cells[i])) continue;
      row = found;
      values = i + 1;
    }
    if (row == nullptr) return false;
    std::vector<GridCell> region(cells.begin() + static_cast<std::ptrdiff_t>(values), cells.end());
    bool nothing =
        std::all_of(region.begin(), region.end(), [](const GridCell& c) { return c.text.empty(); });
    if (nothing && region.size() < row->cells) return false;  // a label of a group, or a title
    take(*row, region, values, cells);
    return true;
  }

  // Table 4 is one row of three times five numbers, without a label of its own.
  bool proceedings_row(const std::vector<GridCell>& cells) {
    if (std::any_of(cells.begin(), cells.end(), is_label)) return false;
    bool blank = std::all_of(cells.begin(), cells.end(), [](const GridCell& c) {
      return take_apart(c.text).kind == Printed::Kind::blank;
    });
    if (!holds_numbers(cells) && !(blank && cells.size() >= schema<Proceedings>.cells))
      return false;
    Row all{nullptr, proceeding_rows_.front().first, schema<Proceedings>.cells, {}, {}};
    if (blank && reading_.sources[all.first].found()) return true;  // an empty row behind the table
    take(all, cells, 0, cells);
    return true;
  }

  // ---- numbers ----------------------------------------------------------------------------------

  // Lays the cells of `region` to the columns of `row`. They are counted from the right; where
  // empty cells at both ends leave a choice, the equations within the row choose, then the column
  // in which the rows above begin.
  void take(const Row& row, const std::vector<GridCell>& region, std::size_t region_column,
            const std::vector<GridCell>& whole) {
    any_row_ = true;
    std::size_t n = row.cells;
    std::vector<std::size_t> starts;
    for (std::size_t start = 0; start + n <= region.size(); ++start) {
      bool covers = true;
      for (std::size_t i = 0; i < region.size(); ++i)
        covers = covers && (region[i].text.empty() || (i >= start && i < start + n));
      if (covers) starts.push_back(start);
    }
    bool told_by_print = starts.size() == 1;
    if (starts.size() > 1) choose(row, region, region_column, starts);
    if (starts.size() != 1 || !in_order_) {
      if (in_order_) note("reading.row.shape", whole.front().place, text_of(whole));
      for (std::size_t i = 0; i < n; ++i) {
        GridCell text = whole.front();
        text.text = text_of(region);
        put(row.first + i, text, 1, State::unreadable);
      }
      return;
    }
    if (told_by_print) usual_start_ = region_column + starts[0];
    if (repeats(row, region, starts[0], whole)) return;
    for (std::size_t i = 0; i < n; ++i)
      put(row.first + i, region[starts[0] + i], region_column + starts[0] + i + 1);
  }

  void choose(const Row& row, const std::vector<GridCell>& region, std::size_t region_column,
              std::vector<std::size_t>& starts) const {
    bool all_blank =
        std::all_of(region.begin(), region.end(), [](const GridCell& c) { return c.text.empty(); });
    if (all_blank) {  // the same whichever cells are meant
      starts.erase(starts.begin(), starts.end() - 1);
      return;
    }
    std::vector<std::size_t> holding;
    for (std::size_t start : starts)
      if (equations_allow(row, region, start)) holding.push_back(start);
    if (!holding.empty()) starts = holding;
    if (starts.size() > 1 && usual_start_)
      for (std::size_t start : starts)
        if (region_column + start == *usual_start_) {
          starts = {start};
          return;
        }
  }

  // Whether the equations that lie within the row can hold when its numbers begin at `start`.
  static bool equations_allow(const Row& row, const std::vector<GridCell>& region,
                              std::size_t start) {
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

  // A row that was there before: fine when it says the same.
  bool repeats(const Row& row, const std::vector<GridCell>& region, std::size_t start,
               const std::vector<GridCell>& whole) {
    if (!reading_.sources[row.first].found()) return false;
    for (std::size_t i = 0; i < row.cells; ++i) {
      Printed before = take_apart(reading_.sources[row.first + i].printed);
      Printed now = take_apart(region[start + i].text);
      if (before.kind == now.kind && before.decimal == now.decimal && before.unit == now.unit)
        continue;
      note("reading.row.twice", whole.front().place, text_of(whole));
      for (std::size_t k = 0; k < row.cells; ++k)
        set_state(cell_kind(row.first + k), cell_address(row.first + k), State::unreadable);
      return true;
    }
    return true;
  }

  void* cell_address(std::size_t cell) { return cell_at(schema<Report>, &report(), cell); }
  static Kind cell_kind(std::size_t cell) { return path_of<Report>(cell).cell().kind; }

  void put(std::size_t cell, const GridCell& printed, std::size_t column,
           State no_value = State::value) {
    reading_.sources[cell] = {printed.place, table_, row_, column, printed.text};
    void* at = cell_address(cell);
    Kind kind = cell_kind(cell);
    if (no_value != State::value) return set_state(kind, at, no_value);
    Printed number = take_apart(printed.text);
    if (kind == Kind::count) *static_cast<Count*>(at) = text::as_count<Sign::non_negative>(number);
    if (kind == Kind::change) *static_cast<Change*>(at) = text::as_count<Sign::any>(number);
    if (kind != Kind::amount) return;
    bool stated = path_of<Report>(cell).cell().label.text.zh.find("万元") != std::string_view::npos;
    Amount amount = text::as_amount(number, stated);
    *static_cast<Amount*>(at) = amount;
    if (amount.has_value() && number.unit == Printed::Unit::yuan)
      note("reading.unit", printed.place, printed.text + " = " + to_string(amount) + " 万元");
    if (amount.state() == State::unreadable && number.kind == Printed::Kind::number)
      note("reading.unit.unknown", printed.place, printed.text);
  }

  const Document& document_;
  Reading reading_;
  Prose prose_{reading_};
  std::vector<Row> disclosure_rows_, application_rows_, proceeding_rows_;
  bool form_known_ = false;
  bool any_row_ = false;

  std::size_t table_ = 0, row_ = 0;         // where we are: from 1
  bool in_order_ = true;                    // the columns of this grid are
  std::optional<std::size_t> usual_start_;  // the column in which the numbers of this grid begin
};

}  // namespace

Result<Reading> recognise(const Document& document) { return Recogniser(document).run(); }

}  // namespace gongkai
