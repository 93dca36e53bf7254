#include "read/headings.hpp"

#include <algorithm>
#include <initializer_list>

#include "gongkai/report.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {

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

std::vector<Columns> kinds_of_columns(const Rows& disclosure) {
  std::vector<Columns> kinds;
  kinds.emplace_back(schema<Applicants>);
  kinds.emplace_back(schema<Results>);
  for (const Row& row : disclosure)
    if (std::none_of(kinds.begin(), kinds.end(),
                     [&](const Columns& kind) { return kind.schema == row.columns; }))
      kinds.emplace_back(*row.columns);
  return kinds;
}

std::size_t Headings::kind(const Schema& schema) const {
  for (std::size_t i = 0; i < kinds_.size(); ++i)
    if (kinds_[i].schema == &schema) return i;
  return 0;
}

void Headings::next_grid() {
  rows_.clear();
  for (Known& known : known_) {
    known.fresh = false;
    if (known.heading == nullptr || !known.heading->start) continue;
    all_.push_back(*known.heading);
    all_.back().start.reset();
    all_.back().width = 0;
    known.heading = &all_.back();
  }
}

void Headings::look_at(const Cells& cells) {
  if (looked_at_ == &cells) return;
  looked_at_ = &cells;
  labels_.clear();
  labels_.reserve(cells.size());
  for (const GridCell& cell : cells) labels_.emplace_back(cell.text);
}

bool Headings::is_heading(const Cells& cells) {
  look_at(cells);
  std::vector<std::size_t> found(kinds_.size(), 0);
  for (const PrintedLabel& label : labels_) {
    if (label.whole.empty()) continue;
    for (std::size_t i = 0; i < kinds_.size(); ++i)
      if (kinds_[i].find(label) && ++found[i] == 2) return true;
  }
  return false;
}

void Headings::add(const Cells& cells) {
  if (in_body_) rows_.clear();
  in_body_ = false;
  look_at(cells);
  rows_.push_back({&cells, std::move(labels_)});
  looked_at_ = nullptr;
  for (Known& known : known_) known.fresh = false;
}

const Heading& Headings::of(const Schema& schema) {
  in_body_ = true;
  std::size_t i = kind(schema);
  Known& known = known_[i];
  if (known.heading == nullptr || !known.fresh) {
    Heading before = known.heading == nullptr ? Heading() : *known.heading;
    all_.push_back(look(kinds_[i], std::move(before)));
    known = {&all_.back(), true};
  }
  return *known.heading;
}

Heading Headings::look(const Columns& columns, Heading heading) const {
  struct Found {
    std::size_t at, column;  // of the grid; of the form
  };
  std::vector<Found> found;  // from left to right; what stands lower counts
  for (const HeadingRow& row : rows_)
    for (std::size_t i = 0; i < row.labels.size(); ++i)
      if (auto column = columns.find(row.labels[i])) {
        auto place = std::lower_bound(found.begin(), found.end(), i,
                                      [](const Found& f, std::size_t at) { return f.at < at; });
        if (place != found.end() && place->at == i)
          place->column = *column;
        else
          found.insert(place, {i, *column});
        if (columns.schema->members[*column].kind == Kind::amount)
          heading.unit = text::unit_of((*row.cells)[i].text);
      }
  if (found.size() < std::min<std::size_t>(2, columns.labels.size())) return heading;
  heading.start = found.front().at;
  heading.in_order =
      blocks_in_order() && !stranger_between(columns, found.front().at, found.back().at);
  std::size_t size = columns.labels.size(), next = 0;
  bool results = columns.schema == &schema<Results>;  // three times, and none left out
  bool whole = !results || found.size() == schema<Proceedings>.cells;
  heading.torn = false;
  for (const auto& [at, column] : found) {
    bool follows = results ? column == next % size : column >= next;
    bool may_follow = !whole && (column > next % size || next % size == 0);
    heading.torn = heading.torn || (!follows && may_follow);
    heading.in_order = heading.in_order && (follows || may_follow);
    next = column + 1;
  }
  heading.printed.clear();
  heading.width = 0;
  for (const HeadingRow& row : rows_) {
    heading.width = std::max(heading.width, row.cells->size());
    if (heading.in_order && !heading.torn) continue;  // nobody asks
    heading.printed += (heading.printed.empty() ? "" : " ") + text_of(*row.cells);
  }
  return heading;
}

// A column between those of the form that is not of the form, such as a subtotal.
bool Headings::stranger_between(const Columns& columns, std::size_t first, std::size_t last) const {
  for (const HeadingRow& row : rows_) {
    bool has_columns =
        std::any_of(row.labels.begin(), row.labels.end(),
                    [&](const PrintedLabel& label) { return columns.find(label).has_value(); });
    for (std::size_t i = first; has_columns && i < row.labels.size() && i < last; ++i) {
      const std::string& label = row.labels[i].whole;
      if (label.empty() || columns.find(row.labels[i])) continue;
      bool torn = std::any_of(columns.labels.begin(), columns.labels.end(), [&](const auto& own) {
        return own.find(label) != std::string::npos;
      });
      if (torn) continue;
      constexpr std::string_view groups[] = {"申请人情况", "法人或其他组织",   "行政复议",
                                             "行政诉讼",   "未经复议直接起诉", "复议后起诉"};
      if (std::find(std::begin(groups), std::end(groups), label) == std::end(groups)) return true;
    }
  }
  return false;
}

// The three blocks of table 4, where the heading names them.
bool Headings::blocks_in_order() const {
  constexpr std::string_view blocks[] = {"行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"};
  std::optional<std::size_t> places[4];
  for (const HeadingRow& row : rows_)
    for (std::size_t i = 0; i < row.labels.size(); ++i)
      for (std::size_t block = 0; block < 4; ++block)
        if (row.labels[i].whole == blocks[block]) places[block] = i;
  // 行政诉讼 stands over the last two, perhaps over the middle of them.
  auto in_order = [&](std::initializer_list<std::size_t> wanted) {
    std::size_t before = 0;
    for (std::size_t block : wanted) {
      if (places[block] && *places[block] < before) return false;
      if (places[block]) before = *places[block];
    }
    return true;
  };
  return in_order({0, 2, 3}) && in_order({0, 1});
}

}  // namespace v0
}  // namespace gongkai
