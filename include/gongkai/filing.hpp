// A report on its way to publication: 先审查，后公开. The three reviews are data beside the report,
// in one JSON file; what they saw is told by a digest, so that a change afterwards voids them.
//
//   Result<Filing> filing = read_filing(bytes);          // of a filing, or of any report file
//   Findings findings = check_all(*filing);
//   review(filing.value, Step::initial, "张三", {2027, 1, 12}, Decision::approved, findings);
//   if (obstacles(filing.value, findings, Language::zh).empty()) publish(…);
#ifndef GONGKAI_FILING_HPP
#define GONGKAI_FILING_HPP

#include <string>
#include <string_view>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/limits.hpp"
#include "gongkai/mention.hpp"
#include "gongkai/report.hpp"
#include "gongkai/result.hpp"

#if defined(__clang__)  // see report.hpp
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

namespace gongkai {
inline namespace v0 {

enum class Decision : std::int16_t {
  none,      ///< not reviewed yet
  approved,  ///< 通过
  returned   ///< 退回
};
BOOST_DESCRIBE_ENUM(Decision, none, approved, returned)

struct Review {
  std::string who;
  Date when;
  Decision decision = Decision::none;
  std::string
      findings;  ///< errors and warnings open at that moment, a line each, as `check` words them
  std::string digest;  ///< of the report as it was seen: digest()
};
BOOST_DESCRIBE_STRUCT(Review, (), (who, when, decision, findings, digest))

/// Who reviews, in this order.
enum class Step : std::uint8_t {
  initial,  ///< 责任人初审
  section,  ///< 科室负责人审核
  release   ///< 分管领导审发
};
constexpr std::size_t step_count = 3;

struct Reviews {
  Review initial, section, release;

  Review& operator[](Step step) noexcept {
    return step == Step::initial ? initial : step == Step::section ? section : release;
  }
  const Review& operator[](Step step) const noexcept { return const_cast<Reviews&>(*this)[step]; }
};
BOOST_DESCRIBE_STRUCT(Reviews, (), (initial, section, release))

/// The report, who has reviewed it, and why what `check` objects to may stand.
struct Filing {
  Report report;
  BesideTables beside_tables;  ///< as Reading has it: checked, but in no official form
  Reviews reviews;
  /// Written justifications, a line each: `rule place # reason`, as read_suppressions() takes them.
  /// One without a reason does not count.
  std::string justifications;
};
BOOST_DESCRIBE_STRUCT(Filing, (), (report, beside_tables, reviews, justifications))

template <>
struct Labels<Review> {
  static constexpr Label of[] = {
      {"who", "", {"审查人", "Reviewer"}},
      {"when", "", {"审查日期", "Date"}},
      {"decision", "", {"意见", "Decision"}},
      {"findings", "", {"审查时尚存的问题", "Findings open at that moment"}},
      {"digest", "", {"所审报告的摘要值", "Digest of the report that was seen"}},
  };
};

template <>
struct Labels<Reviews> {
  static constexpr Label of[] = {
      {"initial", "", {"责任人初审", "Initial review by the person in charge"}},
      {"section", "", {"科室负责人审核", "Review by the head of section"}},
      {"release", "", {"分管领导审发", "Release by the leader in charge"}},
  };
};

template <>
struct Labels<Filing> {
  static constexpr Label of[] = {
      {"report", "", {"报告", "Report"}},
      {"beside_tables", "", {"表格之外的文字", "Text beside the tables"}},
      {"reviews", "", {"审查", "Reviews"}},
      {"justifications", "", {"书面说明", "Written justifications"}},
  };
};

/// SHA-256 of the report's JSON, in hexadecimal: another number or another word, another digest.
std::string digest(const Report& report);

enum class Standing : std::uint8_t {
  missing,   ///< not reviewed yet
  returned,  ///< reviewed and returned
  changed,   ///< reviewed, but the report is not the one that was seen
  approved
};
Standing standing(const Review& review, const Report& report);

/// check_all() of its report, with what stands beside its tables.
Findings check_all(const Filing& filing);

/// Records a review of the report as it is now; one of that step that was there is replaced. An
/// approval needs the approvals of the steps before it, and no step is dated before those.
/// `findings`: what check_all() says now. Returns why it was not recorded; empty when it was.
std::string review(Filing& filing, Step step, std::string_view who, Date when, Decision decision,
                   const Findings& findings, Language language = Language::zh);

/// Why the report may not be published yet, a sentence each: reviews that are missing, returned or
/// void; errors that stand without a written justification. Empty: it may.
std::vector<std::string> obstacles(const Filing& filing, const Findings& findings,
                                   Language language = Language::zh);

/// Whether the bytes are the JSON of a Filing and not of a Report.
bool is_filing(std::string_view bytes) noexcept;

/// The JSON of a filing, or any file that read() takes as a report without reviews.
/// Errors: those of read_json() and read().
Result<Filing> read_filing(std::string_view bytes, const Limits& limits = {});

}  // namespace v0
}  // namespace gongkai

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#endif
