// Many reports as one table: a row for each, columns from the described type.
//
//   Table<Report> table;
//   while (lines.next(report)) table.append(report, FindingCounts(check(report)));
//
// Prose is left out: a row is the identity of a report, its cells, what the check found, and the
// file it came from. The cells lie in strips of four columns, in the smallest integers that hold
// them: adding up all cells by group runs through memory once, and a single column costs as much as
// a column of int64 (docs/scale.md has the figures that decided this).
#ifndef GONGKAI_TABLE_HPP
#define GONGKAI_TABLE_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "gongkai/finding.hpp"
#include "gongkai/report.hpp"
#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

/// Which members of T identify a row: a text, number, date or described enum each, by name.
/// Two rows that agree in the first `key` of them are the same report twice. Specialise for a type
/// of your own; without that, every such member of the type itself identifies it.
template <class T>
struct Identification {};

template <>
struct Identification<Report> {
  static constexpr std::string_view of[] = {"agency", "year",     "published",
                                            "form",   "division", "parent"};
  static constexpr std::size_t key = 2;
};

/// How many findings a check had, by severity; not checked where it is not said.
struct FindingCounts {
  bool checked = false;
  std::uint32_t errors = 0, warnings = 0, notes = 0;

  constexpr FindingCounts() noexcept = default;
  explicit FindingCounts(const Findings& findings)
      : checked(true),
        errors(static_cast<std::uint32_t>(findings.count(Severity::error))),
        warnings(static_cast<std::uint32_t>(findings.count(Severity::warning))),
        notes(static_cast<std::uint32_t>(findings.count(Severity::note))) {}
};
constexpr bool operator==(const FindingCounts& a, const FindingCounts& b) noexcept {
  return a.checked == b.checked && a.errors == b.errors && a.warnings == b.warnings &&
         a.notes == b.notes;
}
constexpr bool operator!=(const FindingCounts& a, const FindingCounts& b) noexcept {
  return !(a == b);
}

/// A report that is in a table more than once. Of rows that differ the later published counts, and
/// among those of one day what they say decides, never the order of appending.
struct Repeat {
  std::size_t row = 0;      ///< does not count
  std::size_t instead = 0;  ///< counts
  bool differs = false;     ///< they do not say the same
};

namespace detail {

/// Makes pushing `more` things something that cannot fail.
template <class Vector>
void make_room(Vector& vector, std::size_t more) {
  std::size_t needed = vector.size() + more, twice = 2 * vector.capacity();
  if (vector.capacity() < needed) vector.reserve(twice > needed ? twice : needed);
}

/// Finds equal things by hash: which number each has got.
class Index {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// The number of what is the same, or `next`, which it then has.
  template <class Same>
  std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t next, Same same) {
    return find_or_add(hash, next, same, [] {});
  }
  /// The same; what is new is made by `make`, and not noted where that throws.
  template <class Same, class Make>
  std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t next, Same same, Make make) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    auto mark = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t at = mark & (slots_.size() - 1);
    for (; slots_[at].number != none; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].mark == mark && same(slots_[at].number)) return slots_[at].number;
    make();
    slots_[at] = {mark, next};
    ++used_;
    return next;
  }
  std::size_t memory() const noexcept { return slots_.capacity() * sizeof(Slot); }

 private:
  struct Slot {
    std::uint32_t mark = 0, number = none;
  };
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number == none) continue;
      std::size_t at = slot.mark & (slots_.size() - 1);
      while (slots_[at].number != none) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

class Hash {
 public:
  void add(std::uint64_t number) noexcept {
    hash_ = (hash_ ^ number) * 0x9E3779B97F4A7C15U;
    hash_ ^= hash_ >> 32U;
  }
  void add(std::string_view text) noexcept {
    add(text.size());
    while (!text.empty()) {
      std::uint64_t eight = 0;
      for (std::size_t i = 0; i < 8 && i < text.size(); ++i)
        eight |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
      add(eight);
      text.remove_prefix(text.size() < 8 ? text.size() : 8);
    }
  }
  std::uint64_t value() const noexcept { return hash_ * 0x9E3779B97F4A7C15U; }

