#include "gongkai/text_rules.hpp"

#include <initializer_list>
#include <limits>
#include <string_view>
#include <utility>

#include "gongkai/check.hpp"
#include "sentence.hpp"
#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

using text::Stretch;
using Letters = std::u32string_view;
using Words = std::initializer_list<Letters>;
using Cells = std::vector<std::size_t>;

bool has(Letters letters, Letters word) { return letters.find(word) != Letters::npos; }
bool has_any(Letters letters, Words words) {
  for (Letters word : words)
    if (has(letters, word)) return true;
  return false;
}
bool ends(Letters letters, Letters word) {
  return letters.size() >= word.size() && letters.substr(letters.size() - word.size()) == word;
}
bool one_of(char32_t c, Letters set) { return set.find(c) != Letters::npos; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Whether nothing but these words stands there.
bool made_of(Letters letters, Words words) {
  while (!letters.empty()) {
    std::size_t before = letters.size();
    for (Letters word : words)
      if (letters.substr(0, word.size()) == word) letters.remove_prefix(word.size());
    if (letters.size() == before) return false;
  }
  return true;
}

// The last `most` letters, or the first.
Letters tail(Letters letters, std::size_t most) {
  return letters.size() > most ? letters.substr(letters.size() - most) : letters;
}

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  std::vector<text::Spot> spots;
  if (text::valid_utf8(text) == text.size())
    text::letters_of(text, {0, text.size()}, letters, spots);
  return letters;
}

// Whether a report of this agency adds up those of others: a government from county level upwards,
// not its bureaus, its office, or a township. Of an agency unknown it has to be assumed.
bool adds_up(const std::string& agency) {
  std::u32string name = letters_of(agency);
  if (name.empty()) return true;
  for (Letters committee : {Letters(U"管委会"), Letters(U"管理委员会")})
    if (ends(name, committee)) return true;
  for (Letters government : {Letters(U"人民政府"), Letters(U"政府")})
    if (ends(name, government)) {
      name.resize(name.size() - government.size());
      break;
    }
  return !name.empty() && one_of(name.back(), U"省市州盟县区旗");
}

/// A year that a text speaks of, and where.
struct Year {
  std::size_t at = 0, last = 0;  // in letters: [at, last) is "2024年" or "去年"
  int year = 0;                  // other_year: not the one reported on, whichever
};
constexpr int other_year = -1;

// The years that say when something was, not those of a title (《2024年工作要点》), of a comparison
// (较2023年) or of a destination (结转至2026年).
std::vector<Year> years_of(Letters letters, std::int32_t reported) {
  std::vector<Year> years;
  std::size_t in_title = 0;
  auto compared = [&](std::size_t at) {
    return at > 0 && one_of(letters[at - 1], U"较比与同至到和");
  };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    char32_t c = letters[i];
    if (c == U'《' || c == U'〔') ++in_title;
    if ((c == U'》' || c == U'〕') && in_title > 0) --in_title;
    if (in_title > 0) continue;
    Letters rest = letters.substr(i);
    for (Letters word : {Letters(U"去年"), Letters(U"上年"), Letters(U"上一年")})
      if (rest.substr(0, word.size()) == word && !has(rest.substr(0, 8), U"转") && !compared(i))
        years.push_back({i, i + word.size(), other_year});
    if (i < 4 || c != U'年') continue;
    int year = 0;
    std::size_t digits = 0;
    for (; digits < 4; ++digits) {
      char32_t digit = letters[i - 4 + digits];
      std::size_t chinese = Letters(U"〇一二三四五六七八九").find(digit);
      if (!is_digit(digit) && chinese == Letters::npos) break;
      year = year * 10 + static_cast<int>(is_digit(digit) ? digit - '0' : chinese);
    }
    std::size_t at = i - 4;
    if (digits < 4 || year < 1949 || year > 2100 || compared(at)) continue;
    bool since = at > 0 && one_of(letters[at - 1], U"自从") && year != reported;
    years.push_back({at, i + 1, since ? other_year : year});
  }
  return years;
}

// The cells that a text speaks of and what they hold, with their sum where they were compared as
// one: "，而表中“（四）无法提供”各行总计相加为 337"; nothing where there are none.
std::string spoken_of(const Finding& finding, Language language) {
  bool zh = language == Language::zh;
  const std::vector<Term>& terms = finding.terms;
  if (terms.empty()) return {};
  auto quoted = [&](const std::string& name) {
    return (zh ? "“" : "\"") + name + (zh ? "”" : "\"");
  };
  auto with = [&](const Term& term, const std::string& name) {
    std::string is = term.state == State::value ? "为 " : "为";
    return zh ? quoted(name) + is + detail::holds(term, language)
              : detail::holds(term, language) + " for " + quoted(name);
  };
  auto row_and_column = [&](const Path& path) {
    return detail::join(row_name(path, language), zh ? "·" : " · ", column_name(path, language));
  };
  std::string sum = to_string(finding.right), text = zh ? "，而表中" : ", but the table has ";
  bool summed = terms.size() > 1 && finding.left != finding.right;
  bool one_row = summed && detail::same_row(terms.front().path, terms.back().path);
  bool whole_group = summed && terms[0].path.size() > 3;
  for (const Term& term : terms) {
    auto group = [](const Term& of) { return &of.path[of.path.size() - 3]; };
    whole_group = whole_group && term.path.size() == terms[0].path.size() &&
                  group(term) == group(terms[0]) && terms.size() == group(term)->part->size;
  }
  if (one_row) {
    std::string columns;
    for (const Term& term : terms)
      columns = detail::join(columns, zh ? "、" : ", ", column_name(term.path, language));
    std::string row = quoted(row_name(terms[0].path, language));
    return text + (zh ? row + "的" + columns + "相加为 " + sum
                      : sum + " for " + row + " (" + columns + ")");
  }
  if (whole_group) {
    const Label& label = terms[0].path[terms[0].path.size() - 3].label;
    std::string name = quoted(zh ? std::string(label.text.zh)
                                 : std::string(label.number) + ' ' + std::string(label.text.en));
    return text + (zh ? name + "各行总计相加为 " + sum : "a sum of " + sum + " for " + name);
  }
  std::string list;
  for (const Term& term : terms)
    list = detail::join(list, zh ? "，" : ", ", with(term, row_and_column(term.path)));
  return text + list + (summed ? (zh ? "，合计 " + sum : ", together " + sum) : std::string());
}

