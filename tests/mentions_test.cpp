// Quantities in prose: what is one and what is not, their values, units and subjects; over the
// corpus against a list made by hand from reading the sentences.
#include <doctest/doctest.h>

#include <chrono>

#include "corpus.hpp"
#include "gongkai/mention.hpp"
#include "gongkai/read.hpp"
#include "linear.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

using Kind = Mention::Kind;

std::vector<Mention> mentions_of(const std::string& text) {
  Report report;
  report.overview.opening = text;
  return mentions(report);
}

std::string shown(const Mention& mention) {
  constexpr const char* marks[] = {"", "~", "!", "%"};
  return marks[static_cast<std::size_t>(mention.kind)] + to_string(mention.value) + mention.unit;
}

/// "5件 ~400篇 !0 %17.46": what a text states.
std::string said(const std::string& text) {
  std::string all;
  for (const Mention& mention : mentions_of(text)) all += (all.empty() ? "" : " ") + shown(mention);
  return all;
}

std::string without_spaces(const std::string& text) {
  std::string plain;
  for (char c : text)
    if (c != ' ' && c != '\n' && c != '\r') plain += c;
  return plain;
}

}  // namespace

TEST_CASE("numbers in figures: plain, full-width, with separators, decimals, 万 and 亿") {
  CHECK(said("收到申请5件。") == "5件");
  CHECK(said("收到申请 ５ 件。") == "5件");
  CHECK(said("发布信息1,204条。") == "1204条");
  CHECK(said("发布信息1，204条。") == "1204条");
  CHECK(said("发布信息１，２０４条。") == "1204条");
  CHECK(said("浏览13 612人次。") == "13612人次");
  CHECK(said("浏览量189.3245 万人次。") == "1893245人次");
  CHECK(said("发送173769万条。") == "1737690000条");
  CHECK(said("点击1.2亿次。") == "120000000次");
  CHECK(said("收费1亿2345万元。") == "123450000元");
  CHECK(said("收费66.4866万元。") == "664866元");
  CHECK(said("收费2950元，退还0.50元。") == "2950元 0.5元");
  CHECK(said("印发3千册。") == "3000册");
  CHECK(said("收到申请\n12\n件。") == "12件");  // as PDF breaks lines
}

TEST_CASE("Chinese numerals") {
  CHECK(said("受理申请五件。") == "5件");
  CHECK(said("受理申请十二件。") == "12件");
  CHECK(said("受理申请二十件。") == "20件");
  CHECK(said("公开信息一百零三条。") == "103条");
  CHECK(said("公开信息一百一十二条。") == "112条");
  CHECK(said("公开信息一〇三条。") == "103条");
  CHECK(said("公开信息两千三百余条。") == "~2300条");
  CHECK(said("公开信息三万五千条。") == "35000条");
  CHECK(said("公开信息二十余万条。") == "~200000条");
  CHECK(said("印发通知两件，举办培训三场。") == "2件 3场");
  CHECK(said("收到申请一件。") == "1件");
  CHECK(said("召开会议一次。") == "1次");
  CHECK(said("行政诉讼零件。") == "0件");
  // can be read in two ways, or are no numbers
  CHECK(said("公开信息一百五条。") == "");
  CHECK(said("公开信息三五条。") == "");
  CHECK(said("公开信息万万条。") == "");
  CHECK(said("公开信息十十条。") == "");
  CHECK(said("公开信息数百条，几十件。") == "");
}

