// Document → Reading, in three steps: each printed row and its label; which row of the form each
// is; the numbers of each. Later steps see all rows at once.
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "gongkai/read.hpp"
#include "read/align.hpp"
#include "read/headings.hpp"
#include "read/notes.hpp"
#include "read/number.hpp"
#include "read/prose.hpp"
#include "read/rows.hpp"
#include "read/runs.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::length;
using text::normal;
using text::Printed;
using text::take_apart;

template <class Some>
bool all_empty(const Some& cells) {
  return std::all_of(cells.begin(), cells.end(),
                     [](const auto& cell) { return cell.text.empty(); });
}

// Words in the place of a number, as against something unreadable such as "x" or "数据1".
bool is_words(const GridCell& cell) {
  constexpr std::size_t longest_debris = 4;
  return length(cell.text) > longest_debris;
}

// A row of numbers as it is printed.
struct PrintedRow {
  const Row* row = nullptr;     // of the form
  std::string label;            // in normal form, where the row is not known by it
  int section = 0;              // in which it stands
  const Block* grid = nullptr;  // in which it stands
  TablePlace at;
  std::size_t label_end = 0;  // the column of the grid behind the label
  const Cells* whole = nullptr;
  std::vector<Piece> region;             // the cells right of the label, without covered places
  bool glued = false;                    // label and numbers stand in one cell
  const Heading* heading = nullptr;      // of the row's kind, where it is known by its label
  std::vector<const Heading*> headings;  // else of all kinds
  std::vector<Piece> pieces;             // of a row without a cell for each number
};

// The labels of the form, brought to normal form once.
const Rows& rows_of_table_3() {
  static const Rows rows("applications");
  return rows;
}
const Rows& rows_of_2019() {
  static const Rows rows("disclosure_2019");
  return rows;
}
const Rows& rows_of_2021() {
  static const Rows rows("disclosure");
  return rows;
}
const std::vector<Columns>& kinds_of_2019() {
  static const std::vector<Columns> kinds = kinds_of_columns(rows_of_2019());
  return kinds;
}
const std::vector<Columns>& kinds_of_2021() {
  static const std::vector<Columns> kinds = kinds_of_columns(rows_of_2021());
  return kinds;
}

// Labels of table 2 that tell its generation: one that is only a shorter form of the other
// generation's (规范性文件, 处理决定数量) does not.
struct TellingLabels {
  std::vector<bool> of_2019, of_2021;  // for each of form_words
  std::u32string beginnings;           // the first character of each of these

  TellingLabels() {
    std::vector<std::string> all_2019 = labels(schema<Disclosure2019>);
    std::vector<std::string> all_2021 = labels(schema<Disclosure>);
    of_2019 = own(all_2019, all_2021);
    of_2021 = own(all_2021, all_2019);
    for (std::size_t i = 0; i < of_2019.size(); ++i)
      if (of_2019[i] || of_2021[i]) beginnings += text::first_of_normal(form_words::all()[i]);
  }

  // Most labels are those of table 3, and are not looked up.
  bool may_be(std::string_view text) const {
    return beginnings.find(text::first_of_normal(text)) != std::u32string::npos;
  }

 private:
  static std::vector<std::string> labels(const Schema& table) {
    std::vector<std::string> all;
    for (const Member& row : table) {
      all.push_back(normal(row.label.text.zh));
      for (const Member& column : *row.part) all.push_back(normal(column.label.text.zh));
    }
    return all;
  }
  static std::vector<bool> own(const std::vector<std::string>& all,
                               const std::vector<std::string>& others) {
    std::vector<bool> result(form_words::all().size(), false);
    for (const std::string& label : all)
      if (std::none_of(others.begin(), others.end(), [&](const std::string& other) {
            return other.find(label) != std::string::npos;
          }))
        result[form_words::find(label)] = true;
    return result;
  }
};

class Recogniser {
 public:
  explicit Recogniser(const Document& document)
      : document_(document),
        form_(tell_form()),
        disclosure_rows_(form_ == Form::of_2019 ? rows_of_2019() : rows_of_2021()),
        headings_(form_ == Form::of_2019 ? kinds_of_2019() : kinds_of_2021()) {
    reading_.report = blank_report(form_, State::missing);
    reading_.sources.resize(schema<Report>.cells);
    cells_.reserve(schema<Report>.cells);
    for_each_cell(schema<Report>, &reading_.report, [this](const Member& cell, const void* at) {
      cells_.push_back({cell.kind, const_cast<void*>(at)});
    });
    proceedings_.columns = &schema<Results>;
    proceedings_.first = cell_index<Report>("proceedings.reconsideration.upheld");
    proceedings_.cells = schema<Proceedings>.cells;
  }

