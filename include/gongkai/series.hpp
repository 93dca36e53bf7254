// One agency over the years: what this year's report must continue, and what looks copied or far
// off. An equation between years is written once, on members:
//
//   chain(about, this_year(&Stock::now), last_year(&Stock::now) + this_year(&Stock::added))
//
// and holds wherever that struct occurs, column by column where the members are rows.
#ifndef GONGKAI_SERIES_HPP
#define GONGKAI_SERIES_HPP

#include <algorithm>
#include <array>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/report.hpp"

namespace gongkai {
inline namespace v0 {

/// A figure on the right of a chain: of last year or of this, added or taken away.
struct ChainTerm {
  std::size_t first = 0;  ///< cell number, from the start of the struct the chain is written on
  bool last_year = false, minus = false;
};

/// An equation between years as data: this year's figure is the sum of the terms, once for each of
/// the `width` cells.
struct Chain {
  static constexpr std::size_t most = 4;
  Rule rule;
  std::size_t figure = 0;
  ChainTerm terms[most] = {};
  std::size_t size = 0;
  std::size_t width = 1;
};

/// A chain at one place of a report.
struct PlacedChain {
  Chain chain;
  std::size_t base = 0;  ///< cell number of the place
};

namespace detail {

template <class Owner, std::size_t Width>
struct ChainSum {
  ChainTerm terms[Chain::most] = {};
  std::size_t size = 0;
};

template <class Owner, std::size_t Width>
constexpr ChainSum<Owner, Width> with_term(ChainSum<Owner, Width> sum, ChainTerm term, bool minus) {
  term.minus = minus;
  sum.terms[sum.size++] = term;  // a term too many stops the compiler here
  return sum;
}
template <class Owner, std::size_t Width>
constexpr auto operator+(ChainSum<Owner, Width> sum, ChainSum<Owner, Width> term) {
  return with_term(sum, term.terms[0], false);
}
template <class Owner, std::size_t Width>
constexpr auto operator-(ChainSum<Owner, Width> sum, ChainSum<Owner, Width> term) {
  return with_term(sum, term.terms[0], true);
}

template <class Owner>
struct ChainOn {
  Chain chain;
};

}  // namespace detail

/// A member of the report on this year, or of that on the year before.
template <class Owner, class M>
constexpr detail::ChainSum<Owner, detail::cells_of<M>()> this_year(M Owner::*member) {
  return detail::with_term(detail::ChainSum<Owner, detail::cells_of<M>()>(),
                           {detail::as_at(member).first, false, false}, false);
}
template <class Owner, class M>
constexpr detail::ChainSum<Owner, detail::cells_of<M>()> last_year(M Owner::*member) {
  return detail::with_term(detail::ChainSum<Owner, detail::cells_of<M>()>(),
                           {detail::as_at(member).first, true, false}, false);
}

/// this_year(figure) equals the sum.
template <class Owner, std::size_t Width>
constexpr detail::ChainOn<Owner> chain(Rule rule, detail::ChainSum<Owner, Width> figure,
                                       detail::ChainSum<Owner, Width> sum) {
  detail::ChainOn<Owner> made{};
  made.chain.rule = rule;
  made.chain.figure = figure.terms[0].first;
  for (std::size_t i = 0; i < sum.size; ++i) made.chain.terms[i] = sum.terms[i];
  made.chain.size = sum.size;
  made.chain.width = Width;
  return made;
}

/// The chains at all places of their structs in Root.
template <class Root, class... Owner>
constexpr auto lift_chains(const detail::ChainOn<Owner>&... chains) {
  constexpr std::size_t count = (detail::places<Root, Owner>() + ...);
  std::array<PlacedChain, count> placed{};
  std::size_t next = 0;
  auto add = [&](const Chain& chain, const std::size_t* firsts, std::size_t places) {
    for (std::size_t i = 0; i < places; ++i) placed[next++] = {chain, firsts[i]};
  };
  std::size_t firsts[count] = {};
  (add(chains.chain, firsts, detail::places<Root, Owner>(firsts)), ...);
  return placed;
}

// ---- the chains of this form -------------------------------------------------------------------

namespace basis {
inline constexpr Text carried = {
    "国办公开办函〔2021〕30号、〔2019〕60号附件，表三第二项“上年结转”与上一年度报告表三第四项"
    "“结转下年度继续办理”是同一批申请",
    "Notices 〔2021〕30 and 〔2019〕60, template, table 3: row 二 counts the applications of row "
    "四 "
    "of the report on the year before"};
inline constexpr Text stock = {
    "国办公开办函〔2021〕30号附件，表二“第二十条第（一）项”：现行有效件数截至报告年度12月31日",
    "Notice 〔2021〕30, template, table 2, article 20 (1): the number in force as at 31 December "
    "of "
    "the year reported on"};
inline constexpr Text items_2019 = {
    "国办公开办函〔2019〕60号附件，表二“上一年项目数量”“本年增/减”两栏的含义",
    "Notice 〔2019〕60, template, table 2: what the columns 上一年项目数量 and 本年增/减 mean"};
inline constexpr Text documents_2019 = {
    "国办公开办函〔2019〕60号附件，表二“本年新公开数量”“对外公开总数量”两栏的含义",
    "Notice 〔2019〕60, template, table 2: what the columns 本年新公开数量 and 对外公开总数量 "
    "mean"};
inline constexpr Text several_years = {"对照同一机关各年度的报告",
                                       "Comparison of one agency's reports on several years"};
inline constexpr Text copied = {
    "与上一年度报告对照；国办公开办函〔2021〕30号要求年度报告内容准确、完整",
    "Comparison with the report on the year before; notice 〔2021〕30 wants reports accurate and "
    "complete"};
}  // namespace basis

inline constexpr auto series_carried =
    chain({"series.carried",
           Severity::error,
           {"“上年结转”等于上一年度的“结转下年度继续办理”",
            "What is carried over is what the year before carried forward"},
           basis::carried,
           {"与 {previous} 年度报告的“结转下年度继续办理”不一致：{figures}",
            "row 二 is not what the report on {previous} carried forward: {figures}"}},
          this_year(&Applications::carried_in), last_year(&Applications::carried_forward));

inline constexpr auto series_stock =
    chain({"series.in_force",
           Severity::warning,
           {"现行有效件数等于上年现行有效，加本年制发，减本年废止",
            "The number in force is last year's, plus issued, minus repealed"},
           basis::stock,
           {"{row}现行有效件数与 {previous} 年度报告衔接不上：{figures}",
            "{row}: the number in force does not follow from the report on {previous}: {figures}"}},
          this_year(&Documents::in_force),
          last_year(&Documents::in_force) + this_year(&Documents::issued) -
              this_year(&Documents::repealed));

inline constexpr Rule series_items_rule = {
    "series.items_2019",
    Severity::warning,
    {"“上一年项目数量”等于上年报告的“上一年项目数量”加“本年增/减”（2019 年表式）",
     "The items of the year before are those it began with, plus its change (2019 form)"},
    basis::items_2019,
    {"{row}上一年项目数量与 {previous} 年度报告衔接不上：{figures}",
     "{row}: the items of the year before do not follow from the report on {previous}: {figures}"}};
inline constexpr auto series_items =
    chain(series_items_rule, this_year(&Items2019::previous_year),
          last_year(&Items2019::previous_year) + last_year(&Items2019::change));
inline constexpr auto series_fee_items =
    chain(series_items_rule, this_year(&FeeItems2019::previous_year),
          last_year(&FeeItems2019::previous_year) + last_year(&FeeItems2019::change));

inline constexpr auto series_disclosed =
    chain({"series.disclosed_2019",
           Severity::warning,
           {"“对外公开总数量”等于上年总数加本年新公开数量（2019 年表式）",
            "Disclosed in all is last year's, plus newly disclosed (2019 form)"},
           basis::documents_2019,
           {"{row}对外公开总数量与 {previous} 年度报告衔接不上：{figures}",
            "{row}: the number disclosed in all does not follow from the report on {previous}: "
            "{figures}"}},
          this_year(&Documents2019::disclosed),
          last_year(&Documents2019::disclosed) + this_year(&Documents2019::newly_disclosed));

inline constexpr auto year_chains = lift_chains<Report>(series_carried, series_stock, series_items,
                                                        series_fee_items, series_disclosed);

// ---- what else several years tell --------------------------------------------------------------

inline constexpr Rule series_repealed = {
    "series.repealed",
    Severity::warning,
    {"本年废止件数不超过上年现行有效与本年制发之和",
     "No more is repealed than was in force and issued"},
    basis::stock,
    {"{row}本年废止件数过多：{previous} 年度现行有效 {before}，本年制发 {issued}，"
     "本年废止却有 {repealed}",
     "{row}: too many repealed: {before} in force after {previous}, {issued} issued, yet "
     "{repealed} repealed"}};
inline constexpr Rule series_undecided = {
    "series.undecided",
    Severity::note,
    {"逐年核对的各格都有数字", "The cells compared between years have numbers"},
    basis::several_years,
    {"与 {previous} 年度报告的部分衔接关系无法核对，因为没有数字：{rows}",
     "part of what continues the report on {previous} cannot be checked, for want of numbers: "
     "{rows}"}};
inline constexpr Rule series_gap = {
    "series.gap",
    Severity::note,
    {"各年度报告连续", "The reports follow each other year by year"},
    basis::several_years,
    {"缺 {previous} 年度报告，{year} 年度的结转和存量无从核对",
     "the report on {previous} is not there, so what {year} continues cannot be checked"}};
inline constexpr Rule series_several = {
    "series.several",
    Severity::warning,
    {"一个年度只有一份报告", "There is one report on a year"},
    basis::several_years,
    {"{year} 年度有 {count} 份报告，表格有 {cells_differ} 格不同，未参加逐年核对",
     "there are {count} reports on {year}; cells of the tables in which they differ: "
     "{cells_differ}; none of them is compared with other years"}};
inline constexpr Rule series_no_year = {
    "series.no_year",
    Severity::warning,
    {"报告写明年度", "A report says which year it is on"},
    basis::several_years,
    {"年度不明，未参加逐年核对", "the year is not known, so it is not compared with other years"}};
inline constexpr Rule series_figures_copied = {
    "series.figures_copied",
    Severity::warning,
    {"各年度的数字不会大面积相同", "The figures of two years are not largely the same"},
    basis::copied,
    {"两年中至少一年不为零的 {of} 格里，有 {same} 格与 {previous} 年度完全相同（{percent}%），"
     "请核对是否沿用了上年表格",
     "of {of} cells that hold more than zero in one of the two years at least, {same} are as in "
     "{previous} ({percent}%): was last year's table left standing?"}};
inline constexpr Rule series_text_copied = {
    "series.text_copied",
    Severity::warning,
    {"文字不大段照搬上年", "The text is not largely that of the year before"},
    basis::copied,
    {"文字共 {of} 句，有 {same} 句与 {previous} 年度报告相同（{percent}%，年份不计）",
     "of {of} sentences, {same} are those of the report on {previous} ({percent}%, years set "
     "aside)"}};
inline constexpr Rule series_jump = {
    "series.jump",
    Severity::note,
    {"主要数字与其他年度不相差悬殊", "Main figures are not far from those of other years"},
    basis::several_years,
    {"{row}·{column} {printed}，其他年度的中位数为 {median}，相差悬殊，请核对",
     "{row} · {column} is {printed}, the median of the other years is {median}: far apart, please "
     "check"}};

/// All rules about several years, for a catalogue.
inline constexpr Rule series_rules[] = {series_carried.chain.rule,
                                        series_stock.chain.rule,
                                        series_items_rule,
                                        series_disclosed.chain.rule,
                                        series_repealed,
                                        series_undecided,
                                        series_gap,
                                        series_several,
                                        series_no_year,
                                        series_figures_copied,
                                        series_text_copied,
                                        series_jump};

/// When two years count as copied: so many in a hundred the same, out of so many at least.
namespace copied_when {
constexpr std::size_t percent = 80, cells = 12, sentences = 8;
}
/// When a figure counts as far off: so many times the median of the other years (or that part of
/// it), and so much away from it.
namespace far_off_when {
constexpr std::int64_t times = 5, away = 50;
}

namespace detail {

/// The number in a cell of whole numbers; what lacks one keeps its state.
inline Count number_at(const Report& report, std::size_t cell) {
  Kind kind = Path(schema<Report>, cell).cell().kind;
  const void* at = cell_at(schema<Report>, const_cast<Report*>(&report), cell);
  if (kind == Kind::count) return *static_cast<const Count*>(at);
  if (kind != Kind::change) return Count(State::unreadable);
  const Change& change = *static_cast<const Change*>(at);
  return change.has_value() ? Count(change.value()) : Count(change.state());
}

/// The texts of a report, in its order.
inline std::vector<const std::string*> texts_of(const Report& report) {
  std::vector<const std::string*> texts;
  for (const Member& member : schema<Overview>)
    texts.push_back(static_cast<const std::string*>(member.at_const(&report.overview)));
  texts.push_back(&report.problems);
  texts.push_back(&report.other_matters);
  return texts;
}

inline std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result;
  for (std::size_t at; (at = text.find(what)) != std::string_view::npos;) {
    result += text.substr(0, at);
    result += by;
    text.remove_prefix(at + what.size());
  }
  return result += text;
}

/// Its sentences of ten characters or more, with its own year and the year before set aside,
/// sorted.
inline std::vector<std::string> sentences_of(const Report& report) {
  constexpr std::size_t shortest = 30;  // bytes
  std::vector<std::string> sentences;
  for (const std::string* text : texts_of(report)) {
    std::string_view rest = *text;
    while (!rest.empty()) {
      std::size_t end = std::min({rest.find("。"), rest.find("！"), rest.find('\n'), rest.size()});
      std::string sentence(rest.substr(0, end));
      std::size_t blank = sentence.find_first_not_of(" \t\r");
      sentence.erase(0, blank == std::string::npos ? sentence.size() : blank);
      sentence = replaced(sentence, std::to_string(report.year), "{now}");
      sentence = replaced(sentence, std::to_string(std::int64_t{report.year} - 1), "{before}");
      if (sentence.size() >= shortest) sentences.push_back(std::move(sentence));
      if (end == rest.size()) break;
      rest.remove_prefix(end + (rest[end] == '\n' ? 1 : std::string_view("。").size()));
    }
  }
  std::sort(sentences.begin(), sentences.end());
  return sentences;
}

/// A comparison of years at work.
class Series {
 public:
  explicit Series(const std::vector<const Report*>& reports) : reports_(reports) {}

  Findings run() {
    put_in_order();
    for (std::size_t i = 0; i < years_.size(); ++i) {
      if (i > 0 && years_[i].year == years_[i - 1].year + 1)
        compare(years_[i - 1], years_[i]);
      else if (i > 0)
        missing_before(years_[i]);
    }
    jumps();
    return std::move(found_);
  }

 private:
  struct Year {
    std::int64_t year;
    std::size_t report;  // which of the reports
    bool comparable;     // not one of several that differ
  };

  const Report& at(const Year& year) const { return *reports_[year.report]; }

  Finding& add(const Rule& rule, std::size_t report) {
    found_.items.emplace_back();
    found_.items.back().rule = rule;
    found_.items.back().report = report;
    return found_.items.back();
  }
  static void name(Finding& finding, std::string_view what, const std::string& value) {
    finding.named.push_back({what, value, value});
  }
  static void name(Finding& finding, std::string_view what, std::size_t value) {
    name(finding, what, std::to_string(value));
  }
  static void name_year(Finding& finding, std::string_view which, std::int64_t year) {
    name(finding, which, std::to_string(year));
  }
  Term term(const Year& year, std::size_t cell) const {
    Term term = cell_term(schema<Report>, &at(year), cell);
    term.report = year.report;
    return term;
  }

  void put_in_order() {
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      std::int32_t year = reports_[i]->year;
      if (year == 0) add(series_no_year, i);
      auto later = years_.begin();  // few years: put in place one by one
      while (later != years_.end() && later->year <= year) ++later;
      if (year != 0) years_.insert(later, {year, i, true});
    }
    std::vector<Year> single;
    for (std::size_t i = 0, next = 0; i < years_.size(); i = next) {
      std::size_t differ = 0;
      for (next = i + 1; next < years_.size() && years_[next].year == years_[i].year; ++next)
        differ = std::max(differ, cells_differing(at(years_[i]), at(years_[next])));
      single.push_back(years_[i]);
      if (differ == 0) continue;  // the same tables again: one of them will do
      single.back().comparable = false;
      Finding& finding = add(series_several, years_[i].report);
      name_year(finding, "year", years_[i].year);
      name(finding, "count", next - i);
      name(finding, "cells_differ", differ);
    }
    years_ = std::move(single);
  }

  static std::size_t cells_differing(const Report& a, const Report& b) {
    std::size_t differ = 0;
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
      Term one = cell_term(schema<Report>, &a, cell), other = cell_term(schema<Report>, &b, cell);
      differ += one.state != other.state || one.printed != other.printed ? 1U : 0U;
    }
    return differ;
  }

