#include <algorithm>

#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/columns.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::width;

class FormText {
 public:
  explicit FormText(Language language) : language_(language) {}

  std::string write(const Report& report) {
    line((report.agency.empty() ? tr("（机关不明）", "(agency unknown)")
                                : text::one_line(report.agency)) +
         " " +
         (report.year == 0 ? tr("（年度不明）", "(year unknown)") : std::to_string(report.year)) +
         tr(" 年政府信息公开工作年度报告", ", annual report on government information disclosure"));
    line(tr("表式：", "form: ") + std::to_string(static_cast<int>(report.form)) +
         (report.published.known()
              ? tr("　公布日期：", ", published: ") + to_string(report.published)
              : ""));
    for (const Member& section : schema<Report>) {
      const void* at = section.at_const(&report);
      if (section.cells > 0) {
        if (!all_are(*section.part, at, State::absent)) table(section, at);
      } else if (section.part != nullptr) {  // 总体情况: several texts
        line("\n" + std::string(section.label.text[language_]));
        for (const Member& aspect : *section.part)
          prose(*static_cast<const std::string*>(aspect.at_const(at)));
      } else if (section.kind == Kind::text && !section.label.number.empty()) {
        line("\n" + std::string(section.label.text[language_]));
        prose(*static_cast<const std::string*>(at));
      }
    }
    if (legend_)
      line(tr("\n空：空白　缺：未列出　？：无法辨认　小数：不是整数",
              "\n_: blank, none: missing, ?: unreadable, part: not a whole number"));
    return std::move(text_);
  }

 private:
  std::string tr(std::string_view zh, std::string_view en) const {
    return std::string(language_ == Language::zh ? zh : en);
  }

  void line(const std::string& text) { text_ += text + '\n'; }

  void prose(const std::string& text) {
    if (!text.empty()) line(text::printable(text));
  }

  void table(const Member& section, const void* at) {
    line("\n" + std::string(section.label.text[language_]));
    columns_ = nullptr;
    part(*section.part, at, 1);
  }

  void part(const Schema& schema, const void* object, std::size_t depth) {
    for (const Member& member : schema) {
      const void* at = member.at_const(object);
      if (all_are(*member.part, at, State::absent)) continue;
      std::string name = std::string(2 * depth, ' ') + std::string(member.label.text[language_]);
      if (is_row(*member.part)) {
        header(*member.part);
        text_ += label(name, label_width);
        for (const Member& column : *member.part) {
          std::string shown = cell(column, column.at_const(at));
          text_ += padded_left(shown, column_width(column));
        }
        text_ += '\n';
      } else {
        if (columns_ == nullptr) header(first_row(*member.part));
        line(name);
        part(*member.part, at, depth + 1);
      }
    }
  }

  static const Schema& first_row(const Schema& part) {
    return is_row(part) ? part : first_row(*part.members[0].part);
  }

  // The columns' labels, where they are not those of the row above.
  void header(const Schema& columns) {
    if (columns_ == &columns) return;
    columns_ = &columns;
    text_ += std::string(label_width, ' ');
    for (const Member& column : columns)
      text_ += padded_left(column_label(column, language_), column_width(column));
    text_ += '\n';
  }

  std::size_t column_width(const Member& column) const {
    return std::max<std::size_t>(width(column_label(column, language_)), 5) + 2;
  }

  std::string cell(const Member& column, const void* at) {
    State state = cell_state(column.kind, at);
    if (state == State::value) return cell_text(column.kind, at);
    legend_ = true;
    return shown_cell(state, {}, language_);
  }

  static constexpr std::size_t label_width = 46;

  Language language_;
  std::string text_;
  const Schema* columns_ = nullptr;
  bool legend_ = false;
};

}  // namespace

std::string form_text(const Report& report, Language language) {
  return FormText(language).write(report);
}

}  // namespace v0
}  // namespace gongkai
