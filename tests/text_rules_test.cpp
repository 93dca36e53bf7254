// Text against tables: each rule speaks where it should and keeps silent where it should; then the
// published differences of the corpus, and its clean reports.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "corpus.hpp"
#include "gongkai/read.hpp"
#include "gongkai/text_rules.hpp"
#include "linear.hpp"
#include "write/place.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

// A bureau's report on 2024: 10 received (自然人 8, 商业企业 2), 1 carried in; 4 disclosed, 1
// partly, 2 denied, 3 unavailable (2 not held), 0 not processed, 0 other, 1 carried forward.
Report bureau() {
  Report report = zeros(Form::of_2021);
  report.agency = "某县水务局";
  report.year = 2024;
  auto fill = [](Applicants& row, std::int64_t persons, std::int64_t enterprises) {
    row.natural_person = persons;
    row.commercial_enterprise = enterprises;
    row.total = persons + enterprises;
  };
  Applications& applications = report.applications;
  Outcomes& outcomes = applications.outcomes;
  fill(applications.received, 8, 2);
  fill(applications.carried_in, 1, 0);
  fill(outcomes.disclosed, 3, 1);
  fill(outcomes.partly_disclosed, 1, 0);
  fill(outcomes.denied.internal_affairs, 1, 0);
  fill(outcomes.denied.enforcement_files, 1, 0);
  fill(outcomes.unavailable.not_held, 2, 0);
  fill(outcomes.unavailable.would_need_making, 1, 0);
  fill(outcomes.total, 9, 1);
  fill(applications.carried_forward, 0, 1);
  report.disclosure.normative_documents = {4, 1, 32};
  report.disclosure.rules = {2, 0, 9};
  report.disclosure.licences.made = 185;
  report.disclosure.penalties.made = 545;
  report.disclosure.administrative_fees.collected = Amount(664866, 4);
  report.proceedings.reconsideration = {2, 0, 0, 1, 3};
  report.proceedings.litigation_direct = {1, 0, 0, 0, 1};
  report.proceedings.litigation_after_reconsideration = {1, 0, 0, 0, 1};
  return report;
}

Findings found_in(Report report, const std::string& text) {
  report.overview.opening = text;
  return check_text(report, mentions(report));
}

/// The ids of what is found: "text.outcomes text.outcomes".
std::string ids(const Findings& findings) {
  std::string all;
  for (const Finding& finding : findings)
    all += (all.empty() ? "" : " ") + std::string(finding.rule.id);
  return all;
}
std::string ids(const std::string& text) { return ids(found_in(bureau(), text)); }

const std::string received = "text.applications.received", handled = "text.applications.handled",
                  carried = "text.applications.carried",
                  by_applicant = "text.applications.applicants", outcomes = "text.outcomes",
                  proceedings = "text.proceedings", results = "text.proceedings.results",
                  documents = "text.documents", decisions = "text.decisions", fees = "text.fees",
                  of_year = "text.year", shares = "text.shares";

}  // namespace

TEST_CASE("applications received") {
  CHECK(ids("2024年，我局共收到政府信息公开申请10件。") == "");
  CHECK(ids("2024年，我局共收到政府信息公开申请12件。") == received);
  CHECK(ids("2024年，我局共收到政府信息公开申请9件。") == received);  // not less 1 carried forward
  CHECK(ids("全年受理政府信息公开申请十件。") == "");
  CHECK(ids("全年受理政府信息公开申请十二件。") == received);
  CHECK(ids("共收到12件政府信息公开申请。") == received);
  CHECK(ids("共收到１２件政府信息公开申请。") == received);
  CHECK(ids("全年收到政府信息公开申请11件（含上年结转1件）。") == "");  // with those carried over
  CHECK(ids("2024年未收到政府信息公开申请。") == received);
  CHECK(ids("全年没有收到依申请公开事项。") == received);
  CHECK(ids("全年收到政府信息公开申请0件。") == received);
  Report none = zeros(Form::of_2021);
  none.year = 2024;
  none.agency = "某局";
  CHECK(ids(found_in(none, "2024年未收到政府信息公开申请。")) == "");
  CHECK(ids(found_in(none, "2024年收到政府信息公开申请3件。")) == received);
  // what is written of something else
  CHECK(ids("全年收到行政许可申请120件。") == "");
  CHECK(ids("全年收到群众来信12件。") == "");
  CHECK(ids("全年主动公开政府信息320条。") == "");
  CHECK(ids("受理低保救助申请12件，信息公开及时。") == "");
  CHECK(ids("全年未收到政府信息公开申请人的投诉举报。") == "");
  CHECK(ids("全年未收到更正政府信息的申请。") == "");
  for (const char* text : {"收到政府信息公开申请10件，办理12345热线工单300件。",
                           "收到政府信息公开申请10件。公开答复人大代表建议12件、政协提案8件。",
                           "收到政府信息公开申请10件。办理网民留言80件，其中不予处理5件。",
                           "收到政府信息公开申请10件，征集公众意见75件。"})
    CHECK_MESSAGE(ids(text) == "", text);
}

