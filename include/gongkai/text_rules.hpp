// Text against tables: what a report says in words must be what its cells hold. These rules warn:
// a text may mean something else than the cell, so they speak only where it is plain which is
// meant.
#ifndef GONGKAI_TEXT_RULES_HPP
#define GONGKAI_TEXT_RULES_HPP

#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/mention.hpp"
#include "gongkai/report.hpp"

namespace gongkai {
inline namespace v0 {

namespace basis {
inline constexpr Text text_and_tables = {
    "国办公开办函〔2021〕30号附件：总体情况与表二、表三、表四写的是同一年度、同一机关的数据，应当一"
    "致",
    "Notice 〔2021〕30, template: the overview and tables 2 to 4 state figures of the same year "
    "and "
    "agency, so they agree"};
inline constexpr Text year_of_report = {
    "国办公开办函〔2021〕30号：各项数据的核定时间点为报告年度的12月31日",
    "Notice 〔2021〕30: the figures are those of 31 December of the year reported on"};
}  // namespace basis

namespace detail {
inline constexpr Text text_differs = {"正文写“{stated}”{table}。原句：{quote}",
                                      "the text says \"{stated}\"{table}. The sentence: {quote}"};
constexpr Rule text_rule(std::string_view id, Text title) {
  return {id, Severity::warning, title, basis::text_and_tables, text_differs};
}
}  // namespace detail

inline constexpr Rule text_received =
    detail::text_rule("text.applications.received",
                      {"正文所写收到申请的件数与表三一致", "Applications received, as in table 3"});
inline constexpr Rule text_handled = detail::text_rule(
    "text.applications.handled",
    {"正文所写办结、答复的件数与表三一致", "Applications handled, as in table 3"});
inline constexpr Rule text_carried =
    detail::text_rule("text.applications.carried",
                      {"正文所写结转的件数与表三一致", "Applications carried over, as in table 3"});
inline constexpr Rule text_applicants = detail::text_rule(
    "text.applications.applicants",
    {"正文所写各类申请人的件数与表三一致", "Applications by applicant, as in table 3"});
inline constexpr Rule text_outcomes =
    detail::text_rule("text.outcomes", {"正文所写办理结果与表三一致", "Outcomes, as in table 3"});
inline constexpr Rule text_shares = detail::text_rule(
    "text.shares", {"正文所写的百分比与表三一致", "Percentages of applications, as in table 3"});
inline constexpr Rule text_proceedings =
    detail::text_rule("text.proceedings", {"正文所写行政复议、行政诉讼的件数与表四一致",
                                           "Reconsideration and litigation, as in table 4"});
inline constexpr Rule text_results = detail::text_rule(
    "text.proceedings.results", {"正文所写复议、诉讼的结果与表四一致",
                                 "Results of reconsideration and litigation, as in table 4"});
inline constexpr Rule text_documents = detail::text_rule(
    "text.documents",
    {"正文所写规章、规范性文件的件数与表二一致", "Rules and normative documents, as in table 2"});
inline constexpr Rule text_decisions =
    detail::text_rule("text.decisions", {"正文所写许可、处罚、强制的决定数量与表二一致",
                                         "Licences, penalties and measures, as in table 2"});
inline constexpr Rule text_fees = detail::text_rule(
    "text.fees", {"正文所写行政事业性收费的金额与表二一致", "Administrative fees, as in table 2"});
inline constexpr Rule text_year = {
    "text.year",
    Severity::warning,
    {"正文写的是报告年度的情况", "The text is about the year reported on"},
    basis::year_of_report,
    {"这句话写的是 {stated}，不是报告年度，疑为沿用上年文字{table}。原句：{quote}",
     "this sentence is about {stated}, not the year reported on, and may be left from last "
     "year{table}. The sentence: {quote}"}};

/// All of them, for a catalogue.
inline constexpr Rule text_rules[] = {
    text_received,    text_handled, text_carried,   text_applicants, text_outcomes, text_shares,
    text_proceedings, text_results, text_documents, text_decisions,  text_fees,     text_year};

/// Compares the quantities that a report's text states with the cells they speak of, in the order
/// of the mentions; `mentions` are those of this report, from mentions(report, beside). A cell
/// without a number counts as the number that the equations leave for it, and is not compared where
/// they leave none. Not compared: figures since earlier years, of other years or of the office
/// alone in a government's report, approximate ones, plans, and parts (其中, by channel). A
/// percentage agrees where the share, rounded or cut off to as many decimals, of what was handled
/// or received is that; 办结率 and the like, which may mean several things, are not compared.
Findings check_text(const Report& report, const std::vector<Mention>& mentions,
                    const BesideTables& beside = {});

}  // namespace v0
}  // namespace gongkai

#endif