void add_named(Finding& finding, std::string_view what, std::string_view words) {
  finding.named.push_back({what, std::string(words), std::string(words)});
}

constexpr Letters stops = U"，。；：！？?";

/// A quantity where it stands in its sentence.
struct Said {
  const Mention* mention = nullptr;
  Letters lead;           // what stands before it, as far as it matters
  std::u32string before;  // the words of its own clause before it, without brackets
  Letters after;          // and after it
  std::u32string all;     // before + after
  std::string printed;
};

/// What a text says of cells: that one of these sums is the number. The first is the one meant, the
/// others are what a careful reader would accept as well.
struct Claim {
  const Rule* rule = nullptr;
  std::vector<Cells> sums;
  Count counted = Count();  // the number that the text has for it, behind which a share may stand
};

/// Checks the texts of one report.
class TextCheck {
 public:
  explicit TextCheck(const Report& report) : report_(report), adds_up_(adds_up(report.agency)) {
    agency_ = letters_of(report.agency);
    states_.reserve(schema<Report>.cells);
    numbers_.reserve(schema<Report>.cells);
    for_each_cell(schema<Report>, &report, [&](const Member& member, const void* cell) {
      states_.push_back(cell_state(member.kind, cell));
      numbers_.push_back(member.kind == Kind::count ? *static_cast<const Count*>(cell)
                                                    : Count(State::unreadable));
    });
    for (const Finding& finding : check(report))
      for (const Term& term : finding.terms)
        if (term.determined.has_value()) numbers_[term.cell] = term.determined;
  }

  void part(std::string_view text, std::string_view name, const std::vector<Mention>& mentions) {
    bool quantities = false;  // there is nothing to compare without them
    for (const Mention& mention : mentions) quantities = quantities || mention.part == name;
    if (!quantities || text::valid_utf8(text) != text.size()) return;
    text_ = text;
    part_ = name;
    requests_ = documents_ = {};
    counted_ = {};
    previous_year_ = 0;
    told_.assign(no_verb + 1, false);
    std::vector<Stretch> sentences = text::sentences(text);
    for (Stretch sentence : sentences) note_years(sentence);
    std::size_t next = 0;
    for (number_ = 0; number_ < sentences.size(); ++number_) {
      std::vector<const Mention*> here;
      for (; next < mentions.size(); ++next) {
        const Mention& mention = mentions[next];
        if (mention.part != name) continue;
        if (mention.offset >= sentences[number_].last) break;
        bool inside = mention.offset >= sentences[number_].first &&
                      mention.length <= sentences[number_].last - mention.offset;
        if (inside && mention.length > 0) here.push_back(&mention);
      }
      sentence(sentences[number_], here);
    }
  }

  Findings take() {
    for (Finding& finding : found_.items)
      if (finding.rule.id != text_shares.id)
        finding.named.push_back(
            {"table", spoken_of(finding, Language::zh), spoken_of(finding, Language::en)});
    return std::move(found_);
  }

 private:
  // ---- sentences ------------------------------------------------------------------------------

  // What is counted over a year, unlike what was done once.
  static constexpr Letters yearly[] = {
      U"收到",     U"受理",         U"制作",     U"制发",     U"共制定", U"共办理", U"办结",
      U"主动公开", U"公开政府信息", U"公开信息", U"公开各类", U"共公开", U"共发布"};
  static constexpr std::size_t no_verb = sizeof(yearly) / sizeof(Letters);

  static std::size_t verb_of(Letters letters) {
    std::size_t verb = 0;
    while (verb < no_verb && !has(letters, yearly[verb])) ++verb;
    return verb;
  }

  // Of which of these the text says what they were in the year reported on.
  void note_years(Stretch sentence) {
    text::letters_of(text_, sentence, letters_, spots_);
    for (const Year& year : years_of(letters_, report_.year))
      if (year.year == report_.year) told_[verb_of(letters_)] = true;
  }

  void sentence(Stretch sentence, const std::vector<const Mention*>& mentions) {
    text::letters_of(text_, sentence, letters_, spots_);
    sentence_ = sentence;
    proceedings_.clear();
    requests_.received = requests_.here = documents_.here = false;
    years_ = years_of(letters_, report_.year);
    stale_ = no_finding;
    if (!mentions.empty()) {
      if (const Year* year = stale()) stale_ = add_stale(*year, mentions);
      std::size_t behind = 0, next_year = 0, spot = 0;
      int year = previous_year_;
      for (std::size_t i = 0; i < mentions.size(); ++i) {
        auto find = [&](std::size_t offset) {
          while (spot < spots_.size() && spots_[spot].at < offset) ++spot;
          return spot;
        };
        std::size_t first = find(mentions[i]->offset);
        std::size_t last = find(mentions[i]->offset + mentions[i]->length);
        while (next_year < years_.size() && years_[next_year].at < first)
          year = years_[next_year++].year;
        std::size_t end = i + 1 < mentions.size() ? mentions[i + 1]->offset : sentence.last;
        look(said(*mentions[i], behind, first, last, end), year);
        behind = last;
      }
      results_of_all();
    }
    previous_year_ = years_.empty() ? 0 : years_.back().year;
  }

  Said said(const Mention& mention, std::size_t behind, std::size_t first, std::size_t last,
            std::size_t end) const {
    Said said;
    said.mention = &mention;
    said.printed = text_.substr(mention.offset, mention.length);
    said.lead = tail(Letters(letters_).substr(0, first), 160);
    std::size_t depth = 0;
    std::u32string back;
    for (std::size_t i = first; i > 0 && first - i < 80; --i) {
      char32_t c = letters_[i - 1];
      if (c == U'）') {
        ++depth;
      } else if (c == U'（') {
        if (depth == 0) break;
        --depth;
      } else if (depth == 0) {
        if (i <= behind || one_of(c, stops)) break;
        if (!one_of(c, U"“”、\"")) back += c;
      }
    }
    said.before.assign(back.rbegin(), back.rend());
    std::size_t i = last;
    bool none = mention.kind == Mention::Kind::none;  // 未发生…复议、诉讼: all of the list
    while (i < letters_.size() && i - last < 60 && spots_[i].at < end &&
           !one_of(letters_[i], stops) && letters_[i] != U'（' && letters_[i] != U'）' &&
           (none || letters_[i] != U'、'))
      ++i;
    said.after = Letters(letters_).substr(last, i - last);
    said.all = said.before + std::u32string(said.after);
    if (none) said.all = letters_of(said.printed) + said.all;
    return said;
  }

