#include <algorithm>

#include "gongkai/write.hpp"
#include "write/columns.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

constexpr std::size_t most_rows = 12;
constexpr std::size_t widest_label = 44;

// The rows of a finding: where each begins, and which of its cells are to be looked at.
struct Row {
  std::size_t first;   // cell number
  const Schema& part;  // its columns
  Path path;           // of its first cell
  std::vector<bool> marked;
  bool needed = false;  // has a marked cell, or a number that counts
};

class MarkedTable {
 public:
  MarkedTable(const Report& report, const Finding& finding, Language language)
      : report_(report), finding_(finding), language_(language) {}

  std::string draw() {
    collect();
    // An equation down a column needs that column only; all others show whole rows.
    bool one_column = finding_.is_equation() && rows_.size() > 1;
    for (const Row& row : rows_)
      for (const std::string& label :
           {table_name(row.path, language_), row_name(row.path, language_)})
        if (row.needed)
          label_width_ = std::max(label_width_, std::min(widest_label, text::width(label)));
    const Schema* columns = nullptr;
    std::size_t drawn = 0, left_out = 0;
    for (const Row& row : rows_) {
      if (!row.needed) continue;
      if (++drawn > most_rows) {
        ++left_out;
        continue;
      }
      if (columns != &row.part) header(row, one_column);
      columns = &row.part;
      line(row, one_column);
    }
    if (left_out > 0)
      text_ +=
          (zh() ? "另有 " : "and ") + std::to_string(left_out) + (zh() ? " 行\n" : " more rows\n");
    return std::move(text_);
  }

 private:
  bool zh() const { return language_ == Language::zh; }

  void collect() {
    for (const Term& term : finding_.terms) {
      if (term.report != finding_.report || term.path.size() < 2) continue;
      const Schema& part = *term.path[term.path.size() - 2].part;
      std::size_t column = column_of(term);
      Row& row = row_of(term, part, term.cell - column);
      bool look = term.role != Role::left;
      row.marked[column] = row.marked[column] || look;
      row.needed = row.needed || look || term.state != State::value || term.printed != "0";
    }
  }

  static std::size_t column_of(const Term& term) { return term.path.cell().first_cell; }

  Row& row_of(const Term& term, const Schema& part, std::size_t first) {
    for (Row& row : rows_)
      if (row.first == first) return row;
    rows_.push_back({first, part, term.path, std::vector<bool>(part.cells), false});
    return rows_.back();
  }

  bool shown(const Row& row, std::size_t column, bool one_column) const {
    return !one_column || column == column_of(finding_.terms[0]) || row.part.cells == 1;
  }

  std::string column_label(const Member& column) const {
    std::string_view label = column.label.text[language_];
    return std::string(label.empty() ? column.name : label);
  }
  std::size_t column_width(const Member& column) const {
    return std::max<std::size_t>(text::width(column_label(column)), 5) + 3;
  }

  void header(const Row& row, bool one_column) {
    text_ += label(table_name(row.path, language_), label_width_);
    for (const Member& column : row.part)
      if (shown(row, column.first_cell, one_column))
        text_ += padded_left(column_label(column) + ' ', column_width(column));
    end_line();
  }

  // Numbers end in one column whether they stand in brackets or not: "  12 ", " [12]".
  void line(const Row& row, bool one_column) {
    text_ += label(row_name(row.path, language_), label_width_);
    for (const Member& column : row.part) {
      if (!shown(row, column.first_cell, one_column)) continue;
      Term term = detail::cell_term(schema<Report>, &report_, row.first + column.first_cell);
      std::string cell = term.state == State::absent
                             ? std::string()
                             : shown_cell(term.state, term.printed, language_);
      bool marked = row.marked[column.first_cell];
      text_ += padded_left(marked ? '[' + cell + ']' : cell + ' ', column_width(column));
    }
    end_line();
  }

  void end_line() {
    text_.erase(text_.find_last_not_of(' ') + 1);
    text_ += '\n';
  }

  const Report& report_;
  const Finding& finding_;
  Language language_;
  std::vector<Row> rows_;
  std::size_t label_width_ = 0;
  std::string text_;
};

}  // namespace

std::string marked_table(const Report& report, const Finding& finding, Language language) {
  return MarkedTable(report, finding, language).draw();
}

}  // namespace v0
}  // namespace gongkai