  void missing_before(const Year& year) {
    Finding& finding = add(series_gap, year.report);
    name_year(finding, "previous", year.year - 1);
    name_year(finding, "year", year.year);
  }

  void compare(const Year& before, const Year& now) {
    if (!before.comparable || !now.comparable) return;
    std::vector<Term> without_number;
    for (const PlacedChain& placed : year_chains) follow(placed, before, now, without_number);
    if (!without_number.empty()) undecided(before, now, std::move(without_number));
    figures_copied(before, now);
    text_copied(before, now);
  }

  // One finding for a chain at its place: the columns that do not follow.
  void follow(const PlacedChain& placed, const Year& before, const Year& now,
              std::vector<Term>& without_number) {
    const Chain& chain = placed.chain;
    Finding finding;
    Named figures{"figures", {}, {}};
    bool too_many_repealed = false;
    for (std::size_t column = 0; column < chain.width; ++column) {
      std::vector<Term> terms{term(now, placed.base + chain.figure + column)};
      for (std::size_t i = 0; i < chain.size; ++i)
        terms.push_back(term(chain.terms[i].last_year ? before : now,
                             placed.base + chain.terms[i].first + column));
      std::size_t unknown = 0;
      bool absent = false;
      for (const Term& t : terms) {
        unknown += t.state != State::value ? 1U : 0U;
        absent = absent || t.state == State::absent;
      }
      if (absent) continue;  // not in the form of one of the two
      if (unknown == 1) determine(chain, terms);
      if (unknown > 0) {
        for (const Term& t : terms)
          if (t.state != State::value) without_number.push_back(t);
        continue;
      }
      ExactSum expected;
      for (std::size_t i = 0; i < chain.size; ++i) {
        std::int64_t number = number_at(*reports_[terms[i + 1].report], terms[i + 1].cell).value();
        expected += chain.terms[i].minus ? -number : number;
      }
      if (ExactSum(number_at(at(now), terms[0].cell).value()) == expected) continue;
      too_many_repealed = expected.negative() && chain.rule.id == series_stock.chain.rule.id;
      figures.zh = join(figures.zh, "；",
                        figure_text(chain, terms, to_string(expected), before.year, Language::zh));
      figures.en = join(figures.en, "; ",
                        figure_text(chain, terms, to_string(expected), before.year, Language::en));
      for (Term& t : terms) finding.terms.push_back(std::move(t));
    }
    if (finding.terms.empty()) return;
    finding.rule = too_many_repealed ? series_repealed : chain.rule;
    finding.report = now.report;
    name_year(finding, "previous", before.year);
    const Path& path = finding.terms[0].path;
    finding.named.push_back({"row", row_name(path, Language::zh), row_name(path, Language::en)});
    if (too_many_repealed) {
      name(finding, "before", finding.terms[1].printed);
      name(finding, "issued", finding.terms[2].printed);
      name(finding, "repealed", finding.terms[3].printed);
    }
    finding.named.push_back(std::move(figures));
    found_.items.push_back(std::move(finding));
  }