  // ---- what is left alone ---------------------------------------------------------------------

  // Whether a sentence is of the year before in words meant for this one: "2022年，共制定…0件" in
  // the report on 2023, which says nothing else of the same.
  const Year* stale() const {
    if (years_.empty() || report_.year == 0) return nullptr;
    const Year& year = years_[0];
    Letters ahead = Letters(letters_).substr(0, year.at);
    if (year.year != report_.year - 1 || year.at > 30 ||
        ahead.find_first_of(stops) != Letters::npos)
      return nullptr;
    std::size_t next = year.last;
    if (next < letters_.size() && letters_[next] == U'度') ++next;
    if (next < letters_.size() &&
        (is_digit(letters_[next]) || one_of(letters_[next], U"月底末起开以至到版的比-、和")))
      return nullptr;
    for (const Year& other : years_)
      if (other.year != year.year) return nullptr;
    Letters rest = Letters(letters_).substr(year.at, 200);
    if (has_any(rest, {U"较", U"同比", U"比上", U"增长", U"以来", U"持平", U"连续", U"规划",
                       U"计划", U"方案", U"今年", U"本年", U"历年", U"相比"}))
      return nullptr;
    std::size_t verb = verb_of(rest);
    if (verb == no_verb || told_[verb]) return nullptr;
    return &year;
  }

  std::size_t add_stale(const Year& year, const std::vector<const Mention*>& mentions) {
    for (const Mention* mention : mentions) {
      if (mention->kind != Mention::Kind::exact && mention->kind != Mention::Kind::none) continue;
      Finding finding;
      finding.rule = text_year;
      add_named(finding, "stated", std::to_string(year.year) + "年");
      std::size_t first = spots_[year.at].at;
      add_named(finding, "quote", text::excerpt(text_, sentence_, {first, first + 1}, 120));
      add(std::move(finding));
      return found_.items.size() - 1;
    }
    return no_finding;
  }

  // Figures that the tables do not speak of.
  bool left_alone(const Said& said, int year) const {
    Mention::Kind kind = said.mention->kind;
    if (kind == Mention::Kind::approximate) return true;
    if (year != 0 && year != report_.year && stale_ == no_finding) return true;
    Letters before = said.before, lead = said.lead;
    if (has_any(before, {U"同比", U"较", U"比上", U"增长", U"增加", U"减少", U"下降", U"上升",
                         U"提高", U"环比", U"提升", U"回落", U"比去", U"相比"}))
      return true;
    if (has_any(lead, {U"历年", U"施行以来", U"实施以来", U"成立以来", U"累计自", U"下一步",
                       U"明年", U"计划", U"预计", U"力争", U"拟于"}))
      return true;
    if (has(lead, U"累计") && has_any(lead, {U"截至", U"截止", U"以来"})) return true;
    if (has_any(before, {U"下属", U"直属", U"所属", U"季度", U"上半年", U"下半年", U"月份"}))
      return true;
    return adds_up_ && of_a_part(said);
  }

  // In a government's report: figures of its office alone, or of a named part of it.
  bool of_a_part(const Said& said) const {
    if (has_any(said.lead, {U"办公室", U"政府办", U"办公厅", U"本级", U"本机关", U"我办", U"代表"}))
      return true;
    Letters before = said.before;
    for (std::size_t i = 1; i < before.size(); ++i) {
      if (!one_of(before[i], U"省市州盟县区旗镇乡局厅院")) continue;
      if (one_of(before[i - 1], U"全我本各")) continue;
      std::size_t first = i >= 2 ? i - 2 : 0;
      if (has(agency_, before.substr(first, i + 1 - first))) continue;
      return true;
    }
    return has_any(before, {U"区政府", U"县政府", U"市政府", U"省政府"});
  }

  // Letters, proposals, hotlines: they are received and answered, too.
  static bool of_other_matters(const Said& said) {
    return has_any(said.all, {U"建议", U"提案", U"留言", U"诉求", U"热线", U"咨询", U"网民",
                              U"意见", U"工单", U"舆情", U"投诉件", U"网络问政", U"办件"});
  }

  // Whether the whole text is about applications.
  bool on_requests() const {
    return part_ == "overview.disclosure_on_request" || part_ == "applications";
  }

  // ---- what a quantity says -------------------------------------------------------------------

  void look(const Said& said, int year) {
    Claim counted = std::exchange(counted_, {});
    if (left_alone(said, year)) return;
    if (said.mention->kind == Mention::Kind::percentage) return share(said, counted);
    if (of_other_matters(said)) {
      requests_.open = requests_.here = false;  // what follows is of these
      return;
    }
    if (proceedings(said) || carried(said) || outcome(said) || applicants(said) || request(said) ||
        documents(said) || decisions(said))
      return;
    fees(said);
  }

  static bool counts_cases(const Said& said) {
    const std::string& unit = said.mention->unit;
    for (std::string_view word : {"", "件", "份", "条", "宗", "起", "个", "项", "例", "件次"})
      if (unit == word) return true;
    return false;
  }

  static bool none(const Said& said) { return said.mention->kind == Mention::Kind::none; }

  // What follows an application within the paragraph speaks of applications.
  struct Topic {
    bool open = false, here = false, received = false;
    bool whole = false;  // with those carried over from last year, by what has been said
    std::size_t sentence = 0;
    std::string unit;
  };

  void open(Topic& topic, const Said& said) {
    topic.open = topic.here = true;
    topic.sentence = number_;
    topic.unit = said.mention->unit;
  }
  bool goes_on(const Topic& topic, const Said& said) const {
    return topic.open && number_ - topic.sentence <= 1 &&
           (said.mention->unit == topic.unit || (topic.unit == "份" && said.mention->unit == "件"));
  }

  static bool by_channel(Letters words) {
    return has_any(words, {U"网络", U"网上", U"信函", U"邮寄", U"邮件", U"邮箱", U"当面", U"现场",
                           U"传真", U"平台", U"窗口", U"网站", U"在线", U"来信", U"线上", U"线下",
                           U"电话", U"来访", U"书面"});
  }

