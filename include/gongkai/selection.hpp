// Which findings are wanted: from a level up, of some rules, and not those that somebody has looked
// at and accepts.
#ifndef GONGKAI_SELECTION_HPP
#define GONGKAI_SELECTION_HPP

#include <string>
#include <string_view>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

/// A finding that is accepted: rule and place are patterns, in which * is any text.
struct Suppression {
  std::string rule;    ///< "cell.blank", "series.*"
  std::string place;   ///< paths of cells, "disclosure.rules.*", or a file, "*/2023/*.html"
  std::string reason;  ///< what stands after #
  std::size_t line = 0;
  std::size_t used = 0;  ///< how many findings it has kept back
};

/// What select() keeps. By itself: everything.
struct Selection {
  Severity least = Severity::note;  ///< this level and those above
  std::vector<std::string> rules;   ///< patterns; none: all rules
  std::vector<Suppression> suppressions;
};

/// Whether the text is of that pattern: * stands for any text, also for none.
inline bool matches(std::string_view pattern, std::string_view text) noexcept {
  std::size_t p = 0, t = 0, star = std::string_view::npos, after = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++after;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Reads suppressions, one a line: `rule place # reason`. The reason may be left out; empty lines
/// and lines of nothing but a # and text are skipped.
/// Error: bad_line, with the offset of the line, when it is not two words.
inline Result<std::vector<Suppression>> read_suppressions(std::string_view text) {
  std::vector<Suppression> all;
  auto trimmed = [](std::string_view part) {
    constexpr std::string_view spaces = " \t\r";
    std::size_t first = part.find_first_not_of(spaces);
    if (first == std::string_view::npos) return std::string_view();
    return part.substr(first, part.find_last_not_of(spaces) + 1 - first);
  };
  std::size_t number = 0;
  bool marked = text.substr(0, 3) == "\xEF\xBB\xBF";
  for (std::size_t start = marked ? 3 : 0; start < text.size();) {
    std::string_view line = text.substr(start, text.find('\n', start) - start);
    ++number;
    std::size_t hash = line.find('#');
    std::string_view said = trimmed(line.substr(0, hash));
    std::size_t space = said.find_first_of(" \t");
    std::string_view place =
        space == std::string_view::npos ? std::string_view() : trimmed(said.substr(space));
    if (!said.empty()) {
      if (place.empty() || place.find_first_of(" \t") != std::string_view::npos)
        return Error{ErrorCode::bad_line, start, {}, std::string(said)};
      Suppression read;
      read.rule = std::string(said.substr(0, space));
      read.place = std::string(place);
      if (hash != std::string_view::npos) read.reason = std::string(trimmed(line.substr(hash + 1)));
      read.line = number;
      all.push_back(std::move(read));
    }
    start += line.size() + 1;
  }
  return all;
}

namespace detail {

// A finding is accepted where each of its cells is; of an equation, each cell of its right side,
// which is what the left should add up to. One without cells has only its file.
inline bool accepts(const Suppression& suppression, const Finding& finding, std::string_view file) {
  if (!matches(suppression.rule, finding.rule.id)) return false;
  if (matches(suppression.place, file)) return true;
  bool any = false;
  for (const Term& term : finding.terms) {
    if (finding.is_equation() && term.role != Role::right) continue;
    if (!matches(suppression.place, to_string(term.path))) return false;
    any = true;
  }
  return any;
}

}  // namespace detail

/// Whether a rule is selected at all.
inline bool selects(const Selection& selection, const Rule& rule) {
  bool named = selection.rules.empty();
  for (const std::string& pattern : selection.rules) named = named || matches(pattern, rule.id);
  return named && rule.severity >= selection.least;
}

/// The findings of one file that are selected and not suppressed, in their order. Counts in each
/// suppression how many findings it covers, so that those of no use can be told.
inline Findings select(const Findings& findings, Selection& selection, std::string_view file) {
  Findings kept;
  for (const Finding& finding : findings) {
    bool wanted = true;
    for (Suppression& suppression : selection.suppressions) {
      if (!detail::accepts(suppression, finding, file)) continue;
      ++suppression.used;
      wanted = false;
    }
    if (wanted && selects(selection, finding.rule)) kept.items.push_back(finding);
  }
  return kept;
}

/// The same for what has no cells, as a reading note has none: whether it is kept.
inline bool select(const Rule& rule, Selection& selection, std::string_view file) {
  Findings one;
  one.items.emplace_back();
  one.items[0].rule = rule;
  return !select(one, selection, file).empty();
}

}  // namespace v0
}  // namespace gongkai

#endif
