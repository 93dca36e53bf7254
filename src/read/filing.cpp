#include "gongkai/filing.hpp"

#include "gongkai/check_all.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/selection.hpp"
#include "sha256.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

std::string_view name_of(Step step, Language language) {
  return schema<Reviews>.members[static_cast<std::size_t>(step)].label.text[language];
}

std::string said(const Finding& finding, Language language) {
  std::string about = subject(finding, language);
  return (about.empty() ? "" : about + (language == Language::zh ? "：" : ": ")) +
         message(finding, language) + " [" + std::string(finding.rule.id) + ']';
}

// "（张三，2027-01-12）"
std::string by(const Review& review, Language language) {
  bool zh = language == Language::zh;
  std::string date = to_string(review.when);
  return (zh ? "（" : " (") + text::one_line(review.who) +
         (date.empty() ? ""
          : zh         ? "，"
                       : ", ") +
         date + (zh ? "）" : ")");
}

// Why a step is no approval; empty where it is one.
std::string objection(const Filing& filing, Step step, Language language) {
  bool zh = language == Language::zh;
  const Review& review = filing.reviews[step];
  std::string text = std::string(name_of(step, language)) + (zh ? "：" : ": ");
  switch (standing(review, filing.report)) {
    case Standing::missing:
      return text + (zh ? "尚未进行" : "not done yet");
    case Standing::returned:
      return text + (zh ? "已退回" : "returned") + by(review, language);
    case Standing::changed:
      return text +
             (zh ? "审查之后报告有改动，须重新审查"
                 : "the report has changed since, review again") +
             by(review, language);
    case Standing::approved:
      break;
  }
  return {};
}

}  // namespace

std::string digest(const Report& report) { return sha256(write_json(report)); }

Standing standing(const Review& review, const Report& report) {
  if (review.decision == Decision::none) return Standing::missing;
  if (review.decision == Decision::returned) return Standing::returned;
  return review.digest == digest(report) ? Standing::approved : Standing::changed;
}

Findings check_all(const Filing& filing) {
  return check_all(filing.report, mentions(filing.report, filing.beside_tables),
                   filing.beside_tables);
}

std::string review(Filing& filing, Step step, std::string_view who, Date when, Decision decision,
                   const Findings& findings, Language language) {
  bool zh = language == Language::zh;
  if (text::trim(who).empty()) return zh ? "没有写明审查人" : "the reviewer is not named";
  if (!when.ok())
    return zh ? "没有写明审查日期，如 2027-01-12" : "the date is missing; write 2027-01-12";
  if (decision == Decision::none) return zh ? "没有写明意见" : "the decision is missing";
  for (std::size_t i = 0; decision == Decision::approved && i < static_cast<std::size_t>(step); ++i)
    if (std::string before = objection(filing, static_cast<Step>(i), language); !before.empty())
      return before;
  for (std::size_t i = 0; i < static_cast<std::size_t>(step); ++i) {
    const Review& before = filing.reviews[static_cast<Step>(i)];
    if (before.decision != Decision::none && to_string(when) < to_string(before.when))
      return (zh ? "日期早于" : "the day is before that of: ") +
             std::string(name_of(static_cast<Step>(i), language)) + by(before, language);
  }
  Review& review = filing.reviews[step];
  review = {std::string(text::trim(who)), when, decision, {}, digest(filing.report)};
  for (const Finding& finding : findings)
    if (finding.rule.severity != Severity::note)
      review.findings += std::string(name(finding.rule.severity, Language::zh)) + "：" +
                         text::one_line(said(finding, Language::zh)) + '\n';
  return {};
}

std::vector<std::string> obstacles(const Filing& filing, const Findings& findings,
                                   Language language) {
  bool zh = language == Language::zh;
  std::vector<std::string> reasons;
  for (std::size_t i = 0; i < step_count; ++i)
    if (std::string reason = objection(filing, static_cast<Step>(i), language); !reason.empty())
      reasons.push_back(std::move(reason));
  Selection selection;
  selection.least = Severity::error;
  Result<std::vector<Suppression>> justifications = read_suppressions(filing.justifications);
  if (!justifications)
    reasons.push_back((zh ? "书面说明有一行不是“规则 位置 # 理由”："
                          : "a justification is not of the form: rule place # reason: ") +
                      text::one_line(justifications.error.detail));
  for (Suppression& each : justifications.value)
    if (!each.reason.empty()) selection.suppressions.push_back(std::move(each));
  for (const Finding& finding : select(findings, selection, {}))
    reasons.push_back((zh ? "错误没有更正，也没有书面说明："
                          : "an error stands without a written justification: ") +
                      text::one_line(said(finding, language)));
  return reasons;
}

// Its first member, as write_json() writes it, is "report"; a Report has none of that name.
bool is_filing(std::string_view bytes) noexcept {
  constexpr std::string_view first = "\"report\"";
  auto skip = [&](std::string_view what) {
    std::size_t at = bytes.find_first_not_of(" \t\r\n");
    bytes.remove_prefix(at == std::string_view::npos ? bytes.size() : at);
    bool there = bytes.substr(0, what.size()) == what;
    if (there) bytes.remove_prefix(what.size());
    return there;
  };
  skip("\xEF\xBB\xBF");
  return skip("{") && skip(first);
}

Result<Filing> read_filing(std::string_view bytes, const Limits& limits) {
  if (is_filing(bytes)) return read_json<Filing>(bytes);
  Result<Reading> reading = read(bytes, limits);
  if (!reading) return reading.error;
  Filing filing;
  filing.report = std::move(reading.value.report);
  filing.beside_tables = std::move(reading.value.beside_tables);
  return filing;
}

}  // namespace v0
}  // namespace gongkai