TEST_CASE("kept silent: other years, cumulative, approximate, comparisons, plans, parts") {
  for (const char* text :
       {"2020年收到政府信息公开申请3件。", "去年收到政府信息公开申请3件。",
        "上年度收到政府信息公开申请3件。", "历年累计收到政府信息公开申请300件。",
        "截至2024年底，累计收到政府信息公开申请300件。",
        "自2008年以来，共收到政府信息公开申请300件。", "条例施行以来共收到政府信息公开申请300件。",
        "收到政府信息公开申请约12件。", "收到政府信息公开申请20余件。",
        "收到政府信息公开申请较上年增加7件。", "收到的政府信息公开申请同比减少7件。",
        "政府信息公开申请办结率98%。", "下一步，计划办理政府信息公开申请20件。",
        "其中收到网上政府信息公开申请3件。", "通过信函收到政府信息公开申请3件。",
        "收到政府信息公开申请10件，其中网上申请3件，信函申请7件。",
        "收到政府信息公开申请10件，受理9件。", "下属单位收到政府信息公开申请7件。",
        "四季度收到政府信息公开申请2件。"})
    CHECK_MESSAGE(ids(text) == "", text);
  // a year unknown: a sentence that names one may be of any
  Report report = bureau();
  report.year = 0;
  CHECK(ids(found_in(report, "2024年收到政府信息公开申请12件。")) == "");
  CHECK(ids(found_in(report, "全年收到政府信息公开申请12件。")) == received);
}

TEST_CASE("kept silent: the office's own figures in a government's report") {
  Report county = bureau();
  county.agency = "某市某县人民政府";
  for (const char* text :
       {"县政府办公室代表县政府受理政府信息公开申请7件。", "县政府办收到政府信息公开申请7件。",
        "本机关收到政府信息公开申请7件。", "县本级收到政府信息公开申请7件。",
        "县水务局收到政府信息公开申请7件。", "城关镇收到政府信息公开申请7件。"})
    CHECK_MESSAGE(ids(found_in(county, text)) == "", text);
  CHECK(ids(found_in(county, "全县共收到政府信息公开申请7件。")) == received);
  CHECK(ids(found_in(county, "某县共收到政府信息公开申请7件。")) == received);
  // the office's own report, a township's, a bureau's: they have no parts
  for (const char* agency : {"某县人民政府办公室", "某县某镇人民政府", "某县水务局"}) {
    county.agency = agency;
    CHECK_MESSAGE(ids(found_in(county, "本机关收到政府信息公开申请7件。")) == received, agency);
  }
}

TEST_CASE("applications handled and carried over") {
  CHECK(ids("收到政府信息公开申请10件，办结10件。") == "");
  CHECK(ids("收到政府信息公开申请10件，办结9件。") == "");  // of this year's, 1 carried forward
  CHECK(ids("收到政府信息公开申请10件，办结7件。") == handled);
  CHECK(ids("全年办理政府信息公开申请11件。") == "");  // 10 and 1 carried in
  CHECK(ids("全年办理政府信息公开申请15件。") == handled);
  CHECK(ids("答复政府信息公开申请10件（含上年结转1件，另有1件结转下年度办理）。") == "");
  CHECK(ids("答复政府信息公开申请10件（含上年结转2件）。") == carried);
  CHECK(ids("收到政府信息公开申请10件，3件结转下年度继续办理。") == carried);
  CHECK(ids("收到政府信息公开申请10件，结转至2025年1件。") == "");
  CHECK(ids("收到政府信息公开申请10件，结转至2025年2件。") == carried);
}

TEST_CASE("by applicant") {
  CHECK(ids("收到政府信息公开申请10件，其中自然人8件，法人或其他组织2件。") == "");
  CHECK(ids("收到政府信息公开申请10件，其中自然人7件，法人或其他组织3件。") ==
        by_applicant + " " + by_applicant);
  CHECK(ids("收到政府信息公开申请10件，涉及自然人8件、商业企业5件。") == by_applicant);
  CHECK(ids("接待自然人30件次。") == "");
}

