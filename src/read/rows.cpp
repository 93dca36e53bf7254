#include "read/rows.hpp"

#include <algorithm>
#include <unordered_map>

#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::ends_with;
using text::length;
using text::normal;
using text::starts_with;

constexpr std::size_t longest_label = 400;  // bytes; the form's longest has 105

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

// ---- words --------------------------------------------------------------------------------------

namespace {

void collect_words(const Schema& part, std::vector<std::string>& words) {
  for (const Member& member : part) {
    if (member.cells == 0) continue;
    words.push_back(normal(member.label.text.zh));
    if (member.part != nullptr) collect_words(*member.part, words);
  }
}

struct Words {
  std::vector<std::string> all;
  std::unordered_map<std::string, std::size_t> places;  // in it

  Words() {
    collect_words(schema<Report>, all);
    for (std::string_view other :
         {"申请人情况", "法人或其他组织", "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉",
          "信息内容", "第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项",
          "第二十条第（八）项", "第二十条第（九）项",
          "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"})
      all.push_back(normal(other));
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const std::string& word : all) places.emplace(word, places.size());
  }
};

const Words& words() {
  static const Words collected;
  return collected;
}

}  // namespace

const std::vector<std::string>& form_words::all() { return words().all; }

std::size_t form_words::find(const std::string& label) {
  auto found = words().places.find(label);
  return found == words().places.end() ? none : found->second;
}

// ---- columns ------------------------------------------------------------------------------------

Columns::Columns(const Schema& s) : schema(&s) {
  for (const Member& column : s) {
    labels.push_back(normal(column.label.text.zh));
    lengths_.push_back(length(labels.back()));
  }
  for (const std::string& word : form_words::all()) answers_.push_back(find(word));
}

PrintedLabel::PrintedLabel(std::string_view text) {
  if (text.size() > longest_label) return;
  whole = normal(text);
  word = form_words::find(whole);
  std::size_t bracket = std::min(text.find("（", 1), text.find('(', 1));
  if (bracket != std::string_view::npos) without_gloss = normal(text.substr(0, bracket));
}

std::optional<std::size_t> Columns::find(const PrintedLabel& label) const {
  auto column = label.word != form_words::none ? answers_[label.word] : find(label.whole);
  return column || label.without_gloss.empty() ? column : find(label.without_gloss);
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
  for (const std::string& word : form_words::all()) answers_.push_back(search(word));
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
  std::string label = label_form(text);
  return find(text, label, form_words::find(label));
}

const Row* Rows::find(std::string_view text, const std::string& label, std::size_t word) const {
  if (word != form_words::none) return answers_[word];
  if (text.size() > longest_label) return nullptr;
  if (const Row* row = search(label)) return row;
  // Perhaps a gloss in brackets stands behind the label.
  auto bracket_after = [&](std::size_t at) {
    return std::min(text.find("（", at + 1), text.find('(', at + 1));
  };
  for (std::size_t at = bracket_after(0); at != std::string_view::npos; at = bracket_after(at))
    if (const Row* row = search(label_form(text.substr(0, at)))) return row;
  return nullptr;
}

const Row* Rows::exactly(const std::string& label) const {
  std::size_t word = form_words::find(label);
  return word != form_words::none ? exactly(word) : nullptr;
}

const Row* Rows::exactly(std::size_t word) const {
  const Row* row = answers_[word];
  return row != nullptr && row->label == form_words::all()[word] ? row : nullptr;
}

const Row* Rows::search(const std::string& label) const {
  for (const Row& row : rows_)
    if (row.label == label) return &row;
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

}  // namespace v0
}  // namespace gongkai