TEST_CASE("about: 约, 近, 余, 多, 以上; ranges; percentages") {
  CHECK(said("约20次，近300件，超过30篇，不少于4期。") == "~20次 ~300件 ~30篇 ~4期");
  CHECK(said("400 余篇，20多个，100+条，10万余条。") == "~400篇 ~20个 ~100条 ~100000条");
  CHECK(said("20个以上，50人左右，30件余。") == "~20个 ~50人 ~30件");
  CHECK(said("近百件，上千人，百余场，十余次。") == "~100件 ~1000人 ~100场 ~10次");
  CHECK(said("每季度3至5件，10-20个，3—5万条，3件至10件。") ==
        "~3件 ~5件 ~10个 ~20个 ~30000条 ~50000条 ~3件 ~10件");
  CHECK(said("占17.46%，占５％，百分之三十，百分之百，78.80%。") == "%17.46 %5 %30 %100 %78.8");
  CHECK(said("上升3.6个百分点。") == "3.6百分点");
}

TEST_CASE("nothing is a quantity, too: zero") {
  for (const char* text :
       {"全年未收到政府信息公开申请。", "未发生行政复议、行政诉讼。", "没有收到申请。",
        "无行政复议案件。", "未收取信息处理费。", "没有产生信息处理费。", "未有行政诉讼有关情况。",
        "没有政府信息公开行政复议情况。", "无提起行政复议诉讼情况。", "无下年度结转。",
        "无收取信息处理费情况。"})
    CHECK_MESSAGE(said(text) == "!0", text);
  CHECK(said("行政复议0件，行政诉讼均为0。") == "0件 0");
  for (const char* text :
       {"存在信息未及时更新的问题。", "没有现成信息需要另行制作。", "无法提供相关信息。",
        "无正当理由大量反复申请。", "对未收到答复的申请人作了说明。", "没有按时答复申请。",
        "如未收到答复，可以投诉。", "未经审核不得发布。", "尚未审结。", "逾期未补正。"})
    CHECK_MESSAGE(said(text) == "", text);
}

TEST_CASE("what is no quantity") {
  for (const char* text : {"截至2021年12月31日。",
                           "二〇二一年。",
                           "《条例》第二十条、第二十一条。",
                           "第二十条、二十一条。",
                           "国办公开办函〔2021〕30号。",
                           "国令第 711 号。",
                           "国办函〔2020〕109号。",
                           "三安全一稳定。",
                           "一是加强领导。二是落实责任。",
                           "一、总体情况",
                           "（一）主动公开",
                           "1.属于国家秘密",
                           "电话：0517-87290606，邮编223100。",
                           "24小时值守，20个工作日，15日内。",
                           "第3次会议，第六期培训班。",
                           "三公开，五公开，三公经费。",
                           "两微一端，12345热线，一网通办。",
                           "双随机一公开。",
                           "第十四个五年规划，14个五年。",
                           "连续12个季度，近3年。",
                           "三审三校，三级审核，四类过程性信息。",
                           "最多跑一次，一次性告知，进一步。",
                           "每一件申请，同一件，一件事一次办。",
                           "位列全市第 1 名，前3名。",
                           "三项制度，两个维护，四个意识。",
                           "办成“一件事”，“办结一件申请”。",
                           "V2.0版，2024版，A3纸。",
                           "七家子镇，三户村。",
                           "10:30开始，2024.12.31，1.2.3条。",
                           "落实“创新12条”、“国六条”。",
                           "PM2.5、PM10浓度下降。",
                           "第3-5次。"})
    CHECK_MESSAGE(said(text) == "", text);
  CHECK(said("1. 12件") == "12件");  // the number of the paragraph is not part of it
  CHECK(said("（1）5件") == "5件");
  CHECK(said("2024年12件，12月3件。") == "12件 3件");
  CHECK(said("发生2起诉讼，于1日起诉。") == "2起");
}

TEST_CASE("what can be read in two ways is left out") {
  CHECK(said("收到12 34件。") == "");
  CHECK(said("收到12\n3件。") == "");
  CHECK(said("收到1.12件。") == "");
  CHECK(said("共1万1万条。") == "");
}