 private:
  std::uint64_t hash_ = 0x243F6A8885A308D3U;
};

/// Texts, each kept once in one arena, and known by number. Number 0 is the empty text.
class Texts {
 public:
  Texts() { add({}); }
  std::uint32_t add(std::string_view text) {
    Hash hash;
    hash.add(text);
    auto next = static_cast<std::uint32_t>(starts_.size() - 1);
    return index_.find_or_add(
        hash.value(), next, [&](std::uint32_t other) { return (*this)[other] == text; },
        [&] {
          make_room(starts_, 1);
          arena_ += text;
          starts_.push_back(arena_.size());
        });
  }
  std::string_view operator[](std::size_t number) const noexcept {
    return {arena_.data() + starts_[number], starts_[number + 1] - starts_[number]};
  }
  std::size_t size() const noexcept { return starts_.size() - 1; }
  std::size_t memory() const noexcept {
    return arena_.capacity() + starts_.capacity() * sizeof(std::size_t) + index_.memory();
  }

 private:
  std::string arena_;
  std::vector<std::size_t> starts_{0};
  Index index_;
};

constexpr std::size_t strip_cells = 4;
constexpr std::size_t block_rows = 4096;

/// Four columns of one block of rows, four cells of a row beside each other, in the narrowest
/// integers that hold them all. One of those vectors is in use. A cell without a number is 0 here.
class Strip {
 public:
  using Cells = std::array<std::int64_t, strip_cells>;

  std::vector<std::uint64_t> filled;  ///< a bit for each row: whether any of its four is not 0
  std::vector<std::int16_t> narrow;
  std::vector<std::int32_t> middle;
  std::vector<std::int64_t> wide;

  void append(const Cells& cells) {
    std::size_t row = (narrow.size() + middle.size() + wide.size()) / strip_cells;
    if (row % 64 == 0) filled.push_back(0);
    bool any = (cells[0] | cells[1] | cells[2] | cells[3]) != 0;
    filled.back() |= std::uint64_t{any} << row % 64;
    if (!wide.empty()) return put(wide, cells);
    if (!middle.empty() ? fits<std::int32_t>(cells) : fits<std::int16_t>(cells))
      return middle.empty() ? put(narrow, cells) : put(middle, cells);
    if (fits<std::int32_t>(cells)) {
      middle.reserve(narrow.capacity());
      middle.assign(narrow.begin(), narrow.end());
      put(middle, cells);
    } else {
      if (middle.empty())
        wide.assign(narrow.begin(), narrow.end());
      else
        wide.assign(middle.begin(), middle.end());
      middle = {};
      put(wide, cells);
    }
    narrow = {};
  }
  /// After an append() that threw: as it was, with so many rows.
  void cut(std::size_t rows) {
    if (wide.size() > rows * strip_cells) wide.resize(rows * strip_cells);
    if (middle.size() > rows * strip_cells) middle.resize(rows * strip_cells);
    if (narrow.size() > rows * strip_cells) narrow.resize(rows * strip_cells);
    if (!wide.empty()) middle.clear();
    if (!wide.empty() || !middle.empty()) narrow.clear();
    if (filled.size() > (rows + 63) / 64) filled.resize((rows + 63) / 64);
    if (rows % 64 != 0) filled.back() &= (std::uint64_t{1} << rows % 64) - 1;
  }
  std::int64_t operator[](std::size_t i) const noexcept {
    return !narrow.empty() ? narrow[i] : !middle.empty() ? middle[i] : wide[i];
  }
  /// Room for a block of rows, so that a long table does not grow by and by.
  void reserve() {
    narrow.reserve(strip_cells * block_rows);
    filled.reserve(block_rows / 64);
  }
  /// Calls use(pointer to the cells) with the type they have.
  template <class Use>
  void visit(Use&& use) const {
    if (!narrow.empty())
      use(narrow.data());
    else if (!middle.empty())
      use(middle.data());
    else
      use(wide.data());
  }
  std::size_t memory() const noexcept {
    return sizeof *this + filled.capacity() * 8 + narrow.capacity() * 2 + middle.capacity() * 4 +
           wide.capacity() * 8;
  }