  Result<Reading> run() {
    std::uint32_t tables = 0;
    for (const Block& block : document_.blocks) {
      switch (block.kind) {
        case Block::Kind::grid:
          ++tables;
          here_ = block.at;
          if (!here_.known()) here_.table = tables;
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
    assign_rows();
    take_numbers();
    if (!any_row_) return Error{ErrorCode::no_report, 0, {}, {}};
    reading_.sheets = document_.sheets;
    if (!form_known_) note("reading.form.unknown", {}, {}, {});
    prose_.finish();
    std::stable_sort(reading_.notes.begin(), reading_.notes.end(),
                     [](const ReadingNote& a, const ReadingNote& b) {
                       auto order = [](const ReadingNote& note) {
                         bool nowhere = note.place.line == 0 && !note.at.known();
                         return std::make_tuple(nowhere, note.place.offset, note.at.paragraph,
                                                note.at.table, note.at.row, note.at.column);
                       };
                       return order(a) < order(b);
                     });
    return std::move(reading_);
  }

 private:
  Report& report() { return reading_.report; }

  void note(std::string_view id, Place place, const TablePlace& at, std::string detail) {
    add_note(reading_, id, place, at, std::move(detail));
  }
  void note(std::string_view id, const PrintedRow& row, std::string detail) {
    note(id, row.whole->front().place, row.at, std::move(detail));
  }

  // ---- which form -----------------------------------------------------------------------------

  // Votes by the labels of table 2.
  Form tell_form() {
    static const TellingLabels telling;
    constexpr std::size_t shortest = 6, longest = 100;  // bytes
    std::size_t for_2019 = 0, for_2021 = 0;
    for (const Block& block : document_.blocks)
      for (const Cells& row : block.grid.rows) {
        if (row.size() > most_cells) continue;
        for (const GridCell& cell : row) {
          if (cell.text.size() < shortest || cell.text.size() > longest) continue;
          if (!telling.may_be(cell.text)) continue;
          std::size_t word = form_words::find(label_form(cell.text));
          if (word == form_words::none) continue;
          if (telling.of_2019[word]) ++for_2019;
          if (telling.of_2021[word]) ++for_2021;
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
    } else if (three_rows && !one_row) {
      outcomes.other_handling_2019 = absent_row;
    }
  }

  // ---- first step: the rows as they are printed
  // ---------------------------------------------------

  static constexpr std::size_t most_cells = 200;  // in a row; the form has 18 at most

  void grid(const Block& block) {
    headings_.next_grid();
    // Tables 2 to 4 stand in their sections, or in a fragment without any; a table in the text of
    // the others may have the same labels and other figures.
    if (prose_.section() == 1 || prose_.section() > 4) {
      for (const Cells& cells : block.grid.rows) {
        ++here_.row;
        if (!all_empty(cells))
          return note("reading.table.unused", block.place, here_, text_of(cells));
      }
      return;
    }
    grid_ = &block;
    for (const Cells& cells : block.grid.rows) {
      ++here_.row;
      if (!cells.empty()) table_row(cells);
    }
  }

  void table_row(const Cells& cells) {
    if (cells.size() > most_cells) return unknown_row(cells, {}, {}, cells.size());
    bool numbers = false;
    kinds_.clear();
    for (const GridCell& cell : cells) {
      kinds_.push_back(text::kind_of(cell.text));
      numbers = numbers || kinds_.back() == Printed::Kind::number;
    }
    // The label is the last cell of words.
    std::size_t words = cells.size();
    const Row* row = nullptr;
    std::size_t run = 0;  // where numbers begin in the label's cell
    for (std::size_t i = cells.size(); i-- > 0;) {
      if (kinds_[i] != Printed::Kind::text) continue;
      run = numbers_begin(cells[i].text);
      if (run == 0) {  // "0 0 0": nothing but numbers
        numbers = true;
        continue;
      }
      if (run == cells[i].text.size()) run = 0;
      row = find(run > 0 ? std::string_view(cells[i].text).substr(0, run) : cells[i].text);
      if (row == nullptr && !is_words(cells[i])) {
        run = 0;
        continue;
      }
      words = i;
      break;
    }
    bool glued = run > 0;
    bool several = std::count(kinds_.begin(), kinds_.end(), Printed::Kind::text) > 1;
    if (row == nullptr && !glued && several && headings_.is_heading(cells))
      return headings_.add(cells);
    if (words == cells.size()) {
      std::vector<Piece> all = region_of(cells, 0);
      if (proceedings_row(cells, all, numbers)) return;
      if (numbers) return unknown_row(cells, {}, std::move(all), 0);
      return headings_.add(cells);
    }
    if (row == nullptr && prose_.section() == 0) prose_.metadata(text_of(cells));
    std::vector<Piece> region = region_of(cells, words + (glued ? 0 : 1));
    if (glued) cut_label_off(region.front(), run);
    if (row != nullptr) {
      if (all_empty(region) && region.size() < row->cells) return headings_.add(cells);  // a title
      PrintedRow& printed = add_row(cells, std::move(region), words + 1);
      printed.row = row;
      printed.glued = glued;
      printed.heading = &headings_.of(*row->columns);
      return;
    }
    std::string label = cells[words].text.substr(0, glued ? run : std::string::npos);
    bool any_number = std::any_of(region.begin(), region.end(), [](const Piece& cell) {
      return text::kind_of(cell.text) == Printed::Kind::number || numbers_only(cell.text);
    });
    if (!any_number) return headings_.add(cells);
    if (prose_.section() == 4 && are_results(label) && proceedings_row(cells, region, true)) return;
    unknown_row(cells, label, std::move(region), words + 1);
    rows_.back().glued = glued;
  }

  // The cells from a column on that are printed.
  static std::vector<Piece> region_of(const Cells& cells, std::size_t from) {
    std::vector<Piece> region;
    region.reserve(cells.size() - from);
    for (std::size_t i = from; i < cells.size(); ++i)
      if (!cells[i].covered) region.push_back({cells[i].text, cells[i].place, i + 1});
    return region;
  }

  // The torn heading of table 4: 维持 纠正 结果 审结.
  static bool are_results(const std::string& label) {
    std::string letters;
    for (const Member& column : schema<Results>) letters += column.label.text.zh;
    for (std::size_t at = 0; at < label.size();) {
      std::size_t start = at;
      bool space = text::is_space(text::next(label, at));
      if (!space && letters.find(label.substr(start, at - start)) == std::string::npos)
        return false;
    }
    return true;
  }

  // "0 0 0", "270020130": nothing but numbers, of which there are several.
  static bool numbers_only(std::string_view text) {
    return !text.empty() && numbers_begin(text) == 0;
  }

  static void cut_label_off(Piece& cell, std::size_t label) {
    if (cell.text.size() == cell.place.length) {
      for (std::size_t i = 0; i < label; ++i)
        if (cell.text[i] == '\n') ++cell.place.line;
      cell.place.offset += label;
      cell.place.length -= label;
    }
    cell.text.erase(0, label);
  }

  const Row* find(std::string_view text) const {
    std::string label = label_form(text);
    std::size_t word = form_words::find(label);
    for (const Rows* rows : {&application_rows_, &disclosure_rows_})
      if (const Row* row = word != form_words::none ? rows->exactly(word) : nullptr) return row;
    const Row* row = application_rows_.find(text, label, word);
    return row != nullptr ? row : disclosure_rows_.find(text, label, word);
  }

  PrintedRow& add_row(const Cells& cells, std::vector<Piece> region, std::size_t label_end) {
    rows_.emplace_back();
    PrintedRow& row = rows_.back();
    row.section = prose_.section();
    row.grid = grid_;
    row.at = here_;
    row.label_end = label_end;
    row.whole = &cells;
    row.region = std::move(region);
    return row;
  }

  void unknown_row(const Cells& cells, const std::string& label, std::vector<Piece> region,
                   std::size_t label_end) {
    PrintedRow& row = add_row(cells, std::move(region), label_end);
    row.label = normal(label);
    row.headings.push_back(&headings_.of(schema<Applicants>));
    for (const Row& other : disclosure_rows_) row.headings.push_back(&headings_.of(*other.columns));
  }

  // Table 4 is one row of three times five numbers, without a label of its own.
  bool proceedings_row(const Cells& whole, const std::vector<Piece>& cells, bool numbers) {
    bool full = cells.size() >= proceedings_.cells;
    if (prose_.section() != 4 && !full) return false;
    const Heading& heading = headings_.of(schema<Results>);
    if (prose_.section() != 4 && !heading.start) return false;
    if (!full) {
      std::vector<Piece> pieces = pieces_of(cells);
      bool run = cells.size() == 1 && pieces.size() < proceedings_.cells;
      if (!numbers && !run) return false;
      if (run ? digits_of(pieces) < proceedings_.cells : pieces.size() != proceedings_.cells)
        return false;
    }
    if (all_empty(cells) && !heading.start) return true;
    bool blank = std::all_of(kinds_.begin(), kinds_.end(),
                             [](Printed::Kind kind) { return kind == Printed::Kind::blank; });
    if (!blank && !numbers) return false;
    PrintedRow& printed = add_row(whole, cells, 0);
    printed.row = &proceedings_;
    printed.glued = cells.size() == 1;
    printed.heading = &heading;
    return true;
  }

  // ---- second step: which row of the form each is
  // -------------------------------------------------

  void assign_rows() {
    for (PrintedRow& row : rows_)
      if (row.row == nullptr || row.glued || row.region.size() < row.row->cells)
        row.pieces = pieces_of(row.region);
    bool all_known = std::all_of(rows_.begin(), rows_.end(),
                                 [](const PrintedRow& row) { return row.row != nullptr; });
    if (all_known) return;
    for (const Rows* rows : {&disclosure_rows_, &application_rows_}) {
      std::vector<RowClue> clues;
      std::vector<PrintedRow*> printed;
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        PrintedRow& row = rows_[i];
        bool known = row.row != nullptr && rows->has(*row.row);
        if (!known && (row.row != nullptr || table_of(i) != rows)) continue;
        // A blank row says nothing of the order: its label may be a title.
        if (known && all_empty(row.region)) continue;
        // （三）不予公开 with numbers is a sum; 予处理 beside them a label that was torn.
        std::string label = rows->is_part_of_group(row.label) ? std::string() : row.label;
        std::string core = rows->core(label);
        clues.push_back({row.row, core.empty() ? label : core, row.pieces.size()});
        printed.push_back(&row);
      }
      bool any_known = std::any_of(clues.begin(), clues.end(),
                                   [](const RowClue& clue) { return clue.row != nullptr; });
      if (!any_known) continue;
      std::vector<const Row*> found = align(*rows, clues);
      for (std::size_t i = 0; i < found.size(); ++i) printed[i]->row = found[i];
    }
  }

  // Which table an unknown row belongs to: that of its section, or of the rows around it.
  const Rows* table_of(std::size_t i) const {
    if (rows_[i].section == 2) return &disclosure_rows_;
    if (rows_[i].section == 3) return &application_rows_;
    if (rows_[i].section != 0) return nullptr;
    auto table = [this](const PrintedRow& row) -> const Rows* {
      for (const Rows* rows : {&disclosure_rows_, &application_rows_})
        if (row.row != nullptr && rows->has(*row.row)) return rows;
      return nullptr;
    };
    for (std::size_t before = i; before-- > 0;)
      if (rows_[before].row != nullptr) return table(rows_[before]);
    for (std::size_t after = i + 1; after < rows_.size(); ++after)
      if (rows_[after].row != nullptr) return table(rows_[after]);
    return nullptr;
  }

  // ---- third step: the numbers
  // --------------------------------------------------------------------

  void take_numbers() {
    look_for_gluing();
    const Block* grid = nullptr;
    const PrintedRow* last_unknown = nullptr;
    std::size_t unknown = 0;
    auto more_unknown = [&] {
      if (unknown > told_one_by_one)
        note("reading.row.unknown", *last_unknown, "共 " + std::to_string(unknown) + " 行");
      unknown = 0;
    };
    for (PrintedRow& row : rows_) {
      if (row.grid != grid) {
        more_unknown();
        usual_starts_.clear();
      }
      grid = row.grid;
      here_ = row.at;
      if (row.row != nullptr) {
        take(row);
        continue;
      }
      last_unknown = &row;
      if (++unknown <= told_one_by_one) note("reading.row.unknown", row, text_of(*row.whole));
    }
    more_unknown();
    settle_other_handling();  // before sums over columns are looked at
    settle_open_rows();
    tell_cut_rows();
  }

  static constexpr std::size_t told_one_by_one = 5;

  // Whether cells have run together in this document, and in which tables some are blank: a blank
  // leaves nothing in a run, so that there the number of digits tells nothing. And in which tables
  // the agency's sums are wrong, so that they cannot choose.
  void look_for_gluing() {
    for (const PrintedRow& row : rows_) {
      if (row.row == nullptr || !row.glued) continue;
      glued_ = glued_ || shows_gluing(row.pieces);
    }
    for (const PrintedRow& row : rows_) {
      if (row.row == nullptr || row.row->cells == 1) continue;
      int table = table_number_of(*row.row);
      bool empty = all_empty(row.region) && table == 2;
      std::size_t digits = digits_of(row.pieces);
      bool too_few = row.glued && digits > 0 && digits < row.row->cells;
      if (empty || too_few) blanks_[table] = true;
      if (!row.glued || digits != row.row->cells) continue;  // else there is one way to cut it
      Readings only = readings_of(*row.row, row.pieces, true);
      if (only.all.size() == 1 && !sums_allow(*row.row, only.all[0])) ++wrong_sums_[table];
    }
  }

  // 2, 3 or 4 of the form.
  int table_number_of(const Row& row) const {
    return row.first >= proceedings_.first                ? 4
           : row.first >= application_rows_.front().first ? 3
                                                          : 2;
  }

  void take(const PrintedRow& printed) {
    const Row& row = *printed.row;
    any_row_ = true;
    const Heading& heading = heading_of(printed);
    if (!heading.in_order || (heading.torn && !sums_tell(row, printed))) {
      note("reading.columns", printed, heading.printed);
      return mark_unreadable(printed);
    }
    const std::vector<Piece>& region = printed.region;
    if (region.size() >= row.cells && all_empty(region)) {
      if (is_found(row)) return;
      for (std::size_t i = 0; i < row.cells; ++i)
        put(row, i, region[region.size() - row.cells + i], heading.unit);
      return;
    }
    if (!printed.glued && region.size() >= row.cells) {
      if (auto start = lay(printed, heading)) {
        return put_row(printed, &region[*start]);
      }
      if (filled(region) <= row.cells) return shape(printed);
    }
    read_run(printed);
  }

  // Whether numbers that stand in the order of the form add up, so that none stands elsewhere.
  static bool sums_tell(const Row& row, const PrintedRow& printed) {
    std::vector<Piece> pieces = pieces_of(printed.region);
    return pieces.size() == row.cells && sums_allow(row, pieces);
  }

  // A row without a cell for each number.
  void read_run(const PrintedRow& printed) {
    const Row& row = *printed.row;
    std::vector<Piece> pieces = printed.pieces.empty() ? pieces_of(printed.region) : printed.pieces;
    int table = table_number_of(row);
    bool may_cut = printed.glued && glued_ && !blanks_[table];
    constexpr std::size_t slips = 1;  // more is a table whose sums tell nothing
    Readings readings = readings_of(row, pieces, may_cut, wrong_sums_[table] <= slips);
    if (readings.all.empty()) return shape(printed);
    if (readings.cut) cut_[table].push_back(&printed);
    if (readings.joined) note("reading.joined", printed, text_of(*printed.whole));
    if (readings.all.size() == 1) {
      put_row(printed, readings.all[0].data());
      return;
    }
    if (is_found(row)) return shape(printed);
    for (std::size_t i = 0; i < row.cells; ++i)
      mark(row.first + i, printed, State::ambiguous, whole_of(pieces));
    open_.push_back({&row, std::move(readings.all)});
    open_printed_.push_back(&printed);
  }

  void settle_open_rows() {
    std::vector<OpenRow> of_table_3;
    for (const OpenRow& open : open_)
      if (application_rows_.has(*open.row)) of_table_3.push_back(open);
    bool columns_hold = rule_out(report(), of_table_3) == Fit::some;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      for (OpenRow& settled : of_table_3)
        if (settled.row == open_[i].row) open_[i] = settled;
      bool of_3 = application_rows_.has(*open_[i].row);
      put_readings(*open_printed_[i], open_[i].readings, columns_hold || !of_3);
    }
    // Sums that an agency got wrong may have cut a row to fit.
    for (const PrintedRow* printed : cut_[3]) {
      if (!is_decided(*printed->row)) continue;
      std::vector<Piece> taken;
      for (std::size_t i = 0; i < printed->row->cells; ++i) {
        const CellSource& source = reading_.sources[printed->row->first + i];
        taken.push_back({source.printed, source.place, source.at.column});
      }
      std::vector<std::vector<Piece>> all =
          rivals(report(), of_table_3, *printed->row, taken, printed->pieces);
      if (all.empty()) continue;
      all.insert(all.begin(), std::move(taken));
      put_readings(*printed, all);
    }
  }

  bool is_decided(const Row& row) {
    for (std::size_t i = 0; i < row.cells; ++i)
      if (cell_state(cell_kind(row.first + i), cell_address(row.first + i)) != State::value)
        return false;
    return true;
  }

  // Where all readings say the same, that is the number; elsewhere the cell is ambiguous.
  // `agreed`: whether what all of them say can be believed.
  void put_readings(const PrintedRow& printed, const std::vector<std::vector<Piece>>& readings,
                    bool agreed = true) {
    constexpr std::size_t most_listed = 64;
    const Row& row = *printed.row;
    here_ = printed.at;
    Piece whole = whole_of(printed.pieces);
    for (std::size_t i = 0; i < row.cells; ++i) {
      std::vector<std::string> numbers;
      bool readable = true;
      std::size_t notes = reading_.notes.size();
      for (const std::vector<Piece>& reading : readings) {
        put(row, i, reading[i], heading_of(printed).unit);
        readable = readable && cell_state(cell_kind(row.first + i), cell_address(row.first + i)) ==
                                   State::value;
        std::string number = cell_text(cell_kind(row.first + i), cell_address(row.first + i));
        if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
          numbers.push_back(std::move(number));
      }
      reading_.notes.resize(notes);  // those of readings that are tried out
      if (numbers.size() == 1 && agreed) {
        put(row, i, readings[0][i], heading_of(printed).unit);
        continue;
      }
      bool listed = readable && numbers.size() <= most_listed;
      mark(row.first + i, printed, listed ? State::ambiguous : State::unreadable, whole);
      if (listed) reading_.sources[row.first + i].readings = std::move(numbers);
    }
    if (readings.size() > 1) note("reading.ambiguous", printed, told(printed, readings));
  }

  // "行政规范性文件693665：6 93 665 / 69 3 665 …"
  static std::string told(const PrintedRow& printed,
                          const std::vector<std::vector<Piece>>& readings) {
    constexpr std::size_t most_told = 6;
    std::string text = text_of(*printed.whole) + " → ";
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (i == most_told) return text + " / … (" + std::to_string(readings.size()) + ")";
      if (i > 0) text += " / ";
      for (std::size_t k = 0; k < readings[i].size(); ++k)
        text += (k > 0 ? "|" : "") + readings[i][k].text;
    }
    return text;
  }

