// The annual report as types. Source of every member: the templates attached to
// 国办公开办函〔2021〕30号 (the 2021 form) and 国办公开办函〔2019〕60号 (the 2019 form).
// The official labels of the members stand in labels.hpp, the equations between them in rules.hpp.
#ifndef GONGKAI_REPORT_HPP
#define GONGKAI_REPORT_HPP

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/operators.hpp>
#include <string>
#include <string_view>

#include "gongkai/cell.hpp"
#include "gongkai/date.hpp"

#if defined(__clang__)  // Boost.Describe's macros use ", ##__VA_ARGS__", which -Wpedantic names
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

namespace gongkai {
inline namespace v0 {

// Reports and their parts compare member by member.
using boost::describe::operators::operator==;
using boost::describe::operators::operator!=;

/// Which generation of the form a report uses, told from its labels, not from its year.
/// Its number is the year of the notice.
enum class Form : std::int16_t { of_2019 = 2019, of_2021 = 2021 };
BOOST_DESCRIBE_ENUM(Form, of_2019, of_2021)

// ---- 一、总体情况 ---------------------------------------------------------------------------

/// Text of 总体情况: what stands before the first aspect, then the five statutory aspects.
struct Overview {
  std::string opening;
  std::string proactive_disclosure;    ///< 主动公开
  std::string disclosure_on_request;   ///< 依申请公开
  std::string information_management;  ///< 政府信息管理
  std::string platforms;               ///< 平台建设
  std::string oversight;               ///< 监督保障
};
BOOST_DESCRIBE_STRUCT(Overview, (),
                      (opening, proactive_disclosure, disclosure_on_request, information_management,
                       platforms, oversight))

// ---- 二、主动公开政府信息情况, 2021 form: 10 numbers -----------------------------------------

/// Art. 20 (1), in 件, as at 31 December.
struct Documents {
  Count issued;    ///< 本年制发件数
  Count repealed;  ///< 本年废止件数
  Count in_force;  ///< 现行有效件数
};
BOOST_DESCRIBE_STRUCT(Documents, (), (issued, repealed, in_force))

/// Art. 20 (5), (6): all decisions of the year, published or lawfully not published.
struct Decisions {
  Count made;  ///< 本年处理决定数量
};
BOOST_DESCRIBE_STRUCT(Decisions, (), (made))

/// Art. 20 (8), in 万元.
struct Fees {
  Amount collected;  ///< 本年收费金额（单位：万元）
};
BOOST_DESCRIBE_STRUCT(Fees, (), (collected))

struct Disclosure {
  Documents rules;                ///< 规章
  Documents normative_documents;  ///< 行政规范性文件
  Decisions licences;             ///< 行政许可
  Decisions penalties;            ///< 行政处罚
  Decisions compulsory_measures;  ///< 行政强制
  Fees administrative_fees;       ///< 行政事业性收费
};
BOOST_DESCRIBE_STRUCT(Disclosure, (),
                      (rules, normative_documents, licences, penalties, compulsory_measures,
                       administrative_fees))

// ---- 二、主动公开政府信息情况, 2019 form: 22 numbers -----------------------------------------
// Its cells are absent until a report uses this form.

/// Art. 20 (1), in 件.
struct Documents2019 {
  Count produced{State::absent};         ///< 本年新制作数量
  Count newly_disclosed{State::absent};  ///< 本年新公开数量
  Count disclosed{State::absent};        ///< 对外公开总数量
};
BOOST_DESCRIBE_STRUCT(Documents2019, (), (produced, newly_disclosed, disclosed))

/// Art. 20 (5), (6): items (kinds of licence, penalty …) and decisions.
struct Items2019 {
  Count previous_year{State::absent};  ///< 上一年项目数量
  Change change{State::absent};        ///< 本年增/减, signed
  Count decisions{State::absent};      ///< 处理决定数量
};
BOOST_DESCRIBE_STRUCT(Items2019, (), (previous_year, change, decisions))

/// Art. 20 (8): kinds of fee; this form states no amount.
struct FeeItems2019 {
  Count previous_year{State::absent};  ///< 上一年项目数量
  Change change{State::absent};        ///< 本年增/减, signed
};
BOOST_DESCRIBE_STRUCT(FeeItems2019, (), (previous_year, change))

/// Art. 20 (9). The form names no unit for the sum; here it is 万元 like all money.
struct Procurement2019 {
  Count projects{State::absent};  ///< 采购项目数量
  Amount amount{State::absent};   ///< 采购总金额
};
BOOST_DESCRIBE_STRUCT(Procurement2019, (), (projects, amount))

struct Disclosure2019 {
  Documents2019 rules;                ///< 规章
  Documents2019 normative_documents;  ///< 规范性文件
  Items2019 licences;                 ///< 行政许可
  Items2019 other_services;           ///< 其他对外管理服务事项
  Items2019 penalties;                ///< 行政处罚
  Items2019 compulsory_measures;      ///< 行政强制
  FeeItems2019 administrative_fees;   ///< 行政事业性收费
  Procurement2019 procurement;        ///< 政府集中采购
};
BOOST_DESCRIBE_STRUCT(Disclosure2019, (),
                      (rules, normative_documents, licences, other_services, penalties,
                       compulsory_measures, administrative_fees, procurement))

// ---- 三、收到和处理政府信息公开申请情况: 25 rows (2019: 23) of 7 counts ------------------------

/// One row of table 3, in 件: the six kinds of applicant and their total. There is no subtotal
/// for 法人或其他组织, the five between natural_person and total.
struct Applicants {
  Count natural_person;             ///< 自然人
  Count commercial_enterprise;      ///< 商业企业
  Count research_institution;       ///< 科研机构
  Count public_welfare_body;        ///< 社会公益组织
  Count legal_service_institution;  ///< 法律服务机构
  Count other;                      ///< 其他
  Count total;                      ///< 总计
};
BOOST_DESCRIBE_STRUCT(Applicants, (),
                      (natural_person, commercial_enterprise, research_institution,
                       public_welfare_body, legal_service_institution, other, total))

/// A row that is not in the form of a report.
inline constexpr Applicants absent_row{
    Count(State::absent), Count(State::absent), Count(State::absent), Count(State::absent),
    Count(State::absent), Count(State::absent), Count(State::absent)};

/// （三）不予公开
struct Denied {
  Applicants state_secret;              ///< 1.属于国家秘密
  Applicants prohibited_by_law;         ///< 2.其他法律行政法规禁止公开
  Applicants security_and_stability;    ///< 3.危及“三安全一稳定” (Art. 14)
  Applicants third_party_rights;        ///< 4.保护第三方合法权益
  Applicants internal_affairs;          ///< 5.属于三类内部事务信息 (Art. 16)
  Applicants deliberative_information;  ///< 6.属于四类过程性信息 (Art. 16)
  Applicants enforcement_files;         ///< 7.属于行政执法案卷
  Applicants administrative_inquiries;  ///< 8.属于行政查询事项
};
BOOST_DESCRIBE_STRUCT(Denied, (),
                      (state_secret, prohibited_by_law, security_and_stability, third_party_rights,
                       internal_affairs, deliberative_information, enforcement_files,
                       administrative_inquiries))

/// （四）无法提供
struct Unavailable {
  Applicants not_held;               ///< 1.本机关不掌握相关政府信息
  Applicants would_need_making;      ///< 2.没有现成信息需要另行制作
  Applicants unclear_after_request;  ///< 3.补正后申请内容仍不明确
};
BOOST_DESCRIBE_STRUCT(Unavailable, (), (not_held, would_need_making, unclear_after_request))

/// （五）不予处理
struct NotProcessed {
  Applicants petition;        ///< 1.信访举报投诉类申请
  Applicants repeated;        ///< 2.重复申请
  Applicants publications;    ///< 3.要求提供公开出版物
  Applicants excessive;       ///< 4.无正当理由大量反复申请
  Applicants reconfirmation;  ///< 5.要求行政机关确认或重新出具已获取信息
};
BOOST_DESCRIBE_STRUCT(NotProcessed, (),
                      (petition, repeated, publications, excessive, reconfirmation))

/// （六）其他处理, the three rows of the 2021 form
struct OtherHandling {
  Applicants not_clarified_in_time;  ///< 1.申请人无正当理由逾期不补正…
  Applicants fee_not_paid_in_time;   ///< 2.申请人逾期未按收费通知要求缴纳费用…
  Applicants other;                  ///< 3.其他
};
BOOST_DESCRIBE_STRUCT(OtherHandling, (), (not_clarified_in_time, fee_not_paid_in_time, other))

/// 三、本年度办理结果
struct Outcomes {
  Applicants disclosed;          ///< （一）予以公开
  Applicants partly_disclosed;   ///< （二）部分公开
  Denied denied;                 ///< （三）不予公开
  Unavailable unavailable;       ///< （四）无法提供
  NotProcessed not_processed;    ///< （五）不予处理
  OtherHandling other_handling;  ///< （六）其他处理, three rows
  /// （六）其他处理, the one row of the 2019 form, which some reports still print in a 2021 table
  Applicants other_handling_2019 = absent_row;
  Applicants total;  ///< （七）总计
};
BOOST_DESCRIBE_STRUCT(Outcomes, (),
                      (disclosed, partly_disclosed, denied, unavailable, not_processed,
                       other_handling, other_handling_2019, total))

struct Applications {
  Applicants received;         ///< 一、本年新收政府信息公开申请数量
  Applicants carried_in;       ///< 二、上年结转政府信息公开申请数量
  Outcomes outcomes;           ///< 三、本年度办理结果
  Applicants carried_forward;  ///< 四、结转下年度继续办理
};
BOOST_DESCRIBE_STRUCT(Applications, (), (received, carried_in, outcomes, carried_forward))

// ---- 四、政府信息公开行政复议、行政诉讼情况: 3 × 5 counts --------------------------------------

/// In 件. A review body that is only co-defendant does not count the case.
struct Results {
  Count upheld;         ///< 结果维持
  Count corrected;      ///< 结果纠正
  Count other;          ///< 其他结果
  Count not_concluded;  ///< 尚未审结
  Count total;          ///< 总计
};
BOOST_DESCRIBE_STRUCT(Results, (), (upheld, corrected, other, not_concluded, total))

struct Proceedings {
  Results reconsideration;                   ///< 行政复议
  Results litigation_direct;                 ///< 行政诉讼: 未经复议直接起诉
  Results litigation_after_reconsideration;  ///< 行政诉讼: 复议后起诉
};
BOOST_DESCRIBE_STRUCT(Proceedings, (),
                      (reconsideration, litigation_direct, litigation_after_reconsideration))

// ---- the report ----------------------------------------------------------------------------

/// One agency's report on one year. Text is UTF-8, its paragraphs end in '\n'.
/// Both generations of table 2 are here; the cells of the one not in use are absent. A new Report
/// is a blank 2021 form; blank_report() gives either.
struct Report {
  Form form = Form::of_2021;
  std::string agency;              ///< as in the title: 达州市人力资源和社会保障局
  std::int32_t year = 0;           ///< reported on, not published in; 0 when not known
  Date published;                  ///< 公布日期
  std::string division;            ///< 行政区划代码 (GB/T 2260), 6 to 12 digits, or empty
  std::string parent;              ///< the government or agency that sums this report up, or empty
  Overview overview;               ///< 一
  Disclosure disclosure;           ///< 二, 2021 form
  Disclosure2019 disclosure_2019;  ///< 二, 2019 form
  Applications applications;       ///< 三
  Proceedings proceedings;         ///< 四
  std::string problems;            ///< 五、存在的主要问题及改进情况
  std::string other_matters;  ///< 六、其他需要报告的事项 (2021: with 信息处理费)
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (form, agency, year, published, division, parent, overview, disclosure,
                       disclosure_2019, applications, proceedings, problems, other_matters))

}  // namespace v0
}  // namespace gongkai

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#include "gongkai/labels.hpp"  // the labels belong to the types: who sees these sees those

#endif
