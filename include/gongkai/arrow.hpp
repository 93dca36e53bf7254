// A table as columns, by the Arrow C data interface: pandas, polars, DuckDB, PyArrow and Spark take
// the stream as it is. Written to the specification (https://arrow.apache.org/docs/format/
// CDataInterface.html, CStreamInterface.html); needs no Arrow library.
//
//   text, dates, described enums' names   utf8 ("u"); dates as 2022-01-20
//   numbers, counts                       int64 ("l"), year null where not known
//   money, in 万元                        decimal128(38, s) ("d:38,s"), s at least 6 and as many
//                                         decimals as the table needs, at most 19
//
// In the wide form there is a column for the file, each identity column and each cell, named by its
// path, its official label under the metadata keys "zh" and "en"; a cell is null in every state but
// value. The tidy form has a row for each cell that a report's form has, and says its state.
// Money with more than 19 decimals is null in both; the tidy form still says `value`.
#ifndef GONGKAI_ARROW_HPP
#define GONGKAI_ARROW_HPP

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gongkai/table.hpp"

// The structs of the specification, under the guards that it gives, so that they may be there
// already.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}
#endif

namespace gongkai {
inline namespace v0 {

namespace detail {

constexpr int arrow_decimals = 19;  // 19 digits of an Amount, shifted so far, stay below 10^38

// ---- one column being filled, which then becomes an ArrowArray --------------------------------

enum class ArrowType : std::uint8_t { text, integer, decimal };

/// Owns the buffers of one array; the array points to it.
class ArrowColumn {
 public:
  explicit ArrowColumn(ArrowType type, int scale = 0) : type_(type), scale_(scale) {
    if (type == ArrowType::text) offsets_.push_back(0);
  }

  void null() {
    valid(false);
    ++nulls_;
    if (type_ == ArrowType::text) offsets_.push_back(offsets_.back());
    if (type_ == ArrowType::integer) words_.push_back(0);
    if (type_ == ArrowType::decimal) words_.insert(words_.end(), 2, 0);
  }
  void text(std::string_view text) {
    constexpr std::size_t most = 0x7FFFFFFF;
    if (text.size() > most - chars_.size()) throw std::length_error("text of more than 2 GiB");
    valid(true);
    chars_ += text;
    offsets_.push_back(static_cast<std::int32_t>(chars_.size()));
  }
  void integer(std::int64_t number) {
    valid(true);
    words_.push_back(static_cast<std::uint64_t>(number));
  }
  void amount(Amount amount) {
    if (!amount.has_value() || amount.decimals() > scale_) return null();
    valid(true);
    bool negative = amount.negative();
    auto digits = static_cast<std::uint64_t>(amount.digits());
    std::uint64_t low = negative ? 0 - digits : digits, high = 0;
    for (int i = amount.decimals(); i < scale_; ++i) {  // times ten: eight times and twice
      std::uint64_t eight = high << 3U | low >> 61U, two = high << 1U | low >> 63U;
      std::uint64_t sum = (low << 3U) + (low << 1U);
      high = eight + two + (sum < (low << 1U) ? 1U : 0U);
      low = sum;
    }
    if (negative) {
      low = 0 - low;
      high = ~high + (low == 0 ? 1U : 0U);
    }
    constexpr std::uint16_t one = 1;
    unsigned char first = 0;
    std::memcpy(&first, &one, 1);
    words_.push_back(first == 1 ? low : high);  // 128 bits as the machine writes them
    words_.push_back(first == 1 ? high : low);
  }
  /// So many integers, valid all of them, to be filled in; and one of them made null.
  std::uint64_t* integers(std::size_t count) {
    words_.resize(count);
    bits_.assign((count + 7) / 8, 0xFF);
    if (count % 8 != 0) bits_.back() = static_cast<std::uint8_t>((1U << (count % 8)) - 1);
    length_ = static_cast<std::int64_t>(count);
    return words_.data();
  }
  void make_null(std::size_t i) {
    bits_[i / 8] = static_cast<std::uint8_t>(bits_[i / 8] & ~(1U << (i % 8)));
    ++nulls_;
  }
  std::size_t text_size() const noexcept { return chars_.size(); }

  /// Makes `out` the array; `column` is its from then on.
  static void give(std::unique_ptr<ArrowColumn> column, ArrowArray* out) {
    ArrowColumn& self = *column;
    self.buffers_[0] = self.nulls_ == 0 ? nullptr : self.bits_.data();
    bool is_text = self.type_ == ArrowType::text;
    self.buffers_[1] = is_text ? static_cast<const void*>(self.offsets_.data())
                               : static_cast<const void*>(self.words_.data());
    self.buffers_[2] = self.chars_.data();
    if (self.buffers_[1] == nullptr) self.buffers_[1] = self.no_words_;
    out->length = self.length_;
    out->null_count = self.nulls_;
    out->offset = 0;
    out->n_buffers = is_text ? 3 : 2;
    out->n_children = 0;
    out->buffers = self.buffers_;
    out->children = nullptr;
    out->dictionary = nullptr;
    out->private_data = column.release();
    out->release = [](ArrowArray* array) {
      delete static_cast<ArrowColumn*>(array->private_data);
      array->release = nullptr;
    };
  }

 private:
  void valid(bool yes) {
    if (length_ % 8 == 0) bits_.push_back(0);
    if (yes) bits_.back() = static_cast<std::uint8_t>(bits_.back() | 1U << (length_ % 8));
    ++length_;
  }

  ArrowType type_;
  int scale_;
  std::int64_t length_ = 0, nulls_ = 0;
  std::vector<std::uint8_t> bits_;
  std::vector<std::int32_t> offsets_;
  std::string chars_;
  std::vector<std::uint64_t> words_;
  std::uint64_t no_words_[2] = {0, 0};  // a buffer of no length still has an address
  const void* buffers_[3] = {};
};

/// The memory of a struct array or schema: its children, which are freed with it unless they have
/// been moved out.
template <class Arrow>
struct ArrowChildren {
  std::vector<std::unique_ptr<Arrow>> owned;
  std::vector<Arrow*> pointers;
  const void* buffers[1] = {nullptr};
  std::string format, name, metadata;

  Arrow* add() {
    owned.push_back(std::make_unique<Arrow>());
    pointers.push_back(owned.back().get());
    owned.back()->release = nullptr;
    return pointers.back();
  }
  ~ArrowChildren() {
    for (Arrow* child : pointers)
      if (child->release != nullptr) child->release(child);
  }
  ArrowChildren() = default;
  ArrowChildren(const ArrowChildren&) = delete;
  ArrowChildren& operator=(const ArrowChildren&) = delete;

  static void release(Arrow* arrow) {
    delete static_cast<ArrowChildren*>(arrow->private_data);
    arrow->release = nullptr;
  }
};

inline void give_struct(std::vector<std::unique_ptr<ArrowColumn>> columns, std::int64_t length,
                        ArrowArray* out) {
  auto children = std::make_unique<ArrowChildren<ArrowArray>>();
  for (std::unique_ptr<ArrowColumn>& column : columns)
    ArrowColumn::give(std::move(column), children->add());
  out->length = length;
  out->null_count = 0;
  out->offset = 0;
  out->n_buffers = 1;
  out->n_children = static_cast<std::int64_t>(children->pointers.size());
  out->buffers = children->buffers;
  out->children = children->pointers.data();
  out->dictionary = nullptr;
  out->private_data = children.release();
  out->release = &ArrowChildren<ArrowArray>::release;
}

inline void give_schema(std::string format, const std::string& name, const std::string& zh,
                        const std::string& en, ArrowSchema* out,
                        std::unique_ptr<ArrowChildren<ArrowSchema>> self) {
  auto number = [&](std::size_t count) {  // 32 bits as the machine writes them
    auto small = static_cast<std::int32_t>(count);
    char bytes[sizeof small];
    std::memcpy(bytes, &small, sizeof small);
    self->metadata.append(bytes, sizeof small);
  };
  auto put = [&](std::string_view text) {
    number(text.size());
    self->metadata += text;
  };
  if (!zh.empty()) {
    number(2);
    put("zh");
    put(zh);
    put("en");
    put(en);
  }
  self->format = std::move(format);
  self->name = name;
  out->format = self->format.c_str();
  out->name = self->name.c_str();
  out->metadata = self->metadata.empty() ? nullptr : self->metadata.data();
  out->flags = self->pointers.empty() ? ARROW_FLAG_NULLABLE : 0;
  out->n_children = static_cast<std::int64_t>(self->pointers.size());
  out->children = self->pointers.empty() ? nullptr : self->pointers.data();
  out->dictionary = nullptr;
  out->private_data = self.release();
  out->release = &ArrowChildren<ArrowSchema>::release;
}

// ---- a table being read ----------------------------------------------------------------------

/// Which columns there are, and how far a stream has come. Subclasses are the two forms.
class ArrowSource {
 public:
  struct Column {
    std::string name;
    std::string zh, en;  // the label
    ArrowType type;
  };

  explicit ArrowSource(std::shared_ptr<const TableData> table) : table_(std::move(table)) {
    scale_ = table_->most_decimals();
    if (scale_ < Amount::fen_decimals) scale_ = Amount::fen_decimals;
    if (scale_ > arrow_decimals) scale_ = arrow_decimals;
  }
  virtual ~ArrowSource() = default;
  ArrowSource(const ArrowSource&) = delete;
  ArrowSource& operator=(const ArrowSource&) = delete;

  void schema(ArrowSchema* out) const {
    auto all = std::make_unique<ArrowChildren<ArrowSchema>>();
    for (const Column& column : columns_) {
      std::string format = column.type == ArrowType::text      ? "u"
                           : column.type == ArrowType::integer ? "l"
                                                               : "d:38," + std::to_string(scale_);
      give_schema(std::move(format), column.name, column.zh, column.en, all->add(),
                  std::make_unique<ArrowChildren<ArrowSchema>>());
    }
    give_schema("+s", {}, {}, {}, out, std::move(all));
  }

  /// False at the end. Else the next rows.
  bool next(ArrowArray* out) {
    std::vector<std::unique_ptr<ArrowColumn>> columns;
    for (const Column& column : columns_)
      columns.push_back(std::make_unique<ArrowColumn>(column.type, scale_));
    std::size_t rows = fill(columns);
    if (rows == 0) return false;
    give_struct(std::move(columns), static_cast<std::int64_t>(rows), out);
    return true;
  }

  const char* error = nullptr;

 protected:
  using Columns = std::vector<std::unique_ptr<ArrowColumn>>;
  /// Puts rows into the columns, as many as a batch takes; how many; 0 at the end.
  virtual std::size_t fill(Columns& to) = 0;

  /// Whether the batch takes another row: so many at most, and of text far less than 2 GiB.
  static bool has_room(const Columns& columns, std::size_t rows, std::size_t most_rows) {
    constexpr std::size_t most_text = std::size_t{256} << 20U;
    if (rows == most_rows) return false;
    for (const auto& column : columns)
      if (column->text_size() >= most_text) return false;
    return true;
  }
  void column(std::string name, std::string zh, std::string en, ArrowType type) {
    columns_.push_back({std::move(name), std::move(zh), std::move(en), type});
  }
  void identity_column(std::size_t number) {
    const Member& member = *table_->columns()[number];
    bool is_text = member.kind == Kind::text || member.kind == Kind::date;
    const Text& label = member.label.text;
    column(std::string(member.name), std::string(label.zh), std::string(label.en),
           is_text ? ArrowType::text : ArrowType::integer);
  }
  // A date or a number that is not known is null, a text is what it is.
  void put_identity(ArrowColumn& to, std::size_t row, std::size_t number) const {
    std::int64_t value = table_->identity(number)[row];
    Kind kind = table_->columns()[number]->kind;
    if (kind == Kind::text) return to.text(table_->texts()[static_cast<std::size_t>(value)]);
    if (kind == Kind::choice) return to.integer(value);
    if (kind == Kind::number) return value == 0 ? to.null() : to.integer(value);
    std::string day = table_->identity_text(row, number);
    day.empty() ? to.null() : to.text(day);
  }
  bool is_amount(std::size_t cell) const {
    for (std::size_t money : table_->amount_cells())
      if (money == cell) return true;
    return false;
  }
  Amount amount(std::size_t row, std::size_t cell) const {
    const std::vector<std::size_t>& cells = table_->amount_cells();
    std::size_t i = 0;
    while (cells[i] != cell) ++i;
    return table_->amounts()[row * cells.size() + i];
  }

  std::shared_ptr<const TableData> table_;
  int scale_ = 0;

 private:
  std::vector<Column> columns_;
};

class ArrowWide : public ArrowSource {
 public:
  ArrowWide(std::shared_ptr<const TableData> table, ColumnSelection selection)
      : ArrowSource(std::move(table)), selection_(std::move(selection)) {
    if (selection_.file) column("file", {}, {}, ArrowType::text);
    first_cell_ = selection_.identity.size() + (selection_.file ? 1 : 0);
    for (std::size_t number : selection_.identity) identity_column(number);
    place_.assign(table_->schema().cells, none);
    std::vector<std::size_t> once;
    for (std::size_t cell : selection_.cells)
      if (std::find(once.begin(), once.end(), cell) == once.end()) once.push_back(cell);
    selection_.cells = std::move(once);
    for (std::size_t i = 0; i < selection_.cells.size(); ++i) {
      std::size_t cell = selection_.cells[i];
      place_[cell] = first_cell_ + i;
      Path path(table_->schema(), cell);
      column(to_string(path), cell_name(path, Language::zh), cell_name(path, Language::en),
             path.cell().kind == Kind::amount ? ArrowType::decimal : ArrowType::integer);
    }
    if (selection_.verdict)
      for (const char* name : {"errors", "warnings", "notes"})
        column(name, {}, {}, ArrowType::integer);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  static constexpr std::size_t most_rows = 8192;  // columns of 64 KB, whose memory is used again

  std::size_t fill(Columns& to) override {
    std::size_t first = row_;
    for (; row_ < table_->size() && has_room(to, row_ - first, most_rows); ++row_) {
      std::size_t next = 0;
      if (selection_.file) to[next++]->text(table_->file(row_));
      for (std::size_t number : selection_.identity) put_identity(*to[next++], row_, number);
    }
    std::size_t rows = row_ - first;
    for (std::size_t cell : selection_.cells) fill_cell(*to[place_[cell]], cell, first);
    for (std::size_t row = first; row < row_; ++row) {
      std::size_t pattern = table_->patterns()[row];
      for (const NoValue* at = table_->pattern_begin(pattern); at != table_->pattern_end(pattern);
           ++at)
        if (place_[at->cell] != none && !is_amount(at->cell))
          to[place_[at->cell]]->make_null(row - first);
    }
    if (selection_.verdict)
      for (std::size_t row = first; row < row_; ++row) {
        const FindingCounts& verdict = table_->verdicts()[row];
        std::size_t next = to.size() - 3;
        for (std::uint32_t count : {verdict.errors, verdict.warnings, verdict.notes})
          verdict.checked ? to[next]->integer(count) : to[next]->null(), ++next;
      }
    return rows;
  }

  // A column out of its strips, block by block.
  void fill_cell(ArrowColumn& to, std::size_t cell, std::size_t first) const {
    if (is_amount(cell)) {
      for (std::size_t row = first; row < row_; ++row) to.amount(amount(row, cell));
      return;
    }
    std::uint64_t* out = to.integers(row_ - first);
    for (std::size_t row = first; row < row_;) {
      std::size_t block = row / block_rows, stop = std::min((block + 1) * block_rows, row_);
      std::size_t begin = row - block * block_rows, end = stop - block * block_rows;
      table_->strip(block, cell / strip_cells).visit([&](const auto* cells) {
        for (std::size_t i = begin; i < end; ++i)
          *out++ =
              static_cast<std::uint64_t>(std::int64_t{cells[i * strip_cells + cell % strip_cells]});
      });
      row = stop;
    }
  }

  ColumnSelection selection_;
  std::size_t first_cell_ = 0;      // the number of its column
  std::vector<std::size_t> place_;  // by cell: the number of its column
  std::size_t row_ = 0;
};

class ArrowTidy : public ArrowSource {
 public:
  explicit ArrowTidy(std::shared_ptr<const TableData> table) : ArrowSource(std::move(table)) {
    column("file", {}, {}, ArrowType::text);
    for (std::size_t i = 0; i < table_->columns().size(); ++i) identity_column(i);
    for (const char* name : {"table", "row", "column", "path"})
      column(name, {}, {}, ArrowType::text);
    column("value", {}, {}, ArrowType::integer);
    column("amount", {}, {}, ArrowType::decimal);
    column("state", {}, {}, ArrowType::text);
    for (std::size_t cell = 0; cell < table_->schema().cells; ++cell) {
      Path path(table_->schema(), cell);
      labels_.push_back({table_name(path, Language::zh), row_name(path, Language::zh),
                         column_name(path, Language::zh), to_string(path)});
    }
  }

 private:
  std::size_t fill(Columns& to) override {
    constexpr std::size_t most_rows = 65536;
    std::size_t rows = 0;
    while (has_room(to, rows, most_rows) && put(to)) ++rows;
    return rows;
  }

  bool put(Columns& to) {
    State state = State::absent;
    for (;; ++cell_) {
      if (cell_ == labels_.size()) cell_ = 0, ++row_;
      if (row_ >= table_->size() || labels_.empty()) return false;
      state = table_->state(row_, cell_);
      if (state != State::absent) break;
    }
    std::size_t next = 0;
    to[next++]->text(table_->file(row_));
    for (std::size_t i = 0; i < table_->columns().size(); ++i) put_identity(*to[next++], row_, i);
    for (const std::string& label : labels_[cell_]) to[next++]->text(label);
    bool money = is_amount(cell_), there = state == State::value;
    there && !money ? to[next]->integer(table_->number(row_, cell_)) : to[next]->null();
    there&& money ? to[next + 1]->amount(amount(row_, cell_)) : to[next + 1]->null();
    to[next + 2]->text(name(state));
    ++cell_;
    return true;
  }

  std::vector<std::array<std::string, 4>> labels_;
  std::size_t row_ = 0, cell_ = 0;
};

// What is called from C returns an errno value and throws nothing.
template <class Work>
int guarded(ArrowArrayStream* stream, Work work) {
  auto* source = static_cast<ArrowSource*>(stream->private_data);
  try {
    work(*source);
    source->error = nullptr;
    return 0;
  } catch (const std::length_error&) {
    source->error = "a text of more than 2 GiB";
    return EOVERFLOW;
  } catch (const std::bad_alloc&) {
    source->error = "out of memory";
    return ENOMEM;
  }
}

inline void give_stream(std::unique_ptr<ArrowSource> source, ArrowArrayStream* out) {
  out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
    return guarded(stream, [&](ArrowSource& from) { from.schema(schema); });
  };
  out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
    return guarded(stream, [&](ArrowSource& from) {
      if (!from.next(array)) array->release = nullptr;  // the end
    });
  };
  out->get_last_error = [](ArrowArrayStream* stream) {
    return static_cast<ArrowSource*>(stream->private_data)->error;
  };
  out->release = [](ArrowArrayStream* stream) {
    delete static_cast<ArrowSource*>(stream->private_data);
    stream->release = nullptr;
  };
  out->private_data = source.release();
}

}  // namespace detail

/// Makes `out` a stream over the selected columns of the table, a row for each report. The caller
/// releases it; each call gives a stream of its own, from the first row on, which keeps the table
/// alive. Batches have 8192 rows at most. The table must not be appended to meanwhile.
template <class T>
void arrow_wide(const std::shared_ptr<const Table<T>>& table, const ColumnSelection& selection,
                ArrowArrayStream* out) {
  std::shared_ptr<const detail::TableData> data(table, &table->data());
  detail::give_stream(std::make_unique<detail::ArrowWide>(std::move(data), selection), out);
}

/// The same in the tidy form: file, the identity columns, then table, row, column (the official
/// labels), path, value (of counts), amount (of money, in 万元), state; a row for each cell that is
/// not absent.
template <class T>
void arrow_tidy(const std::shared_ptr<const Table<T>>& table, ArrowArrayStream* out) {
  std::shared_ptr<const detail::TableData> data(table, &table->data());
  detail::give_stream(std::make_unique<detail::ArrowTidy>(std::move(data)), out);
}

}  // namespace v0
}  // namespace gongkai

#endif