TEST_CASE("what is counted, in the words of the sentence") {
  auto subject = [](const std::string& text) {
    std::vector<Mention> found = mentions_of(text);
    return found.empty() ? std::string("none") : found.back().subject;
  };
  CHECK(subject("全年制作119期政策问答。") == "政策问答");
  CHECK(subject("2021年，我局共编印《简报》8期。") == "编印《简报》");
  CHECK(subject("发布微博、微信 506 篇。") == "发布微博、微信");
  CHECK(subject("收到申请5件，占全部的3%。") == "占全部的");
  CHECK(subject("予以公开5件（占50%）。") == "予以公开");
  CHECK(subject("编印《简报》8期、400余篇。") == "编印《简报》");
  CHECK(subject("其中自然人3件、商业企业2件。") == "商业企业");
  CHECK(subject("行政复议1件（撤回结案）、行政诉讼0件。") == "行政诉讼");
  CHECK(subject("作其他处理（含申请人撤回）4件。") == "作其他处理");
  CHECK(subject("网站浏览量达 3.5 万人次。") == "网站浏览量");
  CHECK(subject("未收到政府信息公开申请；") == "政府信息公开申请");
  CHECK(subject("行政复议未发生。") == "行政复议");
}

TEST_CASE("a mention says where it stands, and its sentence") {
  Report report;
  report.overview.platforms = "第一句。发布微博\n506 余篇，受到好评。第三句。";
  report.other_matters = "未收取费用。";
  std::vector<Mention> found = mentions(report);
  REQUIRE(found.size() == 2);
  CHECK(found[0].part == "overview.platforms");
  CHECK(report.overview.platforms.substr(found[0].offset, found[0].length) == "506 余篇");
  CHECK(found[0].sentence == "发布微博506 余篇，受到好评。");
  CHECK(found[1].part == "other_matters");
  CHECK(report.other_matters.substr(found[1].offset, found[1].length) == "未收取");
  CHECK(found[1].sentence == "未收取费用。");
  // a paragraph that opens with a number ends the sentence before it; 6.7% opens none
  CHECK(mentions_of("有关情况如下\n（一）收到3件\n（二）办结2件")[0].sentence == "（一）收到3件");
  CHECK(mentions_of("开设账号176个，同比增长\n6.7%。")[1].sentence ==
        "开设账号176个，同比增长6.7%。");
}

