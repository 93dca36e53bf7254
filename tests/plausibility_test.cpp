// What is odd about one report.
#include "gongkai/plausibility.hpp"

#include <doctest/doctest.h>

#include "corpus.hpp"
#include "gongkai/check.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

const Finding* find(const Findings& findings, std::string_view id) {
  for (const Finding& finding : findings)
    if (finding.rule.id == id) return &finding;
  return nullptr;
}

// Nothing to object to.
Report sound(const std::string& agency = "示例市水务局") {
  Report report = zeros(Form::of_2021);
  report.agency = agency;
  report.year = 2023;
  report.published = Date::parse("2024-01-20");
  report.overview.opening = "概况。";
  report.problems = "问题。";
  report.other_matters = "2023 年未收取信息处理费。";
  return report;
}

}  // namespace

TEST_CASE("a sound report gets no finding") {
  CHECK(check_plausibility(sound()).empty());
  CHECK(check_plausibility(sound("示例市人民政府")).empty());
  CHECK(check_plausibility(sound("")).empty());
}

TEST_CASE("bodies by their names") {
  for (const char* name :
       {"沙子河镇", "某某乡", "城东街道", "某街道办事处", "尼勒克县某镇人民政府"})
    CHECK_MESSAGE(body_of(name) == Body::township, name);
  for (const char* name :
       {"达州市人力资源和社会保障局", "某市发展和改革委员会", "某开发区管委会", "平潭海坛片区",
        "某县财政局（汇总）", "某市机关事务管理中心", "某县信访办公室"})
    CHECK_MESSAGE(body_of(name) == Body::department, name);
  for (const char* name : {"上海市政府办公厅", "洪泽区政府(汇总)", "宿迁市", "平潭综合实验区",
                           "宁夏回族自治区人民政府", "某自治州", "某县人民政府办公室"})
    CHECK_MESSAGE(body_of(name) == Body::government, name);
  for (const char* name : {"", "局", "某某", "政府"})
    CHECK_MESSAGE(body_of(name) == Body::unknown, name);
}

TEST_CASE("issued but not in force: agri 2024 reports 1, 0, 0") {
  if (no_corpus()) return;
  Report agri = true_report("pingtan_agri_2024");
  const Findings findings = check_plausibility(agri);
  const Finding* stock = find(findings, "plausible.in_force");
  REQUIRE(stock != nullptr);
  CHECK(message(*stock, Language::zh) ==
        "行政规范性文件现行有效件数为 0，少于本年制发 1 减本年废止 0");
  CHECK(stock->terms.size() == 3);
  agri.disclosure.normative_documents.repealed = 1;
  CHECK(find(check_plausibility(agri), "plausible.in_force") == nullptr);
  agri.disclosure.normative_documents = {1, 0, Count()};
  CHECK(find(check_plausibility(agri), "plausible.in_force") == nullptr);
}

TEST_CASE("2019 form: no fewer disclosed in all than newly") {
  Report report = zeros(Form::of_2019);
  report.year = 2020;
  report.disclosure_2019.normative_documents = {3, 5, 4};
  const Findings findings = check_plausibility(report);
  const Finding* found = find(findings, "plausible.disclosed_2019");
  REQUIRE(found != nullptr);
  CHECK(message(*found, Language::en) ==
        "Normative documents: 4 disclosed in all, fewer than the 5 newly disclosed");
}

TEST_CASE("rules of bodies that can hardly make them") {
  Report report = sound("尼勒克县某镇人民政府");
  report.disclosure.rules = {0, 0, 6};
  const Findings findings = check_plausibility(report);
  const Finding* found = find(findings, "plausible.rules");
  REQUIRE(found != nullptr);
  CHECK(message(*found, Language::zh) ==
        "填有规章（现行有效件数 6），而从名称看“尼勒克县某镇人民政府”一般没有规章制定权，"
        "请核对是否应填入行政规范性文件");
  for (const char* agency : {"平潭综合实验区管委会", "示例市水务局"}) {
    report.agency = agency;
    CHECK_MESSAGE(find(check_plausibility(report), "plausible.rules") != nullptr, agency);
  }
  for (const char* agency : {"上海市政府办公厅", "宿迁市人民政府", "国家税务总局", "财政部", ""}) {
    report.agency = agency;
    CHECK_MESSAGE(find(check_plausibility(report), "plausible.rules") == nullptr, agency);
  }
}