  bool about_requests(const Said& said) const {
    Letters words = said.all;
    if (has_any(words, {U"许可", U"登记", U"救助", U"补贴", U"听证", U"仲裁", U"认定", U"备案",
                        U"复议", U"诉讼", U"审批", U"减免", U"更正", U"异议"}))
      return false;
    if (none(said) && has_any(words, {U"投诉", U"举报", U"自然人", U"法人", U"企业", U"申请人"}))
      return false;
    if (!has(words, U"申请")) return false;
    return has_any(words, {U"公开", U"信息申请"}) || on_requests();
  }

  bool request(const Said& said) {
    if (!counts_cases(said)) return false;
    Letters words = said.all, before = none(said) ? words : Letters(said.before);
    bool refused =
        has_any(before, {U"不予受理", U"不予处理", U"其他处理", U"不予答复", U"不予办理"});
    bool arrived =
        !refused && has_any(before, {U"收到", U"接收", U"新收", U"接到", U"收办", U"受理"});
    bool handled = !refused && !none(said) &&
                   has_any(before, {U"办结", U"答复", U"回复", U"办复", U"办理", U"处理"});
    if (!arrived && !handled) return false;
    bool about = about_requests(said);
    if (!about && !(handled && requests_.here && goes_on(requests_, said))) return false;
    if (by_channel(words) || has(before, U"其中")) {
      if (!none(said)) open(requests_, said);
      return true;
    }
    bool accepted_only = arrived && !handled && has(before, U"受理") && requests_.received;
    if (accepted_only) return true;  // 收到4件，受理3件
    requests_.whole = false;
    const char *received = "applications.received.total",
               *carried = "applications.carried_in.total",
               *total = "applications.outcomes.total.total",
               *forward = "applications.carried_forward.total";
    Claim claim;
    if (handled) {
      claim.rule = &text_handled;
      claim.sums = {cells({total}), cells({received})};
      requests_.whole = is(said, sum_of(claim.sums[0], false));
      // 办理 may be what came in and was carried over; 答复 may leave out what was not processed.
      if (has_any(before, {U"办理", U"处理", U"受理", U"收办"}))
        claim.sums.push_back(cells({received, carried}));
      if (!has(before, U"办结"))
        claim.sums.push_back(
            cells({"applications.outcomes.disclosed", "applications.outcomes.partly_disclosed",
                   "applications.outcomes.denied", "applications.outcomes.unavailable"}));
    } else {
      claim.rule = &text_received;
      claim.sums = {cells({received}), cells({received, carried})};
      if (!has_any(before, {U"收到", U"新收"})) claim.sums.push_back(cells({total}));
      requests_.received = true;
    }
    compare(said, claim, handled ? forward : nullptr);
    if (!none(said)) open(requests_, said);
    return true;
  }

  // 上年结转18件; 结转下年度办理72件
  bool carried(const Said& said) {
    Letters words = said.all;
    if (none(said) || !counts_cases(said) || !goes_on(requests_, said)) return false;
    if (!has_any(words, {U"结转", U"顺延", U"转下", U"转入", U"延至", U"转至"})) return false;
    std::u32string next = letters_of(std::to_string(report_.year + 1) + "年");
    bool forward = has_any(words, {U"下年", U"下一年", U"次年", U"明年"}) ||
                   (report_.year != 0 && has(words, next));
    bool in = has_any(words, {U"上年", U"上一年", U"去年"});
    if (forward == in) return true;  // cannot be told
    requests_.whole = requests_.whole || in;
    compare(said, {&text_carried,
                   {cells({forward ? "applications.carried_forward.total"
                                   : "applications.carried_in.total"})}});
    return true;
  }

  bool applicants(const Said& said) {
    if (none(said) || !requests_.here || !goes_on(requests_, said)) return false;
    Claim claim = claim_of_applicants(said.before);
    if (claim.rule == nullptr) return false;
    compare(said, claim);
    remember(said, std::move(claim));
    return true;
  }

  // The cells of an applicant that the words name; without a rule where they name none, without
  // sums where they name several at once.
  static Claim claim_of_applicants(Letters words) {
    std::vector<std::string> columns;
    if (has_any(words, {U"自然人", U"公民"})) {
      if (has_any(words, {U"法人", U"企业", U"组织"})) return {&text_applicants, {}};
      columns = {"natural_person"};
    } else if (has(words, U"商业企业")) {
      columns = {"commercial_enterprise"};
    } else if (has(words, U"科研机构")) {
      columns = {"research_institution"};
    } else if (has(words, U"公益组织")) {
      columns = {"public_welfare_body"};
    } else if (has(words, U"法律服务")) {
      columns = {"legal_service_institution"};
    } else if (has(words, U"法人")) {
      columns = {"commercial_enterprise", "research_institution", "public_welfare_body",
                 "legal_service_institution", "other"};
    } else {
      return {};
    }
    Claim claim{&text_applicants, {{}, {}, {}}};
    for (const std::string& column : columns) {
      std::size_t received = cell_index<Report>("applications.received." + column);
      std::size_t carried = cell_index<Report>("applications.carried_in." + column);
      claim.sums[0].push_back(received);
      claim.sums[1].insert(claim.sums[1].end(), {received, carried});
      claim.sums[2].push_back(cell_index<Report>("applications.outcomes.total." + column));
    }
    return claim;
  }

  bool outcome(const Said& said) {
    if (none(said) || !goes_on(requests_, said)) return false;
    Claim claim = claim_of_outcomes(said);
    if (claim.rule == nullptr) return false;
    if (claim.sums.empty()) return true;
    requests_.sentence = number_;
    if (!of_this_year_alone(said, claim.sums[0])) compare(said, claim);
    remember(said, std::move(claim));
    return true;
  }

  void remember(const Said& said, Claim claim) {
    counted_ = std::move(claim);
    if (whole_number(said)) counted_.counted = Count(said.mention->value.digits());
  }