 private:
  template <class Small>
  static bool fits(const Cells& cells) noexcept {
    std::int64_t lost = 0;  // without a branch for each
    for (std::int64_t cell : cells) lost |= cell ^ static_cast<Small>(cell);
    return lost == 0;
  }
  template <class Small>
  static void put(std::vector<Small>& to, const Cells& cells) {
    Small four[strip_cells];
    for (std::size_t i = 0; i < strip_cells; ++i) four[i] = static_cast<Small>(cells[i]);
    to.insert(to.end(), four, four + strip_cells);
  }
};

/// A cell that holds no number.
struct NoValue {
  std::uint16_t cell = 0;
  State state = State::blank;
  friend bool operator==(NoValue a, NoValue b) noexcept {
    return a.cell == b.cell && a.state == b.state;
  }
};

/// One row on its way into or out of a table.
struct Row {
  std::vector<std::int64_t> identity;  ///< by column; a text's is its number among the texts
  std::vector<std::int64_t> numbers;  ///< by cell, 0 where there is none; filled up to whole strips
  std::vector<Amount> amounts;        ///< by amount cell
  std::vector<NoValue> none;
  FindingCounts verdict;
  std::uint32_t file = 0;  ///< its number among the texts
};

/// A table of whatever type the schema describes; Table<T> gives it the type.
class TableData {
 public:
  TableData(const Schema& schema, const std::string_view* names, std::size_t count, std::size_t key)
      : schema_(&schema), key_(key) {
    for (const Member& member : schema) {
      bool identifies = !is_cell(member.kind) && member.kind != Kind::part;
      if (names == nullptr && identifies) columns_.push_back(&member);
    }
    for (std::size_t i = 0; i < count; ++i)
      for (const Member& member : schema)
        if (member.name == names[i]) columns_.push_back(&member);
    if (names == nullptr) key_ = columns_.size();
    for (std::size_t cell = 0; cell < schema.cells; ++cell)
      if (Path(schema, cell).cell().kind == Kind::amount) amount_cells_.push_back(cell);
    strips_ = (schema.cells + strip_cells - 1) / strip_cells;
    identity_.resize(columns_.size());
  }

  const Schema& schema() const noexcept { return *schema_; }
  const std::vector<const Member*>& columns() const noexcept { return columns_; }
  const std::vector<std::size_t>& amount_cells() const noexcept { return amount_cells_; }
  std::size_t size() const noexcept { return patterns_.size(); }
  std::size_t strips() const noexcept { return strips_; }
  std::size_t blocks() const noexcept { return (size() + block_rows - 1) / block_rows; }
  const Strip& strip(std::size_t block, std::size_t strip) const noexcept {
    return cells_[block * strips_ + strip];
  }
  const Texts& texts() const noexcept { return texts_; }
  const std::vector<std::int64_t>& identity(std::size_t column) const noexcept {
    return identity_[column];
  }
  const std::vector<std::uint32_t>& patterns() const noexcept { return patterns_; }
  std::size_t pattern_count() const noexcept { return pattern_ends_.size(); }
  const NoValue* pattern_begin(std::size_t pattern) const noexcept {
    return none_.data() + (pattern == 0 ? 0 : pattern_ends_[pattern - 1]);
  }
  const NoValue* pattern_end(std::size_t pattern) const noexcept {
    return none_.data() + pattern_ends_[pattern];
  }
  const std::vector<Amount>& amounts() const noexcept { return amounts_; }
  const std::vector<FindingCounts>& verdicts() const noexcept { return verdicts_; }
  std::string_view file(std::size_t row) const noexcept { return texts_[files_[row]]; }
  const std::vector<bool>& counts() const noexcept { return counts_; }
  std::vector<Repeat> repeats() const {
    std::vector<Repeat> found;
    for (const Repeated& repeated : repeated_) {
      std::size_t instead = counted_[repeated.chain];
      found.push_back({repeated.row, instead, compare(repeated.row, instead) != 0});
    }
    return found;
  }
  bool any_repeat() const noexcept { return !repeated_.empty(); }
  int most_decimals() const noexcept { return most_decimals_; }