  // One note for each table whose cells had run together and could be cut.
  void tell_cut_rows() {
    for (const auto& table : cut_) {
      std::size_t rows = 0;
      for (const PrintedRow* printed : table.second) rows += is_decided(*printed->row) ? 1U : 0U;
      if (rows == 0) continue;
      const PrintedRow& first = *table.second.front();
      note("reading.split", first, text_of(*first.whole));
      reading_.notes.back().others = rows - 1;
    }
  }

  static std::size_t filled(const std::vector<Piece>& cells) {
    return static_cast<std::size_t>(std::count_if(
        cells.begin(), cells.end(), [](const Piece& cell) { return !cell.text.empty(); }));
  }

  // Of a row that was not known by its label the headings of all kinds are there.
  const Heading& heading_of(const PrintedRow& printed) const {
    if (printed.heading != nullptr) return *printed.heading;
    std::size_t i = 1;
    for (const Row& row : disclosure_rows_) {
      if (&row == printed.row) return *printed.headings[i];
      ++i;
    }
    return *printed.headings.front();
  }

  void shape(const PrintedRow& printed) {
    note("reading.row.shape", printed, text_of(*printed.whole));
    mark_unreadable(printed);
  }

  bool is_found(const Row& row) const {
    // A blank row says nothing against one with numbers.
    for (std::size_t i = 0; i < row.cells; ++i)
      if (reading_.sources[row.first + i].found() &&
          take_apart(reading_.sources[row.first + i].printed).kind != Printed::Kind::blank)
        return true;
    return false;
  }