TEST_CASE(
    "the total entered among the kinds of applicant too; a row of one kind is as it should be") {
  Report report = sound();
  Applications& applications = report.applications;
  applications.received = {5, 0, 0, 0, 0, 0, 5};
  applications.outcomes.disclosed = {3, 0, 0, 0, 0, 0, 3};
  applications.outcomes.partly_disclosed = {1, 1, 0, 0, 0, 0, 2};
  applications.outcomes.total = {4, 1, 0, 0, 0, 0, 5};
  CHECK(find(check_plausibility(report), "plausible.total_repeated") == nullptr);

  for (Applicants* row : {&applications.received, &applications.outcomes.disclosed,
                          &applications.outcomes.partly_disclosed, &applications.outcomes.total})
    row->other = row->total;
  const Findings findings = check_plausibility(report);
  const Finding* found = find(findings, "plausible.total_repeated");
  REQUIRE(found != nullptr);
  CHECK(found->terms.size() == 4);
  CHECK(message(*found, Language::zh) ==
        "表三有 4 行，其他一栏等于总计，而其余各栏之和也等于总计，疑为误填的总计");

  // where another column has the total everywhere as well, it may be either
  applications.outcomes.partly_disclosed = {2, 0, 0, 0, 0, 2, 2};
  applications.outcomes.total = {5, 0, 0, 0, 0, 5, 5};
  const Findings either = check_plausibility(report);
  CHECK(message(*find(either, "plausible.total_repeated"), Language::en)
            .find("the column Natural persons or Others equals") != std::string::npos);

  applications.outcomes.partly_disclosed.other = 0;  // not in every row
  CHECK(find(check_plausibility(report), "plausible.total_repeated") == nullptr);
}

TEST_CASE("published late, by the day of its kind; early is impossible") {
  auto published = [](const char* agency, const char* day) {
    Report report = sound(agency);
    report.published = Date::parse(day);
    return check_plausibility(report);
  };
  CHECK(published("示例市水务局", "2024-01-31").empty());
  const Findings late = published("示例市水务局", "2024-02-01");
  REQUIRE(late.size() == 1);
  CHECK(message(late[0], Language::zh) == "公布日期 2024-02-01，晚于 2024-01-31（按机关名称判断）");
  CHECK(published("某某镇", "2024-03-05").size() == 1);
  CHECK(published("某某县人民政府", "2024-03-31").empty());
  CHECK(published("某某县人民政府", "2024-04-01").size() == 1);
  CHECK(published("某某", "2025-04-01").empty());
  CHECK(published("国家税务总局某市税务局", "2024-03-20").empty());
  CHECK(published("某某镇", "").empty());
  const Findings early = published("某某镇", "2023-12-31");
  REQUIRE(early.size() == 1);
  CHECK(early[0].rule.id == "published.early");
}

TEST_CASE("the superseded form, and the two forms mixed") {
  Report report = zeros(Form::of_2019);
  report.year = 2020;
  CHECK(find(check_plausibility(report), "form.superseded") == nullptr);
  report.year = 2022;
  const Findings old_form = check_plausibility(report);
  REQUIRE(find(old_form, "form.superseded") != nullptr);
  CHECK(message(*find(old_form, "form.superseded"), Language::zh) == "2022 年度仍使用 2019 年表式");
  if (no_corpus()) return;
  CHECK(find(check_plausibility(true_report("hongze_2024")), "form.mixed") != nullptr);
  CHECK(find(check_plausibility(true_report("suqian_2024")), "form.mixed") == nullptr);
}

TEST_CASE("empty sections, and the fee that section six must mention") {
  Report report = sound();
  report.overview.opening = " \n";
  report.problems.clear();
  const Findings empty = check_plausibility(report);
  REQUIRE(empty.size() == 1);
  CHECK(message(empty[0], Language::zh) ==
        "未见文字内容：一、总体情况、五、存在的主要问题及改进情况");
  CHECK(subject(empty[0], Language::zh).empty());
  report = sound();
  report.overview.opening.clear();
  report.overview.platforms = "网站。";
  CHECK(check_plausibility(report).empty());

  report = sound();
  for (const char* silent : {"无。", "无其他需要报告的事项。", "本机关免费提供复印。"}) {
    report.other_matters = silent;
    const Findings findings = check_plausibility(report);
    REQUIRE_MESSAGE(findings.size() == 1, silent);
    CHECK(findings[0].rule.id == "fee.unmentioned");
  }
  for (const char* said : {"本年度没有产生信息公开处理费。", "依申请提供政府信息，不收取费用。"}) {
    report.other_matters = said;
    CHECK_MESSAGE(check_plausibility(report).empty(), said);
  }
  report.other_matters = "无。";
  report.problems = "信息处理费收取情况：通知收取 0 件。";  // a section of its own, before 六
  CHECK(check_plausibility(report).empty());
}

TEST_CASE("the corpus: nothing but warnings, and none of figures but where they are odd") {
  if (no_corpus()) return;
  std::vector<std::string> odd_figures;
  for (const auto& [name, numbers] : all_expected())
    for (const Finding& finding : check_plausibility(expected_report(numbers))) {
      CHECK(finding.rule.severity == Severity::warning);
      if (finding.rule.id.substr(0, 9) == "plausible") odd_figures.push_back(name);
    }
  CHECK(odd_figures == std::vector<std::string>{"pingtan_agri_2024"});
}