  State state(std::size_t row, std::size_t cell) const noexcept {
    std::size_t pattern = patterns_[row];
    for (const NoValue* at = pattern_begin(pattern); at != pattern_end(pattern); ++at)
      if (at->cell == cell) return at->state;
    return State::value;
  }
  std::int64_t number(std::size_t row, std::size_t cell) const noexcept {
    return strip(row / block_rows,
                 cell / strip_cells)[row % block_rows * strip_cells + cell % strip_cells];
  }

  void append(const void* object, FindingCounts verdict, std::string_view file) {
    Row& row = scratch_;
    clear(row);
    for (std::size_t i = 0; i < columns_.size(); ++i)
      row.identity[i] = identity_of(*columns_[i], columns_[i]->at_const(object));
    find_cells(object);
    for (std::size_t cell = 0; cell < addresses_.size(); ++cell) {
      const void* at = static_cast<const char*>(object) + addresses_[cell].offset;
      State state = State::value;
      if (addresses_[cell].kind == Kind::amount) {
        const Amount& amount = *static_cast<const Amount*>(at);
        row.amounts.push_back(amount);
        state = amount.state();
      } else {  // a Change lies in memory as a Count does, but is another type
        Count count = addresses_[cell].kind == Kind::count
                          ? *static_cast<const Count*>(at)
                          : as_count(*static_cast<const Change*>(at));
        state = count.state();
        if (state == State::value) row.numbers[cell] = count.value();
      }
      if (state != State::value) row.none.push_back({static_cast<std::uint16_t>(cell), state});
    }
    row.verdict = verdict;
    row.file = texts_.add(file);
    push(row);
  }