  void mark_unreadable(const PrintedRow& printed) {
    const Row& row = *printed.row;
    if (is_found(row)) return;
    Piece all = whole_of(printed.region);
    if (all.column == 0) all = {{}, printed.whole->front().place, 1};
    for (std::size_t i = 0; i < row.cells; ++i)
      mark(row.first + i, printed, State::unreadable, all);
  }

  static TablePlace in_column(TablePlace row, std::size_t column) {
    row.column = static_cast<std::uint32_t>(column);
    return row;
  }

  void mark(std::size_t cell, const PrintedRow& printed, State state, const Piece& piece) {
    reading_.sources[cell] = {piece.place, in_column(printed.at, piece.column), piece.text, {}};
    set_state(cell_kind(cell), cell_address(cell), state);
  }

  static Piece whole_of(const std::vector<Piece>& pieces) {
    Piece whole;
    for (const Piece& piece : pieces) {
      if (piece.text.empty()) continue;
      if (whole.column == 0) {
        whole = piece;
        continue;
      }
      whole.text += ' ' + piece.text;
      std::size_t end = piece.place.offset + piece.place.length;
      if (end > whole.place.offset) whole.place.length = end - whole.place.offset;
    }
    return whole;
  }

  // Where in `region` the numbers of the row begin; none where that cannot be told.
  std::optional<std::size_t> lay(const PrintedRow& printed, const Heading& heading) {
    const Row& row = *printed.row;
    const std::vector<Piece>& region = printed.region;
    std::size_t n = row.cells;
    std::size_t last_start = region.size() - n;
    std::size_t first = 0, last = region.size() - 1;
    while (region[first].text.empty()) ++first;
    while (region[last].text.empty()) --last;

    // The numbers reach from `first` to `last` at least.
    if (last - first >= n) return std::nullopt;
    std::size_t from = last + 1 > n ? last + 1 - n : 0, to = std::min(first, last_start);
    std::optional<std::size_t> by_heading;
    if (heading.start) {
      by_heading = 0;
      while (*by_heading < region.size() && region[*by_heading].column <= *heading.start)
        ++*by_heading;
    }

    if (from == to) {
      bool as_headed = !by_heading || *by_heading == from;
      bool full = filled(region) == n;
      // A shifted row is told by its own numbers, if none of them is missing.
      if (!as_headed && (!full || !equations_allow(row, region, from))) return std::nullopt;
      if (full) usual_starts_[{printed.label_end, printed.whole->size()}] = from;
      return from;
    }
    std::vector<std::size_t> allowed;
    for (std::size_t start = from; start <= to; ++start)
      if (equations_allow(row, region, start)) allowed.push_back(start);
    auto is_allowed = [&](std::size_t start) {
      return std::find(allowed.begin(), allowed.end(), start) != allowed.end();
    };
    // Of a row wider than its heading nobody knows where the cell too many stands.
    bool wider = heading.width > 0 && printed.whole->size() > heading.width;
    if (by_heading && !wider) {
      bool fits = *by_heading >= from && *by_heading <= to;
      return fits && (allowed.empty() || is_allowed(*by_heading)) ? by_heading : std::nullopt;
    }
    if (allowed.size() == 1) return allowed[0];
    auto usual = usual_starts_.find({printed.label_end, printed.whole->size()});
    if (usual != usual_starts_.end() && is_allowed(usual->second)) return usual->second;
    return std::nullopt;
  }

