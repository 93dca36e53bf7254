#include "read/align.hpp"

#include <algorithm>

#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

std::u32string characters(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) result += text::next(text, at);
  return result;
}

// How many characters they have in common, in their order.
std::size_t common(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (char32_t c : a) {
    std::size_t before = 0;  // of the row above, one to the left
    for (std::size_t i = 0; i < b.size(); ++i) {
      std::size_t above = row[i + 1];
      row[i + 1] = c == b[i] ? before + 1 : std::max(above, row[i]);
      before = above;
    }
  }
  return row.back();
}

// 不予行政许可 is not 行政许可.
bool denies(const std::u32string& text) {
  return text.find_first_of(U"不未非无") != std::u32string::npos;
}

bool is_six(const Row& row) { return row.number.substr(0, 9) == std::string_view("（六）"); }

// （六） is printed as one row or as three.
bool excludes(const Row& a, const Row& b) {
  return is_six(a) && is_six(b) && (a.number == b.number) == false &&
         (a.number.size() == 9) != (b.number.size() == 9);
}

}  // namespace

bool resembles(const std::string& label, const Row& row) {
  constexpr std::size_t longest = 60, short_label = 4;
  std::u32string said = characters(label), official = characters(row.core);
  if (said.empty() || said.size() > longest || official.size() <= 2) return false;
  std::size_t same = common(said, official), extra = said.size() - same;
  if (extra > std::max<std::size_t>(1, said.size() / 5)) return false;
  if (extra > 0 && denies(said) && !denies(official)) return false;
  if (official.size() <= short_label)
    return same + 1 >= official.size() && said.size() <= official.size();
  return same >= 3;
}

std::vector<const Row*> align(const Rows& rows, const std::vector<RowClue>& printed) {
  std::vector<const Row*> result;
  for (const RowClue& clue : printed) result.push_back(clue.row);
  auto is_printed = [&](const Row& row) {
    return std::any_of(result.begin(), result.end(), [&](const Row* other) {
      return other != nullptr && (other == &row || excludes(*other, row));
    });
  };
  auto may_be = [](const RowClue& clue, const Row& row) {
    // A single number may be anything: a page number, a year.
    if (clue.label.empty()) return row.cells > 1 && clue.numbers == row.cells;
    return resembles(clue.label, row);
  };

  for (std::size_t from = 0; from < printed.size(); ++from) {
    if (result[from] != nullptr) continue;
    std::size_t to = from;
    while (to < printed.size() && printed[to].row == nullptr) ++to;
    const Row* begin = from == 0 ? &rows.front() : printed[from - 1].row + 1;
    const Row* end = to == printed.size() ? &rows.front() + rows.size() : printed[to].row;
    std::vector<const Row*> open;
    for (const Row* row = begin; row < end; ++row)
      if (!is_printed(*row)) open.push_back(row);
    // A row whose label is none of them is a stranger among the others.
    std::vector<std::size_t> unknown;
    for (std::size_t i = from; i < to; ++i) {
      bool fits = std::any_of(open.begin(), open.end(),
                              [&](const Row* row) { return may_be(printed[i], *row); });
      if (fits || printed[i].label.empty()) unknown.push_back(i);
    }
    // Whether the first i unknown rows can be the first j open ones, in order; and the last ones.
    std::size_t n = unknown.size(), m = open.size();
    if (n <= m) {
      using Table = std::vector<std::vector<bool>>;
      Table first(n + 1, std::vector<bool>(m + 1, false)), last = first;
      for (std::size_t j = 0; j <= m; ++j) first[0][j] = last[n][j] = true;
      for (std::size_t i = 1; i <= n; ++i)
        for (std::size_t j = 1; j <= m; ++j)
          first[i][j] = first[i][j - 1] ||
                        (first[i - 1][j - 1] && may_be(printed[unknown[i - 1]], *open[j - 1]));
      for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
          last[i][j] =
              last[i][j + 1] || (last[i + 1][j + 1] && may_be(printed[unknown[i]], *open[j]));
      for (std::size_t i = 0; i < n; ++i) {
        const Row* only = nullptr;
        std::size_t possible = 0;
        for (std::size_t j = 0; j < m; ++j) {
          if (!first[i][j] || !last[i + 1][j + 1] || !may_be(printed[unknown[i]], *open[j]))
            continue;
          only = open[j];
          ++possible;
        }
        if (possible == 1) result[unknown[i]] = only;
      }
    }
    from = to;
  }
  return result;
}

}  // namespace v0
}  // namespace gongkai