  /// A row of another table of the same type.
  void append(const TableData& other, std::size_t number) {
    Row row;
    clear(row);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::int64_t value = other.identity_[i][number];
      row.identity[i] =
          columns_[i]->kind == Kind::text
              ? std::int64_t{texts_.add(other.texts_[static_cast<std::size_t>(value)])}
              : value;
    }
    for (std::size_t cell = 0; cell < schema_->cells; ++cell)
      row.numbers[cell] = other.number(number, cell);
    for (std::size_t i = 0; i < amount_cells_.size(); ++i)
      row.amounts.push_back(other.amounts_[number * amount_cells_.size() + i]);
    std::size_t pattern = other.patterns_[number];
    row.none.assign(other.pattern_begin(pattern), other.pattern_end(pattern));
    row.verdict = other.verdicts_[number];
    row.file = texts_.add(other.file(number));
    push(row);
  }

  /// Gives `object` the identity and the cells of a row.
  void get(std::size_t row, void* object) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      set_identity(*columns_[i], columns_[i]->at(object), identity_[i][row]);
    const NoValue* none = pattern_begin(patterns_[row]);
    const NoValue* end = pattern_end(patterns_[row]);
    std::size_t cell = 0, amount = row * amount_cells_.size();
    for_each_cell(*schema_, object, [&](const Member& member, const void* at_const) {
      void* at = const_cast<void*>(at_const);
      if (member.kind == Kind::amount)
        *static_cast<Amount*>(at) = amounts_[amount++];
      else if (none != end && none->cell == cell)
        set_state(member.kind, at, none->state);
      else if (member.kind == Kind::count)
        *static_cast<Count*>(at) = Count(number(row, cell));
      else
        *static_cast<Change*>(at) = Change(number(row, cell));
      if (none != end && none->cell == cell) ++none;
      ++cell;
    });
  }

  std::string identity_text(std::size_t row, std::size_t column) const {
    std::int64_t value = identity_[column][row];
    switch (columns_[column]->kind) {
      case Kind::text:
        return std::string(texts_[static_cast<std::size_t>(value)]);
      case Kind::date:
        return to_string(unpack(value));
      case Kind::number:
        return value == 0 ? std::string() : std::to_string(value);
      default:
        return std::to_string(value);
    }
  }

  static std::int64_t pack(Date date) noexcept {  // orders as days do
    return (std::int64_t{date.year} * 256 + date.month) * 256 + date.day;
  }
  static Date unpack(std::int64_t packed) noexcept {
    auto low = [](std::int64_t number) { return static_cast<std::int8_t>(number & 0xFF); };
    Date date;
    date.day = low(packed);
    packed = (packed - date.day) / 256;
    date.month = low(packed);
    date.year = static_cast<std::int16_t>((packed - date.month) / 256);
    return date;
  }

  std::size_t memory() const noexcept {
    std::size_t bytes = texts_.memory() + keys_.memory() + pattern_index_.memory() +
                        patterns_.capacity() * 4 + pattern_ends_.capacity() * sizeof(std::size_t) +
                        none_.capacity() * sizeof(NoValue) + amounts_.capacity() * sizeof(Amount) +
                        verdicts_.capacity() * sizeof(FindingCounts) + files_.capacity() * 4 +
                        counts_.capacity() / 8 + counted_.capacity() * 4 +
                        repeated_.capacity() * sizeof(Repeated);
    for (const auto& column : identity_) bytes += column.capacity() * sizeof(std::int64_t);
    for (const Strip& strip : cells_) bytes += strip.memory();
    return bytes;
  }

 private:
  static Count as_count(Change change) noexcept {
    return change.has_value() ? Count(change.value()) : Count(change.state());
  }

  // Where the cells lie in an object is the same in each: the first one is asked, member by member.
  void find_cells(const void* object) {
    if (!addresses_.empty()) return;
    std::vector<Address> addresses;
    for_each_cell(*schema_, object, [&](const Member& member, const void* at) {
      addresses.push_back(
          {static_cast<const char*>(at) - static_cast<const char*>(object), member.kind});
    });
    addresses_ = std::move(addresses);
  }

  void clear(Row& row) const {
    row.identity.assign(columns_.size(), 0);
    row.numbers.assign(strips_ * strip_cells, 0);
    row.amounts.clear();
    row.none.clear();
  }

  std::int64_t identity_of(const Member& column, const void* at) {
    switch (column.kind) {
      case Kind::text:
        return texts_.add(*static_cast<const std::string*>(at));
      case Kind::number:
        return *static_cast<const std::int32_t*>(at);
      case Kind::date:
        return pack(*static_cast<const Date*>(at));
      default:
        return column.choices->get(at);
    }
  }
  void set_identity(const Member& column, void* at, std::int64_t value) const {
    switch (column.kind) {
      case Kind::text:
        *static_cast<std::string*>(at) = texts_[static_cast<std::size_t>(value)];
        break;
      case Kind::number:
        *static_cast<std::int32_t*>(at) = static_cast<std::int32_t>(value);
        break;
      case Kind::date:
        *static_cast<Date*>(at) = unpack(value);
        break;
      default:
        column.choices->set(at, value);
    }
  }

  // A row is there as a whole, or, where memory runs out, not at all.
  void push(const Row& row) {
    std::size_t rows = size();
    int decimals = most_decimals_;
    try {
      fill(row);
    } catch (...) {
      cut(rows);
      most_decimals_ = decimals;
      throw;
    }
  }

  void cut(std::size_t rows) {
    cells_.resize((rows + block_rows - 1) / block_rows * strips_);
    if (rows % block_rows != 0)
      for (std::size_t i = 0; i < strips_; ++i)
        cells_[cells_.size() - 1 - i].cut(rows % block_rows);
    for (std::vector<std::int64_t>& column : identity_) column.resize(rows);
    amounts_.resize(rows * amount_cells_.size());
    patterns_.resize(rows);
    verdicts_.resize(rows);
    files_.resize(rows);
    counts_.resize(rows);
  }

  void fill(const Row& row) {
    auto number = static_cast<std::uint32_t>(size());
    if (number % block_rows == 0) {
      cells_.resize(cells_.size() + strips_);
      if (number > 0)
        for (std::size_t i = 0; i < strips_; ++i) cells_[cells_.size() - 1 - i].reserve();
    }
    Strip* strips = cells_.data() + number / block_rows * strips_;
    for (std::size_t i = 0; i < strips_; ++i) {
      Strip::Cells cells;
      for (std::size_t j = 0; j < strip_cells; ++j) cells[j] = row.numbers[i * strip_cells + j];
      strips[i].append(cells);
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) identity_[i].push_back(row.identity[i]);
    for (const Amount& amount : row.amounts) {
      amounts_.push_back(amount);
      if (amount.decimals() > most_decimals_) most_decimals_ = amount.decimals();
    }
    patterns_.push_back(pattern_of(row.none));
    verdicts_.push_back(row.verdict);
    files_.push_back(row.file);
    counts_.push_back(true);
    note_repeat(number);
  }

  std::uint32_t pattern_of(const std::vector<NoValue>& none) {
    Hash hash;
    for (NoValue at : none)
      hash.add(std::uint64_t{at.cell} << 8U | static_cast<std::uint64_t>(at.state));
    auto next = static_cast<std::uint32_t>(pattern_ends_.size());
    auto same = [&](std::uint32_t other) {
      const NoValue* begin = pattern_begin(other);
      auto size = static_cast<std::size_t>(pattern_end(other) - begin);
      if (size != none.size()) return false;
      for (std::size_t i = 0; i < size; ++i)
        if (!(begin[i] == none[i])) return false;
      return true;
    };
    return pattern_index_.find_or_add(hash.value(), next, same, [&] {
      make_room(pattern_ends_, 1);
      none_.insert(none_.end(), none.begin(), none.end());
      pattern_ends_.push_back(none_.size());
    });
  }

  // A report whose key is not known in full (no name, year 0) is never taken for another.
  void note_repeat(std::uint32_t row) {
    Hash hash;
    for (std::size_t i = 0; i < key_; ++i) {
      if (identity_[i][row] == 0 && columns_[i]->kind != Kind::choice) return;
      hash.add(static_cast<std::uint64_t>(identity_[i][row]));
    }
    auto next = static_cast<std::uint32_t>(counted_.size());
    auto same = [&](std::uint32_t other) {
      for (std::size_t i = 0; i < key_; ++i)
        if (identity_[i][counted_[other]] != identity_[i][row]) return false;
      return true;
    };
    std::uint32_t chain =
        keys_.find_or_add(hash.value(), next, same, [&] { counted_.push_back(row); });
    if (chain == next) return;
    make_room(repeated_, 1);
    std::uint32_t loser = row;
    if (compare(row, counted_[chain]) > 0) std::swap(loser, counted_[chain]);
    counts_[loser] = false;
    repeated_.push_back({loser, chain});
  }

  // Which of two rows with one key is the greater: by the other columns, then by the cells.
  int compare(std::size_t a, std::size_t b) const {
    auto order = [](std::int64_t x, std::int64_t y) { return x < y ? -1 : x > y ? 1 : 0; };
    for (std::size_t i = key_; i < columns_.size(); ++i) {
      std::int64_t x = identity_[i][a], y = identity_[i][b];
      if (x == y) continue;
      if (columns_[i]->kind != Kind::text) return order(x, y);
      return order(texts_[static_cast<std::size_t>(x)].compare(texts_[static_cast<std::size_t>(y)]),
                   0);
    }
    for (std::size_t cell = 0; cell < schema_->cells; ++cell) {
      int by_state = order(-static_cast<int>(state(a, cell)), -static_cast<int>(state(b, cell)));
      int by_number = by_state != 0 ? by_state : order(number(a, cell), number(b, cell));
      if (by_number != 0) return by_number;
    }
    std::size_t count = amount_cells_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Amount &x = amounts_[a * count + i], &y = amounts_[b * count + i];
      int by_digits = order(x.digits(), y.digits());
      if (by_digits != 0) return by_digits;
      if (x.decimals() != y.decimals()) return order(y.decimals(), x.decimals());
    }
    return 0;
  }

  const Schema* schema_;
  std::size_t key_;
  std::vector<const Member*> columns_;
  std::vector<std::size_t> amount_cells_;
  std::size_t strips_ = 0;
  struct Address {
    std::ptrdiff_t offset;
    Kind kind;
  };
  std::vector<Address> addresses_;  // by cell, once a row has been appended

  std::vector<Strip> cells_;                         // by block and strip
  std::vector<std::vector<std::int64_t>> identity_;  // by column and row
  std::vector<Amount> amounts_;                      // by row and amount cell
  std::vector<std::uint32_t> patterns_;              // by row: which cells have no number
  std::vector<FindingCounts> verdicts_;              // by row
  std::vector<std::uint32_t> files_;                 // by row: a number among the texts
  std::vector<bool> counts_;                         // by row: false where another counts instead
  std::vector<NoValue> none_;                        // the patterns, each once
  std::vector<std::size_t> pattern_ends_;
  Index pattern_index_, keys_;
  Texts texts_;
  struct Repeated {
    std::uint32_t row, chain;
  };
  std::vector<std::uint32_t> counted_;  // by key in the order of first appearance: the row
  std::vector<Repeated> repeated_;
  int most_decimals_ = 0;
  Row scratch_;
};

