#include "read/rows.hpp"

#include <algorithm>

#include "text.hpp"

namespace gongkai {
namespace {

using text::length;
using text::normal;

constexpr std::size_t longest_label = 400;  // bytes; the form's longest has 105

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}
bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Without the numerals at its start: 三3其他 is 其他.
std::string_view without_number(std::string_view label) {
  constexpr std::u32string_view numerals = U"一二三四五六七八九十0123456789";
  for (std::size_t at = 0; at < label.size();) {
    std::size_t start = at;
    if (numerals.find(text::next(label, at)) == std::u32string_view::npos)
      return label.substr(start);
  }
  return {};
}

// Whether `part` is `whole` with some characters left out.
bool left_out(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < whole.size() && at < part.size();) {
    std::size_t next = at;
    if (text::next(whole, i) == text::next(part, next)) at = next;
  }
  return at == part.size();
}

}  // namespace

std::string label_form(std::string_view text) {
  std::string label = normal(text);
  constexpr std::string_view converted = "档案", official = "文件";
  std::size_t at = label.find("规范性档案");
  if (at != std::string::npos) label.replace(label.find(converted, at), converted.size(), official);
  return label;
}

// ---- columns ------------------------------------------------------------------------------------

Columns::Columns(const Schema& s) : schema(&s) {
  for (const Member& column : s) {
    labels.push_back(normal(column.label.text.zh));
    lengths_.push_back(length(labels.back()));
  }
}

PrintedLabel::PrintedLabel(std::string_view text) {
  if (text.size() > longest_label) return;
  whole = normal(text);
  std::size_t bracket = std::min(text.find("（", 1), text.find('(', 1));
  if (bracket != std::string_view::npos) without_gloss = normal(text.substr(0, bracket));
}

std::optional<std::size_t> Columns::find(const PrintedLabel& label) const {
  if (auto column = find(label.whole)) return column;
  return find(label.without_gloss);
}

std::optional<std::size_t> Columns::find(const std::string& label) const {
  std::optional<std::size_t> found;
  if (label.empty()) return found;
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (labels[i] == label) return i;
  constexpr std::size_t least = 2, most_more = 3;
  std::size_t size = length(label);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::size_t official = lengths_[i];
    bool shortened =
        size >= least && size <= official && 2 * size >= official && left_out(label, labels[i]);
    bool extended = official > least && size >= official && size <= official + most_more &&
                    left_out(labels[i], label);
    if (!shortened && !extended) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

// ---- rows ---------------------------------------------------------------------------------------

Rows::Rows(std::string_view section) {
  for (const Member& member : schema<Report>)
    if (member.name == section) collect(*member.part, member.first_cell);
  for (Row& row : rows_) row.core = core(row.label);
}

void Rows::collect(const Schema& part, std::size_t first) {
  for (const Member& member : part) {
    std::string label = normal(member.label.text.zh);
    std::size_t cell = first + member.first_cell;
    if (is_cell(member.part->begin()->kind)) {
      rows_.push_back({member.part, cell, member.cells, label, {}, member.label.number});
    } else {
      groups_.emplace_back(without_number(label));
      collect(*member.part, cell);
    }
  }
}

std::string Rows::core(std::string label) const {
  for (;;) {
    std::string_view rest = without_number(label);
    for (const std::string& group : groups_)
      if (starts_with(rest, group) && rest.size() > group.size()) rest.remove_prefix(group.size());
    if (rest.size() == label.size()) return label;
    label = std::string(rest);
  }
}

bool Rows::is_part_of_group(const std::string& label) const {
  std::string_view name = without_number(label);
  return !name.empty() &&
         std::any_of(groups_.begin(), groups_.end(), [name](const std::string& group) {
           return name.size() < group.size() && group.find(name) != std::string::npos;
         });
}

const Row* Rows::find(std::string_view text) const {
  if (text.size() > longest_label) return nullptr;
  if (const Row* row = find_label(label_form(text))) return row;
  // Perhaps a gloss in brackets stands behind the label.
  auto bracket_after = [&](std::size_t at) {
    return std::min(text.find("（", at + 1), text.find('(', at + 1));
  };
  for (std::size_t at = bracket_after(0); at != std::string_view::npos; at = bracket_after(at))
    if (const Row* row = find_label(label_form(text.substr(0, at)))) return row;
  return nullptr;
}

const Row* Rows::exactly(const std::string& label) const {
  for (const Row& row : rows_)
    if (row.label == label) return &row;
  return nullptr;
}

const Row* Rows::find_label(const std::string& label) const {
  if (const Row* row = exactly(label)) return row;
  std::string wanted = core(label);
  const Row* found = nullptr;
  auto only = [&](auto&& fits) {
    std::size_t fitting = 0;
    for (const Row& row : rows_) {
      if (!fits(row)) continue;
      found = &row;
      ++fitting;
    }
    return fitting == 1;
  };
  // A short label says too little without its number: 其他, 总计, 规章.
  if (length(wanted) >= 3 && only([&](const Row& row) { return row.core == wanted; })) return found;
  if (length(wanted) >= 4 && only([&](const Row& row) {
        return starts_with(row.core, wanted) || ends_with(row.core, wanted);
      }))
    return found;
  // With its number a short one is enough: 六其他.
  if (length(label) >= 3 && label != wanted &&
      only([&](const Row& row) { return starts_with(row.label, label); }))
    return found;
  return nullptr;
}

}  // namespace gongkai