  // Whether the equations that lie within the row can hold when its numbers begin at `start`.
  static bool equations_allow(const Row& row, const std::vector<Piece>& region, std::size_t start) {
    auto first = region.begin() + static_cast<std::ptrdiff_t>(start);
    return sums_allow(row, {first, first + static_cast<std::ptrdiff_t>(row.cells)});
  }

  // ---- into the report
  // ----------------------------------------------------------------------------

  // `numbers`: as many as the row has cells.
  void put_row(const PrintedRow& printed, const Piece* numbers) {
    const Row& row = *printed.row;
    if (is_found(row)) return compare(printed, numbers);
    Printed::Unit headed = heading_of(printed).unit;
    for (std::size_t i = 0; i < row.cells; ++i) put(row, i, numbers[i], headed);
  }

  // A row that was there before: fine when it says the same, else neither can be trusted.
  void compare(const PrintedRow& printed, const Piece* numbers) {
    const Row& row = *printed.row;
    for (std::size_t i = 0; i < row.cells; ++i) {
      Printed before = take_apart(reading_.sources[row.first + i].printed);
      Printed now = take_apart(numbers[i].text);
      if (before.kind == now.kind && before.decimal == now.decimal && before.unit == now.unit)
        continue;
      note("reading.row.twice", printed, text_of(*printed.whole));
      for (std::size_t k = 0; k < row.cells; ++k)
        set_state(cell_kind(row.first + k), cell_address(row.first + k), State::unreadable);
      return;
    }
  }