template <class T, class = void>
struct IdentificationOf {
  static TableData table() { return {schema<T>, nullptr, 0, 0}; }
};
template <class T>
struct IdentificationOf<T, decltype(void(Identification<T>::of))> {
  static constexpr std::size_t size = sizeof(Identification<T>::of) / sizeof(std::string_view);
  static constexpr bool names_exist() {
    for (std::string_view wanted : Identification<T>::of) {
      bool found = false;
      for (const Member& member : schema<T>)
        found =
            found || (member.name == wanted && !is_cell(member.kind) && member.kind != Kind::part);
      if (!found) return false;
    }
    return true;
  }
  static_assert(names_exist(), "Identification names a member that is not there, or holds cells");
  static TableData table() {
    return {schema<T>, Identification<T>::of, size, Identification<T>::key};
  }
};

}  // namespace detail

/// Reports of one described type, row by row. Rows and columns count from 0; columns of identity in
/// the order of Identification, cells by their numbers in the schema. At most 2^32 - 1 rows.
template <class T>
class Table {
 public:
  Table() : data_(detail::IdentificationOf<T>::table()) {
    static_assert(schema<T>.cells <= 0xFFFF, "a cell's number has 16 bits here");
  }

  std::size_t size() const noexcept { return data_.size(); }

  /// Prose is left out. A report that is there already (Identification) is appended too, and stands
  /// in repeats(). Where memory runs out the table is what it was. `file`: where it was read from,
  /// as the caller names it.
  void append(const T& report, FindingCounts verdict = {}, std::string_view file = {}) {
    data_.append(&report, verdict, file);
  }
  /// A row of another table, or of this one; and all of them.
  void append(const Table& other, std::size_t row) { data_.append(other.data_, row); }
  void append(const Table& other) {
    std::size_t count = other.size();  // which grows, should other be this table
    for (std::size_t row = 0; row < count; ++row) append(other, row);
  }