TEST_CASE("outcomes") {
  const std::string lead = "收到政府信息公开申请10件，办结10件，";
  CHECK(ids(lead + "予以公开4件，部分公开1件，不予公开2件，无法提供3件，不予处理0件。") == "");
  CHECK(ids(lead + "予以公开及部分公开5件。") == "");
  CHECK(ids(lead + "予以公开及部分公开4件。") == outcomes);
  CHECK(ids(lead + "予以公开6件。") == outcomes);
  CHECK(ids(lead + "部分公开2件。") == outcomes);
  CHECK(ids(lead + "不予公开1件。") == outcomes);
  CHECK(ids(lead + "因本机关不掌握等原因无法提供2件。") ==
        outcomes);  // that is one row of the group
  CHECK(ids(lead + "因本机关不掌握无法提供2件。") == "");
  CHECK(ids(lead + "不予处理3件。") == outcomes);
  CHECK(ids(lead + "作其他处理（含申请人撤回）3件。") == outcomes);
  CHECK(ids(lead + "均已答复。其中，予以公开3件，占30%。") == outcomes);  // in the next sentence
  // 不予公开 for all that was not given
  CHECK(ids(lead + "不予公开5件，分别为不掌握、内部事务信息。") ==
        "");  // those carried over from last year may be left out, but not where the text has
              // counted them
  CHECK(ids("收到政府信息公开申请10件，予以公开3件。") == "");
  CHECK(ids("收到政府信息公开申请10件，予以公开2件。") == outcomes);
  CHECK(ids("收到政府信息公开申请10件（另有上年结转1件），予以公开3件。") == outcomes);
  // of information, not of applications
  CHECK(ids("全年制发政府信息316条，其中主动公开121条、依申请公开128条、不予公开67条。") == "");
  CHECK(ids("收到政府信息公开申请10件。全年制作信息397条，不予公开81条。") == "");
}

// 10 handled of 10 received and 1 carried in: 4 disclosed, 1 partly, 3 unavailable.
TEST_CASE("percentages of the applications") {
  const std::string lead = "收到政府信息公开申请10件，办结10件，";
  CHECK(ids(lead + "予以公开4件，占40%；无法提供3件，占比30%。") == "");
  CHECK(ids(lead + "予以公开4件（占40.0%），部分公开1件（占１０％）。") == "");
  CHECK(ids(lead + "予以公开4件，占47%。") == shares);
  CHECK(ids(lead + "予以公开4件，占申请总数的47%。") == shares);
  CHECK(ids(lead + "予以公开4件，占百分之四十七。") == shares);
  CHECK(ids(lead + "予以公开率为40%。") == "");
  CHECK(ids(lead + "予以公开率为50%。") == "");  // with those partly disclosed
  CHECK(ids(lead + "予以公开率为60%。") == shares);
  CHECK(ids(lead + "部分公开率20%。") == shares);
  // of what came in, this year's 10 or with the 1 carried in; 4 of 11 are 36.3636…
  CHECK(ids(lead + "予以公开4件，占36.4%。") == "");   // rounded
  CHECK(ids(lead + "予以公开4件，占36.36%。") == "");  // rounded, and cut off
  CHECK(ids(lead + "予以公开4件，占36.3%。") == "");   // cut off
  CHECK(ids(lead + "予以公开4件，占36.5%。") == shares);
  CHECK(ids(lead + "予以公开4件，占36.2%。") == shares);
  CHECK(ids(lead + "予以公开4件，占36.37%。") == shares);
  CHECK(ids(lead + "其中自然人8件，占80%。") == "");
  CHECK(ids(lead + "其中自然人8件，占85%。") == shares);
  CHECK(ids(lead + "自然人申请占85%。") == shares);
  // told once: 5 differs from the table, and 50% is 5 of 10
  CHECK(ids(lead + "部分公开5件，占50%。") == outcomes);
  CHECK(ids(lead + "部分公开5件，占55%。") == outcomes + " " + shares);
  // the carried one not counted by the text: it may leave it out of any part
  CHECK(ids("收到政府信息公开申请10件，予以公开3件，占30%。") == "");
  // of something else, of another year, rough
  for (const char* text :
       {"予以公开4件，占政府信息总数的47%。", "予以公开4件，较上年增长47%。", "办结率95%。",
        "予以公开4件，占约47%。", "予以公开4件，占47%以上，按期答复率100%。", "网上申请占47%。",
        "予以公开4件，占47%左右。", "予以公开4件，满意率47%。"})
    CHECK_MESSAGE(ids(lead + text) == "", text);
  CHECK(ids("全年主动公开信息占47%。") == "");
  // huge numbers are worked out exactly or not at all
  Report huge = bureau();
  huge.applications.outcomes.total.total = huge.applications.received.total = Count::max;
  huge.applications.outcomes.disclosed.total = Count::max / 2;
  CHECK(ids(found_in(huge, lead + "予以公开率为99.9%。")).find(shares) == std::string::npos);
  CHECK(ids(lead + "予以公开率为99999999999999999%。") == "");
}