  void* cell_address(std::size_t cell) const { return cells_[cell].at; }
  Kind cell_kind(std::size_t cell) const { return cells_[cell].kind; }

  // Into the i-th cell of a row. `headed`: the unit of money that the heading states.
  void put(const Row& row, std::size_t i, const Piece& printed, Printed::Unit headed) {
    CellSource& source = reading_.sources[row.first + i];
    source.place = printed.place;
    source.at = in_column(here_, printed.column);
    source.printed = printed.text;
    source.readings.clear();
    void* at = cell_address(row.first + i);
    switch (cell_kind(row.first + i)) {
      case Kind::count:
        *static_cast<Count*>(at) = text::as_count<Sign::non_negative>(printed.text);
        break;
      case Kind::change:
        *static_cast<Change*>(at) = text::as_count<Sign::any>(printed.text);
        break;
      default: {
        const Member& column = row.columns->members[i % row.columns->size];
        money(*static_cast<Amount*>(at), take_apart(printed.text), printed, headed,
              column.label.text.zh);
      }
    }
  }

  void money(Amount& amount, const Printed& number, const Piece& printed, Printed::Unit headed,
             std::string_view official_label) {
    Printed::Unit unit = number.unit != Printed::Unit::none ? number.unit
                         : headed != Printed::Unit::none    ? headed
                                                            : text::unit_of(official_label);
    amount = text::as_amount(number, unit);
    if (amount.state() == State::unreadable && number.kind == Printed::Kind::number)
      note("reading.unit.unknown", printed.place, in_column(here_, printed.column), printed.text);
    if (amount.has_value() && amount != Amount(0, 0) && unit == Printed::Unit::yuan)
      note("reading.unit", printed.place, in_column(here_, printed.column),
           printed.text + " → " + to_string(amount) + " 万元");
  }