  /// The report without its prose.
  T row(std::size_t row) const {
    T report;
    data_.get(row, &report);
    return report;
  }
  FindingCounts verdict(std::size_t row) const noexcept { return data_.verdicts()[row]; }
  std::string_view file(std::size_t row) const noexcept { return data_.file(row); }

  /// Rows `first` to `first + count`, as far as there are any.
  Table slice(std::size_t first, std::size_t count) const {
    Table part;
    for (std::size_t row = first; row < size() && row - first < count; ++row)
      part.append(*this, row);
    return part;
  }
  /// The rows for which wanted(row number) is true.
  template <class Wanted>
  Table filter(Wanted&& wanted) const {
    Table part;
    for (std::size_t row = 0; row < size(); ++row)
      if (wanted(row)) part.append(*this, row);
    return part;
  }

  std::size_t columns() const noexcept { return data_.columns().size(); }
  const Member& column(std::size_t column) const noexcept { return *data_.columns()[column]; }
  /// The identity in one column as text: "2022", "2022-01-20"; empty where it is not known.
  std::string identity(std::size_t row, std::size_t column) const {
    return data_.identity_text(row, column);
  }

  State state(std::size_t row, std::size_t cell) const noexcept { return data_.state(row, cell); }
  /// Precondition: state(row, cell) is value, and the cell is not money. Otherwise 0.
  std::int64_t number(std::size_t row, std::size_t cell) const noexcept {
    return data_.number(row, cell);
  }
  /// Precondition: the cell is an Amount.
  Amount amount(std::size_t row, std::size_t cell) const noexcept {
    const std::vector<std::size_t>& cells = data_.amount_cells();
    std::size_t i = 0;
    while (cells[i] != cell) ++i;
    return data_.amounts()[row * cells.size() + i];
  }