TEST_CASE("a percentage's message says what the table makes of it") {
  Findings found =
      found_in(bureau(), "收到政府信息公开申请10件，办结10件，予以公开及部分公开5件，占33.9%。");
  REQUIRE(found.size() == 1);
  CHECK(found[0].left == ExactSum(5));
  CHECK(found[0].right == ExactSum(10));
  CHECK(message(found[0], Language::zh) ==
        "正文写“占33.9%”，而表中“（一）予以公开·总计”为 "
        "4，“（二）部分公开（区分处理的，只计这一情形，"
        "不计其他情形）·总计”为 1，合计 5，占“（七）总计”10 的 "
        "50%。原句：收到政府信息公开申请10件，办结10件，"
        "予以公开及部分公开5件，占33.9%。");
  CHECK(message(found[0], Language::en) ==
        "the text says \"占33.9%\", but the table has 4 for \"（一） Disclosed · Total\", 1 for "
        "\"（二） Partly disclosed · Total\", together 5, which is 50% of 10 for \"（七） Total of "
        "outcomes\". The sentence: "
        "收到政府信息公开申请10件，办结10件，予以公开及部分公开5件，占33.9%。");
}

TEST_CASE("reconsideration and litigation") {
  CHECK(ids("因政府信息公开被申请行政复议3件，行政诉讼2件。") == "");
  CHECK(ids("因政府信息公开被申请行政复议4件，行政诉讼1件。") == proceedings + " " + proceedings);
  CHECK(ids("因政府信息公开引发的行政复议、行政诉讼共5件。") == "");
  CHECK(ids("因政府信息公开引发的行政复议、行政诉讼共6起。") == proceedings);
  CHECK(ids("政府信息公开未经复议直接起诉2件，复议后起诉1件。") == proceedings);
  CHECK(ids("未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。") == proceedings);
  CHECK(ids("没有政府信息公开行政复议及行政诉讼情况。") == proceedings);
  CHECK(ids("信息公开行政复议3件，均获维持。") == results);
  CHECK(ids("信息公开行政诉讼2件，均获维持。") == "");
  CHECK(ids("信息公开行政复议3件，均已结案。") == results);
  CHECK(ids("信息公开行政复议3件，维持2件。") == "");
  CHECK(ids("信息公开行政复议3件，维持3件。") == results);
  CHECK(ids("信息公开行政复议3件，纠正1件。") == results);
  // the cases of a reviewing body, filings, what was lost
  CHECK(ids("全年审理行政复议案件120件，公开文书30件。") == "");
  CHECK(ids("备案信息公开行政复议案件134件，行政诉讼案件57件。") == "");
  CHECK(ids("全年办理行政复议案件120件。") == "");
  CHECK(ids("全年收到行政复议申请300件，其中涉及政府信息公开3件。") == "");
  CHECK(ids("政府信息公开行政诉讼2件，其中维持1件、驳回1件。") == "");
  CHECK(ids("未发生政府信息公开行政诉讼败诉案件。") == "");
  Report none = zeros(Form::of_2021);
  CHECK(ids(found_in(none, "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。")) == "");
}

TEST_CASE("normative documents") {
  CHECK(ids("共制定行政规范性文件4件，废止规范性文件1件，现行有效的规范性文件32件。") == "");
  CHECK(ids("共制定规范性文件0件，废止规范性文件0件，现行有效的规范性文件0件。") ==
        documents + " " + documents + " " + documents);
  CHECK(ids("制发行政规范性文件4件，废止2件，现行有效32件。") == documents);
  CHECK(ids("集中公开现行有效行政规范性文件393件。") == documents);
  CHECK(ids("全年未制定规范性文件。") == documents);
  CHECK(ids("制定政府规章2部。") == "");
  CHECK(ids("制定政府规章3部。") == documents);
  CHECK(ids("公开政策、规范性文件类信息19条，审核规范性文件9件，修订规范性文件3件。") == "");
  CHECK(ids("建立健全规章制度5项。") == "");
  CHECK(ids("制定规范性文件管理办法1件，印发规范性文件制定工作通知3份。") == "");
  CHECK(ids("公开行政规范性文件60件，解读规范性文件9件，以县政府名义制发规范性文件6件。") == "");
  Report older = zeros(Form::of_2019);
  older.year = 2019;
  older.agency = "某局";
  older.disclosure_2019.normative_documents = {12, 11, 60};
  CHECK(ids(found_in(older, "2019年制定规范性文件12件，废止5件。")) == "");
  CHECK(ids(found_in(older, "2019年制定规范性文件13件。")) == documents);
}

