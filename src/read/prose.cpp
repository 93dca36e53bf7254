#include "read/prose.hpp"

#include <algorithm>

#include "read/notes.hpp"
#include "text.hpp"

namespace gongkai {
namespace {

using text::length;
using text::normal;

// The section a title opens, 1 to 6; 0 if it opens none.
int section_of(const std::string& title) {
  auto has = [&](std::string_view word) { return title.find(word) != std::string::npos; };
  if (has("总体情况")) return 1;
  if (has("收到和处理") || has("收到和办理")) return 3;
  if (has("行政复议") && has("行政诉讼")) return 4;
  if (has("主要问题")) return 5;
  if (has("其他需要报告") || has("需要报告的其他")) return 6;
  if (has("主动公开政府信息")) return 2;
  return 0;
}

// "一、", "（一）", "1.": how a numbered title begins.
bool numbered(std::string_view text) {
  std::size_t at = 0;
  char32_t first = text.empty() ? 0 : text::narrow(text::next(text, at));
  if (first == '(' && at < text.size()) first = text::next(text, at);
  constexpr std::u32string_view numerals = U"一二三四五六七八九十1234567890";
  if (numerals.find(first) == std::u32string_view::npos) return false;
  char32_t then = at < text.size() ? text::narrow(text::next(text, at)) : 0;
  return then == U'、' || then == ')' || then == '.' || then == ',' || then == U'．';
}

bool ends_sentence(std::string_view text) {
  for (std::string_view end :
       {"。", "！", "？", "；", "：", "”", "）", ".", "!", "?", ";", ":", "\n"})
    if (text.size() >= end.size() && text.substr(text.size() - end.size()) == end) return true;
  return false;
}

// "第二十条第（一）项" and such, which tables carry above them; page numbers.
bool belongs_to_a_table(const std::string& text) {
  std::string label = normal(text);
  return label.find("第二十条") == 0 || label.find("勾稽关系") != std::string::npos ||
         label.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

void Prose::heading(const Block& block) {
  if (title(block) || open_section(block)) return;
  paragraph(block);
}

bool Prose::open_section(const Block& block) {
  std::string text = normal(block.text);
  constexpr std::size_t longest_title = 40;
  if (length(text) > longest_title) return false;
  if (block.kind == Block::Kind::paragraph && !numbered(block.text)) return false;
  int section = section_of(text);
  if (section == 0 || (section_ == 1 && section != 2 && block.text.substr(0, 3) == "（"))
    return false;
  section_ = section;
  text_ = section == 1   ? &report_.overview.opening
          : section == 5 ? &report_.problems
          : section == 6 ? &report_.other_matters
                         : nullptr;
  return true;
}

void Prose::paragraph(const Block& block) {
  if (block.kind == Block::Kind::paragraph && section_ == 0 && (title(block) || date(block)))
    return;
  if (block.kind == Block::Kind::paragraph && open_section(block)) return;
  if (section_ == 1 && numbered(block.text)) aspect(block.text);
  if (text_ == nullptr) {
    if (!belongs_to_a_table(block.text) && section_ > 0)
      add_note(reading_, "reading.text.unplaced", block.place, block.text);
    return;
  }
  // A page break may cut a paragraph in two: what does not end a sentence goes on.
  if (!text_->empty() && (ends_sentence(*text_) || numbered(block.text))) *text_ += '\n';
  *text_ += block.text;
}

// "（二）合法规范依申请公开。…": the title says which of the five aspects begins.
void Prose::aspect(std::string_view text) {
  constexpr std::size_t longest_title = 120;  // bytes
  std::string title(text.substr(0, std::min(text.find("。"), longest_title)));
  auto has = [&](std::string_view word) { return title.find(word) != std::string::npos; };
  Overview& overview = report_.overview;
  if (has("依申请"))
    text_ = &overview.disclosure_on_request;
  else if (has("信息管理"))
    text_ = &overview.information_management;
  else if (has("平台"))
    text_ = &overview.platforms;
  else if (has("监督") || has("保障"))
    text_ = &overview.oversight;
  else if (has("主动公开"))
    text_ = &overview.proactive_disclosure;
}

// ---- title and date ---------------------------------------------------------------------------

// "达州市人力资源和社会保障局 2021 年政府信息公开工作年度报告", or the year first.
bool Prose::title(const Block& block) {
  std::string text;
  for (std::size_t at = 0; at < block.text.size();) {
    char32_t c = text::narrow(text::next(block.text, at));
    if (!text::is_space(c)) text::append(text, c);
  }
  std::size_t report_at = text.find("年度报告");
  constexpr std::size_t longest_title = 80;
  if (report_at == std::string::npos || length(text) > longest_title || !title_.empty())
    return false;
  for (std::size_t at = text.find("年"); at != std::string::npos; at = text.find("年", at + 1)) {
    if (at < 4) continue;
    std::string digits = text.substr(at - 4, 4);
    if (digits.find_first_not_of("0123456789") != std::string::npos) continue;
    title_ = block.text;
    report_.year = std::stoi(digits);
    std::string agency = text.substr(0, at - 4);
    std::size_t after = at + std::string_view("年").size();
    if (agency.empty()) {
      if (text.substr(after, 3) == "度") after += 3;
      agency = text.substr(after, text.find("政府信息公开", after) - after);
    }
    report_.agency = agency;
    return true;
  }
  return false;
}

// "发布日期：2022-01-20", "公布时间：2022年1月20日"
bool Prose::date(const Block& block) {
  for (std::string_view word : {"发布日期", "发布时间", "公布日期", "公布时间", "公开日期"}) {
    std::size_t found = block.text.find(word);
    if (found == std::string::npos) continue;
    int numbers[3] = {0, 0, 0};
    std::size_t count = 0;
    bool in_number = false;
    for (std::size_t at = found + word.size(); at < block.text.size() && count <= 3;) {
      char32_t c = text::narrow(text::next(block.text, at));
      bool digit = c >= '0' && c <= '9';
      if (digit && !in_number && ++count > 3) break;
      if (digit && numbers[count - 1] < 10000)
        numbers[count - 1] = numbers[count - 1] * 10 + static_cast<int>(c - '0');
      in_number = digit;
    }
    Date date{static_cast<std::int16_t>(std::min(numbers[0], 9999)),
              static_cast<std::int8_t>(std::min(numbers[1], 99)),
              static_cast<std::int8_t>(std::min(numbers[2], 99))};
    if (!date.ok()) continue;
    report_.published = date;
    return true;
  }
  return false;
}

void Prose::finish() {
  if (report_.agency.empty() || report_.year == 0)
    add_note(reading_, "reading.title", {}, title_.empty() ? "?" : title_);
}

}  // namespace gongkai
