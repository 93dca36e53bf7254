// What a diagnosis says: which cells are wrong, what they should hold, and which human slip that
// would have been; as data, and as sentences. diagnose.hpp makes it.
#ifndef GONGKAI_DIAGNOSIS_HPP
#define GONGKAI_DIAGNOSIS_HPP

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "gongkai/finding.hpp"

#if defined(__clang__)  // as in report.hpp
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wgnu-zero-variadic-macro-arguments"
#endif

namespace gongkai {
inline namespace v0 {

/// The slips that people make in such tables, the likeliest first.
enum class SlipKind : std::uint8_t {
  totals_left_out,  ///< a column or row of totals left at zero: 总计列, （七）总计行
  row_left_out,     ///< a row left at zero
  row_and_total_left_out,  ///< a row, and the row of totals it counts in
  total_not_updated,       ///< a total that is not the sum of what stands before it
  counted_with_total,      ///< a number too large or small, and its total with it
  misfiled_nearby,         ///< cases under the neighbouring kind of applicant or outcome
  misfiled,                ///< the same, further away
  transposed,              ///< two neighbouring digits changed places: 21 for 12
  digit_dropped,           ///< 1 for 12
  digit_doubled,           ///< 122 for 12
  split,                   ///< one number over two neighbouring cells: 6 and 0 for 60
  minus,                   ///< a minus sign too many
  stale_row,               ///< a row of numbers that belong nowhere, as left from last year
  wrong_number,            ///< a number that is wrong in none of these ways
};

/// "totals_left_out" … as programs read it.
constexpr std::string_view name(SlipKind kind) noexcept {
  constexpr std::string_view names[] = {"totals_left_out",
                                        "row_left_out",
                                        "row_and_total_left_out",
                                        "total_not_updated",
                                        "counted_with_total",
                                        "misfiled_nearby",
                                        "misfiled",
                                        "transposed",
                                        "digit_dropped",
                                        "digit_doubled",
                                        "split",
                                        "minus",
                                        "stale_row",
                                        "wrong_number"};
  return names[static_cast<std::size_t>(kind)];
}

/// A cell and the number it should hold. Nothing is changed by it: see apply() in diagnose.hpp.
struct Proposal {
  std::size_t cell = 0;  ///< its number in the report
  Path path;
  Count printed;                        ///< what it holds now
  Count proposed;                       ///< from 0 up
  std::vector<std::string_view> rules;  ///< ids of the equations it stands in
};

/// One slip and the cells it spoilt.
struct Slip {
  SlipKind kind = SlipKind::wrong_number;
  std::vector<Proposal> cells;  ///< in the order of the form
  /// Where it cannot be told which of several rows it was: all of them. One is to be changed,
  /// besides `cells`.
  std::vector<std::vector<Proposal>> one_of;
};

/// Changes that together make every equation hold.
struct Explanation {
  std::vector<Slip> slips;  ///< the least likely first: it is what the explanation stands on

  /// How many cells it changes.
  std::size_t size() const noexcept {
    std::size_t cells = 0;
    for (const Slip& slip : slips)
      cells += slip.cells.size() + (slip.one_of.empty() ? 0 : slip.one_of[0].size());
    return cells;
  }
};

enum class Verdict : std::uint8_t {
  consistent,   ///< no equation is broken
  one,          ///< there is one explanation
  several,      ///< there are several, or there may be more than were looked for
  undecidable,  ///< none was found: blanks prevent it, or it takes more cells than were looked for
};
constexpr std::string_view name(Verdict verdict) noexcept {
  constexpr std::string_view names[] = {"consistent", "one", "several", "undecidable"};
  return names[static_cast<std::size_t>(verdict)];
}

/// What is wrong in one part of a report that no equation ties to the rest: table 3, or a block of
/// table 4.
struct Fault {
  Verdict verdict = Verdict::undecidable;
  std::vector<std::size_t> equations;  ///< those that are broken, by their number in the rules
  /// All smallest sets of cells, and the larger ones that one likely slip explains. The likeliest
  /// kind of slip first, then the fewest cells.
  std::vector<Explanation> explanations;
  std::size_t count = 0;     ///< how many explanations there are, listed or not
  std::size_t smallest = 0;  ///< cells in a smallest explanation; 0 where none was found
  bool complete = true;      ///< false: the search stopped at its limit, and there may be more
  std::vector<Path> blanks;  ///< where undecidable: the cells without a number that prevent it
};

struct Diagnosis {
  Verdict verdict = Verdict::consistent;  ///< the worst of the faults'
  std::vector<Fault> faults;              ///< each stands by itself
  std::vector<Proposal> filled;  ///< cells without a number, where the equations leave one choice
  std::vector<Path> open;        ///< cells without a number in some equation that leaves a choice
};

/// How sure a correction is, in words.
enum class Confidence : std::uint8_t {
  determined,  ///< a blank: the equations leave no other number
  only,        ///< the only explanation
  likeliest,   ///< several explanations, none of the others is as likely a slip
  possible,    ///< several explanations, and others are as likely
};
BOOST_DESCRIBE_ENUM(Confidence, determined, only, likeliest, possible)
constexpr std::string_view name(Confidence confidence) noexcept {
  constexpr std::string_view names[] = {"determined", "only", "likeliest", "possible"};
  return names[static_cast<std::size_t>(confidence)];
}

/// A change to one cell, proposed or done. A described type: write_json() writes it.
struct Correction {
  std::string path;   ///< "applications.received.total"
  Count printed;      ///< the old number, or why there was none
  Count proposed;     ///< the new one
  std::string rules;  ///< ids of the equations that ask for it: "applicants.total outcomes.total"
  Confidence confidence = Confidence::possible;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (path, printed, proposed, rules, confidence))

/// How sure a fault's first explanation is. Between a row left out and a row left out together with
/// its total nobody can tell.
inline Confidence confidence(const Fault& fault) {
  if (fault.verdict == Verdict::one) return Confidence::only;
  const std::vector<Explanation>& all = fault.explanations;
  if (!fault.complete || all.size() < 2) return Confidence::possible;
  SlipKind first = all[0].slips[0].kind, second = all[1].slips[0].kind;
  if (second == SlipKind::row_and_total_left_out) second = SlipKind::row_left_out;
  bool alone = first < second || all[0].slips.size() < all[1].slips.size();
  return alone ? Confidence::likeliest : Confidence::possible;
}

namespace detail {

inline Correction correction(const Proposal& proposal, Confidence confidence) {
  std::string rules;
  for (std::string_view rule : proposal.rules) rules = join(rules, " ", rule);
  return {to_string(proposal.path), proposal.printed, proposal.proposed, rules, confidence};
}

}  // namespace detail

/// An explanation's changes, for the caller to look at and to apply. None where it cannot be told
/// which row one of its slips was in.
inline std::vector<Correction> corrections(const Explanation& explanation, Confidence confidence) {
  std::vector<Correction> all;
  for (const Slip& slip : explanation.slips) {
    if (!slip.one_of.empty()) return {};
    for (const Proposal& proposal : slip.cells)
      all.push_back(detail::correction(proposal, confidence));
  }
  return all;
}

/// Those of the first explanation of every fault, and the blanks that the equations determine.
inline std::vector<Correction> corrections(const Diagnosis& diagnosis) {
  std::vector<Correction> all;
  for (const Fault& fault : diagnosis.faults) {
    if (fault.explanations.empty()) continue;
    for (Correction& correction : corrections(fault.explanations[0], confidence(fault)))
      all.push_back(std::move(correction));
  }
  for (const Proposal& proposal : diagnosis.filled)
    all.push_back(detail::correction(proposal, Confidence::determined));
  return all;
}

// ---- sentences ---------------------------------------------------------------------------------

namespace detail {

inline bool all_in_one_row(const std::vector<Proposal>& cells) {
  for (const Proposal& cell : cells)
    if (!same_row(cell.path, cells[0].path)) return false;
  return true;
}
inline bool all_in_one_column(const std::vector<Proposal>& cells) {
  for (const Proposal& cell : cells)
    if (&cell.path.cell() != &cells[0].path.cell()) return false;
  return true;
}

/// "表三·（七）总计行", "表三·总计列", "表三": where these cells are.
inline std::string place_text(const std::vector<Proposal>& cells, Language language,
                              std::string_view row_word = "行") {
  bool zh = language == Language::zh;
  std::string table = table_name(cells[0].path, language), place;
  if (all_in_one_row(cells)) {
    place = row_name(cells[0].path, language);
    if (!place.empty()) place = zh ? place + std::string(row_word) : "row " + place;
  } else if (all_in_one_column(cells)) {
    place = zh ? column_name(cells[0].path, language) + "列"
               : "column " + column_name(cells[0].path, language);
  }
  return place.empty() ? table : join(table, zh ? "·" : ", ", place);
}

/// "自然人应为 3（原为 0），总计应为 3（原为 0）": rows or columns are named where they differ.
inline std::string should_be_text(const std::vector<Proposal>& cells, bool with_printed,
                                  Language language) {
  bool zh = language == Language::zh, row = all_in_one_row(cells),
       column = all_in_one_column(cells);
  std::string text;
  for (const Proposal& cell : cells) {
    std::string what = cells.size() == 1 ? cell_name(cell.path, language)
                       : row             ? column_name(cell.path, language)
                       : column          ? row_name(cell.path, language)
                                         : join(row_name(cell.path, language), zh ? "·" : " · ",
                                                column_name(cell.path, language));
    what += (zh ? "应为 " : " should be ") + to_string(cell.proposed);
    if (with_printed) {
      what += (zh ? "（原为 " : " (not ") + to_string(cell.printed) + (zh ? "）" : ")");
    }
    text = join(text, zh ? "，" : ", ", what);
  }
  return text;
}

/// "四、结转下年度继续办理行", or "（一）予以公开等 22 行中有一行".
inline std::string one_of_text(const std::vector<std::vector<Proposal>>& rows, Language language) {
  bool zh = language == Language::zh;
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t i = 0; i < rows.size() && i < most; ++i)
    text = join(text, zh ? "、" : ", ", row_name(rows[i][0].path, language));
  std::string count = std::to_string(rows.size());
  return zh ? text + (rows.size() > most ? "等 " : "这 ") + count + " 行中有一行"
            : "one of " + count + " rows (" + text + (rows.size() > most ? " …)" : ")");
}

/// 3, 10 …: by how much it is too large or too small.
inline std::string difference_text(const Proposal& cell) {
  ExactSum difference = ExactSum(cell.printed.value()) - ExactSum(cell.proposed.value());
  return to_string(difference.negative() ? ExactSum() - difference : difference);
}

inline std::string left_out_text(const Slip& slip, Language language) {
  bool zh = language == Language::zh;
  auto told = [&](const std::string& where, const std::vector<Proposal>& cells) {
    bool one = cells.size() == 1;
    return where +
           (zh    ? one ? "漏填（为 0）：" : "漏填（均为 0）："
            : one ? " left at 0: "
                  : " left out (all 0): ") +
           should_be_text(cells, false, language);
  };
  std::string text;
  if (!slip.cells.empty()) text = told(place_text(slip.cells, language), slip.cells);
  if (slip.one_of.empty()) return text;
  const std::vector<Proposal>& first = slip.one_of[0];
  std::string where = one_of_text(slip.one_of, language);
  if (slip.cells.empty())
    where = join(table_name(first[0].path, language), zh ? "·" : ", ", where);
  else
    text += zh ? "；" : "; ";
  return text + told(where, first) + (zh ? "，无法判定是哪一行" : "; it cannot be told which row");
}

inline std::string misfiled_text(const Slip& slip, Language language) {
  bool zh = language == Language::zh;
  bool first_has = slip.cells[0].printed.value() > slip.cells[0].proposed.value();
  const Proposal &holds = slip.cells[first_has ? 0 : 1], &lacks = slip.cells[first_has ? 1 : 0];
  bool row = all_in_one_row(slip.cells);
  auto which = [&](const Path& path) {
    return row ? column_name(path, language) : row_name(path, language);
  };
  std::string count = difference_text(holds), place = place_text(slip.cells, language);
  return zh ? place + "：" + count + " 件应计入" + which(lacks.path) + "，错填在" +
                  which(holds.path) + "：" + should_be_text(slip.cells, true, language)
            : place + ": " + count + " of " + which(lacks.path) + " filed under " +
                  which(holds.path) + ": " + should_be_text(slip.cells, true, language);
}

}  // namespace detail

/// The sentence: "表三·总计列漏填（均为 0）：一、本年新收政府信息公开申请数量应为 3，…".
inline std::string message(const Slip& slip, Language language) {
  bool zh = language == Language::zh;
  const std::vector<Proposal>& cells = slip.cells;
  Text said;
  switch (slip.kind) {
    case SlipKind::totals_left_out:
    case SlipKind::row_left_out:
    case SlipKind::row_and_total_left_out:
      return detail::left_out_text(slip, language);
    case SlipKind::misfiled_nearby:
    case SlipKind::misfiled:
      return detail::misfiled_text(slip, language);
    case SlipKind::counted_with_total: {
      bool more = cells[0].printed.value() > cells[0].proposed.value();
      std::string count = detail::difference_text(cells[0]);
      std::string place = detail::place_text(cells, language);
      return zh ? place + (more ? "：多计 " : "：漏计 ") + count + "，总计也随之有误：" +
                      detail::should_be_text(cells, true, language)
                : place + ": " + count + (more ? " too many" : " too few") +
                      ", in the total as well: " + detail::should_be_text(cells, true, language);
    }
    case SlipKind::stale_row: {
      std::string printed;
      for (const Proposal& cell : cells)
        printed = detail::join(printed, zh ? "、" : ", ",
                               column_name(cell.path, language) + ' ' + to_string(cell.printed));
      std::string place = detail::place_text(cells, language, "整行");
      return zh ? place + "与其他数字矛盾，可能是上年旧数未清零：应为 0（原为" + printed + "）"
                : place +
                      " contradicts everything else, as last year's numbers would: it should "
                      "be 0 (not " +
                      printed + ")";
    }
    case SlipKind::total_not_updated:
      said = {"总计与各项之和不符", "the total is not the sum"};
      break;
    case SlipKind::transposed:
      said = {"两位数字颠倒", "two digits changed places"};
      break;
    case SlipKind::digit_dropped:
      said = {"漏写一位数字", "a digit is lacking"};
      break;
    case SlipKind::digit_doubled:
      said = {"多写一位数字", "a digit stands twice"};
      break;
    case SlipKind::split:
      said = {"一个数拆填在两格", "one number stands in two cells"};
      break;
    case SlipKind::minus:
      said = {"多写负号", "a minus sign too many"};
      break;
    case SlipKind::wrong_number:
      break;
  }
  std::string text = detail::should_be_text(cells, true, language);
  if (cells.size() > 1)
    text = detail::join(detail::place_text(cells, language), zh ? "：" : ": ", text);
  return said.zh.empty() ? text : text + (zh ? "，" : ", ") + std::string(said[language]);
}

/// All slips of it.
inline std::string message(const Explanation& explanation, Language language) {
  std::string text;
  for (const Slip& slip : explanation.slips)
    text = detail::join(text, language == Language::zh ? "；" : "; ", message(slip, language));
  return text;
}

}  // namespace v0
}  // namespace gongkai

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#endif
