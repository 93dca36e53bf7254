// The rules of this form: four identities, which give the 42 equations of a 2021 report.
#ifndef GONGKAI_RULES_HPP
#define GONGKAI_RULES_HPP

#include "gongkai/report.hpp"
#include "gongkai/rule.hpp"

namespace gongkai {
inline namespace v0 {

namespace basis {
inline constexpr Text table_3_note = {
    "国办公开办函〔2021〕30号、〔2019〕60号附件，表三左上角：“本列数据的勾稽关系为：第一项加第二项"
    "之和，等于第三项加第四项之和”",
    "Notices 〔2021〕30 and 〔2019〕60, template, note in the corner of table 3: item 1 plus "
    "item 2 equals item 3 plus item 4"};
inline constexpr Text table_3_rows = {
    "国办公开办函〔2021〕30号、〔2019〕60号附件，表三“（七）总计”行",
    "Notices 〔2021〕30 and 〔2019〕60, template, table 3, row （七）"};
inline constexpr Text table_3_columns = {
    "国办公开办函〔2021〕30号、〔2019〕60号附件，表三“总计”列",
    "Notices 〔2021〕30 and 〔2019〕60, template, table 3, column 总计"};
inline constexpr Text table_4_totals = {
    "国办公开办函〔2021〕30号、〔2019〕60号附件，表四“总计”列",
    "Notices 〔2021〕30 and 〔2019〕60, template, table 4, columns 总计"};
}  // namespace basis

/// Each row of table 3: the six kinds of applicant make up the total.
inline constexpr auto applicants_total = identity(
    {"applicants.total",
     Severity::error,
     {"各类申请人之和等于总计", "The kinds of applicant add up to the total"},
     basis::table_3_columns,
     {"各类申请人相加为 {left}，总计为 {right}，相差 {difference}",
      "the kinds of applicant add up to {left}, the total is {right}: off by {difference}"}},
    sum(&Applicants::natural_person, &Applicants::commercial_enterprise,
        &Applicants::research_institution, &Applicants::public_welfare_body,
        &Applicants::legal_service_institution, &Applicants::other) == sum(&Applicants::total));

/// Each column of table 3: what came in is handled or carried forward.
inline constexpr auto applications_balance = identity(
    {"applications.balance",
     Severity::error,
     {"第一项加第二项之和，等于第三项加第四项之和",
      "Received and carried over equals handled and carried forward"},
     basis::table_3_note,
     {"第一项加第二项为 {left}，第三项加第四项为 {right}，相差 {difference}",
      "item 1 plus item 2 makes {left}, item 3 plus item 4 makes {right}: off by {difference}"}},
    sum(&Applications::received, &Applications::carried_in) ==
        sum(at(&Applications::outcomes, &Outcomes::total), &Applications::carried_forward));

/// Each column of table 3: the outcomes make up （七）总计.
inline constexpr auto outcomes_total = identity(
    {"outcomes.total",
     Severity::error,
     {"各项办理结果之和等于（七）总计", "The outcomes add up to row （七）"},
     basis::table_3_rows,
     {"（一）至（六）相加为 {left}，（七）总计为 {right}，相差 {difference}",
      "rows （一） to （六） add up to {left}, row （七） is {right}: off by {difference}"}},
    sum(&Outcomes::disclosed, &Outcomes::partly_disclosed, &Outcomes::denied,
        &Outcomes::unavailable, &Outcomes::not_processed, &Outcomes::other_handling,
        &Outcomes::other_handling_2019) == sum(&Outcomes::total));

/// Each block of table 4: the results make up the total.
inline constexpr auto results_total =
    identity({"results.total",
              Severity::error,
              {"各种结果之和等于总计", "The results add up to the total"},
              basis::table_4_totals,
              {"各种结果相加为 {left}，总计为 {right}，相差 {difference}",
               "the results add up to {left}, the total is {right}: off by {difference}"}},
             sum(&Results::upheld, &Results::corrected, &Results::other, &Results::not_concluded) ==
                 sum(&Results::total));

/// All equations of the form. Those of rows that a report's form does not have do not apply.
inline constexpr auto statutory_rules =
    lift<Report>(applicants_total, applications_balance, outcomes_total, results_total);

}  // namespace v0
}  // namespace gongkai

#endif
