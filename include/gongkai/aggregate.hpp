// Reports added up by group: exact sums, and beside each sum how many reports stand behind it.
//
//   auto by = group_by<Report>({"year", "province"});
//   Sums sums = add_up(table, *by);                     // one table, one pass
//   Summary<Report> summary(*by);                    // or report by report, in any order and split
//   summary.add(report); summary.merge(other); summary.finish();
//
// Nothing rounds and nothing overflows. A cell without a number adds nothing, and is counted as
// what it is: a sum whose `states` say "3 blank" is a sum over the others, no more. A cell that the
// form of a report does not have (State::absent) is counted too: where both forms are in a group, a
// cell of table 2 says that it stands for the reports of one form only.
#ifndef GONGKAI_AGGREGATE_HPP
#define GONGKAI_AGGREGATE_HPP

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gongkai/rules.hpp"
#include "gongkai/table.hpp"

namespace gongkai {
inline namespace v0 {

/// The sum of any number of amounts, exact whatever their decimals.
class AmountSum {
 public:
  /// Precondition: amount.has_value().
  void add(Amount amount) {
    if (amount.digits() != 0) part(amount.decimals()) += amount.digits();
  }
  AmountSum& operator+=(const AmountSum& other) {
    for (const Part& added : other.parts_) {
      ExactSum& sum = part(added.decimals);
      sum = sum - (ExactSum() - added.sum);
    }
    return *this;
  }
  friend bool operator==(const AmountSum& a, const AmountSum& b) {
    return to_string(a) == to_string(b);
  }
  friend bool operator!=(const AmountSum& a, const AmountSum& b) { return !(a == b); }

  /// As an amount; unreadable where an Amount cannot hold it.
  Amount amount() const { return Amount::parse(to_string(*this)); }

  /// "18651.064104", "-0.5", "0"
  friend std::string to_string(const AmountSum& sum) {
    int decimals = sum.parts_.empty() ? 0 : sum.parts_.back().decimals;
    std::string plus, minus;  // digits at that many decimals, the last first
    for (const Part& part : sum.parts_) {
      std::string digits = to_string(part.sum.negative() ? ExactSum() - part.sum : part.sum);
      std::reverse(digits.begin(), digits.end());
      digits.insert(0, static_cast<std::size_t>(decimals - part.decimals), '0');
      add_digits(part.sum.negative() ? minus : plus, digits);
    }
    bool negative = false;
    std::string digits = difference(plus, minus, negative);
    auto point = static_cast<std::size_t>(decimals);
    if (digits.size() <= point) digits.append(point + 1 - digits.size(), '0');
    while (digits.size() > point + 1 && digits.back() == '0') digits.pop_back();
    std::size_t zeros = 0;
    while (zeros < point && digits[zeros] == '0') ++zeros;
    std::string text(digits.rbegin(), digits.rend());
    if (point > 0) {
      text.insert(text.size() - point, 1, '.');
      text.erase(text.size() - zeros - (zeros == point ? 1 : 0));
    }
    return negative ? "-" + text : text;
  }

 private:
  struct Part {
    int decimals;
    ExactSum sum;
  };
  ExactSum& part(int decimals) {
    auto at = parts_.begin();
    while (at != parts_.end() && at->decimals < decimals) ++at;
    if (at == parts_.end() || at->decimals != decimals) at = parts_.insert(at, {decimals, {}});
    return at->sum;
  }
  static void add_digits(std::string& sum, const std::string& digits) {
    if (sum.size() < digits.size()) sum.resize(digits.size(), '0');
    int carry = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
      int digit = sum[i] - '0' + carry + (i < digits.size() ? digits[i] - '0' : 0);
      carry = digit / 10;
      sum[i] = static_cast<char>('0' + digit % 10);
    }
    if (carry > 0) sum += '1';
  }
  static std::string difference(std::string plus, std::string minus, bool& negative) {
    std::size_t size = plus.size() > minus.size() ? plus.size() : minus.size();
    plus.resize(size, '0');
    minus.resize(size, '0');
    negative =
        std::lexicographical_compare(plus.rbegin(), plus.rend(), minus.rbegin(), minus.rend());
    if (negative) plus.swap(minus);
    int borrow = 0;
    for (std::size_t i = 0; i < size; ++i) {
      int digit = plus[i] - minus[i] - borrow;
      borrow = digit < 0 ? 1 : 0;
      plus[i] = static_cast<char>('0' + digit + 10 * borrow);
    }
    return plus;
  }

  std::vector<Part> parts_;  // by decimals
};

// ---- what to group by ------------------------------------------------------------------------

namespace detail {
/// The 34 province-level divisions of GB/T 2260, by their first two digits.
constexpr bool known_province(std::string_view code) noexcept {
  constexpr std::string_view known =
      "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 "
      "65 "
      "71 81 82 ";
  for (std::size_t i = 0; i < known.size(); i += 3)
    if (known.substr(i, 2) == code.substr(0, 2)) return true;
  return false;
}
constexpr bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
}  // namespace detail

/// Whether that can be the code of an administrative division: 6 to 12 digits, the first two those
/// of a province. (Which counties there are changes from year to year and is not looked at.)
constexpr bool is_division(std::string_view code) noexcept {
  if (code.size() < 6 || code.size() > 12 || !detail::known_province(code)) return false;
  for (char c : code)
    if (c < '0' || c > '9') return false;
  return true;
}

/// The division of the level of 2, 4 or 6 digits (province, city, county) in which a division lies:
/// 350128 lies in 350100 and 350000. Empty where is_division() is false.
inline std::string division_at(std::string_view code, std::size_t digits) {
  if (!is_division(code)) return {};
  return std::string(code.substr(0, digits)) + std::string(6 - digits, '0');
}

/// What kind of agency that is, by the end of its name: 乡镇街道, 人民政府, 办公厅（室） of a
/// government, 管委会, 部门 (局, 委, 厅, 部 and the like), or 其他.
inline std::string_view agency_kind(std::string_view name) {
  using detail::ends_with;
  for (std::string_view end : {"乡人民政府", "镇人民政府", "街道办事处", "乡政府", "镇政府"})
    if (ends_with(name, end)) return "乡镇街道";
  for (std::string_view end : {"政府办公厅", "政府办公室"})
    if (ends_with(name, end)) return "办公厅（室）";
  if (ends_with(name, "政府")) return "人民政府";
  for (std::string_view end : {"管委会", "管理委员会"})
    if (ends_with(name, end)) return "管委会";
  for (std::string_view end : {"局", "委员会", "委", "厅", "部", "署", "办公室", "办", "海关",
                               "总队", "支队", "大队", "中心"})
    if (ends_with(name, end)) return "部门";
  return "其他";
}

/// One thing to group by: an identity column, or what is worked out from one.
struct By {
  enum class How : std::uint8_t { whole, division, kind };
  std::string name;        ///< as it was asked for
  std::size_t column = 0;  ///< number of the identity column
  How how = How::whole;
  std::size_t digits = 0;  ///< of a division: 2, 4 or 6

