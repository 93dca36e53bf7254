#include "read/auto_numbers.hpp"

#include <cstdlib>

#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

const char* value_of(pugi::xml_node node, std::string_view name) {
  return attribute(child(node, name), "val");
}

// 十一, 二十; empty past 99.
std::string chinese(int number) {
  constexpr std::u32string_view numerals = U"〇一二三四五六七八九";
  if (number < 1 || number > 99) return {};
  std::string text;
  auto tens = static_cast<std::size_t>(number / 10), ones = static_cast<std::size_t>(number % 10);
  if (tens > 1) text::append(text, numerals[tens]);
  if (tens > 0) text += "十";
  if (ones > 0) text::append(text, numerals[ones]);
  return text;
}

std::string numeral(const std::string& format, int number) {
  if (format == "decimal") return std::to_string(number);
  for (const char* known : {"chineseCounting", "chineseCountingThousand", "japaneseCounting",
                            "taiwaneseCounting", "taiwaneseCountingThousand"})
    if (format == known) return chinese(number);
  return {};
}

}  // namespace

void AutoNumbers::read(pugi::xml_node numbering) {
  for (pugi::xml_node each : numbering) {
    if (is(each, "num")) list_of_[attribute(each, "numId")] = value_of(each, "abstractNumId");
    if (!is(each, "abstractNum")) continue;
    List& list = lists_[attribute(each, "abstractNumId")];
    for (pugi::xml_node each_level : each) {
      std::size_t number = std::strtoul(attribute(each_level, "ilvl"), nullptr, 10);
      if (!is(each_level, "lvl") || number >= depth) continue;
      Level& level = list.levels[number];
      if (child(each_level, "start")) level.start = std::atoi(value_of(each_level, "start"));
      level.format = value_of(each_level, "numFmt");
      level.text = value_of(each_level, "lvlText");
    }
  }
}

std::string AutoNumbers::next(const std::string& list_name, std::size_t level) {
  auto known = list_of_.find(list_name);
  if (known == list_of_.end() || level >= depth) return {};
  auto found = lists_.find(known->second);
  if (found == lists_.end()) return {};
  List& list = found->second;
  constexpr int most = 1'000'000;
  int& count = list.counts[level];
  count = count == 0 ? list.levels[level].start : count + 1;
  if (count < 1 || count > most) count = most;
  for (std::size_t deeper = level + 1; deeper < depth; ++deeper) list.counts[deeper] = 0;

  std::string label;
  const std::string& pattern = list.levels[level].text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    bool number = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                  pattern[i + 1] <= '9';
    if (!number) {
      label += pattern[i];
      continue;
    }
    auto of = static_cast<std::size_t>(pattern[++i] - '1');
    int shown = list.counts[of] == 0 ? list.levels[of].start : list.counts[of];
    std::string text = numeral(list.levels[of].format, shown);
    if (text.empty()) return {};
    label += text;
  }
  return list.levels[level].format == "bullet" ? std::string() : label;
}

}  // namespace v0
}  // namespace gongkai