TEST_CASE("decisions and fees") {
  CHECK(ids("作出行政许可决定185件，行政处罚决定545件。") == "");
  CHECK(ids("作出行政许可处理决定180件，行政处罚处理决定545件。") == decisions);
  CHECK(ids("公开行政处罚决定30件，作出不予行政处罚决定12件。") == "");
  CHECK(ids("公开行政许可信息30条，行政处罚类信息12条，行政强制事项3项。") == "");
  CHECK(ids("收取行政事业性收费66.4866万元。") == "");
  CHECK(ids("收取行政事业性收费664866元。") == "");
  CHECK(ids("收取行政事业性收费66.49万元。") == "");  // rounded
  CHECK(ids("收取行政事业性收费66.48万元。") == fees);
  CHECK(ids("收取行政事业性收费3000元。") == fees);
  CHECK(ids("收取信息处理费400元。") == "");  // no cell of the table
}

TEST_CASE("a sentence left from last year") {
  CHECK(ids("2023年，我局制作、获取政府信息397条。") == of_year);
  CHECK(ids("2023年度共收到政府信息公开申请12件。") == of_year);
  CHECK(ids("（三）政府信息管理情况\n2023年共制定规范性文件0件，废止规范性文件0件。") == of_year);
  for (const char* text :
       {"2024年公开政府信息397条。", "2023年12月印发通知3件。", "2023年以来公开信息300条。",
        "2023年底前公开信息300条。", "2023年公开信息300条，2024年公开信息350条。",
        "2023年公开信息300条。2024年公开信息350条。", "与2023年相比，公开信息增加30条。",
        "较2023年多公开信息30条。", "2022年公开信息300条。",
        "落实《2023年工作要点》，公开信息9条。", "2023年被评为先进单位。",
        "2023年被评为政务公开先进单位1次。", "2023年印发《实施方案》1份。",
        "2023年，平台建成，本年公开信息300条。"})
    CHECK_MESSAGE(ids(text) == "", text);
  // one finding for the sentence, with the cells that hold something else
  Findings found =
      found_in(bureau(), "2023年共制定规范性文件0件，废止规范性文件1件，现行有效规范性文件0件。");
  REQUIRE(found.size() == 1);
  CHECK(found[0].terms.size() == 2);
  CHECK(
      message(found[0], Language::zh) ==
      "这句话写的是 2023年，不是报告年度，疑为沿用上年文字，而表中“行政规范性文件·本年制发件数”为 "
      "4，“行政规范性文件·现行有效件数”为 32。原句：2023年共制定规范性文件0件，废止规范性文件1件，"
      "现行有效规范性文件0件。");
}

TEST_CASE("cells without a number: compared where the equations leave one, else not") {
  Report report = bureau();
  report.applications.received.total = Count(State::blank);
  CHECK(ids(found_in(report, "收到政府信息公开申请12件。")) == received);
  CHECK(ids(found_in(report, "收到政府信息公开申请10件。")) == "");
  for (State state : {State::blank, State::missing, State::unreadable, State::ambiguous}) {
    Report blank = blank_report(Form::of_2021, state);
    CHECK(ids(found_in(blank, "收到政府信息公开申请12件，予以公开3件，行政复议2件。")) == "");
  }
  // totals left at zero beside the applicants: that is an error of the table, not of the text
  Report slip = bureau();
  slip.applications.received.total = 0;
  CHECK(ids(found_in(slip, "收到政府信息公开申请10件。")) == "");
}