  friend bool operator==(const By& a, const By& b) {
    return a.column == b.column && a.how == b.how && a.digits == b.digits;
  }
};

/// Names of identity columns ("year", "form", "parent"), and "province", "city", "county" (from the
/// column division) and "kind" (from the column agency, see agency_kind). No name at all: one
/// group. Error: unknown_member, with the name.
template <class T>
Result<std::vector<By>> group_by(const std::vector<std::string>& names) {
  Table<T> table;
  std::vector<By> all;
  for (const std::string& name : names) {
    By by;
    by.name = name;
    std::string column = name;
    if (name == "province" || name == "city" || name == "county") {
      by.how = By::How::division;
      by.digits = name == "province" ? 2 : name == "city" ? 4 : 6;
      column = "division";
    } else if (name == "kind") {
      by.how = By::How::kind;
      column = "agency";
    }
    while (by.column < table.columns() && table.column(by.column).name != column) ++by.column;
    if (by.column == table.columns() ||
        (by.how != By::How::whole && table.column(by.column).kind != Kind::text)) {
      Error error;
      error.code = ErrorCode::unknown_member;
      error.path = name;
      return error;
    }
    all.push_back(std::move(by));
  }
  return all;
}

// ---- sums ------------------------------------------------------------------------------------

/// One cell over the reports of a group.
struct CellSum {
  ExactSum sum;                           ///< of a count; money stands in Group::amounts
  std::array<std::uint32_t, 7> states{};  ///< how many reports have it in which State