  // The cells of a group of outcomes, in the same way.
  Claim claim_of_outcomes(const Said& said) const {
    Letters words = said.before;
    const char *disclosed = "applications.outcomes.disclosed",
               *partly = "applications.outcomes.partly_disclosed",
               *denied = "applications.outcomes.denied",
               *unavailable = "applications.outcomes.unavailable",
               *not_held = "applications.outcomes.unavailable.not_held",
               *not_processed = "applications.outcomes.not_processed";
    bool refused = has_any(words, {U"不予公开", U"不予以公开", U"不公开", U"不同意公开"});
    bool partial = !refused && has_any(words, {U"部分公开", U"区分处理"});
    bool whole = !refused && has_any(words, {U"予以公开", U"同意公开", U"公开答复", U"全部公开"});
    if (!whole && has(words, U"公开和部分公开")) whole = true;
    bool lacking = has_any(words, {U"无法提供", U"不能提供"});
    bool ignored = has(words, U"不予处理");
    bool other = has_any(words, {U"其他处理", U"其它处理"});
    std::size_t kinds = (refused ? 1U : 0U) + (partial || whole ? 1U : 0U) + (lacking ? 1U : 0U) +
                        (ignored ? 1U : 0U) + (other ? 1U : 0U);
    Claim claim{&text_outcomes, {}};
    if (kinds > 1) return claim;  // 不予公开和无法提供: of several groups together
    if (whole && partial)
      claim.sums = {cells({disclosed, partly})};
    else if (partial)
      claim.sums = {cells({partly})};
    else if (whole)
      claim.sums = {cells({disclosed}), cells({disclosed, partly})};
    else if (refused)  // often used for all that was not given
      claim.sums = {cells({denied}), cells({denied, unavailable}),
                    cells({denied, unavailable, not_processed})};
    else if (lacking)
      claim.sums = {cells({unavailable})};
    else if (ignored)
      claim.sums = {cells({not_processed})};
    else if (other)
      claim.sums = {cells(
          {"applications.outcomes.other_handling", "applications.outcomes.other_handling_2019"})};
    else if (has_any(said.all, {U"不掌握", U"信息不存在"}))
      claim.sums = {cells({not_held}), cells({unavailable})};
    else
      return {};
    // 因本机关不掌握无法提供3件 speaks of the row, 不掌握等原因 of the group.
    if (lacking && has(words, U"不掌握") && !has(words, U"等"))
      claim.sums.push_back(cells({not_held}));
    return claim;
  }

  // ---- shares ---------------------------------------------------------------------------------

  // 予以公开率40%, 占申请总数的40%: a share of the applications, of what its own clause names or,
  // behind a count (予以公开4件，占40%), of what was counted.
  void share(const Said& said, const Claim& counted) {
    Letters words = said.before;
    if (!requests_.open || number_ - requests_.sentence > 1 || is_rough(said)) return;
    Claim claim = claim_of_outcomes(said);
    if (claim.rule == nullptr) claim = claim_of_applicants(words);
    std::size_t of = words.rfind(U'占');
    bool of_all = of != Letters::npos &&
                  made_of(words.substr(of + 1),
                          {U"比例", U"比",   U"总",   U"申请",   U"数",           U"量",
                           U"件",   U"全部", U"全年", U"本年度", U"本年",         U"当年",
                           U"所有", U"办结", U"办理", U"办件",   U"答复",         U"处理",
                           U"结果", U"收到", U"受理", U"新收",   U"政府信息公开", U"依申请公开",
                           U"的",   U"为",   U"是",   U"达",     U"到",           U"了"});
    bool rate =
        has_any(words, {U"予以公开率", U"部分公开率", U"不予公开率", U"无法提供率", U"不予处理率"});
    if (claim.rule == nullptr && of_all) claim = counted;
    if (!(of_all || rate) || claim.sums.empty()) return;
    Cells received = cells({"applications.received.total"}),
          with_carried = cells({"applications.received.total", "applications.carried_in.total"});
    std::vector<Cells> wholes = {cells({"applications.outcomes.total.total"}), received,
                                 with_carried};
    if (of_all && has_any(words.substr(of), {U"收", U"受理"})) wholes = {received, with_carried};
    compare_share(said, claim, wholes);
  }

  static bool is_rough(const Said& said) {
    for (char32_t c : letters_of(said.printed))
      if (one_of(c, U"约近逾超突于少余多+")) return true;
    Letters after = said.after.substr(0, 2);
    return after == U"以上" || after == U"以下" || after == U"左右";
  }

  // The table's outcomes are those of the applications carried over, too; a text that has not
  // spoken of them may leave them out.
  bool of_this_year_alone(const Said& said, const Cells& cells) const {
    if (requests_.whole) return false;
    Sum table = sum_of(cells, false),
        carried = sum_of({cell_index<Report>("applications.carried_in.total")}, false);
    if (!table.known || !carried.known || carried.sum.zero() || !whole_number(said)) return false;
    ExactSum more = table.sum - ExactSum(said.mention->value.digits());
    return !more.negative() && !(carried.sum - more).negative();
  }

  bool proceedings(const Said& said) {
    if (!counts_cases(said)) return false;
    Letters words = said.all, before = none(said) ? words : Letters(said.before);
    // 收到行政复议申请300件 is of a reviewing body, whatever it deals with.
    bool about = has(words, U"公开") ||
                 (!has_any(before, {U"收到", U"受理", U"办理", U"承办", U"处理"}) &&
                  (has(said.lead, U"公开") || part_ == "proceedings" || on_requests()));
    bool review = has(words, U"复议"), court = has_any(words, {U"诉讼", U"应诉", U"起诉"});
    if (!review && !court) return !proceedings_.empty() && result(said);
    if (!about) return true;
    // Of the reviewing body, of another count, or of a kind of result.
    if (has_any(words, {U"审理", U"审结", U"复议机关", U"备案", U"败诉", U"纠正", U"纠错", U"撤销",
                        U"维持", U"其中", U"胜诉", U"培训", U"典型案例"}) ||
        has_any(said.lead, {U"备案", U"复议机关"}))
      return true;
    std::vector<std::string> blocks;
    if (has_any(before, {U"复议后起诉", U"复议后诉讼", U"复议后提起"})) {
      blocks = {"litigation_after_reconsideration"};
    } else if (has_any(before, {U"未经复议", U"直接起诉", U"直接诉讼"})) {
      blocks = {"litigation_direct"};
    } else {
      if (review) blocks = {"reconsideration"};
      if (court)
        blocks.insert(blocks.end(), {"litigation_direct", "litigation_after_reconsideration"});
    }
    Claim claim{&text_proceedings, {{}}};
    for (const std::string& block : blocks)
      claim.sums[0].push_back(cell_index<Report>("proceedings." + block + ".total"));
    compare(said, claim);
    if (!none(said)) proceedings_.push_back({said.mention, blocks});
    return true;
  }

