// Many files together: how often each rule is broken, and where most is wrong.
#include <algorithm>

#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/columns.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

constexpr std::size_t most_files = 10;

}  // namespace

void FindingSummary::add(const CheckedFile& file) {
  ++files_;
  FileCount count{std::string(file.file), {0, 0, 0}};
  std::vector<std::string_view> seen;
  auto add = [&](const Rule& rule) {
    ++count.of[static_cast<std::size_t>(rule.severity)];
    auto same = [&](const RuleCount& other) { return other.rule.id == rule.id; };
    auto at = std::find_if(rules_.begin(), rules_.end(), same);
    if (at == rules_.end()) at = rules_.insert(at, {rule, 0, 0});
    ++at->times;
    if (std::find(seen.begin(), seen.end(), rule.id) != seen.end()) return;
    seen.push_back(rule.id);
    ++at->files;
  };
  for (const Finding& finding : *file.findings) add(finding.rule);
  for (const ReadingNote& note : file.reading->notes) add(note.rule);
  if (!seen.empty()) counts_.push_back(std::move(count));
}

std::string FindingSummary::text(Language language) const {
  bool zh = language == Language::zh;
  std::vector<RuleCount> rules = rules_;
  std::vector<FileCount> counts = counts_;
  std::size_t all[3] = {0, 0, 0};
  for (const FileCount& count : counts)
    for (std::size_t severity = 0; severity < 3; ++severity) all[severity] += count.of[severity];
  std::stable_sort(rules.begin(), rules.end(), [](const RuleCount& a, const RuleCount& b) {
    if (a.rule.severity != b.rule.severity) return a.rule.severity > b.rule.severity;
    return a.times > b.times;
  });
  std::stable_sort(counts.begin(), counts.end(), [](const FileCount& a, const FileCount& b) {
    return std::lexicographical_compare(std::rbegin(b.of), std::rend(b.of), std::rbegin(a.of),
                                        std::rend(a.of));
  });

  auto number = [](std::size_t n, std::size_t columns) {
    return padded_left(std::to_string(n), columns);
  };
  std::string text = std::to_string(files_) + (zh            ? " 份报告："
                                               : files_ == 1 ? " report: "
                                                             : " reports: ");
  for (Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    std::size_t count = all[static_cast<std::size_t>(severity)];
    text += std::string(name(severity, language)) + ' ' + std::to_string(count) +
            (zh ? " 处" : "") +
            (severity == Severity::note ? "\n"
             : zh                       ? "、"
                                        : ", ");
  }
  if (rules.empty()) return text;
  text += '\n' + padded_left(zh ? "处数" : "times", 8) + padded_left(zh ? "份数" : "reports", 9) +
          (zh ? "  规则\n" : "  rule\n");
  for (const RuleCount& count : rules)
    text += number(count.times, 8) + number(count.files, 9) + "  " +
            std::string(name(count.rule.severity, language)) + (zh ? "：" : ": ") +
            std::string(count.rule.title[language]) + " [" + std::string(count.rule.id) + "]\n";
  text += '\n';
  for (Severity severity : {Severity::error, Severity::warning, Severity::note})
    text += padded_left(std::string(name(severity, language)), 8);
  text += zh ? "  问题最多的报告\n" : "  reports with most to say\n";
  std::size_t shown = 0;
  for (const FileCount& count : counts) {
    if (++shown > most_files) break;
    text += number(count.of[2], 8) + number(count.of[1], 8) + number(count.of[0], 8) + "  " +
            text::one_line(count.file) + '\n';
  }
  return text;
}

std::string summary_text(const std::vector<CheckedFile>& files, Language language) {
  FindingSummary summary;
  for (const CheckedFile& file : files) summary.add(file);
  return summary.text(language);
}

std::string unused_text(const Selection& selection, std::string_view file, Language language) {
  bool zh = language == Language::zh;
  std::string text;
  for (const Suppression& suppression : selection.suppressions) {
    if (suppression.used > 0) continue;
    text += text::one_line(file) + ':' + std::to_string(suppression.line) + ": " +
            (zh ? "这一行没有用到，可以删去：" : "this line is of no use and can go: ") +
            text::one_line(suppression.rule + ' ' + suppression.place) + '\n';
  }
  return text;
}

}  // namespace v0
}  // namespace gongkai