  std::uint32_t operator[](State state) const noexcept {
    return states[static_cast<std::size_t>(state)];
  }
  std::uint32_t reporting() const noexcept { return (*this)[State::value]; }
  /// Every report whose form has the cell gives a number.
  bool complete() const noexcept {
    for (State state :
         {State::blank, State::missing, State::unreadable, State::fraction, State::ambiguous})
      if ((*this)[state] > 0) return false;
    return true;
  }
};
inline bool operator==(const CellSum& a, const CellSum& b) {
  return a.sum == b.sum && a.states == b.states;
}

struct Group {
  std::vector<std::string> key;  ///< one for each By; empty where it is not known
  std::uint32_t reports = 0;
  std::vector<CellSum> cells;      ///< by cell number
  std::vector<AmountSum> amounts;  ///< of the cells that are money, in their order
};
inline bool operator==(const Group& a, const Group& b) {
  return a.key == b.key && a.reports == b.reports && a.cells == b.cells && a.amounts == b.amounts;
}

/// The sums of some reports. Adds up to the same with whatever other Sums over other reports, in
/// any order. It does not know which reports are in it: Summary does.
struct Sums {
  std::vector<By> by;
  std::vector<Group> groups;  ///< by key

  const Group* find(const std::vector<std::string>& key) const {
    for (const Group& group : groups)
      if (group.key == key) return &group;
    return nullptr;
  }
  /// Precondition: both are of the same type and grouped by the same, and no report is in both.
  /// Where memory runs out the sums are what they were.
  void merge(const Sums& other) {
    std::vector<Group> merged;
    auto mine = groups.cbegin();
    for (const Group& theirs : other.groups) {
      while (mine != groups.cend() && mine->key < theirs.key) merged.push_back(*mine++);
      if (mine != groups.cend() && mine->key == theirs.key) {
        merged.push_back(*mine++);
        add(merged.back(), theirs);
      } else {
        merged.push_back(theirs);
      }
    }
    merged.insert(merged.end(), mine, groups.cend());
    groups = std::move(merged);
  }

 private:
  static void add(Group& to, const Group& from) {
    to.reports += from.reports;
    for (std::size_t i = 0; i < to.cells.size(); ++i) {
      to.cells[i].sum = to.cells[i].sum - (ExactSum() - from.cells[i].sum);
      for (std::size_t s = 0; s < 7; ++s) to.cells[i].states[s] += from.cells[i].states[s];
    }
    for (std::size_t i = 0; i < to.amounts.size(); ++i) to.amounts[i] += from.amounts[i];
  }
};
inline bool operator==(const Sums& a, const Sums& b) {
  return a.by == b.by && a.groups == b.groups;
}

namespace detail {

/// Which group each row of a table belongs to.
class Grouping {
 public:
  Grouping(const TableData& table, const std::vector<By>& by, std::size_t first, std::size_t last)
      : of_row(last - first, 0) {
    keys_.emplace_back();
    for (const By& one : by) refine(table, one, first);
    for (std::size_t row = first; table.any_repeat() && row < last; ++row)
      if (!table.counts()[row]) of_row[row - first] = static_cast<std::uint32_t>(keys_.size());
  }
  std::size_t size() const noexcept { return keys_.size(); }  // rows that do not count are of group
  const std::vector<std::string>& key(std::size_t group) const { return keys_[group]; }  // size()

  std::vector<std::uint32_t> of_row;