  const Document& document_;
  bool form_known_ = false;
  Form form_;
  Reading reading_;
  struct ReportCell {
    Kind kind;
    void* at;
  };
  std::vector<ReportCell> cells_;  // of the report, by number
  Prose prose_{reading_};
  const Rows& application_rows_ = rows_of_table_3();
  const Rows& disclosure_rows_;
  Row proceedings_;
  Headings headings_;
  bool any_row_ = false;

  const Block* grid_ = nullptr;       // where we are
  TablePlace here_;                   // in it: the row
  std::vector<Printed::Kind> kinds_;  // of the cells of the row we look at
  std::vector<PrintedRow> rows_;

  bool glued_ = false;                     // cells have run together in this document
  std::map<int, bool> blanks_;             // by table: some of them were blank
  std::map<int, std::size_t> wrong_sums_;  // by table: rows whose sums are wrong for sure
  std::map<int, std::vector<const PrintedRow*>> cut_;  // by table
  std::vector<OpenRow> open_;
  std::vector<const PrintedRow*> open_printed_;  // in the same order
  // By the column in which the numbers may begin and the cells of the row, as a row with more of
  // them is shifted: how many cells later the numbers do begin in this grid.
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> usual_starts_;
};

}  // namespace

Result<Reading> recognise(const Document& document) { return Recogniser(document).run(); }

}  // namespace v0
}  // namespace gongkai