  // 维持5件, behind 行政复议7件
  bool result(const Said& said) {
    if (none(said) || said.mention->unit != proceedings_.back().mention->unit) return false;
    if (has_any(letters_, {U"驳回", U"撤诉", U"调解"})) return true;  // 维持, or 其他结果
    std::string column;
    Letters words = said.all;
    if (has(words, U"维持"))
      column = "upheld";
    else if (has_any(words, {U"纠正", U"撤销"}))
      column = "corrected";
    else if (has_any(words, {U"未审结", U"未结", U"正在审理"}))
      column = "not_concluded";
    else
      return false;
    Claim claim{&text_results, {{}}};
    for (const std::string& block : proceedings_.back().blocks)
      claim.sums[0].push_back(cell_index<Report>("proceedings." + block + "." + column));
    // Behind two counts it may speak of both.
    if (proceedings_.size() > 1) {
      claim.sums.emplace_back();
      for (const Counted& counted : proceedings_)
        for (const std::string& block : counted.blocks)
          claim.sums[1].push_back(cell_index<Report>("proceedings." + block + "." + column));
    }
    compare(said, claim);
    return true;
  }

  // 均获维持, 均已结案: then table 4 has nothing else for the cases that the sentence counted.
  void results_of_all() {
    for (Letters words :
         {Letters(U"均获维持"), Letters(U"均维持"), Letters(U"全部维持"), Letters(U"均被维持"),
          Letters(U"均予维持"), Letters(U"均予以维持"), Letters(U"均为维持")})
      if (all_are(words, {"corrected", "other", "not_concluded"})) return;
    for (Letters words : {Letters(U"均已结案"), Letters(U"均已审结"), Letters(U"全部审结"),
                          Letters(U"均已办结"), Letters(U"全部结案")})
      if (all_are(words, {"not_concluded"})) return;
  }

  bool all_are(Letters words, std::initializer_list<const char*> others) {
    std::size_t at = letters_.find(words);
    if (proceedings_.empty() || at == std::u32string::npos) return false;
    Finding finding;
    for (const Counted& counted : proceedings_)
      for (const std::string& block : counted.blocks)
        for (const char* column : others) {
          std::size_t cell = cell_index<Report>("proceedings." + block + "." + column);
          if (numbers_[cell].has_value() && numbers_[cell].value() > 0)
            finding.terms.push_back(term(cell));
        }
    if (finding.terms.empty()) return true;
    finding.rule = text_results;
    std::size_t first = spots_[at].at, last = spots_[at + words.size() - 1].at;
    text::next(text_, last);
    add_named(finding, "stated", text_.substr(first, last - first));
    add_named(finding, "quote", text::excerpt(text_, sentence_, {first, last}, 120));
    add(std::move(finding));
    return true;
  }

  // Whether it is that noun that is counted: 规范性文件现行有效32件, 4件规范性文件; not
  // 规范性文件管理办法1件.
  static bool counts(const Said& said, Letters noun) {
    if (ends(said.after, noun)) return true;
    std::size_t at = said.before.rfind(noun);
    if (at == std::u32string::npos) return false;
    return made_of(Letters(said.before).substr(at + noun.size()),
                   {U"现行有效", U"继续有效", U"制发", U"制定", U"印发", U"出台", U"废止", U"失效",
                    U"本年", U"共", U"计", U"总", U"数", U"量", U"为", U"有", U"达", U"的", U"件"});
  }

  bool documents(const Said& said) {
    const std::string& unit = said.mention->unit;
    Letters words = said.all;
    bool rules = counts(said, U"规章"), normative = counts(said, U"规范性文件");
    if (!rules && !normative && has_any(words, {U"规章", U"规范性文件"})) return true;
    bool named = rules != normative;
    bool counted =
        none(said) || unit == "件" || unit == "份" || unit == "部" || unit == "个" || unit == "项";
    if (!counted || (!named && !(documents_.here && goes_on(documents_, said) && !none(said))))
      return false;
    if (has_any(words, {U"文件类", U"解读", U"信息", U"修订", U"修改", U"起草", U"代",   U"审核",
                        U"审查",   U"备案", U"报备", U"清理", U"党",   U"以区", U"以县", U"以市",
                        U"以省",   U"联合", U"其中", U"拟",   U"征求", U"评估", U"重新", U"拟定"}))
      return named;
    bool issued = has_any(words, {U"制定", U"制发", U"印发", U"出台", U"颁布", U"制作"});
    bool repealed = has_any(words, {U"废止", U"失效"});
    bool in_force = has_any(words, {U"现行有效", U"继续有效"});
    // 动态更新现行有效和本年制发的…: of two at once
    if ((issued ? 1 : 0) + (repealed ? 1 : 0) + (in_force ? 1 : 0) != 1) return named;
    bool is_rules = named ? rules : documents_are_rules_;
    bool of_2019 = report_.form == Form::of_2019;
    std::string row = std::string(of_2019 ? "disclosure_2019." : "disclosure.") +
                      (is_rules ? "rules." : "normative_documents.");
    Claim claim{&text_documents, {}};
    auto sum = [&](const char* column) {
      claim.sums.push_back({cell_index<Report>(row + column)});
    };
    if (of_2019 && issued) {
      sum("produced");
      sum("newly_disclosed");
    } else if (!of_2019) {
      sum(issued ? "issued" : repealed ? "repealed" : "in_force");
    }
    if (!claim.sums.empty()) compare(said, claim);
    if (named && !none(said)) {
      open(documents_, said);
      documents_are_rules_ = rules;
    }
    return true;
  }

  bool decisions(const Said& said) {
    Letters words = said.all;
    bool licences = has(words, U"行政许可"), penalties = has(words, U"行政处罚"),
         measures = has(words, U"行政强制");
    if ((licences ? 1 : 0) + (penalties ? 1 : 0) + (measures ? 1 : 0) != 1) return false;
    const std::string& unit = said.mention->unit;
    bool counted = unit == "件" || unit == "宗" || unit == "起" || unit == "个" || unit == "项" ||
                   unit == "例" || unit == "件次";
    if (none(said) || !counted || !has(said.before, U"决定") ||
        has_any(words, {U"类", U"公示", U"事项", U"目录", U"清单", U"案卷", U"其中", U"申请",
                        U"重大", U"信息", U"不予", U"撤销", U"免予", U"公开", U"公布", U"发布"}))
      return true;
    bool of_2019 = report_.form == Form::of_2019;
    std::string row = licences ? "licences." : penalties ? "penalties." : "compulsory_measures.";
    compare(said, {&text_decisions,
                   {{cell_index<Report>((of_2019 ? "disclosure_2019." : "disclosure.") + row +
                                        (of_2019 ? "decisions" : "made"))}}});
    return true;
  }