 private:
  void refine(const TableData& table, const By& by, std::size_t first) {
    const std::vector<std::int64_t>& column = table.identity(by.column);
    Index values, parts, groups;
    std::vector<std::int64_t> value_of;                         // by number of value
    std::vector<std::uint32_t> part_of;                         // by number of value
    std::vector<std::string> part_text;                         // by number of part
    std::vector<std::pair<std::uint32_t, std::uint32_t>> made;  // by new group: old one and part
    std::vector<std::vector<std::string>> keys;
    std::uint32_t last_value = Index::none;
    std::int64_t last = 0;
    for (std::size_t i = 0; i < of_row.size(); ++i) {
      std::int64_t value = column[first + i];
      if (last_value == Index::none || value != last) {
        auto next = static_cast<std::uint32_t>(value_of.size());
        last_value = values.find_or_add(mixed(static_cast<std::uint64_t>(value)), next,
                                        [&](std::uint32_t v) { return value_of[v] == value; });
        last = value;
        if (last_value == next) {
          value_of.push_back(value);
          std::string text = part(table, by, first + i);
          Hash hash;
          hash.add(text);
          auto next_part = static_cast<std::uint32_t>(part_text.size());
          part_of.push_back(parts.find_or_add(
              hash.value(), next_part, [&](std::uint32_t p) { return part_text[p] == text; }));
          if (part_of.back() == next_part) part_text.push_back(std::move(text));
        }
      }
      std::uint32_t old = of_row[i], wanted = part_of[last_value];
      if (keys_.size() == 1) {  // until now all were one group
        of_row[i] = wanted;
        continue;
      }
      auto next = static_cast<std::uint32_t>(made.size());
      std::uint64_t both = std::uint64_t{old} << 32U | wanted;
      of_row[i] = groups.find_or_add(mixed(both), next, [&](std::uint32_t g) {
        return made[g].first == old && made[g].second == wanted;
      });
      if (of_row[i] == next) {
        made.emplace_back(old, wanted);
        keys.push_back(keys_[old]);
        keys.back().push_back(part_text[wanted]);
      }
    }
    if (keys_.size() == 1)
      for (std::string& text : part_text) {
        keys.push_back(keys_[0]);
        keys.back().push_back(std::move(text));
      }
    keys_ = std::move(keys);
  }
  static std::uint64_t mixed(std::uint64_t number) noexcept {
    Hash hash;
    hash.add(number);
    return hash.value();
  }
  static std::string part(const TableData& table, const By& by, std::size_t row) {
    std::string text = table.identity_text(row, by.column);
    if (by.how == By::How::division) return division_at(text, by.digits);
    if (by.how == By::How::kind) return std::string(agency_kind(text));
    return text;
  }

  std::vector<std::vector<std::string>> keys_;
};

inline std::size_t lowest_bit(std::uint64_t bits) noexcept {
  return static_cast<std::size_t>(__builtin_ctzll(bits));
}

}  // namespace detail

/// Adds up the rows of a table, or those from `first` to `last`, in parts that threads may share:
///
///   Adding adding(table, by);            // says which group each row is of
///   adding.part(i, parts);               // each i below `parts` once, in whatever thread
///   Sums sums = adding.take();           // when all of them are done
///
/// Parts are columns: no two write the same sum, and nothing has to be merged. More parts than
/// threads keep these busy. The table has to stay as it is meanwhile. threads.hpp does that.
class Adding {
 public:
  template <class T>
  Adding(const Table<T>& table, const std::vector<By>& by) : Adding(table, by, 0, table.size()) {}
  template <class T>
  Adding(const Table<T>& table, const std::vector<By>& by, std::size_t first, std::size_t last)
      : Adding(table.data(), by, first, last) {}

  void part(std::size_t part, std::size_t parts) {
    if (part == 0) states();
    if (part == (parts > 1 ? 1 : 0)) amounts();
    numbers(part, parts);
  }

  Sums take() {
    std::vector<Group>& groups = sums_.groups;  // without those of rows that do not count
    groups.erase(std::remove_if(groups.begin(), groups.end(),
                                [](const Group& group) { return group.reports == 0; }),
                 groups.end());
    std::sort(groups.begin(), groups.end(),
              [](const Group& a, const Group& b) { return a.key < b.key; });
    return std::move(sums_);
  }

 private:
  using Strip = detail::Strip;
  static constexpr std::size_t block_rows = detail::block_rows, strip_cells = detail::strip_cells;
  static constexpr std::size_t pair = 2 * strip_cells;  // two strips are added at a time
  static constexpr std::size_t run_rows = 65536;        // so many 16-bit numbers fit into 32 bits

  Adding(const detail::TableData& table, const std::vector<By>& by, std::size_t first,
         std::size_t last)
      : table_(table), groups_(table, by, first, last), first_(first), last_(last) {
    sums_.by = by;
    sums_.groups.resize(groups_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      sums_.groups[g].key = groups_.key(g);
      sums_.groups[g].cells.resize(table.schema().cells);
      sums_.groups[g].amounts.resize(table.amount_cells().size());
    }
    rows_.resize(groups_.size() + 1);
    for (std::uint32_t group : groups_.of_row) ++rows_[group];
  }