TEST_CASE("the message, as a clerk reads it") {
  const std::string text = "我局收到政府信息公开申请12件，其中因不掌握等原因无法提供5件。";
  Findings found = found_in(bureau(), text);
  REQUIRE(found.size() == 2);
  CHECK(found.count(Severity::warning) == 2);
  CHECK(subject(found[0], Language::zh) == "表三");
  CHECK(message(found[0], Language::zh) ==
        "正文写“我局收到政府信息公开申请12件”，而表中“一、本年新收政府信息公开申请数量·总计”为 "
        "10。原句：" +
            text);
  CHECK(
      message(found[0], Language::en) ==
      "the text says \"我局收到政府信息公开申请12件\", but the table has 10 for \"一 Received this "
      "year · Total\". The sentence: " +
          text);
  CHECK(message(found[1], Language::zh) ==
        "正文写“其中因不掌握等原因无法提供5件”，而表中“（四）无法提供”各行总计相加为 3。原句：" +
            text);
  CHECK(
      message(found[1], Language::en) ==
      "the text says \"其中因不掌握等原因无法提供5件\", but the table has a sum of 3 for \"（四） "
      "Unavailable\". The sentence: " +
          text);
  Findings sum = found_in(bureau(), "收到政府信息公开申请10件，予以公开和部分公开7件。");
  REQUIRE(sum.size() == 1);
  CHECK(sum[0].left == ExactSum(7));
  CHECK(sum[0].right == ExactSum(5));
  CHECK(message(sum[0], Language::zh).find("合计 5。") != std::string::npos);
}

TEST_CASE("a finding knows its sentence, and read() where that stands") {
  // What the finding points at in the source, and the line it is on.
  auto shown = [](const std::string& bytes, std::size_t line) {
    Result<Reading> reading = read(bytes);
    REQUIRE(reading);
    std::string_view source = reading->text.empty() ? bytes : std::string_view(reading->text);
    Findings found = check_text(reading->report, reading->mentions, reading->beside_tables);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule.id == received);
    Place place = places_of(*reading, found[0]).place;
    CHECK(place.line == line);
    REQUIRE(place.offset + place.length <= source.size());
    auto lines = std::count(source.begin(),
                            source.begin() + static_cast<std::ptrdiff_t>(place.offset), '\n');
    CHECK(place.line == static_cast<std::size_t>(lines) + 1);
    return std::string(source.substr(place.offset, place.length));
  };
  const std::string row =
      "| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
      "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
  const std::string title = "# 某局2024年政府信息公开工作年度报告\n\n一、总体情况\n\n";
  CHECK(shown(title +
                  "本年度工作平稳。收到政府信息公开申请**5** 件。制度健全。\n\n三、收到和处理"
                  "政府信息公开申请情况\n\n" +
                  row,
              5) == "收到政府信息公开申请**5** 件。");
  // a paragraph that a page break has cut in two
  CHECK(shown(title +
                  "工作平稳。收到政府信\n\n— 2 —\n\n息公开申请5件。制度健全。\n\n三、收到和处理"
                  "政府信息公开申请情况\n\n" +
                  row,
              5) == "收到政府信\n\n— 2 —\n\n息公开申请5件。");
  // beside table 3, as a line of its section's title; beside the table
  for (const char* between : {"收到政府信息公开申请5件。", "全年收到政府信息公开申请 5 件。"})
    CHECK(shown(title + "平稳。\n\n三、收到和处理政府信息公开申请情况\n\n" + between + "\n\n" + row,
                9) == between);
  const std::string page =
      "<html><body><h1>某局2024年政府信息公开工作年度报告</h1>\n<p>一、总体情况</p>\n"
      "<p><b>工作</b>平稳&mdash;有序，A&amp;B。\n<span>收到政府信息</span>公开<!-- 是 "
      "-->申请&nbsp;5\n件。健全。</p>"
      "<p>三、收到和处理政府信息公开申请情况</p><table><tr><td>一、本年新收政府信息公开申请数量</"
      "td>"
      "<td>3</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>3</td></tr>"
      "<tr><td>二、上年结转政府信息公开申请数量</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</"
      "td>"
      "<td>0</td><td>0</td></tr></table>";
  CHECK(shown(page, 4) == "收到政府信息</span>公开<!-- 是 -->申请&nbsp;5\n件。");
  std::string plain =
      "某局2024年政府信息公开工作年度报告\n\n一、总体情况\n\n  "
      "工作平稳。收到政府\n信息公开申请5件。\n\n"
      "三、收到和处理政府信息公开申请情况\n\n一、本年新收政府信息公开申请数量   3  0  0  0  0  0  "
      "3\n"
      "二、上年结转政府信息公开申请数量   0  0  0  0  0  0  0\n";
  CHECK(shown(plain, 5) == "收到政府\n信息公开申请5件。");
}