TEST_CASE("what does not fit is left out, never wrapped; the time is linear") {
  CHECK(said("共99999999999999999999件。") == "");
  CHECK(said("共9223372036854775807件。") == "9223372036854775807件");
  CHECK(said("共9223372036854775808件。") == "");
  CHECK(said("共922337203685478万件。") == "");
  CHECK(said("共0." + std::string(300, '0') + "1元。") == "");
  CHECK(said("共" + std::string(1000, '0') + "7件。") == "7件");
  CHECK(said("\xFF 5件") == "");  // not UTF-8

  auto seconds = [](const std::string& what, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += what;
    auto start = std::chrono::steady_clock::now();
    CHECK(mentions_of(text).size() <= bytes / 2);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  for (const std::string what :
       {"9",        "一",           "万", "亿",     "1万",    "百",     "一百", "1,",
        "1.",       "1 ",           "1-", "未",     "无行政", "第一、", "1件",  "十余",
        "（",       "）",           "“",  "1至",    "约",     "\n",     "。",   "1件、",
        "收到一次", "一二十百千万", "%",  "百分之", "0.",     "a\n",    "1亿",  "：\n"})
    CHECK_MESSAGE(is_linear([&](std::size_t bytes) { return seconds(what, bytes); }, 20'000), what);
}

// ---- the corpus
// -----------------------------------------------------------------------------------

TEST_CASE("the reference report's quantities") {
  if (no_corpus()) return;
  Result<Reading> reading = read(file_text(corpus + "/dazhou_hrss_2021.md"));
  REQUIRE(reading);
  struct Expected {
    const char* shown;
    const char* subject;  // is in it
    const char* part;
  };
  const Expected expected[] = {{"86期", "《党史学习教育简报》", "overview.proactive_disclosure"},
                               {"~400篇", "《党史学习教育简报》", "overview.proactive_disclosure"},
                               {"506篇", "微博、微信", "overview.proactive_disclosure"},
                               {"30905人", "关注", "overview.proactive_disclosure"},
                               {"~20次", "新媒体报道", "overview.proactive_disclosure"},
                               {"1893245人次", "浏览量", "overview.proactive_disclosure"},
                               {"189项", "政务服务事项", "overview.proactive_disclosure"},
                               {"1件", "申请", "overview.disclosure_on_request"},
                               {"!0", "行政复议、提起行政诉讼", "overview.disclosure_on_request"},
                               {"!0", "信息处理费", "other_matters"}};
  std::vector<Mention> found = mentions(reading->report);
  REQUIRE(found.size() == sizeof(expected) / sizeof(Expected));
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(shown(found[i]) == expected[i].shown);
    CHECK_MESSAGE(found[i].subject.find(expected[i].subject) != std::string::npos,
                  found[i].subject);
    CHECK(found[i].part == expected[i].part);
  }
}

namespace {

// Read by hand: the number with what stands around it, as short as tells it apart in that file's
// prose (without spaces), and what it says.
struct Read {
  const char* anchor;
  const char* shown;
};
struct ReadFile {
  const char* file;
  std::vector<Read> reads;
};
const std::vector<ReadFile>& read_by_hand() {
  static const std::vector<ReadFile> files = {
      {"pingtan_agri_2022.txt",
       {{"信息260条", "260条"},
        {"类信息19条", "19条"},
        {"类信息6条", "6条"},
        {"类信息5条", "5条"},
        {"类信息66条", "66条"},
        {"类信息164条", "164条"},
        {"未收到相关", "!0"},
        {"文件5件", "5件"},
        {"没有产生信息", "!0"}}},
      {"pingtan_agri_2024.txt", {{"申请3份", "3份"}, {"申请1件", "1件"}, {"申请2件", "2件"}}},
      {"pingtan_district_2021.txt",
       {{"收到70件", "70件"}, {"办结69件", "69件"}, {"1件结转", "1件"}, {"无收取", "!0"}}},
      {"pingtan_district_2022.txt",
       {{"文件698件", "698件"},
        {"文件88件", "88件"},
        {"申请75件", "75件"},
        {"自然人72件", "72件"},
        {"企业3件", "3件"},
        {"率100%", "%100"},
        {"诉讼案件1件", "1件"},
        {"复议案件2件", "2件"}}},
      {"pingtan_district_2024.txt", {{"申请218件", "218件"}, {"文件62件", "62件"}}},
      {"pingtan_district_2025.txt",
       {{"申请154件", "154件"},
        {"办结148件", "148件"},
        {"年6件", "6件"},
        {"复议36起", "36起"},
        {"诉讼9起", "9起"}}},
      {"pingtan_econ_2022.txt",
       {{"信息316条", "316条"},
        {"公开128条", "128条"},
        {"公开67条", "67条"},
        {"78.80%", "%78.8"},
        {"文件类8条", "8条"},
        {"计划类2条", "2条"},
        {"卫生类21条", "21条"},
        {"信息90条", "90条"},
        {"申请3条", "3条"},
        {"未有政府", "!0"}}},
      {"pingtan_econ_2023.txt",
       {{"信息313条", "313条"},
        {"公开130条", "130条"},
        {"公开55条", "55条"},
        {"的82.4%", "%82.4"},
        {"3.6个百分点", "3.6百分点"},
        {"文件类6条", "6条"},
        {"信息类24条", "24条"},
        {"卫生类8条", "8条"},
        {"申请0条", "0条"},
        {"没有政府", "!0"}}},
      {"pingtan_econ_2024.txt", {{"信息124条", "124条"}, {"申请3条", "3条"}, {"没有政府", "!0"}}},
      {"pingtan_enforcement_2024.txt",
       {{"申请4件", "4件"}, {"办结3件", "3件"}, {"1件属于", "1件"}}},
      {"pingtan_finance_2024.txt",
       {{"申请件2件", "2件"},
        {"依申请2件", "2件"},
        {"答复1件", "1件"},
        {"提供1件", "1件"},
        {"总数397条", "397条"},
        {"信息61条", "61条"},
        {"255条", "255条"},
        {"81条", "81条"},
        {"占15.4%", "%15.4"}}},
      {"pingtan_haitan_2023.txt",
       {{"信息159条", "159条"},
        {"相关政策2条", "2条"},
        {"检查情况2条", "2条"},
        {"实施情况2条", "2条"},
        {"决算信息2条", "2条"},
        {"信息7条", "7条"},
        {"信息144条", "144条"},
        {"未收到依", "!0"}}},
      {"pingtan_junshan_2022.txt",
       {{"数156条", "156条"},
        {"机关职能类信息12条", "12条"},
        {"类信息0条", "0条"},
        {"算类信息2条", "2条"},
        {"就业类信息12条", "12条"},
        {"类信息47条", "47条"},
        {"类信息33条", "33条"},
        {"信息45条", "45条"},
        {"未收到依", "!0"}}},
      {"pingtan_junshan_2024.txt", {{"申请5件", "5件"}}},
      {"pingtan_market_2022.txt",
       {{"信息471条", "471条"},
        {"栏109条", "109条"},
        {"章栏45条", "45条"},
        {"栏188条", "188条"},
        {"栏85条", "85条"},
        {"栏50条", "50条"},
        {"栏15条", "15条"},
        {"决算栏6条", "6条"},
        {"申请3件", "3件"},
        {"公开1件", "1件"},
        {"公开2件", "2件"}}},
      {"pingtan_market_2023.txt",
       {{"信息459条", "459条"}, {"申请1件", "1件"}, {"以公开1件", "1件"}}},
      {"pingtan_market_2024.txt",
       {{"申请4件", "4件"}, {"答复数1件", "1件"}, {"公开数1件", "1件"}, {"提供数2件", "2件"}}},
      {"pingtan_police_2024.txt",
       {{"共计8件", "8件"},
        {"公开3件", "3件"},
        {"37.5%", "%37.5"},
        {"提供4件", "4件"},
        {"比50%", "%50"},
        {"后公开1件", "1件"},
        {"12.5%", "%12.5"}}},
      {"pingtan_resources_2019.txt",
       {{"信息475条", "475条"},
        {"2979条", "2979条"},
        {"类159条", "159条"},
        {"信息12条", "12条"},
        {"解读类3条", "3条"},
        {"资金类7条", "7条"},
        {"类136条", "136条"},
        {"类62条", "62条"},
        {"类34条", "34条"},
        {"处罚类12条", "12条"},
        {"动态133条", "133条"},
        {"动态301条", "301条"}}},
      {"pingtan_resources_2020.txt",
       {{"信息225条", "225条"},
        {"类信息5条", "5条"},
        {"资金类5条", "5条"},
        {"类40条", "40条"},
        {"类121条", "121条"},
        {"类39条", "39条"},
        {"类15条", "15条"}}},
      {"pingtan_resources_2022.txt",
       {{"公开64条", "64条"},
        {"文件类2条", "2条"},
        {"政策1条", "1条"},
        {"决算1条", "1条"},
        {"保护8条", "8条"},
        {"信息31条", "31条"},
        {"划拨2条", "2条"},
        {"类9条", "9条"},
        {"公开30件", "30件"}}},
      {"pingtan_resources_2024.txt", {{"申请69件", "69件"}}},
      {"pingtan_social_2022.txt",
       {{"共510条", "510条"},
        {"数169，", "169"},
        {"317条", "317条"},
        {"24条", "24条"},
        {"文件类信息5条", "5条"},
        {"77条", "77条"},
        {"83条", "83条"},
        {"类信息3条", "3条"},
        {"信息2条", "2条"},
        {"公开信息3条", "3条"},
        {"文件8条", "8条"},
        {"发布169条", "169条"},
        {"信息169条", "169条"},
        {"未产生", "!0"}}},
      {"pingtan_suping_2023.txt",
       {{"信息79条", "79条"},
        {"应对情况7条", "7条"},
        {"相关政策1条", "1条"},
        {"检查情况6条", "6条"},
        {"信息62条", "62条"},
        {"未收到依", "!0"}}},
      {"pingtan_suping_2024.txt", {{"申请2件", "2件"}, {"达100%", "%100"}}},
      {"pingtan_transport_2022.txt",
       {{"信息126条", "126条"},
        {"类信息4条", "4条"},
        {"信息9条", "9条"},
        {"实事类信息6条", "6条"},
        {"类信息1条", "1条"},
        {"类信息26条", "26条"},
        {"信息44条", "44条"},
        {"类信息36条", "36条"},
        {"申请11件", "11件"},
        {"网络申请5件", "5件"},
        {"信函申请6件", "6件"}}},
      {"pingtan_transport_2023.txt",
       {{"信息74条", "74条"}, {"申请14件", "14件"}, {"类信息17条", "17条"}, {"信息22条", "22条"}}},
      {"pingtan_transport_2024.txt",
       {{"申请58件", "58件"}, {"数14件", "14件"}, {"数44件", "44件"}}},
      {"shanghai_go_2019.html",
       {{"申请859件", "859件"},
        {"落12.3%", "%12.3"},
        {"申请805件", "805件"},
        {"申请18件", "18件"},
        {"72件申请", "72件"},
        {"公开258件", "258件"},
        {"占33.9%", "%33.9"},
        {"公开35件", "35件"},
        {"占4.34%", "%4.34"},
        {"提供265件", "265件"},
        {"处理158件", "158件"},
        {"处理0件", "0件"},
        {"复议7件", "7件"},
        {"诉讼9件", "9件"}}},
      {"shanghai_go_2025.md",
       {{"申请1295件", "1295件"},
        {"办结1191件", "1191件"},
        {"结转189件", "189件"},
        {"公开208件", "208件"},
        {"（17.46%", "%17.46"},
        {"公开20件", "20件"},
        {"提供564件", "564件"},
        {"处理80件", "80件"},
        {"处理319件", "319件"},
        {"26.78%", "%26.78"},
        {"撤回157件", "157件"}}},
      {"shuyang_fgj_2023.html",
       {{"信息249条", "249条"},
        {"解读信息9条", "9条"},
        {"任免信息7条", "7条"},
        {"工作39条", "39条"},
        {"算信息6条", "6条"},
        {"报告1条", "1条"},
        {"指南1条", "1条"},
        {"信息185条", "185条"},
        {"制度1条", "1条"},
        {"问政182件", "182件"},
        {"公开26件", "26件"},
        {"未发生政府", "!0"},
        {"为100%", "%100"},
        {"未发生收费", "!0"}}},
      {"hongze_2024.txt",
       {{"信息2428条", "2428条"}, {"会议7期", "7期"}, {"发布7条", "7条"}, {"申请17件", "17件"}}},
      {"nppa_2022_partial.txt",
       {{"文件3件", "3件"}, {"决定46209件", "46209件"}, {"申请62件", "62件"}}},
      {"guangzhou_sasac_2020_partial.txt", {{"申請31件", "31件"}, {"辦結28件", "28件"}}},
      {"haicheng_xiliu_town_2023_partial.txt",
       {{"定规范性文件0件", "0件"}, {"止规范性文件0件", "0件"}, {"的规范性文件0件", "0件"}}},
      {"suqian 2023",
       {{"信息18万余条", "~180000条"},
        {"制作119期", "119期"},
        {"级47期", "47期"},
        {"区28期", "28期"},
        {"征集调查33期", "33期"},
        {"意见382条", "382条"},
        {"互动200余场", "~200场"},
        {"3607件", "3607件"},
        {"门933件", "933件"},
        {"开发区55件", "55件"},
        {"70.3%", "%70.3"},
        {"申请3493件", "3493件"},
        {"申请114件", "114件"},
        {"以公开1191件", "1191件"},
        {"提供1078件", "1078件"},
        {"）341件", "341件"},
        {"办理121件", "121件"},
        {"成果57篇", "57篇"},
        {"7854070人次", "7854070人次"},
        {"媒体176个", "176个"},
        {"6.7%", "%6.7"},
        {"公报》12期", "12期"},
        {"赠阅3万余册", "~30000册"},
        {"26个单位", "26个"},
        {"30名个人", "30名"}}},
      {"suqian 2024",
       {{"14万余条", "~140000条"},
        {"完善3份", "3份"},
        {"答98期", "98期"},
        {"案件3646件", "3646件"},
        {"1.05%", "%1.05"},
        {"以公开1431件", "1431件"},
        {"公开471件", "471件"},
        {"）469件", "469件"},
        {"2类案件", "2类"},
        {"案件134件", "134件"},
        {"案件57件", "57件"},
        {"10219件", "10219件"},
        {"8140件", "8140件"},
        {"2100余条", "~2100条"},
        {"9540370次", "9540370次"},
        {"3809505人次", "3809505人次"},
        {"300余场次", "~300场次"},
        {"9个公积金", "9个"},
        {"报告168份", "168份"}}},
  };
  return files;
}

// Those that lie wholly within the anchor, places counted without spaces.
std::vector<std::string> found_in(const std::string& text, const std::vector<Mention>& found,
                                  const std::string& anchor) {
  std::string plain = without_spaces(text);
  std::size_t at = plain.find(anchor);
  if (at == std::string::npos) return {"no such place"};
  if (plain.find(anchor, at + 1) != std::string::npos) return {"two such places"};
  std::vector<std::string> shown_there;
  for (const Mention& mention : found) {
    std::size_t first = without_spaces(text.substr(0, mention.offset)).size();
    std::size_t size = without_spaces(text.substr(mention.offset, mention.length)).size();
    if (first >= at && first + size <= at + anchor.size()) shown_there.push_back(shown(mention));
  }
  return shown_there;
}

}  // namespace

TEST_CASE("over the corpus: what was read by hand is found, with value, unit and kind") {
  if (no_corpus()) return;
  std::size_t listed = 0, right = 0, found_in_all = 0;
  for (const ReadFile& file : read_by_hand()) {
    std::string name = file.file;
    std::string text = name.substr(0, 6) == "suqian" && name.find('.') == std::string::npos
                           ? suqian_prose(std::stoi(name.substr(7)))
                           : prose_of(name);
    std::vector<Mention> found = mentions_of(text);
    found_in_all += found.size();
    for (const Read& read : file.reads) {
      CHECK(std::string(read.anchor).size() <= 36);  // 12 Chinese characters
      std::vector<std::string> there = found_in(text, found, read.anchor);
      bool as_read = there == std::vector<std::string>{read.shown};
      if (!as_read) MESSAGE(name, " ", read.anchor, ": ", there.empty() ? "nothing" : there[0]);
      right += as_read ? 1U : 0U;
      ++listed;
    }
  }
  MESSAGE("quantities in the corpus's prose: ", found_in_all, "; read by hand: ", listed,
          ", right: ", right);
  CHECK(listed >= 150);
  // The others were read as they were found: none is wrong.
  CHECK(found_in_all == 351);
  CHECK(right * 100 >= listed * 98);
}

TEST_CASE("over the corpus: prose that states no quantity") {
  if (no_corpus()) return;
  // Of these two files everything that is found was read: nothing is missing, nothing too much.
  CHECK(mentions_of(prose_of("pingtan_district_2019.txt")).empty());
  CHECK(mentions_of(prose_of("hongze_2024.txt")).size() == 5);
}