  /// Sums of a pair of strips on their way: by group, eight cells each.
  struct Pair {
    std::vector<std::int32_t> small;   // of 16-bit numbers, see place()
    std::vector<std::int64_t> medium;  // of 32-bit numbers; 2^32 rows of them fit
    bool any_medium = false;
  };

  void numbers(std::size_t part, std::size_t parts) {
    Pair sums;
    sums.small.assign(rows_.size() * pair, 0);
    sums.medium.assign(rows_.size() * pair, 0);
    std::uint32_t most = *std::max_element(rows_.begin(), rows_.end());
    std::size_t run = most <= run_rows ? table_.blocks() : run_rows / block_rows;
    std::size_t end = last_ == first_ ? 0 : (last_ - 1) / block_rows + 1;
    for (std::size_t strip = part * 2; strip < table_.strips(); strip += parts * 2)
      for (std::size_t block = first_ / block_rows; block < end; block += run) {
        for (std::size_t b = block; b < std::min(block + run, end); ++b) add(b, strip, sums);
        flush(strip, sums);
      }
  }

  // Only rows that have a number in them: most of the form is zeros.
  void add(std::size_t block, std::size_t strip, Pair& sums) {
    const Strip& left = table_.strip(block, strip);
    const Strip* right = strip + 1 < table_.strips() ? &table_.strip(block, strip + 1) : nullptr;
    if (right != nullptr && !left.narrow.empty() && !right->narrow.empty())
      return for_each_row(block, &left, right, [&](std::size_t row, std::uint32_t group) {
        add_narrow(left.narrow.data() + row * strip_cells, right->narrow.data() + row * strip_cells,
                   sums.small.data() + group * pair);
      });
    add_other(block, left, strip, sums);
    if (right != nullptr) add_other(block, *right, strip + 1, sums);
  }

  // Rows with a number lie far apart in memory, too far for a processor to guess the next.
  static void fetch(const Strip& strip, std::size_t word) {
    if (word >= strip.filled.size()) return;
    strip.visit([&](const auto* cells) {
      const auto* at = reinterpret_cast<const char*>(cells + word * 64 * strip_cells);
      for (std::size_t i = 0; i < 64 * strip_cells * sizeof *cells; i += 64)
        __builtin_prefetch(at + i);
    });
  }

  template <class Use>
  void for_each_row(std::size_t block, const Strip* left, const Strip* right, Use&& use) const {
    std::size_t start = block * block_rows;
    std::size_t first = std::max(start, first_) - start, last = std::min(block_rows, last_ - start);
    const std::uint32_t* groups = groups_.of_row.data() + (start + first - first_);
    for (std::size_t word = first / 64; word * 64 < last; ++word) {
      std::uint64_t rows = left->filled[word] | right->filled[word];
      fetch(*left, word + 4);
      if (right != left) fetch(*right, word + 4);
      if (word == first / 64) rows &= ~std::uint64_t{0} << first % 64;
      if (last - word * 64 < 64) rows &= (std::uint64_t{1} << (last - word * 64)) - 1;
      for (; rows != 0; rows &= rows - 1) {
        std::size_t row = word * 64 + detail::lowest_bit(rows);
        use(row, groups[row - first]);
      }
    }
  }

  // The way of nearly all numbers. Two of them are taken as one word, which compilers make four at
  // a time: the lower halves are summed first, then the upper ones.
  static void add_narrow(const std::int16_t* left, const std::int16_t* right, std::int32_t* sum) {
    constexpr std::size_t half = pair / 2;
    std::uint32_t words[half];
    std::memcpy(words, left, sizeof words / 2);
    std::memcpy(words + half / 2, right, sizeof words / 2);
    for (std::size_t i = 0; i < half; ++i)
      sum[i] += static_cast<std::int32_t>(words[i] << 16U) >> 16;
    for (std::size_t i = 0; i < half; ++i)
      sum[half + i] += static_cast<std::int32_t>(words[i]) >> 16;
  }
  /// Where the sum of cell i of a pair of strips lies after add_narrow.
  static std::size_t place(std::size_t i) noexcept {
    constexpr std::uint16_t halves[2] = {1, 0};
    std::uint32_t word = 0;
    std::memcpy(&word, halves, sizeof word);
    bool lower = (i % 2 == 0) == (word == 1);  // on all but big-endian machines the first is lower
    return (lower ? 0 : pair / 2) + i / 2;
  }