TEST_CASE("following sentences takes time as the source is long, whatever stands in it") {
  auto seconds = [](const std::string& paragraph, std::size_t bytes) {
    std::string text = "一、总体情况\n\n";
    while (text.size() < bytes) text += paragraph + "\n\n";
    text +=
        "三、收到和处理政府信息公开申请情况\n\n| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | "
        "1 |\n";
    auto start = std::chrono::steady_clock::now();
    Result<Reading> reading = read(text);
    std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    REQUIRE(reading);
    CHECK_FALSE(reading->texts.empty());
    return time.count();
  };
  for (const char* paragraph : {"甲&乙。", "甲<乙。", "甲<!--乙。", "甲 **乙** 。", "3&nbsp;件。"})
    CHECK_MESSAGE(is_linear([&](std::size_t bytes) { return seconds(paragraph, bytes); }, 60'000),
                  paragraph);
}

TEST_CASE("figures beside the tables are compared, too") {
  BesideTables beside;
  auto ids_beside = [&] {
    Report report = bureau();
    return ids(check_text(report, mentions(report, beside), beside));
  };
  beside.disclosure = "现行有效的规范性文件31件。";
  CHECK(ids_beside() == documents);
  beside = {};
  beside.applications = "收到申请10件，办结10件，予以公开6件。";  // of what, its section says
  CHECK(ids_beside() == outcomes);
  beside = {};
  beside.proceedings = "行政复议3件，行政诉讼4件。";
  CHECK(ids_beside() == proceedings);
  beside.proceedings = "行政复议3件，行政诉讼2件。";
  CHECK(ids_beside() == "");
}

TEST_CASE("every rule has an id of its own, words in both languages, and warns") {
  std::set<std::string_view> seen;
  for (const Rule& rule : text_rules) {
    CHECK(rule.id.substr(0, 5) == "text.");
    CHECK(seen.insert(rule.id).second);
    CHECK(rule.severity == Severity::warning);
    for (Language language : {Language::zh, Language::en}) {
      CHECK_FALSE(rule.title[language].empty());
      CHECK_FALSE(rule.basis[language].empty());
      CHECK(rule.message[language].find("{quote}") != std::string_view::npos);
    }
  }
  CHECK(seen.size() == 12);
}

TEST_CASE("mentions of another report do no harm; the time is linear") {
  Report report = bureau();
  report.overview.opening = "收到政府信息公开申请12件。";
  std::vector<Mention> stated = mentions(report);
  report.overview.opening = "短";
  CHECK(check_text(report, stated).empty());
  stated[0].part = "nowhere";
  CHECK(check_text(report, stated).empty());
  stated[0].part = "overview.opening";
  stated[0].offset = 1;
  stated[0].length = static_cast<std::size_t>(-1);
  CHECK(check_text(report, stated).empty());

  auto seconds = [&](const std::string& what, std::size_t bytes) {
    Report hostile = bureau();
    std::string& text = hostile.overview.opening = "收到政府信息公开申请10件，";
    while (text.size() < bytes) text += what;
    std::vector<Mention> found = mentions(hostile);
    auto start = std::chrono::steady_clock::now();
    check_text(hostile, found);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  for (const std::string what :
       {"收到政府信息公开申请12件，", "予以公开3件、", "行政复议4件，均获维持。",
        "2023年公开信息3条。", "（（（3件", "未收到申请", "3件）））", "《《2023年1件"})
    CHECK_MESSAGE(is_linear([&](std::size_t bytes) { return seconds(what, bytes); }, 10'000), what);
}

// ---- the corpus
// -----------------------------------------------------------------------------------

namespace {

/// A report of the corpus: its true numbers, and its prose as one text.
Report with_prose(const std::string& name) {
  Report report = true_report(name);
  std::size_t bracket = report.agency.find('(');  // 洪泽区政府(汇总)
  if (bracket != std::string::npos) report.agency.erase(bracket);
  if (name.substr(0, 6) == "suqian") {
    report.overview.opening = suqian_prose(report.year);
    return report;
  }
  for (const char* kind : {".txt", ".html", ".md"})
    if (std::filesystem::exists(corpus + "/" + name + kind)) {
      report.overview.opening = prose_of(name + kind);
      break;
    }
  return report;
}

/// "text.outcomes 265 337": what is found, with the number stated and that of the table.
std::vector<std::string> differences(const Findings& findings) {
  std::vector<std::string> all;
  for (const Finding& finding : findings)
    all.push_back(std::string(finding.rule.id) + ' ' + to_string(finding.left) + ' ' +
                  to_string(finding.right));
  return all;
}

}  // namespace

TEST_CASE("over the corpus: the known differences of text and table are found, and no others") {
  if (no_corpus()) return;
  // domain: 综合执法 2024, 农业 2024, 上海 2019 (with 33.9 % for 34.2 %); 经发局 2023 says 0 where
  // the table has 3.
  const std::map<std::string, std::vector<std::string>> known = {
      {"pingtan_enforcement_2024", {received + " 4 0", handled + " 3 0", outcomes + " 1 0"}},
      {"pingtan_agri_2024", {by_applicant + " 1 0", by_applicant + " 2 3"}},
      {"pingtan_econ_2023", {received + " 0 3"}},
      {"shanghai_go_2019",
       {outcomes + " 258 275", shares + " 275 805", outcomes + " 265 337", results + " 0 0"}}};
  std::size_t reports = 0, with_text = 0;
  for (const auto& entry : all_expected()) {
    Report report = with_prose(entry.first);
    std::vector<Mention> stated = mentions(report);
    with_text += stated.empty() ? 0U : 1U;
    ++reports;
    Findings found = check_text(report, stated);
    auto expected = known.find(entry.first);
    CHECK_MESSAGE(differences(found) ==
                      (expected == known.end() ? std::vector<std::string>() : expected->second),
                  entry.first);
    for (const Finding& finding : found)
      MESSAGE(entry.first, " [", std::string(finding.rule.id), "] ", message(finding, Language::zh),
              "\n", message(finding, Language::en));
  }
  CHECK(reports >= 36);
  CHECK(with_text >= 34);
}

TEST_CASE("the corpus as it is read: what stands beside a table contradicts it in one report") {
  if (no_corpus()) return;
  std::size_t beside_a_table = 0;
  for (const auto& entry : all_expected()) {
    const std::string path = corpus + "/" + entry.first + ".txt";
    if (!std::filesystem::exists(path)) continue;
    std::string bytes = file_text(path);
    Result<Reading> reading = read(bytes);
    REQUIRE_MESSAGE(reading, entry.first);
    Findings found = check_text(reading->report, reading->mentions, reading->beside_tables);
    beside_a_table += reading->beside_tables.applications.empty() ? 0U : 1U;
    if (entry.first != "pingtan_econ_2023") {
      for (const Finding& finding : found)
        CHECK_MESSAGE(finding.sentence.part.find('.') != std::string::npos, entry.first);
      continue;
    }
    REQUIRE(found.size() == 1);  // 共收到政府信息公开申请0条, and 3 in the table
    CHECK(differences(found) == std::vector<std::string>{received + " 0 3"});
    CHECK(found[0].sentence.part == "applications");
    Place place = places_of(*reading, found[0]).place;
    CHECK(bytes.substr(place.offset, place.length).find("申请0条") != std::string::npos);
  }
  CHECK(beside_a_table >= 3);  // 经发局 writes there every year
}

TEST_CASE("the reference report and Hongze's, whose text counts the office alone: nothing found") {
  if (no_corpus()) return;
  Result<Reading> reading = read(file_text(corpus + "/dazhou_hrss_2021.md"));
  REQUIRE(reading);
  std::vector<Mention> stated = mentions(reading->report);
  CHECK(stated.size() == 10);
  CHECK(check_text(reading->report, stated).empty());
  Report hongze = with_prose("hongze_2024");
  CHECK(mentions(hongze).size() == 5);
  CHECK(check_text(hongze, mentions(hongze)).empty());
  // the same sentence of the whole district would be a difference: 17 against 95
  std::string& text = hongze.overview.opening;
  std::size_t at = text.find("区政府办代表区政府受理");
  REQUIRE(at != std::string::npos);
  text.replace(at, std::string("区政府办代表区政府").size(), "全区");
  CHECK(differences(check_text(hongze, mentions(hongze))) ==
        std::vector<std::string>{received + " 17 95"});
}

TEST_CASE("Xiliu 2023: last year's sentence, and a table that says otherwise") {
  if (no_corpus()) return;
  Report report = zeros(Form::of_2021);
  report.agency = "海城市西柳镇人民政府";
  report.year = 2023;
  report.disclosure.normative_documents = {4, 0, 32};  // as its table prints
  report.overview.information_management = prose_of("haicheng_xiliu_town_2023_partial.txt");
  cut(report.overview.information_management, "source:", "(三)");
  Findings found = check_text(report, mentions(report));
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule.id == of_year);
  REQUIRE(found[0].terms.size() == 2);
  CHECK(found[0].terms[0].path == "disclosure.normative_documents.issued");
  CHECK(found[0].terms[1].path == "disclosure.normative_documents.in_force");
}