  // The only term without a number has to have the one that makes the chain hold, if there is one.
  void determine(const Chain& chain, std::vector<Term>& terms) const {
    ExactSum rest;  // what the known terms leave over, the figure taken away
    std::size_t open = 0;
    auto taken_away = [&](std::size_t i) { return i == 0 || chain.terms[i - 1].minus; };
    for (std::size_t i = 0; i < terms.size(); ++i) {
      Count number = number_at(*reports_[terms[i].report], terms[i].cell);
      if (!number.has_value())
        open = i;
      else
        rest += taken_away(i) ? -number.value() : number.value();
    }
    ExactSum needed = taken_away(open) ? rest : ExactSum() - rest;
    if (!needed.negative() || terms[open].path.cell().kind == Kind::change)
      terms[open].determined = needed.count();
  }

  // "自然人 118，上年为 117"; "现行有效件数 470，应为 643（2022 年现行有效件数 698 + …）".
  static std::string figure_text(const Chain& chain, const std::vector<Term>& terms,
                                 const std::string& expected, std::int64_t year,
                                 Language language) {
    bool zh = language == Language::zh;
    std::string text = column_name(terms[0].path, language) + ' ' + terms[0].printed;
    if (chain.size == 1)
      return text +
             (zh ? "，" + std::to_string(year) + " 年度为 "
                 : ", in " + std::to_string(year) + ' ') +
             expected;
    text += (zh ? "，应为 " : ", should be ") + expected + (zh ? "（" : " (");
    for (std::size_t i = 0; i < chain.size; ++i) {
      if (i > 0) text += chain.terms[i].minus ? " − " : " + ";
      std::string column = column_name(terms[i + 1].path, language);
      if (chain.terms[i].last_year && zh) {
        if (column.compare(0, 6, "本年") == 0) column.erase(0, 6);
        column = std::to_string(year) + " 年度" + column;
      } else if (chain.terms[i].last_year) {
        column += " (" + std::to_string(year) + ')';
      }
      text += column + ' ' + terms[i + 1].printed;
    }
    return text + (zh ? "）" : ")");
  }