  void add_other(std::size_t block, const Strip& strip, std::size_t number, Pair& sums) {
    std::size_t first = number * strip_cells, lane = first % pair;
    strip.visit([&](const auto* cells) {
      for_each_row(block, &strip, &strip, [&](std::size_t row, std::uint32_t group) {
        for (std::size_t i = 0; i < strip_cells; ++i) {
          auto cell = cells[row * strip_cells + i];
          if constexpr (sizeof(cell) < 8)
            sums.medium[group * pair + lane + i] += cell;
          else if (cell != 0 && group < groups_.size())
            sums_.groups[group].cells[first + i].sum += cell;
        }
      });
    });
    sums.any_medium = sums.any_medium || strip.wide.empty();
  }

  void flush(std::size_t strip, Pair& sums) {
    std::size_t first = strip * strip_cells;
    std::size_t cells = std::min(pair, table_.schema().cells - first);
    for (std::size_t group = 0; group < groups_.size(); ++group)
      for (std::size_t i = 0; i < cells; ++i) {
        std::int64_t sum = sums.small[group * pair + place(i)];
        if (sums.any_medium) sum += sums.medium[group * pair + i];
        if (sum != 0) sums_.groups[group].cells[first + i].sum += sum;
      }
    std::fill(sums.small.begin(), sums.small.end(), 0);
    if (sums.any_medium) std::fill(sums.medium.begin(), sums.medium.end(), 0);
    sums.any_medium = false;
  }

  /// Rows of a group that lack the same cells.
  struct Alike {
    std::uint32_t group, pattern, rows;
  };

  // Most rows lack the same cells as others: those are counted once for all of them.
  void states() {
    std::vector<Alike> all = alike();
    for (auto rows = all.begin(), next = rows; rows != all.end(); rows = next) {
      Group& group = sums_.groups[rows->group];
      for (; next != all.end() && next->group == rows->group; ++next) group.reports += next->rows;
      constexpr auto value = static_cast<std::size_t>(State::value);
      for (CellSum& cell : group.cells) cell.states[value] = group.reports;
      for (; rows != next; ++rows)
        for (const detail::NoValue* at = table_.pattern_begin(rows->pattern);
             at != table_.pattern_end(rows->pattern); ++at) {
          CellSum& cell = group.cells[at->cell];
          cell.states[static_cast<std::size_t>(at->state)] += rows->rows;
          cell.states[value] -= rows->rows;
        }
    }
  }

  std::vector<Alike> alike() const {
    std::vector<Alike> all;
    std::size_t patterns = table_.pattern_count(), rows = last_ - first_;
    if (groups_.size() * patterns <= 4 * rows) {  // few patterns: a table of all of them
      std::vector<std::uint32_t> counts(rows_.size() * patterns);
      for (std::size_t i = 0; i < rows; ++i)
        ++counts[groups_.of_row[i] * patterns + table_.patterns()[first_ + i]];
      for (std::uint32_t group = 0; group < groups_.size(); ++group)
        for (std::uint32_t pattern = 0; pattern < patterns; ++pattern)
          if (std::uint32_t count = counts[group * patterns + pattern])
            all.push_back({group, pattern, count});
      return all;
    }
    detail::Index index;
    for (std::size_t i = 0; i < rows; ++i) {
      std::uint32_t group = groups_.of_row[i], pattern = table_.patterns()[first_ + i];
      if (group == groups_.size()) continue;
      detail::Hash hash;
      hash.add(std::uint64_t{group} << 32U | pattern);
      auto next = static_cast<std::uint32_t>(all.size());
      std::uint32_t found = index.find_or_add(hash.value(), next, [&](std::uint32_t other) {
        return all[other].group == group && all[other].pattern == pattern;
      });
      if (found == next) all.push_back({group, pattern, 0});
      ++all[found].rows;
    }
    std::sort(all.begin(), all.end(),
              [](const Alike& a, const Alike& b) { return a.group < b.group; });
    return all;
  }

  void amounts() {
    std::size_t count = table_.amount_cells().size();
    for (std::size_t row = first_; row < last_; ++row)
      for (std::size_t i = 0; i < count; ++i) {
        const Amount& amount = table_.amounts()[row * count + i];
        if (!amount.has_value() || amount.digits() == 0) continue;
        std::uint32_t group = groups_.of_row[row - first_];
        if (group < groups_.size()) sums_.groups[group].amounts[i].add(amount);
      }
  }