  // In the text mostly yuan or 万元 with fewer decimals than the table: compared as it was rounded.
  void fees(const Said& said) {
    constexpr std::string_view path = "disclosure.administrative_fees.collected";
    std::size_t cell = cell_index<Report>(path);
    const Amount& held = report_.disclosure.administrative_fees.collected;
    Letters words = none(said) ? Letters(said.all) : Letters(said.before);
    if (!has(words, U"行政事业性收费") || has_any(words, {U"项目", U"其中", U"减免", U"取消"}))
      return;
    if (!none(said) && said.mention->unit != "元") return;
    if (!held.has_value() || held.decimals() > 10) return;
    // In 10^-10 万元: 64 bits hold nine digits before the point.
    constexpr int scale = 10;
    auto scaled = [](Amount amount, int more, std::int64_t& result) {
      if (amount.negative() || more < 0) return false;
      result = amount.digits();
      for (; more > 0; --more) {
        if (result > std::numeric_limits<std::int64_t>::max() / 10) return false;
        result *= 10;
      }
      return true;
    };
    std::int64_t table = 0, stated = 0, step = 0;
    int step_power = said.mention->value.decimals() > 0 ? 0 : last_digit_of(said.printed);
    Amount value = said.mention->value;
    if (!scaled(held, scale - held.decimals(), table) ||
        !scaled(value, scale - 4 - value.decimals(), stated) ||
        !scaled(Amount(1, 0), scale - 4 + step_power - value.decimals(), step))
      return;
    std::int64_t off = table > stated ? table - stated : stated - table;
    if (off == 0 || (stated != 0 && off <= step / 2)) return;
    emit(said, text_fees, {cell}, ExactSum(), ExactSum());
  }

  // The power of ten of the last digit that is printed, in yuan: 66.49万 is exact to 100 yuan, 2.
  static int last_digit_of(const std::string& printed) {
    bool ten_thousand = printed.find("万") != std::string::npos;
    std::size_t point = printed.find('.');
    if (printed.find("亿") != std::string::npos) return 8;
    if (!ten_thousand) return 0;
    int decimals = 0;
    for (std::size_t i = point; i != std::string::npos && i + 1 < printed.size() &&
                                printed[i + 1] >= '0' && printed[i + 1] <= '9';
         ++i)
      ++decimals;
    return decimals > 4 ? 0 : 4 - decimals;
  }

  // ---- cells ----------------------------------------------------------------------------------

