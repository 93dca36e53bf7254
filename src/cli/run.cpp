#include "cli/run.hpp"

#include <utility>

namespace gongkai {
inline namespace v0 {
namespace {

Answer answer(Found found, Language language, const Run::Use& use) {
  Answer result;
  result.kind = found.kind;
  result.name = found.name;
  if (found.kind == Found::Kind::failure)
    result.said = explain(found.error, found.name, found.source(), language) + '\n';
  if (found.kind == Found::Kind::report) use(found.reading, found.source(), result);
  result.error = std::move(found.error);
  return result;
}

}  // namespace

int Run::operator()(const Use& use, const std::function<void(Answer&)>& taken) {
  taken_ = taken;
  bool all = scan<Answer>(
      options_.names, options_.jobs,
      [&](Found found) { return answer(std::move(found), options_.language, use); },
      [&](Answer answered) { return take(std::move(answered)); });
  if (!all) return exit_failed;
  summary();
  if (!failures_.empty() || reports_ == 0) return exit_failed;
  return wrong_ ? exit_findings : exit_clean;
}

std::string Run::tr(std::string_view zh, std::string_view en) const {
  return std::string(options_.language == Language::zh ? zh : en);
}

bool Run::take(Answer answer) {
  output_.complain(answer.said);
  bool separate = options_.format == "form" && reports_ > 0 && !answer.out.empty();
  output_.print((separate ? "\n" : "") + answer.out);
  wrong_ = wrong_ || answer.wrong;
  if (answer.kind == Found::Kind::report) {
    ++reports_;
    if (taken_) taken_(answer);
  }
  if (answer.kind == Found::Kind::no_report) ++strays_;
  if (answer.kind == Found::Kind::failure)
    failures_.push_back(explain(answer.error, answer.name, {}, options_.language));
  output_.progress(
      tr("已读 ", "read ") + std::to_string(reports_) + tr(" 份", "") +
      (failures_.empty() ? "" : tr("，未能读取 ", ", failed ") + std::to_string(failures_.size())));
  return output_.good();
}

// "读取 117 份，未能读取 3 份：" and each of them with its reason, where there was more than one.
void Run::summary() {
  if (reports_ + failures_.size() == 0)
    return output_.complain(tr("没有找到年度报告", "no report found") + strays() + '\n');
  bool one_file = reports_ + failures_.size() + strays_ == 1;
  if (one_file || (failures_.empty() && strays_ == 0)) return;
  std::string text = tr("读取 ", "read ") + std::to_string(reports_) + tr(" 份", "");
  if (!failures_.empty())
    text +=
        tr("，未能读取 ", ", could not read ") + std::to_string(failures_.size()) + tr(" 份", "");
  text += strays() + (failures_.empty() ? "" : tr("：", ":")) + '\n';
  for (const std::string& failure : failures_) text += "  " + failure + '\n';
  output_.complain(text);
}

std::string Run::strays() const {
  if (strays_ == 0) return {};
  std::string count = std::to_string(strays_);
  return tr("（另有 " + count + " 个文件不是报告，已跳过）",
            " (" + count + " other files, which are no reports, were passed over)");
}

}  // namespace v0
}  // namespace gongkai