  const detail::TableData& table_;
  detail::Grouping groups_;
  std::size_t first_, last_;
  std::vector<std::uint32_t> rows_;  // by group: how many
  Sums sums_;
};

/// The sums over all rows of a table, or over the rows from `first` to `last`: parts of one table
/// may be summed anywhere, and merged. Of a report that is there more than once only the row that
/// counts is added.
template <class T>
Sums add_up(const Table<T>& table, const std::vector<By>& by, std::size_t first, std::size_t last) {
  Adding adding(table, by, first, last);
  adding.part(0, 1);
  return adding.take();
}
template <class T>
Sums add_up(const Table<T>& table, const std::vector<By>& by = {}) {
  return add_up(table, by, 0, table.size());
}

/// Sums that know their reports, so that none is ever added twice, whatever the split: a report
/// that comes again, or is on both sides of a merge, is noticed and named. That costs the memory of
/// a table row for each report (docs/scale.md). For reports of which no two are the same, Sums
/// alone can be merged.
///
/// A monoid: Summary(by) is its identity, merge is associative and commutative as far as finish()
/// goes, and finish() is bit by bit what add_up() says of all reports in one table.
template <class T>
class Summary {
 public:
  Summary() = default;
  explicit Summary(std::vector<By> by) : by_(std::move(by)) {}
  Summary(std::vector<By> by, Table<T> table) : by_(std::move(by)), table_(std::move(table)) {}

  void add(const T& report) { table_.append(report); }
  /// False where the other one is grouped by something else; nothing is merged then.
  bool merge(const Summary& other) {
    if (!(by_ == other.by_)) return false;
    table_.append(other.table_);
    return true;
  }
  Sums finish() const { return add_up(table_, by_); }

  const std::vector<By>& by() const noexcept { return by_; }
  const Table<T>& table() const noexcept { return table_; }
  std::vector<Repeat> repeats() const { return table_.repeats(); }

 private:
  std::vector<By> by_;
  Table<T> table_;
};

// ---- totals from details -----------------------------------------------------------------------

/// A cell that is by rule the sum of others, and the cells that it is the sum of in the end.
struct Total {
  std::size_t cell = 0;
  std::vector<std::size_t> details;
};

/// The totals of a type: cells that stand alone on one side of an equation. A total of totals is
/// taken apart further. Of this form: 25 + 6 totals in table 3, 3 in table 4.
inline std::vector<Total> totals(const Rules& rules) {
  std::vector<Total> all;
  for (std::size_t i = 0; i < rules.equation_count; ++i) {
    const Equation& equation = rules.equations[i];
    const Identity& identity = rules[equation];
    if (identity.right.size != 1 || identity.right.spans[0].units != 1) continue;
    Total total;
    for_each_term(identity.right, identity.width, equation.base,
                  [&](std::size_t cell) { total.cell = cell; });
    bool known = false;
    for (const Total& other : all) known = known || other.cell == total.cell;
    if (known) continue;
    for_each_term(identity.left, identity.width, equation.base,
                  [&](std::size_t cell) { total.details.push_back(cell); });
    all.push_back(std::move(total));
  }
  for (Total& total : all)
    for (std::size_t depth = 0; depth < all.size(); ++depth) {  // no deeper than there are totals
      std::vector<std::size_t> details;
      for (std::size_t cell : total.details) {
        const Total* inner = nullptr;
        for (const Total& other : all)
          if (other.cell == cell && &other != &total) inner = &other;
        if (inner == nullptr)
          details.push_back(cell);
        else
          details.insert(details.end(), inner->details.begin(), inner->details.end());
      }
      if (details == total.details) break;
      total.details = std::move(details);
    }
  return all;
}

/// A total worked out anew; `complete` where every report gives all the details its form has.
struct Recomputed {
  ExactSum sum;
  bool complete = true;
};
inline Recomputed recomputed(const Group& group, const Total& total) {
  Recomputed result;
  for (std::size_t cell : total.details) {
    result.sum = result.sum - (ExactSum() - group.cells[cell].sum);
    result.complete = result.complete && group.cells[cell].complete();
  }
  return result;
}

}  // namespace v0
}  // namespace gongkai

#endif