  // Cells by path; a row of table 3, or a group of rows, stands for its totals.
  static Cells cells(std::initializer_list<std::string_view> paths) {
    Cells found;
    for (std::string_view path : paths) {
      std::size_t cell = cell_index<Report>(path);
      if (cell != no_cell)
        found.push_back(cell);
      else
        add_totals(path, found);
    }
    return found;
  }
  static void add_totals(std::string_view part, Cells& found) {
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
      Path path = path_of<Report>(cell);
      if (path.cell().name != "total") continue;
      std::string name = to_string(path);
      if (text::starts_with(name, part) && name[part.size()] == '.') found.push_back(cell);
    }
  }

  struct Sum {
    ExactSum sum;
    bool known = true;
    std::size_t cells = 0;
  };

  // Over the cells, or over the six applicants beside each total.
  Sum sum_of(const Cells& cells, bool by_applicants) const {
    Sum result;
    for (std::size_t cell : cells) {
      std::size_t first = by_applicants ? cell - 6 : cell, last = by_applicants ? cell : cell + 1;
      for (std::size_t i = first; i < last; ++i) {
        if (states_[i] == State::absent) continue;
        ++result.cells;
        if (numbers_[i].has_value())
          result.sum += numbers_[i].value();
        else
          result.known = false;
      }
    }
    return result;
  }

  static bool whole_number(const Said& said) {
    return said.mention->value.has_value() && said.mention->value.decimals() == 0;
  }
  static bool is(const Said& said, const Sum& sum) {
    return whole_number(said) && sum.known && sum.sum == ExactSum(said.mention->value.digits());
  }

  static bool totals_of_applicants(const Cells& cells) {
    for (std::size_t cell : cells) {
      Path path = path_of<Report>(cell);
      if (path[0].name != "applications" || path.cell().name != "total") return false;
    }
    return true;
  }

  // `without`: a row that what was handled of this year's applications may leave out.
  void compare(const Said& said, const Claim& claim, const char* without = nullptr) {
    if (!whole_number(said)) return;
    ExactSum stated(said.mention->value.digits());
    for (const Cells& cells : claim.sums) {
      Sum sum = sum_of(cells, false);
      if (sum.cells == 0 || !sum.known || sum.sum == stated) return;
      if (!totals_of_applicants(cells)) continue;
      Sum of_applicants = sum_of(cells, true);
      if (of_applicants.known && of_applicants.sum == stated) return;
    }
    if (without != nullptr) {
      Sum received = sum_of(cells({"applications.received.total"}), false);
      Sum left = sum_of(cells({without}), false);
      if (!received.known || !left.known || received.sum - left.sum == stated) return;
    }
    emit(said, *claim.rule, claim.sums[0], stated, sum_of(claim.sums[0], false).sum);
  }

  /// What part of a whole is in per cent, exactly; known where 64 bits hold all that is worked out.
  struct Share {
    std::int64_t part = 0, whole = 0;
    bool known = false;

    Share(ExactSum part_sum, ExactSum whole_sum) {
      constexpr std::int64_t most = 100'000'000'000;
      Count p = part_sum.count(), w = whole_sum.count();
      if (!p.has_value() || !w.has_value()) return;
      part = p.value();
      whole = w.value();
      known = part >= 0 && part <= most && whole > 0 && whole <= most;
    }
    static constexpr int most_decimals = 4;
    static constexpr std::int64_t most_digits = 10'000'000;
    static std::int64_t hundred(int decimals) {
      std::int64_t hundred = 100;
      for (; decimals > 0; --decimals) hundred *= 10;
      return hundred;
    }
    // Rounded, or cut off, to the decimals that the text has.
    bool is(Amount stated) const {
      std::int64_t exact = part * hundred(stated.decimals());
      return known && 2 * exact >= (2 * stated.digits() - 1) * whole &&
             exact < (stated.digits() + 1) * whole;
    }
    std::string rounded(int decimals) const {
      return to_string(Amount((2 * part * hundred(decimals) + whole) / (2 * whole), decimals));
    }
  };

  void compare_share(const Said& said, const Claim& claim, const std::vector<Cells>& wholes) {
    Amount stated = said.mention->value;
    if (!stated.has_value() || stated.negative() || stated.decimals() > Share::most_decimals ||
        stated.digits() > Share::most_digits)
      return;
    // A text that has not spoken of those carried over may leave them out.
    Sum carried = sum_of(cells({"applications.carried_in.total"}), false);
    if (!requests_.whole && !(carried.known && carried.sum.zero())) return;
    for (const Cells& whole : wholes)
      for (const Cells& part : claim.sums)
        for (bool by_applicants : {false, true}) {
          if (by_applicants && !totals_of_applicants(part)) continue;
          Sum parts = sum_of(part, by_applicants), all = sum_of(whole, by_applicants);
          bool known = parts.known && parts.cells > 0 && all.known;
          if (known && Share(parts.sum, all.sum).is(stated)) return;
          if (!known && !by_applicants) return;
          // What follows from the number before it is not told twice.
          if (claim.counted.has_value() &&
              Share(ExactSum(claim.counted.value()), all.sum).is(stated))
            return;
        }
    Sum part = sum_of(claim.sums[0], false), whole = sum_of(wholes[0], false);
    Share share(part.sum, whole.sum);
    if (!share.known) return;
    Finding* finding = emit(said, text_shares, claim.sums[0], ExactSum(-1), part.sum);
    if (finding == nullptr) return;
    auto table = [&](Language language) {
      bool zh = language == Language::zh;
      std::string name = row_name(term(wholes[0].front()).path, language),
                  of = std::to_string(share.whole),
                  percent = share.rounded(stated.decimals()) + '%';
      return spoken_of(*finding, language) +
             (zh ? "，占“" + name + "”" + of + " 的 " + percent
                 : ", which is " + percent + " of " + of + " for \"" + name + "\"");
    };
    finding->named.push_back({"table", table(Language::zh), table(Language::en)});
    for (std::size_t cell : wholes[0]) finding->terms.push_back(term(cell));
    finding->left = part.sum;
    finding->right = whole.sum;
  }

  // The finding; nullptr where it went into another one.
  Finding* emit(const Said& said, const Rule& rule, const Cells& cells, ExactSum left,
                ExactSum right) {
    std::vector<Term> terms;
    for (std::size_t cell : cells)
      if (states_[cell] != State::absent) terms.push_back(term(cell));
    if (stale_ != no_finding) {  // the sentence is of last year: one finding tells all of it
      std::vector<Term>& told = found_.items[stale_].terms;
      told.insert(told.end(), terms.begin(), terms.end());
      return nullptr;
    }
    Finding finding;
    finding.rule = rule;
    finding.terms = std::move(terms);
    finding.left = left;
    finding.right = right;
    add_named(finding, "stated", words_of(said));
    const Mention& mention = *said.mention;
    add_named(
        finding, "quote",
        text::excerpt(text_, sentence_, {mention.offset, mention.offset + mention.length}, 120));
    add(std::move(finding));
    return &found_.items.back();
  }

  void add(Finding finding) {
    finding.sentence = {std::string(part_), sentence_.first, sentence_.last - sentence_.first};
    found_.items.push_back(std::move(finding));
  }

  // "我局收到政府信息公开申请4件", "未收到政府信息公开申请"
  static std::string words_of(const Said& said) {
    std::string before, after;
    for (char32_t c : said.before) text::append(before, c);
    for (char32_t c : said.after) text::append(after, c);
    std::string printed = text::one_line(said.printed);
    return before.empty() || none(said) ? before + printed + after : before + printed;
  }

  Term term(std::size_t cell) const {
    Term term = detail::cell_term(schema<Report>, &report_, cell);
    if (term.state != State::value) term.determined = numbers_[cell];
    return term;
  }

  static constexpr std::size_t no_finding = static_cast<std::size_t>(-1);

  const Report& report_;
  bool adds_up_;
  std::u32string agency_;
  std::vector<State> states_;   // of the cells
  std::vector<Count> numbers_;  // printed, or left by the equations
  Findings found_;

  std::string_view text_, part_;  // of this part, and its name
  std::size_t number_ = 0;        // of this sentence
  Stretch sentence_;
  std::u32string letters_;
  std::vector<text::Spot> spots_;
  std::vector<Year> years_;
  std::vector<bool> told_;          // of the yearly verbs, in this part
  int previous_year_ = 0;           // that the sentence before spoke of
  std::size_t stale_ = no_finding;  // the finding that this sentence is of last year
  Topic requests_, documents_;
  Claim counted_;  // by the quantity just before, of applicants or outcomes
  bool documents_are_rules_ = false;
  struct Counted {
    const Mention* mention;
    std::vector<std::string> blocks;
  };
  std::vector<Counted> proceedings_;  // that this sentence counted
};

}  // namespace

Findings check_text(const Report& report, const std::vector<Mention>& mentions,
                    const BesideTables& beside) {
  if (mentions.empty()) return {};  // there is nothing to compare
  TextCheck check(report);
  const Overview& overview = report.overview;
  check.part(overview.opening, "overview.opening", mentions);
  check.part(overview.proactive_disclosure, "overview.proactive_disclosure", mentions);
  check.part(overview.disclosure_on_request, "overview.disclosure_on_request", mentions);
  check.part(overview.information_management, "overview.information_management", mentions);
  check.part(overview.platforms, "overview.platforms", mentions);
  check.part(overview.oversight, "overview.oversight", mentions);
  check.part(beside.disclosure, "disclosure", mentions);
  check.part(beside.applications, "applications", mentions);
  check.part(beside.proceedings, "proceedings", mentions);
  check.part(report.problems, "problems", mentions);
  check.part(report.other_matters, "other_matters", mentions);
  return check.take();
}

}  // namespace v0
}  // namespace gongkai
