// Indicators of a group of reports, each with its numerator and denominator. docs/indicators.md
// gives every definition with its source.
#ifndef GONGKAI_INDICATORS_HPP
#define GONGKAI_INDICATORS_HPP

#include <string>
#include <string_view>
#include <vector>

#include "gongkai/aggregate.hpp"

namespace gongkai {
inline namespace v0 {

/// A numerator over a denominator; never a bare number.
struct Ratio {
  enum class Standing : std::uint8_t {
    defined,
    no_cases,    ///< the denominator is 0
    incomplete,  ///< a report does not give a number that is needed
  };
  ExactSum numerator, denominator;
  Standing standing = Standing::no_cases;

  bool defined() const noexcept { return standing == Standing::defined; }
};

/// The ratio times `per` with so many decimals, half of the last one rounded away from zero:
/// "33.94" of 275 over 810, per 100. Empty where it is not defined, or 64 bits do not hold its
/// parts.
inline std::string decimal(const Ratio& ratio, int per = 100, int decimals = 2) {
  Count top = ratio.numerator.count(), bottom = ratio.denominator.count();
  if (!ratio.defined() || !top.has_value() || !bottom.has_value()) return {};
  bool negative = (top.value() < 0) != (bottom.value() < 0);
  auto absolute = [](Count c) {
    return static_cast<std::uint64_t>(c.value() < 0 ? -c.value() : c.value());
  };
  std::uint64_t divisor = absolute(bottom), rest = absolute(top) % divisor;
  std::string digits = std::to_string(absolute(top) / divisor);
  // The next digit: rest × 10 / divisor, added up so that nothing overflows.
  auto next_digit = [&] {
    std::uint64_t step = rest;
    char digit = '0';
    rest = 0;
    for (int i = 0; i < 10; ++i) {
      if (step >= divisor - rest) {
        rest -= divisor - step;
        ++digit;
      } else {
        rest += step;
      }
    }
    return digit;
  };
  int places = decimals;
  for (int p = per; p > 1; p /= 10) ++places;
  for (int i = 0; i < places; ++i) digits += next_digit();
  if (next_digit() >= '5') {
    std::size_t i = digits.size();
    while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
    if (i > 0)
      ++digits[i - 1];
    else
      digits.insert(0, 1, '1');
  }
  std::size_t zeros = 0, whole = digits.size() - static_cast<std::size_t>(decimals);
  while (zeros + 1 < whole && digits[zeros] == '0') ++zeros;
  if (decimals > 0) digits.insert(whole, 1, '.');
  digits.erase(0, zeros);
  bool zero = digits.find_first_not_of("0.") == std::string::npos;
  return negative && !zero ? "-" + digits : digits;
}

/// What an indicator divides by what: cells by their paths.
struct Indicator {
  std::string_view id;  ///< stable, for programs
  Text title;
  std::vector<std::string_view> numerator, denominator;
};

/// All of them, in the order of docs/indicators.md.
inline std::vector<Indicator> indicators() {
  constexpr std::string_view outcomes = "applications.outcomes.total.total",
                             received = "applications.received.total",
                             reconsideration = "proceedings.reconsideration.total";
  const std::vector<std::string_view> litigation = {
      "proceedings.litigation_direct.total", "proceedings.litigation_after_reconsideration.total"};
  std::vector<Indicator> all = {
      {"disclosed",
       {"予以公开占比", "Share disclosed in full"},
       {"applications.outcomes.disclosed.total"},
       {outcomes}},
      {"partly_disclosed",
       {"部分公开占比", "Share disclosed in part"},
       {"applications.outcomes.partly_disclosed.total"},
       {outcomes}},
      {"denied",
       {"不予公开占比", "Share denied"},
       {"applications.outcomes.denied.state_secret.total",
        "applications.outcomes.denied.prohibited_by_law.total",
        "applications.outcomes.denied.security_and_stability.total",
        "applications.outcomes.denied.third_party_rights.total",
        "applications.outcomes.denied.internal_affairs.total",
        "applications.outcomes.denied.deliberative_information.total",
        "applications.outcomes.denied.enforcement_files.total",
        "applications.outcomes.denied.administrative_inquiries.total"},
       {outcomes}},
      {"denied.state_secret",
       {"属于国家秘密占比", "Share denied: state secrets"},
       {"applications.outcomes.denied.state_secret.total"},
       {outcomes}},
      {"denied.prohibited_by_law",
       {"其他法律行政法规禁止公开占比", "Share denied: prohibited by law"},
       {"applications.outcomes.denied.prohibited_by_law.total"},
       {outcomes}},
      {"denied.security_and_stability",
       {"危及“三安全一稳定”占比", "Share denied: harm to security or stability"},
       {"applications.outcomes.denied.security_and_stability.total"},
       {outcomes}},
      {"denied.third_party_rights",
       {"保护第三方合法权益占比", "Share denied: rights of third parties"},
       {"applications.outcomes.denied.third_party_rights.total"},
       {outcomes}},
      {"denied.internal_affairs",
       {"属于三类内部事务信息占比", "Share denied: internal affairs"},
       {"applications.outcomes.denied.internal_affairs.total"},
       {outcomes}},
      {"denied.deliberative_information",
       {"属于四类过程性信息占比", "Share denied: deliberative information"},
       {"applications.outcomes.denied.deliberative_information.total"},
       {outcomes}},
      {"denied.enforcement_files",
       {"属于行政执法案卷占比", "Share denied: law enforcement files"},
       {"applications.outcomes.denied.enforcement_files.total"},
       {outcomes}},
      {"denied.administrative_inquiries",
       {"属于行政查询事项占比", "Share denied: matters of administrative inquiry"},
       {"applications.outcomes.denied.administrative_inquiries.total"},
       {outcomes}},
      {"unavailable",
       {"无法提供占比", "Share unavailable"},
       {"applications.outcomes.unavailable.not_held.total",
        "applications.outcomes.unavailable.would_need_making.total",
        "applications.outcomes.unavailable.unclear_after_request.total"},
       {outcomes}},
      {"not_processed",
       {"不予处理占比", "Share not processed"},
       {"applications.outcomes.not_processed.petition.total",
        "applications.outcomes.not_processed.repeated.total",
        "applications.outcomes.not_processed.publications.total",
        "applications.outcomes.not_processed.excessive.total",
        "applications.outcomes.not_processed.reconfirmation.total"},
       {outcomes}},
      {"other_handling",
       {"其他处理占比", "Share handled otherwise"},
       {"applications.outcomes.other_handling.not_clarified_in_time.total",
        "applications.outcomes.other_handling.fee_not_paid_in_time.total",
        "applications.outcomes.other_handling.other.total",
        "applications.outcomes.other_handling_2019.total"},
       {outcomes}},
      {"carried_forward",
       {"结转下年度占比", "Share carried forward to next year"},
       {"applications.carried_forward.total"},
       {received, "applications.carried_in.total"}},
      {"reconsideration",
       {"每百件新收申请的行政复议", "Reconsiderations per 100 applications received"},
       {reconsideration},
       {received}},
      {"litigation",
       {"每百件新收申请的行政诉讼", "Litigation cases per 100 applications received"},
       litigation,
       {received}},
      {"reconsideration.corrected",
       {"行政复议纠正率", "Share of concluded reconsiderations that were corrected"},
       {"proceedings.reconsideration.corrected"},
       {"proceedings.reconsideration.upheld", "proceedings.reconsideration.corrected",
        "proceedings.reconsideration.other"}},
      {"litigation.corrected",
       {"行政诉讼纠正率", "Share of concluded litigation that was corrected"},
       {"proceedings.litigation_direct.corrected",
        "proceedings.litigation_after_reconsideration.corrected"},
       {"proceedings.litigation_direct.upheld", "proceedings.litigation_direct.corrected",
        "proceedings.litigation_direct.other",
        "proceedings.litigation_after_reconsideration.upheld",
        "proceedings.litigation_after_reconsideration.corrected",
        "proceedings.litigation_after_reconsideration.other"}},
  };
  const Indicator mix[] = {
      {"applicants.natural_person",
       {"自然人占新收申请", "Natural persons among applicants"},
       {"applications.received.natural_person"},
       {received}},
      {"applicants.commercial_enterprise",
       {"商业企业占新收申请", "Commercial enterprises among applicants"},
       {"applications.received.commercial_enterprise"},
       {received}},
      {"applicants.research_institution",
       {"科研机构占新收申请", "Research institutions among applicants"},
       {"applications.received.research_institution"},
       {received}},
      {"applicants.public_welfare_body",
       {"社会公益组织占新收申请", "Public welfare bodies among applicants"},
       {"applications.received.public_welfare_body"},
       {received}},
      {"applicants.legal_service_institution",
       {"法律服务机构占新收申请", "Legal service institutions among applicants"},
       {"applications.received.legal_service_institution"},
       {received}},
      {"applicants.other",
       {"其他申请人占新收申请", "Other applicants"},
       {"applications.received.other"},
       {received}},
  };
  for (const Indicator& one : mix) all.push_back(one);
  return all;
}

/// The indicators of groups: looks their cells up once.
class Indicators {
 public:
  Indicators() : totals_(totals(Rules(statutory_rules))), all_(indicators()) {}

  const std::vector<Indicator>& list() const noexcept { return all_; }

  /// Each number is the sum of the details where all reports give them; else the sum of what they
  /// print as the total, where all of them do; else the ratio is incomplete.
  Ratio operator()(const Indicator& indicator, const Group& group) const {
    Ratio ratio;
    bool complete = add(indicator.numerator, group, ratio.numerator);
    complete = add(indicator.denominator, group, ratio.denominator) && complete;
    ratio.standing = !complete                  ? Ratio::Standing::incomplete
                     : ratio.denominator.zero() ? Ratio::Standing::no_cases
                                                : Ratio::Standing::defined;
    return ratio;
  }

 private:
  bool add(const std::vector<std::string_view>& paths, const Group& group, ExactSum& sum) const {
    bool complete = true;
    for (std::string_view path : paths) {
      std::size_t cell = cell_index<Report>(path);
      Recomputed number{group.cells[cell].sum, group.cells[cell].complete()};
      for (const Total& total : totals_) {
        if (total.cell != cell) continue;
        Recomputed anew = recomputed(group, total);
        if (anew.complete || !number.complete) number = anew;
      }
      sum = sum - (ExactSum() - number.sum);
      complete = complete && number.complete;
    }
    return complete;
  }

  std::vector<Total> totals_;
  std::vector<Indicator> all_;
};

}  // namespace v0
}  // namespace gongkai

#endif
