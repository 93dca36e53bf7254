#include "columns.hpp"

#include <pybind11/numpy.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

namespace gongkai::python {
namespace {

bool is_valid(const ArrowArray& column, std::size_t row) {
  const auto* bits = static_cast<const std::uint8_t*>(column.buffers[0]);
  return bits == nullptr || (bits[row / 8] >> (row % 8) & 1) != 0;
}

void read_integers(const ArrowArray& column, std::int64_t* values, bool* mask) {
  auto rows = static_cast<std::size_t>(column.length);
  std::memcpy(values, column.buffers[1], rows * sizeof *values);
  if (column.null_count == 0) return;  // a new mask is false
  for (std::size_t row = 0; row < rows; ++row) mask[row] = !is_valid(column, row);
}

// 128 bits at that scale, in decimal digits.
std::string decimal_text(std::uint64_t low, std::uint64_t high, std::size_t scale) {
  bool negative = high >> 63U != 0;
  if (negative) {
    low = 0 - low;
    high = ~high + (low == 0 ? 1U : 0U);
  }
  std::string digits;  // the last first; half a word at a time, so that nothing overflows
  std::uint64_t parts[4] = {high >> 32U, high & 0xFFFFFFFFU, low >> 32U, low & 0xFFFFFFFFU};
  auto any = [&] { return (parts[0] | parts[1] | parts[2] | parts[3]) != 0; };
  while (any() || digits.size() <= scale) {
    std::uint64_t rest = 0;
    for (std::uint64_t& part : parts) {
      std::uint64_t whole = rest << 32U | part;
      part = whole / 10;
      rest = whole % 10;
    }
    digits += static_cast<char>('0' + rest);
  }
  std::string text(digits.rbegin(), digits.rend());
  if (scale > 0) {
    text.insert(text.size() - scale, 1, '.');
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return negative ? "-" + text : text;
}

// A column of objects. Most texts come many times: each is made once.
class Objects {
 public:
  explicit Objects(std::size_t rows)
      : array_(py::module_::import("numpy").attr("empty")(rows, py::dtype("O"))),
        next_(static_cast<PyObject**>(array_.mutable_data())) {}

  void read_texts(const ArrowArray& column) {
    const auto* offsets = static_cast<const std::int32_t*>(column.buffers[1]);
    const char* chars = static_cast<const char*>(column.buffers[2]);
    for (std::size_t row = 0; row < static_cast<std::size_t>(column.length); ++row) {
      if (!is_valid(column, row)) {
        put(py::none());
        continue;
      }
      std::string text(chars + offsets[row],
                       static_cast<std::size_t>(offsets[row + 1] - offsets[row]));
      put(made_of(text, [&] { return py::str(text); }));
    }
  }
  void read_decimals(const ArrowArray& column, std::size_t scale) {
    const auto* words = static_cast<const std::uint64_t*>(column.buffers[1]);
    py::object type = py::module_::import("decimal").attr("Decimal");
    for (std::size_t row = 0; row < static_cast<std::size_t>(column.length); ++row) {
      if (!is_valid(column, row)) {
        put(py::none());
        continue;
      }
      std::string bytes(reinterpret_cast<const char*>(words + 2 * row), 16);
      put(made_of(bytes, [&] {
        constexpr std::uint16_t one = 1;
        unsigned char first = 0;
        std::memcpy(&first, &one, 1);
        std::uint64_t low = words[2 * row + (first == 1 ? 0 : 1)];
        std::uint64_t high = words[2 * row + (first == 1 ? 1 : 0)];
        return type(decimal_text(low, high, scale));
      }));
    }
  }
  py::object array() const { return array_; }

 private:
  template <class Make>
  py::object made_of(const std::string& key, Make make) {
    constexpr std::size_t most = 100'000;  // the files of a large table are all different
    auto found = made_.find(key);
    if (found != made_.end()) return found->second;
    py::object object = make();
    if (made_.size() < most) made_.emplace(key, object);
    return object;
  }
  void put(py::object object) {  // the array holds None everywhere, or nothing at all
    PyObject* old = *next_;
    *next_++ = object.release().ptr();
    Py_XDECREF(old);
  }

  py::array array_;
  PyObject** next_;
  std::unordered_map<std::string, py::object> made_;
};

// A stream that is read batch by batch, and released whatever happens.
class Batches {
 public:
  explicit Batches(ArrowArrayStream& stream) : stream_(stream) {
    check(stream.get_schema(&stream, &schema_));
  }
  ~Batches() {
    if (batch_.release != nullptr) batch_.release(&batch_);
    if (schema_.release != nullptr) schema_.release(&schema_);
    stream_.release(&stream_);
  }
  Batches(const Batches&) = delete;
  Batches& operator=(const Batches&) = delete;

  const ArrowSchema& schema() const { return schema_; }
  const ArrowArray* next() {
    if (batch_.release != nullptr) batch_.release(&batch_);
    int status = 0;
    {
      py::gil_scoped_release release;
      status = stream_.get_next(&stream_, &batch_);
    }
    check(status);
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    return batch_.release == nullptr ? nullptr : &batch_;
  }

 private:
  void check(int status) {
    if (status != 0) throw std::runtime_error(stream_.get_last_error(&stream_));
  }
  ArrowArrayStream& stream_;
  ArrowSchema schema_{};
  ArrowArray batch_{};
};

/// Where a count goes, row by row; nowhere where it is not wanted.
struct CountColumn {
  std::int64_t* values = nullptr;
  bool* mask = nullptr;  ///< all false until then
};

// One block of rows: the four columns of a strip together, as they lie.
void fill_block(const detail::TableData& rows, std::size_t block,
                const std::vector<CountColumn>& columns) {
  constexpr std::size_t four = detail::strip_cells;
  std::size_t first = block * detail::block_rows;
  std::size_t size = std::min(detail::block_rows, rows.size() - first);
  for (std::size_t cell = 0; cell < columns.size(); cell += four)
    rows.strip(block, cell / four).visit([&](const auto* from) {
      for (std::size_t i = 0; i < four && cell + i < columns.size(); ++i) {
        std::int64_t* to = columns[cell + i].values;
        if (to == nullptr) continue;
        for (std::size_t row = 0; row < size; ++row) to[first + row] = from[row * four + i];
      }
    });
  for (std::size_t row = first; row < first + size; ++row) {
    std::size_t pattern = rows.patterns()[row];
    for (auto at = rows.pattern_begin(pattern); at != rows.pattern_end(pattern); ++at)
      if (bool* mask = columns[at->cell].mask) mask[row] = true;
  }
}

void fill(const Table<Report>& rows, const std::vector<CountColumn>& columns) {
  constexpr std::size_t often = 16;  // blocks; Ctrl-C is looked for in between
  std::size_t blocks = rows.data().blocks();
  for (std::size_t block = 0; block < blocks; block += often) {
    {
      py::gil_scoped_release release;
      for (std::size_t b = block; b < std::min(block + often, blocks); ++b)
        fill_block(rows.data(), b, columns);
    }
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }
}

py::array new_array(const char* function, const py::dtype& type, const py::object& shape) {
  return py::module_::import("numpy").attr(function)(shape, type, "F");
}

}  // namespace

py::dict columns_of(ArrowArrayStream& stream, std::size_t rows) {
  Batches batches(stream);
  auto count = static_cast<std::size_t>(batches.schema().n_children);
  py::object zeros = py::module_::import("numpy").attr("zeros");
  std::vector<py::array_t<std::int64_t>> values(count);
  std::vector<py::array_t<bool>> masks(count);
  std::vector<std::unique_ptr<Objects>> objects(count);
  auto format = [&](std::size_t i) { return std::string(batches.schema().children[i]->format); };
  for (std::size_t i = 0; i < count; ++i) {
    if (format(i) == "l") {
      values[i] = py::array_t<std::int64_t>(static_cast<py::ssize_t>(rows));
      masks[i] = py::array_t<bool>(zeros(rows, py::dtype::of<bool>()));
    } else {
      objects[i] = std::make_unique<Objects>(rows);
    }
  }
  std::size_t done = 0;
  while (const ArrowArray* batch = batches.next()) {
    for (std::size_t i = 0; i < count; ++i) {
      const ArrowArray& column = *batch->children[i];
      if (!objects[i])
        read_integers(column, values[i].mutable_data() + done, masks[i].mutable_data() + done);
      else if (format(i) == "u")
        objects[i]->read_texts(column);
      else  // "d:38,6"
        objects[i]->read_decimals(column, std::stoul(format(i).substr(5)));
    }
    done += static_cast<std::size_t>(batch->length);
  }
  py::dict columns;
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = batches.schema().children[i]->name;
    if (!objects[i])
      columns[name] = py::make_tuple("integer", values[i], masks[i]);
    else
      columns[name] = py::make_tuple(format(i) == "u" ? "text" : "money", objects[i]->array());
  }
  return columns;
}

py::dict count_columns(const Rows& rows, const std::vector<std::size_t>& cells) {
  std::vector<CountColumn> columns(schema<Report>.cells);
  py::dict made;
  for (std::size_t cell : cells) {
    py::array values = new_array("empty", py::dtype::of<std::int64_t>(), py::int_(rows->size()));
    py::array mask = new_array("zeros", py::dtype::of<bool>(), py::int_(rows->size()));
    columns[cell] = {static_cast<std::int64_t*>(values.mutable_data()),
                     static_cast<bool*>(mask.mutable_data())};
    made[py::str(to_string(path_of<Report>(cell)))] = py::make_tuple("integer", values, mask);
  }
  fill(*rows, columns);
  return made;
}

py::tuple count_matrix(const Rows& rows, const std::vector<std::size_t>& cells) {
  py::tuple shape = py::make_tuple(rows->size(), cells.size());
  py::array values = new_array("empty", py::dtype::of<std::int64_t>(), shape);
  py::array masks = new_array("zeros", py::dtype::of<bool>(), shape);
  std::vector<CountColumn> columns(schema<Report>.cells);
  for (std::size_t i = 0; i < cells.size(); ++i)
    columns[cells[i]] = {static_cast<std::int64_t*>(values.mutable_data()) + i * rows->size(),
                         static_cast<bool*>(masks.mutable_data()) + i * rows->size()};
  fill(*rows, columns);
  return py::make_tuple(values, masks);
}

}  // namespace gongkai::python