  // Names the rows, each once for its year, with the numbers that would continue.
  void undecided(const Year& before, const Year& now, std::vector<Term> terms) {
    Finding& finding = add(series_undecided, now.report);
    name_year(finding, "previous", before.year);
    finding.named.push_back(
        {"rows", rows_text(terms, Language::zh), rows_text(terms, Language::en)});
    finding.terms = std::move(terms);
  }

  std::string rows_text(const std::vector<Term>& terms, Language language) const {
    bool zh = language == Language::zh;
    std::string text;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      auto same = [&](const Term& t) {
        return t.report == terms[i].report && same_row(t.path, terms[i].path);
      };
      auto here = terms.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::find_if(terms.begin(), here, same) != here) continue;  // told
      std::string numbers;
      for (const Term& t : terms)
        if (same(t) && t.determined.has_value())
          numbers = join(numbers, zh ? "、" : ", ",
                         column_name(t.path, language) + (zh ? "应为 " : " would be ") +
                             to_string(t.determined));
      std::string year = std::to_string(reports_[terms[i].report]->year);
      std::string row = row_name(terms[i].path, language);
      row = zh ? year + " 年度" + row : row + " (" + year + ')';
      if (!numbers.empty()) row += (zh ? "（" : " (") + numbers + (zh ? "）" : ")");
      text = join(text, zh ? "、" : ", ", row);
    }
    return text;
  }

  void figures_copied(const Year& before, const Year& now) {
    std::size_t same = 0, of = 0;
    for (std::size_t cell = 0; cell < schema<Report>.cells; ++cell) {
      Term a = term(before, cell), b = term(now, cell);
      if (a.state != State::value || b.state != State::value) continue;
      if (a.printed == "0" && b.printed == "0") continue;
      ++of;
      same += a.printed == b.printed ? 1U : 0U;
    }
    if (of >= copied_when::cells && same * 100 >= of * copied_when::percent)
      copied(series_figures_copied, before, now, same, of);
  }

  void text_copied(const Year& before, const Year& now) {
    std::vector<std::string> old = sentences_of(at(before)), current = sentences_of(at(now));
    std::size_t same = 0;
    for (const std::string& sentence : current)
      same += std::binary_search(old.begin(), old.end(), sentence) ? 1U : 0U;
    if (current.size() >= copied_when::sentences &&
        same * 100 >= current.size() * copied_when::percent)
      copied(series_text_copied, before, now, same, current.size());
  }

  void copied(const Rule& rule, const Year& before, const Year& now, std::size_t same,
              std::size_t of) {
    Finding& finding = add(rule, now.report);
    name_year(finding, "previous", before.year);
    name(finding, "same", same);
    name(finding, "of", of);
    name(finding, "percent", same * 100 / of);
  }

  void jumps() {
    constexpr std::string_view main_figures[] = {
        "disclosure.normative_documents.in_force",
        "disclosure.licences.made",
        "disclosure.penalties.made",
        "disclosure.compulsory_measures.made",
        "applications.received.total",
        "applications.carried_forward.total",
        "proceedings.reconsideration.total",
        "proceedings.litigation_direct.total",
        "proceedings.litigation_after_reconsideration.total"};
    for (std::string_view path : main_figures) jumps_of(cell_index<Report>(path));
  }

  // With two years only the later one can be told to be far off, not which of them is.
  void jumps_of(std::size_t cell) {
    std::vector<const Year*> with_number;
    for (const Year& year : years_) {
      Count number = number_at(at(year), cell);
      if (year.comparable && number.has_value() && number.value() >= 0)
        with_number.push_back(&year);
    }
    for (std::size_t i = with_number.size() == 2 ? 1 : 0;
         with_number.size() > 1 && i < with_number.size(); ++i) {
      std::int64_t median = median_of_others(with_number, i, cell);
      std::int64_t number = number_at(at(*with_number[i]), cell).value();
      std::int64_t more = std::max(number, median), less = std::min(number, median);
      if (more - less < far_off_when::away || more / far_off_when::times < less) continue;
      Finding& finding = add(series_jump, with_number[i]->report);
      finding.terms.push_back(term(*with_number[i], cell));
      const Path& path = finding.terms[0].path;
      finding.named.push_back({"row", row_name(path, Language::zh), row_name(path, Language::en)});
      finding.named.push_back(
          {"column", column_name(path, Language::zh), column_name(path, Language::en)});
      name(finding, "printed", finding.terms[0].printed);
      name(finding, "median", std::to_string(median));
    }
  }

  // Of an even number of years the lower of the two in the middle.
  std::int64_t median_of_others(const std::vector<const Year*>& years, std::size_t but,
                                std::size_t cell) const {
    std::vector<std::int64_t> others;
    for (std::size_t i = 0; i < years.size(); ++i) {
      if (i == but) continue;
      std::int64_t number = number_at(at(*years[i]), cell).value();
      auto larger = others.begin();
      while (larger != others.end() && *larger <= number) ++larger;
      others.insert(larger, number);
    }
    return others[(others.size() - 1) / 2];
  }

  const std::vector<const Report*>& reports_;
  std::vector<Year> years_;
  Findings found_;
};

}  // namespace detail

/// Compares the reports of one agency on several years, given in any order.
///
/// Each year is held against the year before, if that is there (else `series.gap` says so). Two
/// reports on one year with the same tables count once; if they differ, `series.several` says so
/// and the year is not compared. A cell without a number is never taken for zero: what hangs on it
/// is undecided, and `series.undecided` names it, with the number that would continue where only
/// one is open (`Term::determined`), as among the readings of an ambiguous cell. Rows that the form
/// of one of the years does not have are not compared. `Finding::report` and `Term::report` are
/// places in the list.
inline Findings check_series(const std::vector<const Report*>& reports) {
  return detail::Series(reports).run();
}

}  // namespace v0
}  // namespace gongkai

#endif