  /// The sum of one column of counts over all rows, cells without a number left out.
  ExactSum column_sum(std::size_t cell) const {
    ExactSum sum;
    for (std::size_t block = 0; block < data_.blocks(); ++block) {
      std::size_t rows = size() - block * detail::block_rows;
      if (rows > detail::block_rows) rows = detail::block_rows;
      data_.strip(block, cell / detail::strip_cells).visit([&](const auto* cells) {
        add_lane(cells, cell % detail::strip_cells, rows, sum);
      });
    }
    return sum;
  }

  /// Reports that are there more than once, in the order in which that was noticed. The rows
  /// remain; sums leave those out that do not count.
  std::vector<Repeat> repeats() const { return data_.repeats(); }
  bool counts(std::size_t row) const { return data_.counts()[row]; }

  /// Bytes that it holds, as allocated.
  std::size_t memory() const noexcept { return data_.memory(); }

  const detail::TableData& data() const noexcept { return data_; }

 private:
  template <class Number>
  static void add_lane(const Number* cells, std::size_t lane, std::size_t rows, ExactSum& sum) {
    if constexpr (sizeof(Number) == 8) {
      for (std::size_t row = 0; row < rows; ++row) sum += cells[row * detail::strip_cells + lane];
    } else {  // 4096 of them cannot overflow; all four are added, which goes along the memory
      using Wide = std::conditional_t<sizeof(Number) == 2, std::int32_t, std::int64_t>;
      Wide parts[detail::strip_cells] = {};
      for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t i = 0; i < detail::strip_cells; ++i)
          parts[i] += cells[row * detail::strip_cells + i];
      sum += std::int64_t{parts[lane]};
    }
  }

  detail::TableData data_;
};

/// Some of the columns of a table of T: what goes over a border. A cell named twice is one column.
struct ColumnSelection {
  std::vector<std::size_t> identity;  ///< numbers of identity columns
  std::vector<std::size_t> cells;
  bool verdict = false;  ///< and the columns errors, warnings, notes
  bool file = false;     ///< and, before all others, the column file
};

/// All columns there are.
template <class T>
ColumnSelection all_columns() {
  ColumnSelection all;
  Table<T> table;
  for (std::size_t i = 0; i < table.columns(); ++i) all.identity.push_back(i);
  for (std::size_t i = 0; i < schema<T>.cells; ++i) all.cells.push_back(i);
  all.verdict = all.file = true;
  return all;
}

/// Columns by name, in this order within their kind: an identity column ("agency"), a cell by its
/// path, all cells below one ("applications.received"), "verdict" or "file". Error: unknown_member,
/// with the name.
template <class T>
Result<ColumnSelection> select_columns(const std::vector<std::string>& names) {
  ColumnSelection chosen;
  Table<T> table;
  for (const std::string& name : names) {
    bool found = false;
    for (std::size_t i = 0; i < table.columns(); ++i)
      if (table.column(i).name == name) chosen.identity.push_back(i), found = true;
    for (std::size_t i = 0; i < schema<T>.cells; ++i) {
      std::string path = to_string(path_of<T>(i));
      if (path.compare(0, name.size(), name) == 0 &&
          (path.size() == name.size() || path[name.size()] == '.'))
        chosen.cells.push_back(i), found = true;
    }
    if (name == "verdict") chosen.verdict = found = true;
    if (name == "file") chosen.file = found = true;
    if (!found) {
      Error error;
      error.code = ErrorCode::unknown_member;
      error.path = name;
      return error;
    }
  }
  return chosen;
}

}  // namespace v0
}  // namespace gongkai

#endif
